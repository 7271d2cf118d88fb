import { audienceOf, type Audience } from '../domain/audience.ts';
import { BotError } from '../domain/errors.ts';
import type { Channel, ChannelRoster } from '../ports/channel-roster.ts';
import type { Clock } from '../ports/clock.ts';
import { withinDeadline } from './deadline.ts';
import { memory } from './memory.ts';

/** No customer data to outsiders in a channel (design.md 7): who reads what the bot answers there? Remembered for 15 minutes, bounded. */
export interface ChannelAudience {
  /** Never throws: what could not be found out is `unknown`. */
  of(channel: Channel, signal: AbortSignal): Promise<Audience>;
  /** Whether that is remembered, so that Teams need not be asked. */
  isKnown(channel: Channel): boolean;
  /**
   * To be called when somebody came or went anywhere. Forgets every channel: a change in a team is told of its General channel only, and one in a team
   * that a channel is shared with names no channel of ours (teams-platform 1.4).
   */
  membersChanged(): void;
}

const KEEP_MS = 15 * 60_000;
/** What could not be told may only be a matter of the moment. */
const KEEP_UNKNOWN_MS = 60_000;
/** A turn waits no longer; the look-up goes on and is remembered for the next question. */
const WAIT_MS = 2_500;

export function channelAudience(deps: {
  readonly roster: ChannelRoster;
  readonly tenantId: string;
  readonly clock: Clock;
  /** False switches the look off (setting): every audience is `own`. */
  readonly enabled: boolean;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): ChannelAudience {
  const { roster, tenantId, clock, enabled, log } = deps;

  async function lookUp(key: string, signal: AbortSignal): Promise<Audience> {
    // The asker is in the channel: a roster with nobody in it tells nothing.
    let audience: Audience | undefined;
    for await (const page of roster.readers(channelOf(key), signal)) {
      for (const reader of page) {
        const each = audienceOf(reader, tenantId);
        if (each === 'outsiders') return each;
        audience = audience === 'unknown' ? audience : each;
      }
    }
    return audience ?? 'unknown';
  }

  const audiences = memory<Audience>({ clock, keepMs: (audience) => (audience === 'unknown' ? KEEP_UNKNOWN_MS : KEEP_MS), lookUp });

  return {
    async of(channel, signal) {
      if (!enabled) return 'own';
      try {
        return await withinDeadline(WAIT_MS, signal, (within) => audiences(keyOf(channel), within));
      } catch (error) {
        const [code, message] = error instanceof BotError ? [error.code, error.message] : ['INTERNAL', undefined];
        log('readers of a channel not found out', { conversationId: channel.conversationId, code, message });
        return 'unknown';
      }
    },
    isKnown: (channel) => !enabled || audiences.knows(keyOf(channel)),
    membersChanged: () => audiences.clear(),
  };
}

const keyOf = ({ serviceUrl, conversationId }: Channel): string => `${serviceUrl} ${conversationId}`;

function channelOf(key: string): Channel {
  const gap = key.indexOf(' ');
  return { serviceUrl: key.slice(0, gap), conversationId: key.slice(gap + 1) };
}
