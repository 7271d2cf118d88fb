import { isFollowed } from '../src/domain/followed-request.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { SEVERITY_LABELS } from '../src/domain/severity.ts';
import { ageIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import type { Badge } from './badge.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { stateBadge } from './request-state.ts';
import { filterInputs, requestsData, type RequestsFilter } from './requests-filter.ts';
import layout from './requests.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';
import { severityName } from './severity-words.ts';

export interface RequestsView {
  readonly filter: RequestsFilter;
  /** This page, newest first. */
  readonly requests: readonly ServiceRequest[];
  /** Before these there are newer ones. */
  readonly newer: boolean;
  /** Behind these there are older ones. */
  readonly older: boolean;
  /** Of some customers it could not be found out whether this person may see them; their requests are not among these. */
  readonly unchecked: boolean;
  /** Whether files can be given. */
  readonly files: boolean;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const ROWS_SHOWN = 7;
const MOST_BUTTONS = 6;
/** What most people look for, one press away; the rest is in the filter. */
const QUICK = [
  ['mine-open', ''],
  ['open', 'open'],
  ['waiting', 'waiting'],
] as const;

/** Requests as rows to press (`command` with `request`). Actions `requests.page`, `requests.filter` (inputs of `requests-filter.ts`), `requests.csv`. */
export function requestsCard(locale: Locale, view: RequestsView): AdaptiveCard {
  const t = words(locale);
  const { filter, unchecked } = view;
  const rows = view.requests.slice(0, ROWS_SHOWN);
  const narrowed = narrowing(t, filter);
  return render(locale, {
    eyebrow: t('requests.eyebrow'),
    title: heading(t, filter, safe),
    fallbackText: heading(t, filter, plain),
    narrowed: narrowed === '' ? [] : [{ text: narrowed }],
    none: rows.length === 0 ? none(t, view) : [],
    rows: rows.map((request) => row(t, locale, view, request)),
    remarks: unchecked ? [{ text: t('requests.unchecked') }] : [],
    filterShown: false,
    ...filterInputs(t, filter),
    buttons: buttons(t, view, rows),
  });
}

/** That there is none is said only when that is known. */
function none(t: Words, { newer, older, unchecked }: RequestsView): readonly { readonly text: string }[] {
  if (older || newer) return [{ text: t('requests.noneOpen') }];
  return unchecked ? [] : [{ text: t('requests.none') }];
}

function heading(t: Words, { stand, customer, ownTicket }: RequestsFilter, shown: typeof safe): string {
  if (ownTicket !== undefined) return t('requests.ofOwnTicket', { number: shown(ownTicket, LIMITS.query) });
  if (customer !== undefined) return t('requests.ofCustomer', { customer: shown(customer.name, LIMITS.name) });
  return t(`requests.stands.${stand}`);
}

/** What else the list is narrowed to, beside what the heading says. */
function narrowing(t: Words, { stand, customer, product, severity }: RequestsFilter): string {
  return [
    customer === undefined || stand === 'all' ? '' : t(`requests.stands.${stand}`),
    product === undefined ? '' : t(`products.${product}`),
    severity === undefined ? '' : severityName(t, severity),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function buttons(t: Words, { filter, newer, older, files }: RequestsView, rows: readonly ServiceRequest[]): readonly Button[] {
  const data = requestsData(filter);
  const [first, last] = [rows[0], rows.at(-1)];
  const tenantId = filter.customer?.tenantId;
  // Beside what there is of a customer alone is room for one of them.
  const quick = tenantId === undefined ? QUICK.filter(([stand]) => stand !== filter.stand) : QUICK.slice(0, 1);
  return [
    ...(newer && first !== undefined ? [button(t('requests.newer'), 'requests.page', { ...data, before: first.id })] : []),
    ...(older && last !== undefined ? [button(t('requests.older'), 'requests.page', { ...data, behind: last.id })] : []),
    ...(tenantId === undefined ? [] : [button(t('requests.quick.azure'), 'command', { command: 'requests', text: 'azure', tenantId })]),
    ...quick.map(([stand, text]) => button(t(`requests.quick.${stand}`), 'command', { command: 'requests', text })),
    ...(files && rows.length > 0 ? [button(t('csv.button'), 'requests.csv', data)] : []),
    commandButton(t, 'report', {}, { style: rows.length === 0 ? 'positive' : null }),
  ].slice(0, MOST_BUTTONS);
}

function row(t: Words, locale: Locale, { now, timeZone }: RequestsView, request: ServiceRequest) {
  const { id, reference, customerName, number, ownTicket, createdAt, deskStatus } = request;
  const meta = [
    plain(customerName, LIMITS.listedName),
    SEVERITY_LABELS[request.desk?.severity ?? request.severity],
    number === undefined ? '' : plain(number, LIMITS.status),
    ownTicket === undefined ? '' : t('requests.ownTicket', { number: plain(ownTicket, LIMITS.status) }),
    ageIn(locale, createdAt, now),
  ];
  return {
    title: safe(request.title, LIMITS.listedTitle),
    // A RichTextBlock knows no markdown: plain texts.
    meta: meta
      .filter((part) => part !== '')
      .map((part) => ` · ${part}`)
      .join(''),
    badge: stateBadge(t, request, deskStatus),
    lines: responseLine(t, locale, request, now, timeZone),
    reference,
    data: { command: 'request', requestId: id },
  };
}

/** When Microsoft's first response is due, as long as it is not there. */
function responseLine(
  t: Words,
  locale: Locale,
  request: ServiceRequest,
  now: Date,
  timeZone: string,
): readonly { readonly text: string; readonly color: Badge['color'] }[] {
  const { deskStatus, responseDueAt, respondedAt } = request;
  if (!isFollowed(request) || deskStatus === 'closed' || respondedAt !== undefined || responseDueAt === undefined) return [];
  const late = responseDueAt <= now;
  const moment = momentIn(locale, timeZone, responseDueAt);
  return [{ text: t(late ? 'requests.late' : 'requests.due', { moment }), color: late ? 'Attention' : 'Default' }];
}
