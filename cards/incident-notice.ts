import type { IncidentLine, IncidentNotice } from '../src/domain/delivery.ts';
import type { Incident } from '../src/domain/incident.ts';
import type { Locale } from '../src/domain/locale.ts';
import { isHealthy } from '../src/domain/service-health.ts';
import { durationIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { incidentBadge, issueKey, nextUpdateText } from './health-words.ts';
import layout from './incident-notice.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

const render = cardLayout(layout);

/** Characters of Microsoft's newest post: the card of the incident has the rest. */
const POST_LENGTH = 500;
const CUSTOMERS_NAMED = 10;
const NAMED_IN_A_LINE = 3;
/** A post in a channel is a thread, and its replies stand below it. */
const IN_A_THREAD = /;messageid=/;

/**
 * The living card: one for each incident and chat or channel, changed in place for as long as the incident goes on, green when it is over. Its fallback text
 * is what a notification shows. Actions `notice.seen` where people are asked, `notice.report`, `notice.text`.
 */
export function incidentNoticeCard(locale: Locale, notice: IncidentNotice): AdaptiveCard {
  const t = words(locale);
  const { incident, timeZone } = notice;
  const status = incidentBadge(t, incident);
  return render(locale, {
    fallbackText: summary(t, notice, status.text),
    eyebrow: [
      safe(incident.id, LIMITS.listedName),
      t(`classifications.${incident.classification}`),
      safe(incident.service, LIMITS.listedName),
    ].join(' · '),
    title: safe(incident.title, LIMITS.title),
    badge: status,
    says: says(t, locale, notice),
    hit: hitBlock(t, notice),
    facts: facts(t, locale, notice),
    latest: latestPost(t, locale, timeZone, incident),
    buttons: buttons(t, notice),
  });
}

/**
 * The line that rings below a card, as markdown: what happened and how to see more. Adaptive Cards and Teams' messages take the same marks, so that the
 * texts of others are made safe in the same way.
 */
export function incidentLine(locale: Locale, line: IncidentLine): string {
  const t = words(locale);
  const { incident, ring, place, unseenIn = 0 } = line;
  const hit = hitText(t, line, NAMED_IN_A_LINE, safe);
  const status = incidentBadge(t, incident).text;
  const said = t(`notice.line.${ring}`, {
    id: safe(incident.id, LIMITS.status),
    service: safe(incident.service, LIMITS.listedName),
    title: safe(incident.title, LIMITS.listedTitle),
    state: incident.highImpact && !incident.resolved ? `${status} · ${t('health.highImpact')}` : status,
    hit: hit === '' ? '' : ` ${hit}.`,
    duration: durationOf(locale, line),
    count: unseenIn,
  });
  const isBelow = place !== undefined && IN_A_THREAD.test(place.conversationId);
  return `${said} ${isBelow ? t('notice.line.above') : t('notice.line.more', { id: safe(incident.id, LIMITS.status) })}`;
}

function summary(t: Words, notice: IncidentNotice, status: string): string {
  const { incident } = notice;
  const said = t('notice.summary', {
    id: plain(incident.id, LIMITS.listedName),
    service: plain(incident.service, LIMITS.listedName),
    status,
    title: plain(incident.title, LIMITS.listedTitle),
  });
  return [said, hitText(t, notice, NAMED_IN_A_LINE, plain)].filter((part) => part !== '').join(' ');
}

function says(t: Words, locale: Locale, notice: IncidentNotice) {
  const { incident, seen, scope, timeZone } = notice;
  const lines: { readonly style: string; readonly text: string }[] = [];
  if (incident.resolved) {
    const how = t(isHealthy(incident.status) ? 'incident.isOver' : 'incident.isUnlisted');
    lines.push({ style: 'good', text: `✓ ${t('notice.overAfter', { duration: durationOf(locale, notice) })} ${how}` });
  }
  if (incident.status === 'postIncidentReviewPublished') lines.push({ style: 'accent', text: t('incident.review') });
  if (seen?.at !== undefined) {
    const moment = momentIn(locale, timeZone, seen.at);
    const text =
      scope === 'personal' || seen.by === undefined
        ? t('notice.seen', { moment })
        : t('notice.seenBy', { moment, person: safe(seen.by, LIMITS.name) });
    lines.push({ style: 'accent', text: `✓ ${text}` });
  } else if (isAsked(notice)) lines.push({ style: 'accent', text: t('notice.ask') });
  return lines;
}

/** Of an incident that is over nobody needs to know any more that it was seen. */
function isAsked({ incident, seen }: IncidentNotice): boolean {
  return seen !== undefined && seen.at === undefined && !incident.resolved;
}

function hitBlock(t: Words, { incident, hit }: IncidentNotice) {
  if (hit.total === 0) return incident.resolved ? [] : [{ title: t('notice.hitsNoMore'), lines: [] }];
  const names = hitNames(t, hit, CUSTOMERS_NAMED, safe);
  return [{ title: hitCount(t, incident, hit.total), lines: names === '' ? [] : [{ text: names }] }];
}

/** "Hits 12 of your customers: Contoso, Fabrikam … and 10 more"; empty for an incident that is over and hit nobody at its end. */
function hitText(t: Words, { incident, hit }: Pick<IncidentNotice, 'incident' | 'hit'>, most: number, write: typeof safe): string {
  if (hit.total === 0) return incident.resolved ? '' : t('notice.hitsNoMore');
  const names = hitNames(t, hit, most, write);
  const count = hitCount(t, incident, hit.total);
  return names === '' ? count : t('words.labelled', { label: count, text: names });
}

function hitCount(t: Words, { resolved }: Incident, count: number): string {
  return t(resolved ? 'notice.hit' : 'incident.hits', { count });
}

function hitNames(t: Words, { names, total }: IncidentNotice['hit'], most: number, write: typeof safe): string {
  const named = names.slice(0, most).map((name) => write(name, LIMITS.listedName));
  const hidden = total - named.length;
  const list = named.join(', ');
  return hidden > 0 && named.length > 0 ? `${list} ${t('words.more', { count: hidden })}` : list;
}

function facts(t: Words, locale: Locale, notice: IncidentNotice) {
  const { incident, now, timeZone } = notice;
  const moment = (at: Date | undefined): string | undefined => at && momentIn(locale, timeZone, at);
  const lines: readonly (readonly [string, string | undefined])[] = [
    [t('incident.facts.impact'), incident.highImpact ? `⚠ **${t('health.highImpact')}**` : undefined],
    [t('incident.facts.since'), moment(incident.startedAt)],
    // One that came back may still carry its earlier end.
    [t('incident.facts.ended'), incident.resolved ? moment(incident.endedAt ?? incident.resolvedAt) : undefined],
    [t('incident.facts.changed'), moment(incident.modifiedAt)],
    [t('incident.facts.next'), incident.resolved ? undefined : nextUpdateText(t, locale, timeZone, incident, now)],
  ];
  return lines.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }]));
}

