import { createHash } from 'node:crypto';
import { URGENCY } from '../domain/delivery.ts';
import { changesBetween, completeAt, factsOf, isOld, ringOf, type ChangeKind, type RingKind } from '../domain/incident-change.ts';
import { hitIndex, judge, type HitIndex, type Verdict, type WatchPlace } from '../domain/watch.ts';
import type { Announced, Announcement, AnnouncementStore, PlannedDelivery } from '../ports/announcement-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { WatchStore } from '../ports/watch-store.ts';

/**
 * Compares an incident with what was announced of it, and announces the change: who is told, in which lane, is written to the ledger in the same transaction
 * as the change (design.md 5).
 */
export type AnnounceIncident = (issueId: string, signal: AbortSignal) => Promise<void>;

const PAGE = 1000;
/** Of a ledger that grows beyond all measure nobody would be told in time; the rest is named in the log. */
const MOST_PLACES = 100_000;

export function announceIncident(deps: {
  readonly announcements: Pick<AnnouncementStore, 'announce'>;
  readonly watches: Pick<WatchStore, 'next'>;
  readonly clock: Clock;
  /** How often each customer's health is read. */
  readonly intervalMs: number;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): AnnounceIncident {
  const { announcements, watches, clock, intervalMs, log } = deps;

  async function plan(now: Announced, at: Date, signal: AbortSignal): Promise<Announcement> {
    const facts = factsOf(now.incident, now.hits, sha256);
    const openedAt = now.openedAt ?? now.incident.firstSeenAt;
    const openMs = at.getTime() - openedAt.getTime();
    const found = changesBetween(now.before, facts, { openMs, pollIntervalMs: intervalMs, earlier: now.earlier });
    const kinds = isNoNews(now, found, at) ? [] : found;
    if (kinds.length === 0) {
      return { change: now.before === undefined || found.length > 0 ? { kinds, facts } : undefined, deliveries: [], again: undefined };
    }
    const again = kinds.every((kind) => kind === 'customers') ? followsAt(now.announcedAt ?? at, openedAt, at) : undefined;
    const tell = planner(now, hitIndex(now.hits), again === undefined ? kinds : [], at);
    const deliveries: PlannedDelivery[] = [];
    let seen = 0;
    for await (const place of places(signal)) {
      if (++seen > MOST_PLACES) break;
      const isKnown = now.placeIds.has(place.id);
      // Cards that are there wait for the list of customers to complete; who is hit only now need not.
      const delivery = again !== undefined && isKnown ? undefined : tell(place, isKnown);
      if (delivery !== undefined) deliveries.push(delivery);
    }
    if (seen > MOST_PLACES) log('too many places', { issueId: now.incident.id, most: MOST_PLACES });
    return { change: again === undefined ? { kinds, facts } : undefined, deliveries, again };
  }

  /** When the cards follow a list of customers that changes: once in half a round of polls, and when it is complete. undefined: now. */
  function followsAt(announcedAt: Date, openedAt: Date, at: Date): Date | undefined {
    const times = [new Date(announcedAt.getTime() + intervalMs / 2), completeAt(openedAt, intervalMs)].filter((time) => time > announcedAt);
    const next = new Date(Math.min(...times.map((time) => time.getTime())));
    return next > at ? next : undefined;
  }

  async function* places(signal: AbortSignal): AsyncGenerator<WatchPlace> {
    for (let after: string | undefined; ;) {
      signal.throwIfAborted();
      const page = await watches.next(after, PAGE);
      yield* page;
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  return async (issueId, signal) => {
    const at = clock.now();
    await announcements.announce(issueId, at, (now) => plan(now, at, signal));
  };
}

/** Of an incident that was found when it was old nothing is told before Microsoft says something new of it, or it becomes worse. */
function isNoNews({ foundOpen, revision, incident }: Announced, kinds: readonly ChangeKind[], at: Date): boolean {
  return foundOpen && revision === 0 && isOld(incident, at) && kinds.every((kind) => kind === 'new' || kind === 'customers');
}

/** What each place is to get of these changes; undefined: nothing, or no more than a card that is there already shows. */
function planner(
  { incident }: Announced,
  hits: HitIndex,
  kinds: readonly ChangeKind[],
  at: Date,
): (place: WatchPlace, isKnown: boolean) => PlannedDelivery | undefined {
  const change = ringOf(kinds);
  return (place, isKnown) => {
    // Of what is over only those are told who know of it.
    if (incident.resolved && !isKnown) return undefined;
    const verdict = judge(place, incident, hits, at);
    if (verdict.kind === 'unwatched') return undefined;
    const ring = isKnown ? change : 'new';
    return {
      placeId: place.id,
      state: verdict.kind === 'tell' ? 'queued' : 'muted',
      reason: verdict.kind === 'tell' ? undefined : verdict.reason,
      ring,
      urgency: urgencyOf(ring, incident.highImpact),
      dueAt: verdict.kind === 'tell' ? at : verdict.until,
      askSeen: asksSeen(verdict, place, incident, hits, at),
    };
  };
}

function urgencyOf(ring: RingKind | undefined, highImpact: boolean): PlannedDelivery['urgency'] {
  if (ring === undefined) return URGENCY.routine;
  return highImpact ? URGENCY.urgent : URGENCY.ringing;
}

/** What is held back by the hour, or by a silence, asks once it may be sent. */
function asksSeen(verdict: Verdict, place: WatchPlace, incident: Announced['incident'], hits: HitIndex, at: Date): boolean {
  if (verdict.kind === 'tell') return verdict.askSeen;
  if (verdict.kind === 'unwatched' || verdict.until === undefined) return false;
  const loud = judge({ ...place, quiet: undefined, silences: [] }, incident, hits, at);
  return loud.kind === 'tell' && loud.askSeen;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
