import type { Customer } from '../src/domain/customer.ts';
import type { LedgerTotals } from '../src/domain/delivery.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Incident } from '../src/domain/incident.ts';
import type { Locale } from '../src/domain/locale.ts';
import { isHealthy } from '../src/domain/service-health.ts';
import type { PortalLink } from '../src/domain/service-request.ts';
import { ageIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, type Button } from './buttons.ts';
import { incidentBadge, issueKey, nextUpdateText } from './health-words.ts';
import { incidentPosts } from './incident-posts.ts';
import layout from './incident.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import { toldText } from './told-text.ts';

/** Why what was pressed was not done. */
export type IncidentRemark = 'choose-customer' | 'not-hit' | 'no-chat';

export interface IncidentView {
  readonly incident: Incident;
  /** Customers in view that it hits: the first by name, and how many there are. */
  readonly hit: { readonly customers: readonly Customer[]; readonly total: number };
  /** The customer in force here, and whether it is among them. */
  readonly inForce: { readonly customer: Customer; readonly hit: boolean } | undefined;
  /** The customer that the buttons are about; undefined: one has to be chosen. */
  readonly about: Customer | undefined;
  /** Whether the person is asked, when it is over, about `about`. */
  readonly following: boolean;
  /** Whose name is said, where others read the card too: they may follow as well. */
  readonly reader: string | undefined;
  readonly readAt: Date | undefined;
  readonly failure: { readonly code: ErrorCode; readonly errorId: string } | undefined;
  readonly remark: { readonly name: IncidentRemark; readonly customer: string } | undefined;
  readonly portal: PortalLink | undefined;
  /** References of open cases tied to it that the reader may see. */
  readonly cases?: readonly string[] | undefined;
  /** Who was told of it, summed up, and whether the reader may have the list of them (`notice.file`); undefined: nobody was to be told. */
  readonly told?: { readonly totals: LedgerTotals; readonly listed: boolean } | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const IMPACT_LENGTH = 600;
const CUSTOMERS_NAMED = 10;
const CASES_SHOWN = 4;

/**
 * One issue of Microsoft's over all customers: what it is, how it stands, whom it hits, what Microsoft says. Actions `incident.follow`, `incident.unfollow`,
 * `incident.report`, `incident.text`, `incident.requests`, `incident.refresh`; with input `customer` where one has to be chosen.
 */
export function incidentCard(locale: Locale, view: IncidentView): AdaptiveCard {
  const t = words(locale);
  const { incident, portal } = view;
  const status = incidentBadge(t, incident);
  const customers = choosable(view);
  const buttons = aboutCustomer(t, view);
  return render(locale, {
    fallbackText: plain(`${incident.id} · ${status.text} · ${incident.title}`, LIMITS.title),
    eyebrow: [
      safe(incident.id, LIMITS.listedName),
      t(`classifications.${incident.classification}`),
      safe(incident.service, LIMITS.listedName),
    ].join(' · '),
    title: safe(incident.title, LIMITS.title),
    badge: status,
    failures: failureBlocks(t, view),
    says: says(t, view),
    impact: incident.impact.trim() === '' ? t('health.noImpact') : safe(incident.impact, IMPACT_LENGTH, 'lines'),
    facts: facts(t, locale, view),
    ...customersHit(t, view),
    ...incidentPosts(t, locale, view.timeZone, incident),
    experts: expertsBlock(t, view),
    told: toldBlock(t, locale, view),
    remarks: remarks(t, locale, view),
    choice: customers.length === 0 ? [] : [{ customers }],
    choosing: view.about === undefined ? buttons : [],
    buttons: [
      ...(view.about === undefined ? [] : buttons),
      button(t('incident.link'), 'incident.requests', { issueId: issueKey(incident.id) }),
      button(t('words.refresh'), 'incident.refresh', data(view)),
    ],
    links: portal === undefined ? [] : [{ title: t('words.openPortal', { portal: plain(portal.portal, LIMITS.name) }), url: portal.url }],
  });
}

function says(t: Words, { incident, about, following, reader, remark }: IncidentView) {
  const lines: { readonly style: string; readonly text: string }[] = [];
  if (remark !== undefined) {
    lines.push({ style: 'warning', text: t(`incident.remarks.${remark.name}`, { customer: safe(remark.customer, LIMITS.name) }) });
  }
  if (incident.resolved) lines.push({ style: 'good', text: t(isHealthy(incident.status) ? 'incident.isOver' : 'incident.isUnlisted') });
  if (incident.status === 'postIncidentReviewPublished') lines.push({ style: 'accent', text: t('incident.review') });
  if (following && about !== undefined) {
    const customer = safe(about.name, LIMITS.name);
    const text =
      reader === undefined
        ? t('incident.following', { customer })
        : t('incident.followedBy', { customer, person: safe(reader, LIMITS.name) });
    lines.push({ style: 'accent', text });
  }
  return lines;
}

function facts(t: Words, locale: Locale, { incident, now, timeZone }: IncidentView) {
  const moment = (at: Date | undefined): string | undefined => at && momentIn(locale, timeZone, at);
  const lines: readonly (readonly [string, string | undefined])[] = [
    [t('incident.facts.impact'), incident.highImpact ? `⚠ **${t('health.highImpact')}**` : undefined],
    [t('incident.facts.feature'), featureOf(incident)],
    [t('incident.facts.since'), moment(incident.startedAt)],
    [t('incident.facts.ended'), moment(incident.endedAt ?? incident.resolvedAt)],
    [t('incident.facts.changed'), moment(incident.modifiedAt)],
    [t('incident.facts.next'), nextUpdateText(t, locale, timeZone, incident, now)],
  ];
  return lines.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }]));
}

