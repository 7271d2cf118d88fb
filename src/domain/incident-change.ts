import type { Incident } from './incident.ts';
import { rankOf, type HealthStatus, type IssueClassification } from './service-health.ts';
import type { HitCustomer } from './watch.ts';

/**
 * What became of an incident between two announcements. `new`, `worse`, `resolved` and `reopened` ring; the others only change the card. By content: a later
 * time stamp alone is no change.
 */
export const CHANGE_KINDS = ['new', 'reopened', 'resolved', 'worse', 'status', 'post', 'customers', 'text', 'review'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Those that ring, the strongest first: of several at once the first is said. */
export const RING_KINDS = ['new', 'resolved', 'reopened', 'worse'] as const satisfies readonly ChangeKind[];
export type RingKind = (typeof RING_KINDS)[number];

/** What is compared of an incident, and kept of each change. */
export interface IncidentFacts {
  readonly status: HealthStatus;
  readonly rawStatus: string;
  readonly classification: IssueClassification;
  readonly highImpact: boolean;
  readonly resolved: boolean;
  /** Over title, impact and the like: changes when a reader would see other words. */
  readonly textHash: string;
  /** Over Microsoft's newest post; undefined before there is one. */
  readonly postHash: string | undefined;
  /** Customers that it hits now. */
  readonly customersHit: number;
  /** Over their tenants. */
  readonly customersHash: string;
}

/** Another word for each text, such as a digest. */
type Hash = (text: string) => string;

export function factsOf(incident: Incident, hits: readonly Pick<HitCustomer, 'tenantId'>[], hash: Hash): IncidentFacts {
  const { status, rawStatus, classification, highImpact, resolved, title, impact, service, feature, posts } = incident;
  const newest = posts.at(-1);
  return {
    status,
    rawStatus,
    classification,
    highImpact,
    resolved,
    textHash: hash(JSON.stringify([title, impact, service, feature])),
    postHash: newest && hash(newest.text),
    customersHit: hits.length,
    customersHash: hash(
      hits
        .map(({ tenantId }) => tenantId)
        .toSorted()
        .join('\n'),
    ),
  };
}

/** How bad it is: compared from the left, the greater figure is worse. Of how many customers it hits only the size counts: 1, 2–9, 10–99, 100–999 … */
export type Gravity = readonly [status: number, highImpact: number, customers: number];

export function gravityOf({ status, highImpact, customersHit }: Pick<IncidentFacts, 'status' | 'highImpact' | 'customersHit'>): Gravity {
  return [0 - rankOf(status), Number(highImpact), sizeOf(customersHit)];
}

/** The one order of "worse" (design.md 5). */
export function isWorse(before: Gravity, after: Gravity): boolean {
  const differing = after.findIndex((figure, index) => figure !== before[index]);
  return differing !== -1 && (after[differing] ?? 0) > (before[differing] ?? 0);
}

function sizeOf(customers: number): number {
  return customers < 2 ? 1 : 1 + String(customers).length;
}

/** Polls are spread over the interval with some jitter, and each takes a moment: by then every customer was read once. */
const COMPLETE_AFTER_INTERVALS = 1.25;
/** A job may run late: what it finds until then still belongs to the completing. */
const COMPLETING_INTERVALS = 1.5;

/** When the list of the customers hit is complete, after the first customer was seen to be hit. */
export function completeAt(openedAt: Date, pollIntervalMs: number): Date {
  return new Date(openedAt.getTime() + COMPLETE_AFTER_INTERVALS * pollIntervalMs);
}

/** What goes to and fro is told as worse once in so long. */
export const TO_AND_FRO_MS = 3_600_000;

/** What was announced of an incident since it is open, or open again. */
export interface Earlier {
  /** The most customers that it hit. */
  readonly mostHit: number;
  /** In the last `TO_AND_FRO_MS`. */
  readonly recent: readonly Pick<IncidentFacts, 'status' | 'highImpact'>[];
}

const NOTHING_EARLIER: Earlier = { mostHit: 0, recent: [] };

/**
 * What changed, in the order of `CHANGE_KINDS`; empty when a reader would see nothing new. `openMs`: since when it is open, or open again. While the first round
 * of polls goes on, more customers are the list that completes, not something worse. An incident that is over when it is first heard of is nothing new.
 */
export function changesBetween(
  before: IncidentFacts | undefined,
  after: IncidentFacts,
  {
    openMs,
    pollIntervalMs,
    earlier = NOTHING_EARLIER,
  }: { readonly openMs: number; readonly pollIntervalMs: number; readonly earlier?: Earlier },
): readonly ChangeKind[] {
  if (before === undefined) return after.resolved ? [] : ['new'];
  const found: Readonly<Record<ChangeKind, boolean>> = {
    new: false,
    reopened: before.resolved && !after.resolved,
    resolved: !before.resolved && after.resolved,
    worse: !before.resolved && !after.resolved && becameWorse(before, after, earlier, openMs < COMPLETING_INTERVALS * pollIntervalMs),
    status: standingOf(before) !== standingOf(after),
    post: before.postHash !== after.postHash,
    // Who is hit by what is over is nothing to be told.
    customers: !after.resolved && before.customersHash !== after.customersHash,
    text: before.textHash !== after.textHash,
    review: before.status !== after.status && after.status === 'postIncidentReviewPublished',
  };
  return CHANGE_KINDS.filter((kind) => found[kind]);
}

/** The strongest that rings, if one does. */
export function ringOf(kinds: readonly ChangeKind[]): RingKind | undefined {
  return RING_KINDS.find((kind) => kinds.includes(kind));
}

/** Worse than before, than what was told lately, and of the customers hit than ever since it began. */
function becameWorse(before: IncidentFacts, after: IncidentFacts, { mostHit, recent }: Earlier, completing: boolean): boolean {
  const most = Math.max(before.customersHit, mostHit);
  const now = gravityOf({ ...after, customersHit: completing ? before.customersHit : after.customersHit });
  return [before, ...recent].every((known) => isWorse(gravityOf({ ...known, customersHit: most }), now));
}

const LONG_OPEN_MS = 24 * 3_600_000;
const LATE_NEWS_MS = 3_600_000;

/**
 * Whether an incident that was open when its first customer came, or when incidents began to be announced, is old: then it is told with its next news. Otherwise
 * everybody would be told of everything that is open at once.
 */
export function isOld(
  { startedAt, modifiedAt, highImpact }: Pick<Incident, 'startedAt' | 'modifiedAt' | 'highImpact'>,
  now: Date,
): boolean {
  const since = (moment: Date): number => now.getTime() - moment.getTime();
  return !highImpact && since(startedAt) > LONG_OPEN_MS && since(modifiedAt) > LATE_NEWS_MS;
}

/** Microsoft writes the same status with large and small letters (cloud-apis 1.4). */
function standingOf({ status, rawStatus, classification, highImpact }: IncidentFacts): string {
  return [status, status === 'unknown' ? rawStatus.toLowerCase() : '', classification, highImpact].join('|');
}
