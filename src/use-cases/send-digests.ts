import { setTimeout as wait } from 'node:timers/promises';
import { digestPeriod, nextDigestAt, type Digest, type Period } from '../domain/digest.ts';
import { BackEndError } from '../domain/errors.ts';
import type { WatchPlace } from '../domain/watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { DigestPost } from '../ports/digest-post.ts';
import type { DigestStore, DueDigest } from '../ports/digest-store.ts';
import type { WatchStore } from '../ports/watch-store.ts';
import type { ChannelAudience } from './channel-audience.ts';

/**
 * Sends every digest that is due, once: where it is not known whether one was posted, it is not posted again. What certainly was not comes some minutes later,
 * and nothing of the time in between is left out. Gives how many were sent.
 */
export type SendDigests = (signal: AbortSignal) => Promise<number>;

const BATCH = 10;
/** At most ten a second: incidents have the rest of what Teams allows a tenant. */
const APART_MS = 100;
/** Less than from one run to the next, so that two never send side by side. */
const RUN_MS = 4 * 60_000;
const LATER_MS = 10 * 60_000;
/** Incidents go first, but not for ever. */
const STEP_BACK_MS = 1_000;
const MOST_STEPS_BACK = 60;

export function sendDigests(deps: {
  readonly digests: Pick<DigestStore, 'due' | 'move' | 'incidents'>;
  readonly watches: Pick<WatchStore, 'byId'>;
  readonly deliveries: Pick<DeliveryStore, 'nextDue'>;
  readonly audience: Pick<ChannelAudience, 'of'>;
  readonly digestPost: DigestPost;
  /** False: everybody with a role sees all customers (setting). */
  readonly checkAccess: boolean;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
  readonly pause?: (ms: number) => Promise<unknown>;
}): SendDigests {
  const { digests, watches, deliveries, audience, digestPost, checkAccess, clock, log, pause = wait } = deps;

  /** Whether it was sent. */
  async function send(due: DueDigest, signal: AbortSignal): Promise<boolean> {
    const { placeId, address, stand } = due;
    const place = await watches.byId(placeId);
    if (place === undefined) return false;
    const now = clock.now();
    const nextAt = nextDigestAt(place, now);
    const done = { dueAt: nextAt, digestedUntil: now };
    const nextTime = { ...stand, dueAt: nextAt };
    const later = { ...stand, dueAt: new Date(now.getTime() + LATER_MS) };

    const { digest: kind } = place;
    if (kind === 'none') {
      await digests.move(placeId, stand, nextTime);
      return false;
    }
    const readers = place.scope === 'personal' ? 'own' : await audience.of(address, signal);
    if (readers !== 'own') {
      await digests.move(placeId, stand, readers === 'unknown' ? later : nextTime);
      return false;
    }
    const digest = await digestOf(place, kind, digestPeriod(kind, stand.digestedUntil, now));
    if (!(await digests.move(placeId, stand, done)) || !isWorthTelling(digest)) return false;
    try {
      if (await digestPost.post(address, place, digest)) return true;
      await digests.move(placeId, done, stand);
    } catch (error) {
      if (!(error instanceof BackEndError)) throw error;
      log('digest not sent', { placeId, code: error.code, correlationId: error.correlationId });
      // One that Teams refuses as it is will be refused in ten minutes too.
      if (error.effect === 'none') await digests.move(placeId, done, error.code === 'INVALID' ? nextTime : later);
    }
    return false;
  }

  async function digestOf(place: WatchPlace, kind: Digest['kind'], period: Period): Promise<Digest> {
    const view = checkAccess ? { groupIds: place.groupIds, at: period.to } : 'all';
    const { rows, total } = await digests.incidents({ watches: place.watches, view }, period);
    return { kind, period, incidents: rows, total };
  }

  async function letIncidentsGoFirst(signal: AbortSignal): Promise<void> {
    for (let steps = 0; steps < MOST_STEPS_BACK && !signal.aborted; steps++) {
      const dueAt = await deliveries.nextDue();
      if (dueAt === undefined || dueAt > clock.now()) return;
      await pause(STEP_BACK_MS);
    }
  }

  return async (signal) => {
    const until = clock.now().getTime() + RUN_MS;
    let sent = 0;
    await letIncidentsGoFirst(signal);
    for (;;) {
      const batch = await digests.due(clock.now(), BATCH);
      for (const due of batch) {
        if (signal.aborted || clock.now().getTime() >= until) return sent;
        if (await send(due, signal)) sent += 1;
        await pause(APART_MS);
      }
      if (batch.length < BATCH) return sent;
    }
  };
}

/** Every day "nothing happened" would soon be read by nobody; once a week it says that the digest works. */
function isWorthTelling({ kind, total }: Digest): boolean {
  return total > 0 || kind === 'weekly';
}
