import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { incidentRows, type ListedIncident } from './incident-rows.ts';
import layout from './incidents.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { pageButtons, pageRange, type PageShown } from './page-buttons.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

/** What the list is narrowed to. */
export interface ShownFilter {
  readonly customer: Customer | undefined;
  readonly service: string | undefined;
  readonly classification: 'incident' | 'advisory' | undefined;
  readonly tag: string | undefined;
}

export interface IncidentsView extends PageShown {
  readonly filter: ShownFilter;
  readonly incidents: readonly ListedIncident[];
  /** Teams gives bots no files everywhere. */
  readonly files: boolean;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** Open issues over all customers, or those that fit the filter, worst first. */
export function incidentsCard(locale: Locale, view: IncidentsView): AdaptiveCard {
  const t = words(locale);
  const { filter, total } = view;
  const { customer } = filter;
  const data = filterData(filter);
  return render(locale, {
    eyebrow: eyebrow(t, filter),
    title: total === 0 ? t('board.noneOpen') : t('board.issues', { count: total }),
    none: total === 0 ? [{ text: t('board.noIssues') }] : [],
    rows: incidentRows(t, locale, view.timeZone, view.incidents),
    range: pageRange(t, view),
    buttons: [
      ...pageButtons(t, 'board.page', data, view),
      button(t('board.filter.show'), 'board.form', data),
      customer === undefined ? commandButton(t, 'board') : commandButton(t, 'health', { tenantId: customer.tenantId }),
      ...(filter.tag === undefined ? [] : [button(`#${plain(filter.tag, LIMITS.status)}`, 'tags.show', { tag: filter.tag })]),
      ...(view.files && total > 0 ? [button(t('csv.button'), 'board.csv', data)] : []),
    ],
  });
}

/** A filter as buttons carry it: ids and words, each of which is looked at anew when it comes back. */
export function filterData({ customer, service, classification, tag }: ShownFilter): Readonly<Record<string, string>> & Button['data'] {
  return {
    ...(customer === undefined ? {} : { tenantId: customer.tenantId }),
    ...(service === undefined ? {} : { service }),
    ...(classification === undefined ? {} : { classification }),
    ...(tag === undefined ? {} : { tag }),
  };
}

function eyebrow(t: Words, { customer, service, classification, tag }: ShownFilter): string {
  const parts = [
    customer === undefined ? '' : safe(customer.name, LIMITS.listedName),
    service === undefined ? '' : safe(service, LIMITS.listedName),
    classification === undefined ? '' : t(`classifications.${classification}`),
    tag === undefined ? '' : safe(`#${tag}`, LIMITS.listedName),
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('board.eyebrow') : parts.join(' · ');
}
