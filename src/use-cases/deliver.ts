import type { Audience } from '../domain/audience.ts';
import { BackEndError, BotError } from '../domain/errors.ts';
import type { RingKind } from '../domain/incident-change.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationAddress, ConversationStore, PersonAccount } from '../ports/conversation-store.ts';
import type { DeliveryStore, DueDelivery, Posting } from '../ports/delivery-store.ts';
import type { IncidentAnnouncer } from '../ports/incident-announcer.ts';
import type { ChannelAudience } from './channel-audience.ts';
import { cardRemoved, failedRequest } from './delivery-failure.ts';
import { afterUpdate, stepFor, uncertainStill, type Ending, type SendStep } from './delivery-step.ts';
import type { Pace } from './pace.ts';
import { failureOf } from './send-failure.ts';
import type { ToldIncidents } from './told-incidents.ts';

/** One request that can go out. */
export interface Ready {
  readonly due: DueDelivery;
  readonly step: SendStep;
  readonly what: Posting | 'open';
  readonly to: ConversationAddress | PersonAccount;
  /** What the card shows by now. */
  readonly shown: number | undefined;
}

/** What comes of it: the end of the row, or its next request. */
export type Delivered = { readonly ending: Ending } | { readonly next: Ready };

export interface Delivery {
  /** Judges a row. Never throws. */
  prepare(due: DueDelivery, signal: AbortSignal): Promise<Delivered>;
  /** Makes one request. `ring`: what it was noted to ring for. Never throws. */
  request(ready: Ready, ring: RingKind | undefined): Promise<Delivered>;
}

/** Who reads a channel could not be found out; the look is remembered for a minute. */
const LOOK_AGAIN_MS = 65_000;
const TROUBLE_MS = 5_000;
/** Without a token or a connection every request would fail. */
const NOTHING_WORKS_MS = 2_000;

export function delivery(deps: {
  readonly incidents: ToldIncidents;
  readonly announcer: IncidentAnnouncer;
  readonly audience: Pick<ChannelAudience, 'of' | 'isKnown'>;
  readonly conversations: Pick<ConversationStore, 'learn' | 'retire'>;
  readonly deliveries: Pick<DeliveryStore, 'setChat'>;
  readonly pace: Pick<Pace, 'slot' | 'throttled' | 'hold'>;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): Delivery {
  const { incidents, announcer, audience, conversations, deliveries, pace, clock, log } = deps;

  async function judged(due: DueDelivery, signal: AbortSignal): Promise<Delivered> {
    const { place, address, account } = due;
    const told = await incidents(due.issueId, due.wantedRevision);
    if (told === undefined)
      return { ending: { kind: 'failed', failure: failureOf(new BotError('NOT_FOUND', 'The incident is not kept any more')) } };
    const step = stepFor(due, told, clock.now());
    if (step.kind === 'end') return step;

    const shown = due.shownRevision;
    if (address === undefined) {
      // A chat that was there and is not any more was left: it is not opened anew.
      if (place.conversationId !== undefined || account === undefined) return { ending: { kind: 'gone', failure: NOWHERE } };
      return { next: { due, step, what: 'open', to: account, shown } };
    }
    const readers = place.scope === 'personal' ? 'own' : await readersOf(address, signal);
    if (readers === 'outsiders') return { ending: { kind: 'muted', reason: 'outsiders', until: undefined, revision: undefined } };
    if (readers === 'unknown')
      return { ending: { kind: 'later', dueAt: inMs(LOOK_AGAIN_MS), failure: NOT_TOLD, card: undefined, revision: undefined } };
    return { next: { due, step, what: step.posting, to: address, shown } };
  }

  /** To ask who is in a channel is a request like any other. */
  async function readersOf(address: ConversationAddress, signal: AbortSignal): Promise<Audience> {
    if (!audience.isKnown(address)) await pace.slot(signal);
    return audience.of(address, signal);
  }

  async function requested({ due, step, what, to, shown }: Ready, ring: RingKind | undefined): Promise<Delivered> {
    const { notice, revision } = step;
    const { card } = due;
    if (!('conversationId' in to)) {
      const address = await announcer.openChat(to);
      await conversations.learn(address, clock.now());
      await deliveries.setChat(due.place.id, address.conversationId, clock.now());
      return { next: { due: { ...due, address }, step, what: step.posting, to: address, shown } };
    }
    if (what === 'card') return { ending: { kind: 'shown', card: await announcer.post(to, notice), revision, anew: true } };
    if (what === 'update' && card !== undefined) {
      if (!(await announcer.update(to, card, notice))) return { ending: cardRemoved(due) };
      const ending = afterUpdate(step, card, ring);
      return ending === undefined ? { next: { due, step, what: 'line', to, shown: revision } } : { ending };
    }
    if (ring !== undefined) await announcer.line(to, { ...notice, ring, place: card });
    return { ending: card === undefined ? uncertainStill(revision) : { kind: 'shown', card, revision: shown ?? revision, anew: false } };
  }

  /** After a request that failed. */
  async function failed({ due, what, step, shown }: Ready, ring: RingKind | undefined, error: BackEndError): Promise<Delivered> {
    const { ending, throttled, goneFrom, nothingWorks } = failedRequest(error, what, { due, now: clock.now(), random: Math.random() });
    if (throttled !== undefined) pace.throttled(due.address?.conversationId ?? due.place.id, throttled.retryAfterMs);
    if (nothingWorks) pace.hold(NOTHING_WORKS_MS);
    if (goneFrom !== undefined) await conversations.retire(goneFrom, clock.now());
    const isLine = what === 'line';
    if (ending.kind === 'later') return { ending: { ...ending, card: due.card, revision: shown, ring } };
    // Below an uncertain card an uncertain line changes nothing.
    if (ending.kind === 'uncertain')
      return { ending: { ...ending, card: isLine ? due.card : undefined, revision: isLine ? shown : step.revision } };
    return { ending: { ...ending, ring } };
  }

  /** An error of our own, such as a card that cannot be rendered, must not stop all others, nor come back for ever. */
  function trouble(due: DueDelivery, error: unknown): Delivered {
    const isDatabase = error instanceof BackEndError && error.backEnd === 'database';
    const known = error instanceof BotError ? error : new BotError('INTERNAL', 'A delivery failed', { cause: error });
    log('delivery in trouble', {
      issueId: due.issueId,
      placeId: due.place.id,
      code: known.code,
      error: error instanceof Error ? error.name : undefined,
    });
    return {
      ending: isDatabase ? { kind: 'back', dueAt: inMs(TROUBLE_MS), revision: undefined } : { kind: 'failed', failure: failureOf(known) },
    };
  }

  const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);

  return {
    prepare: (due, signal) => judged(due, signal).catch((error: unknown) => trouble(due, error)),
    async request(ready, ring) {
      try {
        return await requested(ready, ring);
      } catch (error) {
        const ofTeams = error instanceof BackEndError && error.backEnd !== 'database';
        return ofTeams ? failed(ready, ring, error).catch((worse: unknown) => trouble(ready.due, worse)) : trouble(ready.due, error);
      }
    },
  };
}

const NOWHERE = failureOf(new BotError('NOT_FOUND', 'No chat'));
const NOT_TOLD = failureOf(new BotError('ACCESS_UNKNOWN', 'Who reads a channel could not be told'));
