import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import layout from './incident-filter.json' with { type: 'json' };
import { filterData, type ShownFilter } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';

export interface IncidentFilterView {
  /** What the list is narrowed to now. */
  readonly filter: ShownFilter;
  /** What can be chosen. */
  readonly services: readonly string[];
  readonly tags: readonly string[];
}

const render = cardLayout(layout);

/** An input must have a value: this one stands for "no matter which". */
export const ANY = '*';
const CHOICES_SHOWN = 25;
const CLASSIFICATIONS = ['incident', 'advisory'] as const;

/** What the list of open issues shall show (`board.filter`). */
export function incidentFilterCard(locale: Locale, { filter, services, tags }: IncidentFilterView): AdaptiveCard {
  const t = words(locale);
  const { customer, service, classification, tag } = filter;
  const all = { title: t('board.filter.all'), value: ANY };
  const choices = (names: readonly string[], chosen: string | undefined) => [
    all,
    ...[...new Set([...(chosen === undefined ? [] : [chosen]), ...names])]
      .filter((name) => name.length <= LIMITS.name)
      .slice(0, CHOICES_SHOWN)
      .map((name) => ({ title: plain(name, LIMITS.listedName), value: name })),
  ];
  return render(locale, {
    eyebrow: t('commands.incidents.title'),
    title: t('board.filter.show'),
    service: service ?? ANY,
    services: choices(services, service),
    classification: classification ?? ANY,
    classifications: [all, ...CLASSIFICATIONS.map((value) => ({ title: t(`classifications.${value}`), value }))],
    tag: tag ?? ANY,
    tags: choices(tags, tag),
    customer: customer?.tenantId ?? null,
    customers: customer === undefined ? [] : [{ title: plain(customer.name, LIMITS.listedName), value: customer.tenantId }],
    buttons: [button(t('board.filter.back'), 'board.page', filterData(filter))],
  });
}
