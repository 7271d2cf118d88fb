import { setTimeout as timer } from 'node:timers/promises';
import type { RingKind } from '../domain/incident-change.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore, DueDelivery } from '../ports/delivery-store.ts';
import type { Delivered, Delivery, Ready } from './deliver.ts';
import type { Ending } from './delivery-step.ts';
import type { Pace } from './pace.ts';
import { settling } from './settling.ts';

/** What is counted; words of our own only. */
export interface SendMetrics {
  delivery(outcome: Ending['kind']): void;
  /** From the announcement of an incident to its card in a chat. */
  firstCard(seconds: number): void;
}

/** Requests at once: at 50 a second Teams may take more than half a second for each. */
const MOST_AT_ONCE = 32;
/** Rows are taken this far ahead: what is urgent overtakes all others but those. */
const AHEAD_MS = 400;
const MOST_AHEAD = 64;
const LEAST_AHEAD = 4;
/** What is noted together goes out together. */
const TOGETHER_MS = 20;
const MOST_TOGETHER = 16;
/** At 49 a second no more than one space is within 20 ms. */
const ROUNDING = 0.1;
/** When nothing more was due, how soon to look again, and how long to wait for what comes due rather than to end. */
const LOOK_EVERY_MS = 100;
const LINGER_MS = 5_000;
/** What is on its way when the process is to end may take so long: less than the queue gives. */
const DRAIN_MS = 4_000;

interface SendRunDeps {
  readonly deliveries: Pick<DeliveryStore, 'claim' | 'posting' | 'settle' | 'nextDue'>;
  readonly delivery: Delivery;
  readonly pace: Pick<Pace, 'slot' | 'soon' | 'within'>;
  readonly clock: Clock;
  readonly metrics: SendMetrics;
  /** There is more than was taken at once. */
  readonly onBacklog: () => void;
}

/**
 * Sends what is due until nothing is, or the signal says to end: then what is on its way is waited for, and the rest given back. Gives how many rows were
 * shown. @throws what the database threw
 */