function durationOf(locale: Locale, { incident, now }: Pick<IncidentNotice, 'incident' | 'now'>): string {
  const end = incident.endedAt ?? incident.resolvedAt ?? now;
  return durationIn(locale, end.getTime() - incident.startedAt.getTime());
}

/** Posts are read a moment after an incident is seen for the first time: until then Microsoft's word on its impact stands there. */
function latestPost(t: Words, locale: Locale, timeZone: string, { posts, impact }: Incident) {
  // Oldest first.
  const post = posts.at(-1);
  if (post !== undefined && post.text.trim() !== '') {
    return [{ by: t('incident.posted', { moment: momentIn(locale, timeZone, post.at) }), text: safe(post.text, POST_LENGTH, 'lines') }];
  }
  return impact.trim() === '' ? [] : [{ by: t('incident.facts.what'), text: safe(impact, POST_LENGTH, 'lines') }];
}

function buttons(t: Words, notice: IncidentNotice): readonly Button[] {
  const { incident, hit, placeId } = notice;
  const data = { issueId: issueKey(incident.id), placeId };
  return [
    ...(isAsked(notice) ? [button(t('notice.seenButton'), 'notice.seen', data, { style: 'positive' })] : []),
    button(t('incident.show'), 'command', { command: 'incident', text: data.issueId }),
    ...(hit.total === 0
      ? []
      : [button(t('commands.report.title'), 'notice.report', data), button(t('incident.text.button'), 'notice.text', data)]),
    commandButton(t, 'watches'),
  ];
}
