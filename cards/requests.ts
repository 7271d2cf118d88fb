import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { SEVERITY_LABELS } from '../src/domain/severity.ts';
import { momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { stateBadge } from './request-state.ts';
import layout from './requests.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';

export interface RequestsView {
  readonly filter: 'mine' | 'open' | 'all' | { readonly customer: Customer };
  readonly requests: readonly ServiceRequest[];
  /** Behind these there may be others. */
  readonly more: boolean;
  /** Of some customers it could not be found out whether this person may see them; their requests are not among these. */
  readonly unchecked: boolean;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const ROWS_SHOWN = 10;
const FILTERS = ['mine', 'open', 'all'] as const;

/** The newest requests as rows to press (`command` with `request`). */
export function requestsCard(locale: Locale, view: RequestsView): AdaptiveCard {
  const t = words(locale);
  const rows = view.requests.slice(0, ROWS_SHOWN);
  return render(locale, {
    eyebrow: t('requests.eyebrow'),
    title: heading(t, view),
    none: rows.length === 0 ? none(t, view) : [],
    rows: rows.map((request) => row(t, locale, view.timeZone, request)),
    remarks: [
      ...(view.more && rows.length > 0 ? [{ text: t('requests.more') }] : []),
      ...(view.unchecked ? [{ text: t('requests.unchecked') }] : []),
    ],
    buttons: [
      ...FILTERS.filter((filter) => filter !== view.filter).map((filter) =>
        button(t(`requests.filters.${filter}`), 'command', { command: 'requests', text: filter }),
      ),
      commandButton(t, 'report', {}, { style: rows.length === 0 ? 'positive' : null }),
    ],
  });
}

/** That there is none is said only when that is known. */
function none(t: Words, { more, unchecked }: RequestsView): readonly { readonly text: string }[] {
  if (more) return [{ text: t('requests.noneOpen') }];
  return unchecked ? [] : [{ text: t('requests.none') }];
}

function heading(t: Words, { filter }: RequestsView): string {
  return typeof filter === 'string'
    ? t(`requests.${filter}`)
    : t('requests.ofCustomer', { customer: safe(filter.customer.name, LIMITS.name) });
}

function row(t: Words, locale: Locale, timeZone: string, request: ServiceRequest) {
  const { id, reference, customerName, number, severity, createdAt, state, deskStatus } = request;
  const meta = [
    plain(customerName, LIMITS.listedName),
    SEVERITY_LABELS[severity],
    number === undefined ? '' : plain(number, LIMITS.listedName),
    momentIn(locale, timeZone, createdAt),
  ];
  return {
    title: safe(request.title, LIMITS.listedTitle),
    // A RichTextBlock knows no markdown: plain texts.
    meta: meta
      .filter((part) => part !== '')
      .map((part) => ` · ${part}`)
      .join(''),
    badge: stateBadge(t, state, deskStatus),
    reference,
    data: { command: 'request', requestId: id },
  };
}
