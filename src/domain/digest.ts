import { DateTime } from 'luxon';
import type { ChangeKind } from './incident-change.ts';
import type { Incident } from './incident.ts';
import type { DigestKind, WatchPlace } from './watch.ts';

/** When a place gets its digest: of a daily one the weekday does not matter. */
type DigestSettings = Pick<WatchPlace, 'digest' | 'digestAt' | 'timeZone'>;

/** From a moment, which does not belong to it, to another one, which does. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const DAY_MS = 86_400_000;
/** Whatever kept the last digests from being sent, one tells of no more than this. */
const LONGEST_DAYS = 8;
const USUAL_DAYS: Readonly<Record<DigestKind, number>> = { none: 1, daily: 1, weekly: 7 };

/**
 * When the next digest after a moment is due, by the wall clock of the place (UTC where its zone is not known): once a day, or once a week. A time that the
 * clocks leap over in spring is as much later as they leap; of one that comes twice in autumn the first counts. undefined: it gets none.
 */
export function nextDigestAt({ digest, digestAt, timeZone }: DigestSettings, after: Date): Date | undefined {
  if (digest === 'none') return undefined;
  const here = DateTime.fromJSDate(after, { zone: timeZone ?? 'UTC' });
  const today = (here.isValid ? here : DateTime.fromJSDate(after, { zone: 'UTC' })).set({ hour: 12 });
  // Yesterday's may have leapt over midnight.
  for (let ahead = -1; ; ahead++) {
    const day = today.plus({ days: ahead });
    if (digest === 'weekly' && day.weekday !== digestAt.weekday) continue;
    const wanted = day.set({ hour: Math.floor(digestAt.minute / 60), minute: digestAt.minute % 60, second: 0, millisecond: 0 });
    const [due = wanted] = wanted.getPossibleOffsets();
    if (due.toJSDate() > after) return due.toJSDate();
  }
}

/** What a digest tells of: everything since the one before; of the first one a day, or a week. */
export function digestPeriod(digest: DigestKind, before: Date | undefined, now: Date): Period {
  const from = before?.getTime() ?? now.getTime() - USUAL_DAYS[digest] * DAY_MS;
  return { from: new Date(Math.min(Math.max(from, now.getTime() - LONGEST_DAYS * DAY_MS), now.getTime())), to: now };
}

/** An incident that was open in a period, as far as a reader may see it. */
export interface DigestIncident {
  readonly incident: Omit<Incident, 'posts'>;
  /** Customers that it hit in the period. */
  readonly customersHit: number;
  /** The first of them by name. Given for the worst incidents only. */
  readonly customers: readonly string[];
  /** What was announced of it in the period. */
  readonly changes: readonly ChangeKind[];
}

/** Whether we learnt of it in the period, and whether it ended there as far as we know: one that did neither went on. */
export function courseOf(
  { firstSeenAt, resolvedAt }: Pick<Incident, 'firstSeenAt' | 'resolvedAt'>,
  { from, to }: Period,
): { readonly began: boolean; readonly ended: boolean } {
  return { began: firstSeenAt > from, ended: resolvedAt !== undefined && resolvedAt <= to };
}

/** How long it went on, or goes on by now. */
export function lastedMs({ startedAt, endedAt, resolvedAt }: Pick<Incident, 'startedAt' | 'endedAt' | 'resolvedAt'>, now: Date): number {
  return Math.max(0, (endedAt ?? resolvedAt ?? now).getTime() - startedAt.getTime());
}

/** A service in a period. */
export interface ServiceTotal {
  readonly service: string;
  /** Open at some time in it. */
  readonly issues: number;
  /** Of the period, with at least one incident; advisories are no trouble by themselves. */
  readonly troubleMs: number;
}

/** Services with open issues, those with the longest trouble first. */
export function totalsByService(incidents: readonly Pick<DigestIncident, 'incident'>[], period: Period): readonly ServiceTotal[] {
  const byService = Map.groupBy(incidents, ({ incident }) => incident.service);
  return [...byService]
    .map(([service, of]) => {
      const spans = of.filter(({ incident }) => incident.classification !== 'advisory').map(({ incident }) => spanIn(incident, period));
      return { service, issues: of.length, troubleMs: together(spans) };
    })
    .toSorted((a, b) => b.troubleMs - a.troubleMs || b.issues - a.issues || a.service.localeCompare(b.service, 'en'));
}

type Span = readonly [from: number, to: number];

function spanIn({ startedAt, endedAt, resolvedAt }: Pick<Incident, 'startedAt' | 'endedAt' | 'resolvedAt'>, { from, to }: Period): Span {
  return [Math.max(startedAt.getTime(), from.getTime()), Math.min((endedAt ?? resolvedAt ?? to).getTime(), to.getTime())];
}

/** How much time spans cover; what two of them cover counts once. */
function together(spans: readonly Span[]): number {
  let covered = 0;
  let until = -Infinity;
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}

/** What a place is told of a period. */
export interface Digest {
  readonly kind: Exclude<DigestKind, 'none'>;
  readonly period: Period;
  /** Those still open first, worst first. */
  readonly incidents: readonly DigestIncident[];
  readonly total: number;
}
