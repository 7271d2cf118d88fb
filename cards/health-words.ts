import type { Incident } from '../src/domain/incident.ts';
import { isHealthy, type HealthIssue, type HealthStatus } from '../src/domain/service-health.ts';
import type { Locale } from '../src/domain/locale.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { badge, type Badge, type Tone } from './badge.ts';
import { LIMITS } from './limits.ts';
import { plain, safe } from './safe-text.ts';

interface Status {
  readonly status: HealthStatus;
  readonly rawStatus: string;
}

/** A status in words; one that we do not know is shown as Microsoft wrote it: a name of letters, which needs no care for markdown. */
function statusText(t: Words, { status, rawStatus }: Status): string {
  return t(`statuses.${status}`, { raw: plain(rawStatus.replace(/[^\p{L}\p{N} -]/gu, ''), LIMITS.status) });
}

export function statusBadge(t: Words, of: Status): Badge {
  return badge(statusText(t, of), toneOf(of.status));
}

/** How an incident stands. One that is listed no more keeps the status that it had last. */
export function incidentBadge(t: Words, incident: Incident): Badge {
  return incident.resolved && !isHealthy(incident.status) ? badge(t('incident.over'), 'good') : statusBadge(t, incident);
}

function toneOf(status: HealthStatus): Tone {
  if (status === 'serviceInterruption') return 'attention';
  if (isHealthy(status)) return 'good';
  return status === 'unknown' || status === 'investigationSuspended' ? 'plain' : 'warning';
}

/** When Microsoft promised its next post; undefined where it promised none. A promise that was not kept is shown as that. */
export function nextUpdateText(
  t: Words,
  locale: Locale,
  timeZone: string,
  { nextUpdateAt }: Pick<Incident, 'nextUpdateAt'>,
  now: Date,
): string | undefined {
  if (nextUpdateAt === undefined) return undefined;
  return t(nextUpdateAt < now ? 'incident.overdue' : 'incident.promised', { moment: momentIn(locale, timeZone, nextUpdateAt) });
}

/** When Microsoft last wrote about an issue, and when it promised to write again. `incident`: what is known of the issue over all customers. */
export function newsLine(
  t: Words,
  locale: Locale,
  timeZone: string,
  issue: HealthIssue,
  incident: Pick<Incident, 'posts' | 'nextUpdateAt'> | undefined,
  now: Date,
): string {
  const posted = incident?.posts.at(-1)?.at;
  const news = t(posted === undefined ? 'health.changed' : 'health.posted', {
    moment: momentIn(locale, timeZone, posted ?? issue.modifiedAt),
  });
  const next = incident && nextUpdateText(t, locale, timeZone, incident, now);
  return next === undefined ? news : t('health.next', { news, next });
}

/** The id of an issue as a button carries it. Microsoft's have about ten characters. */
export function issueKey(id: string): string {
  return plain(id, LIMITS.status);
}

/** One open issue as a block: what, which, since when, whom it hits. */
export function issueBlock(t: Words, locale: Locale, timeZone: string, issue: HealthIssue, impactLength: number = LIMITS.impact) {
  const line = t('health.issueLine', {
    id: safe(issue.id, LIMITS.listedName),
    classification: t(`classifications.${issue.classification}`),
    status: statusText(t, issue),
    since: momentIn(locale, timeZone, issue.startedAt),
  });
  return {
    issueTitle: safe(issue.title, LIMITS.listedTitle),
    line: issue.highImpact ? `${line} · **${t('health.highImpact')}**` : line,
    impact: issue.impact.trim() === '' ? t('health.noImpact') : safe(issue.impact, impactLength),
  };
}
