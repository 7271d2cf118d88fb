import { audienceOf } from '../domain/audience.ts';
import { folded } from '../domain/word-match.ts';
import type { ChannelMember, ChannelPeople } from '../ports/channel-people.ts';
import type { Channel } from '../ports/channel-roster.ts';
import type { Clock } from '../ports/clock.ts';
import type { EscalationChannels } from '../ports/escalation-channels.ts';
import { memory } from './memory.ts';

/** A person to choose, by name. */
export interface FoundColleague {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
}

/**
 * The partner's own people whose name has a word that begins with each word of `text`, by name: those of the channel, or outside of one those of the experts'
 * channels. That somebody is offered gives no rights: whoever uses the choice asks. A channel whose roster cannot be read offers nobody.
 */
export type FindColleagues = (
  text: string,
  limit: number,
  where: { readonly serviceUrl: string; readonly channelId: string | undefined },
  signal: AbortSignal,
) => Promise<readonly FoundColleague[]>;

/** Somebody new is there after so long. */
const KEEP_MS = 5 * 60_000;
/** Of one channel; the largest teams have more, and nobody looks for their experts in there. */
const MOST_PEOPLE = 5_000;
const MOST_CHANNELS = 10;
const CHANNELS_KEPT = 50;

interface Known extends FoundColleague {
  readonly words: readonly string[];
}

export function findColleagues(deps: {
  readonly people: ChannelPeople;
  readonly channels: Pick<EscalationChannels, 'list'>;
  readonly tenantId: string;
  readonly clock: Clock;
}): FindColleagues {
  const { people, channels, tenantId, clock } = deps;

  async function lookUp(key: string, signal: AbortSignal): Promise<readonly Known[]> {
    const known: Known[] = [];
    for await (const page of people.members(channelOf(key), signal)) {
      known.push(...page.filter((member) => audienceOf(member, tenantId) === 'own').map(toKnown));
      if (known.length >= MOST_PEOPLE) break;
    }
    return known;
  }

  const rosters = memory<readonly Known[]>({ clock, keepMs: () => KEEP_MS, lookUp, limit: CHANNELS_KEPT });

  return async (text, limit, { serviceUrl, channelId }, signal) => {
    const ids = channelId === undefined ? (await channels.list()).map(({ conversationId }) => conversationId) : [channelId];
    const looked = await Promise.allSettled(ids.slice(0, MOST_CHANNELS).map((id) => rosters(`${serviceUrl} ${id}`, signal)));
    const wanted = folded(text).split(' ').filter(Boolean);
    const found = new Map<string, FoundColleague>();
    for (const known of looked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))) {
      if (wanted.every((word) => known.words.some((each) => each.startsWith(word))))
        found.set(known.id, { id: known.id, name: known.name });
    }
    return [...found.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en')).slice(0, limit);
  };
}

function toKnown({ id, name }: ChannelMember): Known {
  return { id, name, words: folded(name).split(' ') };
}

function channelOf(key: string): Channel {
  const gap = key.indexOf(' ');
  return { serviceUrl: key.slice(0, gap), conversationId: key.slice(gap + 1) };
}
