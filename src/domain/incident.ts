import type { HealthIssue } from './service-health.ts';

/** Characters kept of one post. */
export const LONGEST_POST = 8000;
/** Posts kept of one incident: the newest. */
export const MOST_POSTS = 100;

/** One of Microsoft's posts about an issue, as plain text with line breaks; untrusted for markdown. */
export interface IncidentPost {
  readonly at: Date;
  readonly text: string;
}

/** An issue with everything Microsoft tells about it. */
export interface IncidentDetails extends HealthIssue {
  readonly featureGroup: string | undefined;
  readonly endedAt: Date | undefined;
  readonly resolved: boolean;
  /** Oldest first. */
  readonly posts: readonly IncidentPost[];
}

/** One issue of Microsoft's over all our customers: tenants that see the same id share it (cloud-apis 1.10). */
export interface Incident extends IncidentDetails {
  readonly firstSeenAt: Date;
  /** When we learnt that it is over, or that Microsoft lists it no more. */
  readonly resolvedAt: Date | undefined;
  /** When Microsoft promised its next post; undefined when no post says so. */
  readonly nextUpdateAt: Date | undefined;
  /** False until the posts were read for the first time. */
  readonly postsKnown: boolean;
}

/** Why a person follows an incident. */
export type FollowReason = 'watched' | 'linked';

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
/** As Microsoft writes it since 2015: "Next update by: Monday, March 2, 2026, at 12:00 AM UTC". Of a text with single spaces: runs of them take too long. */
const PROMISE =
  /next update ?(?:expected )?(?:by|at)? ?:? ?(?:[a-z]+day,? )?(?<month>[a-z]+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4}),? (?:at |by )?(?<hour>\d{1,2})(?::(?<minute>\d{2}))? ?(?<half>[ap])\.?m\.? ?\(?(?:UTC|GMT)\b(?! ?[+-])/i;
/** Nobody promises news further ahead: then it was read wrongly. */
const LONGEST_PROMISE_MS = 60 * 86_400_000;

/**
 * When Microsoft promised its next post: by the newest post that promises one, unless a later post has come since the moment promised. English posts only,
 * and only moments in UTC; undefined whenever that is not sure.
 */
export function nextUpdateOf(posts: readonly IncidentPost[]): Date | undefined {
  const newestFirst = posts.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  for (const { at, text } of newestFirst) {
    const promised = promiseIn(text);
    if (promised === undefined) continue;
    const ahead = promised.getTime() - at.getTime();
    const kept = (newestFirst[0]?.at ?? at) > promised;
    return ahead >= 0 && ahead <= LONGEST_PROMISE_MS && !kept ? promised : undefined;
  }
  return undefined;
}

function promiseIn(text: string): Date | undefined {
  const found = PROMISE.exec(text.slice(0, LONGEST_POST).replace(/\s+/g, ' '))?.groups;
  if (found === undefined) return undefined;
  const { month = '', day, year, hour, minute = '0', half = '' } = found;
  const named = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase()) && month.length >= 3);
  const twelve = Number(hour);
  if (named === -1 || twelve < 1 || twelve > 12 || Number(minute) > 59) return undefined;
  const promised = new Date(
    Date.UTC(Number(year), named, Number(day), (twelve % 12) + (half.toLowerCase() === 'p' ? 12 : 0), Number(minute)),
  );
  return promised.getUTCMonth() === named ? promised : undefined;
}