export async function sendRun(deps: SendRunDeps, senderId: string, signal: AbortSignal): Promise<number> {
  const { deliveries, delivery, pace, clock, metrics, onBacklog } = deps;
  const ahead = Math.max(LEAST_AHEAD, Math.min(MOST_AHEAD, Math.floor(pace.within(AHEAD_MS))));

  const broken = new AbortController();
  const enough = AbortSignal.any([signal, broken.signal]);
  const outcomes = settling((settled) => deliveries.settle(senderId, settled, clock.now()), fail);
  /** Rows that can go out, the most urgent first. */
  const ready: Ready[] = [];
  let looking: Promise<void> | undefined;
  let lookAgainAt = 0;
  let preparing = 0;
  let underway = 0;
  let shown = 0;
  let upcoming: Promise<readonly Noted[]> | undefined;
  /** How long a note takes, as of late. */
  let noteMs = 0;
  let news = Promise.withResolvers<void>();
  let ticking = false;

  function fail(error: unknown): void {
    broken.abort(error);
  }
  function stir(): void {
    news.resolve();
    news = Promise.withResolvers();
  }
  /** Until something happened, or it is time to look again. */
  async function rest(): Promise<void> {
    if (!ticking) void tick();
    await news.promise;
  }
  async function tick(): Promise<void> {
    ticking = true;
    await timer(LOOK_EVERY_MS);
    ticking = false;
    stir();
  }

  async function look(): Promise<void> {
    const limit = ahead - ready.length - preparing;
    const rows = await deliveries.claim(senderId, clock.now(), limit);
    if (rows.length < limit) lookAgainAt = performance.now() + LOOK_EVERY_MS;
    else onBacklog();
    for (const due of rows) void prepare(due);
  }

  async function prepare(due: DueDelivery): Promise<void> {
    preparing++;
    const delivered = await delivery.prepare(due, enough);
    preparing--;
    goOn(due, delivered, undefined);
  }

  function goOn(due: DueDelivery, delivered: Delivered, ring: RingKind | undefined): void {
    if ('ending' in delivered) settle(due, delivered.ending, ring);
    else insert(ready, delivered.next);
    stir();
  }

  function settle(due: DueDelivery, ending: Ending, ring: RingKind | undefined): void {
    outcomes.add({ ...ending, issueId: due.issueId, placeId: due.place.id, wantedRevision: due.wantedRevision });
    if (ending.kind === 'back') return;
    metrics.delivery(ending.kind);
    if (ending.kind !== 'shown') return;
    shown++;
    if (ending.anew && ring === 'new') metrics.firstCard((clock.now().getTime() - due.queuedAt.getTime()) / 1000);
  }

  /** Sends what was noted, each in its moment. Where the database is slow for this pace the next rows are noted meanwhile. */
  async function sendNext(): Promise<void> {
    const noted = await (upcoming ?? takeNext());
    upcoming = ready.length > 0 && underway + noted.length < MOST_AT_ONCE && pace.within(noteMs * 2) > 1 ? takeNext() : undefined;
    // Its failure is met when it is waited for.
    upcoming?.catch(() => undefined);
    for (const { each, ring } of noted) {
      await pace.slot(enough);
      if (enough.aborted) giveBack(each, ring);
      else void send(each, ring);
    }
  }

  /** Notes the next rows: few, since what is noted and not sent is uncertain after a crash. */
  async function takeNext(): Promise<readonly Noted[]> {
    await pace.soon(TOGETHER_MS, enough);
    if (enough.aborted) return [];
    const spaces = Math.ceil(pace.within(Math.max(TOGETHER_MS, noteMs)) - ROUNDING);
    const batch = ready.splice(0, Math.max(1, Math.min(spaces, MOST_TOGETHER, MOST_AT_ONCE - underway)));
    const begunAt = performance.now();
    const rings = await note(batch);
    noteMs = (noteMs + performance.now() - begunAt) / 2;
    return batch.flatMap((each) => {
      const noted = each.what === 'open' ? {} : rings.get(keyOf(each));
      if (noted === undefined) giveBack(each, undefined);
      return noted === undefined ? [] : [{ each, ring: noted.ring }];
    });
  }

  async function note(batch: readonly Ready[]): Promise<ReadonlyMap<string, { readonly ring?: RingKind | undefined }>> {
    const rows = batch.flatMap(({ due, step, what }) =>
      what === 'open' ? [] : [{ issueId: due.issueId, placeId: due.place.id, posting: what, revision: step.revision }],
    );
    if (rows.length === 0) return new Map();
    const noted = await deliveries.posting(senderId, rows, clock.now());
    return new Map(noted.map((row) => [`${row.issueId} ${row.placeId}`, row]));
  }

  async function send(each: Ready, ring: RingKind | undefined): Promise<void> {
    underway++;
    const delivered = await delivery.request(each, ring);
    underway--;
    goOn(each.due, delivered, ring);
  }

  /** Something newer was announced, it is another sender's by now, or there is no time. */
  function giveBack({ due, shown: revision }: Ready, ring: RingKind | undefined): void {
    settle(due, { kind: 'back', dueAt: undefined, revision, ring }, undefined);
  }

  const isUnderway = (): boolean => looking !== undefined || preparing > 0 || underway > 0;

  async function isOver(): Promise<boolean> {
    await outcomes.done();
    const next = await deliveries.nextDue();
    return next === undefined || next.getTime() > clock.now().getTime() + LINGER_MS;
  }

  async function work(): Promise<void> {
    while (!enough.aborted) {
      if (looking === undefined && ready.length + preparing <= ahead / 2 && performance.now() >= lookAgainAt) {
        looking = look()
          .catch(fail)
          .finally(() => {
            looking = undefined;
            stir();
          });
      }
      if (upcoming !== undefined || (ready.length > 0 && underway < MOST_AT_ONCE)) await sendNext();
      else if (ready.length === 0 && !isUnderway() && (await isOver())) return;
      else await rest();
    }
  }

  try {
    await work();
  } finally {
    const drained = AbortSignal.timeout(DRAIN_MS);
    while (isUnderway() && !drained.aborted) await rest();
    for (const { each, ring } of (await upcoming?.catch(() => [])) ?? []) giveBack(each, ring);
    for (const each of ready.splice(0)) giveBack(each, undefined);
    await outcomes.done();
  }
  if (broken.signal.aborted) throw broken.signal.reason;
  return shown;
}

/** A row that is noted, with what it was to ring for. */
interface Noted {
  readonly each: Ready;
  readonly ring: RingKind | undefined;
}

const keyOf = ({ due }: Ready): string => `${due.issueId} ${due.place.id}`;

/** Behind those that are as urgent; what was begun goes on first. */
function insert(ready: Ready[], each: Ready): void {
  const at = each.what === 'line' ? 0 : ready.findIndex(({ due }) => due.urgency > each.due.urgency);
  ready.splice(at === -1 ? ready.length : at, 0, each);
}