function featureOf({ feature, featureGroup }: Incident): string | undefined {
  const named = [...new Set([featureGroup, feature])].filter((part) => part !== undefined && part.trim() !== '');
  return named.length === 0 ? undefined : safe(named.join(' · '), LIMITS.line);
}

function customersHit(t: Words, { incident, hit, inForce }: IncidentView) {
  const { customers, total } = hit;
  const named = customers.slice(0, CUSTOMERS_NAMED).map(({ name }) => safe(name, LIMITS.listedName));
  const hidden = total - named.length;
  const lines = named.length === 0 ? [] : [hidden > 0 ? `${named.join(', ')} ${t('words.more', { count: hidden })}` : named.join(', ')];
  if (inForce !== undefined && !incident.resolved) {
    lines.push(t(inForce.hit ? 'incident.inForceHit' : 'incident.inForceNotHit', { customer: safe(inForce.customer.name, LIMITS.name) }));
  }
  return {
    hitTitle: total === 0 ? t('incident.hitsNobody') : t('incident.hits', { count: total }),
    hitLines: lines.map((text) => ({ text })),
  };
}

/** What the experts have of it, and the way to them; beside the lines, since the card has its six buttons already. */
function expertsBlock(t: Words, view: IncidentView) {
  const { incident, cases = [] } = view;
  if (incident.resolved && cases.length === 0) return [];
  const shown = cases.slice(0, CASES_SHOWN);
  const hidden = cases.length - shown.length;
  const references = hidden > 0 ? `${shown.join(', ')} ${t('words.more', { count: hidden })}` : shown.join(', ');
  return [
    {
      lines: shown.length === 0 ? [] : [{ text: t('escalate.incident.open', { cases: references }) }],
      buttons: [
        ...shown.map((reference) => button(t('escalate.similar.show', { reference }), 'command', { command: 'case', text: reference })),
        ...(incident.resolved ? [] : [button(t('commands.escalate.title'), 'escalate.begin', data(view))]),
      ],
    },
  ];
}

/** Beside the line its button, since the card has its six already. */
function toldBlock(t: Words, locale: Locale, { incident, told, now }: IncidentView) {
  if (told === undefined) return [];
  const list = button(t('notice.told.list'), 'notice.file', { issueId: issueKey(incident.id) });
  return [{ text: toldText(t, locale, told.totals, now), lists: told.listed ? [{ buttons: [list] }] : [] }];
}

function remarks(t: Words, locale: Locale, { readAt, now, timeZone }: IncidentView) {
  if (readAt === undefined) return [{ text: t('incident.neverRead') }];
  return [{ text: t('words.updated', { age: ageIn(locale, readAt, now), moment: momentIn(locale, timeZone, readAt) }) }];
}

function failureBlocks(t: Words, { incident, failure }: IncidentView) {
  if (failure === undefined) return [];
  return [
    {
      what: t(`errors.${failure.code}.what`),
      means: t(incident.postsKnown ? 'incident.oldPosts' : 'incident.postsUnread'),
      next: t(`errors.${failure.code}.next`),
      quote: t('words.quote', { id: safe(failure.errorId, LIMITS.line) }),
    },
  ];
}

/** What is done for one customer. Of an incident that is over nobody needs to be told any more. */
function aboutCustomer(t: Words, view: IncidentView): readonly Button[] {
  const { incident, about, following, reader } = view;
  if (about === undefined && choosable(view).length === 0) return [];
  const follow =
    following && reader === undefined
      ? button(t('incident.unfollow'), 'incident.unfollow', data(view))
      : button(t('incident.follow'), 'incident.follow', data(view), { style: 'positive' });
  return [
    ...(incident.resolved ? [] : [follow]),
    button(t('commands.report.title'), 'incident.report', data(view)),
    button(t('incident.text.button'), 'incident.text', data(view)),
  ];
}

function choosable({ about, hit }: IncidentView) {
  if (about !== undefined) return [];
  return hit.customers.slice(0, CUSTOMERS_NAMED).map(({ tenantId, name }) => ({ title: plain(name, LIMITS.listedName), value: tenantId }));
}

function data({ incident, about }: IncidentView): Button['data'] {
  const issueId = issueKey(incident.id);
  return about === undefined ? { issueId } : { issueId, tenantId: about.tenantId };
}
