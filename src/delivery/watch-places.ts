import type { Activity } from 'botbuilder';
import { BotError } from '../domain/errors.ts';
import type { Locale } from '../domain/locale.ts';
import { may } from '../domain/permissions.ts';
import type { Colleague } from '../domain/roles.ts';
import { DEFAULT_WATCH } from '../domain/watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlaceFacts, WatchStore } from '../ports/watch-store.ts';
import type { RecognisePerson } from '../use-cases/recognise-person.ts';
import { channelDataOf, conversationIdOf, scopeOf } from './activity.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Log } from './log.ts';
import { knownTimeZoneOf } from './time-zone.ts';

/** Chats and channels that are told of incidents come about where the bot is installed and where colleagues write to it. */
export interface WatchPlaces {
  /** Takes over what a turn tells of a colleague's own chat; writes only when that is new. Channels are set up by `watch` there. */
  learn(activity: Activity, person: Colleague, locale: Locale): Promise<void>;
  /** The bot came. Gives whether incidents will be told there: not where whoever installed it has no role. */
  install(activity: Activity, locale: Locale): Promise<boolean>;
}

const REMEMBERED = 10_000;
/** The installation does not wait longer for the roles of a person: they are looked up later then. */
const LOOK_UP_MS = 3_000;

export function watchPlaces({
  watches,
  recognise,
  clock,
  log,
}: {
  readonly watches: Pick<WatchStore, 'ensure'>;
  readonly recognise: RecognisePerson;
  readonly clock: Clock;
  readonly log: Log;
}): WatchPlaces {
  // A person is the same object until the directory was asked again.
  const learnt = new BoundedMap<string, { readonly person: Colleague; readonly locale: Locale; readonly timeZone: string | undefined }>(
    REMEMBERED,
  );

  async function recognised(personId: string): Promise<Colleague | undefined | 'not told'> {
    try {
      return await recognise(personId, AbortSignal.timeout(LOOK_UP_MS));
    } catch (error) {
      if (!(error instanceof BotError) && !(error instanceof DOMException)) throw error;
      log.warn({ code: error instanceof BotError ? error.code : error.name }, 'Who installed the bot is looked up later');
      return 'not told';
    }
  }

  return {
    async learn(activity, person, locale) {
      if (scopeOf(activity) !== 'personal') return;
      const conversationId = conversationIdOf(activity);
      const timeZone = knownTimeZoneOf(activity);
      const known = learnt.get(conversationId);
      if (known?.person === person && known.locale === locale && known.timeZone === timeZone) return;
      await watches.ensure({ ...placeOf(activity, locale), ...personFacts(person) }, [DEFAULT_WATCH], clock.now());
      learnt.set(conversationId, { person, locale, timeZone });
    },

    async install(activity, locale) {
      const personId = activity.from.aadObjectId;
      if (personId === undefined) return false;
      const person = await recognised(personId);
      if (person === undefined || (person !== 'not told' && !may(person, 'watch'))) return false;
      const whose = person === 'not told' ? { personId, personName: activity.from.name ?? '', access: undefined } : personFacts(person);
      const place = await watches.ensure({ ...placeOf(activity, locale), ...whose }, [DEFAULT_WATCH], clock.now());
      return place.watches.length > 0;
    },
  };
}

function personFacts(person: Colleague): Pick<PlaceFacts, 'personId' | 'personName' | 'access'> {
  return { personId: person.id, personName: person.displayName, access: { mayWatch: may(person, 'watch'), groupIds: person.groupIds } };
}

function placeOf(activity: Activity, locale: Locale): Pick<PlaceFacts, 'scope' | 'conversationId' | 'label' | 'locale' | 'timeZone'> {
  const { channel, team } = channelDataOf(activity);
  return {
    scope: scopeOf(activity) ?? 'personal',
    conversationId: conversationIdOf(activity),
    label: channel?.name ?? team?.name,
    locale,
    timeZone: knownTimeZoneOf(activity),
  };
}
