import type { ChoiceGoal } from '../src/domain/command.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { ageIn } from '../src/locales/formats.ts';
import { words, type SentenceKey, type Words } from '../src/locales/words.ts';
import { tagLine } from './customer-tags.ts';
import layout from './customers.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface CustomersView {
  /** What was searched for; empty shows recent and favourites. */
  readonly query: string;
  readonly matches: readonly Customer[];
  readonly recent: readonly Customer[];
  readonly favourites: readonly Customer[];
  readonly inForce: Customer | undefined;
  /** By tenant, of those that have any. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  /** Age of the list. */
  readonly refreshedAt: Date | undefined;
  readonly now: Date;
  /** Where to go on after the choice: the command that asked. */
  readonly goal: ChoiceGoal;
}

const render = cardLayout(layout);

const MATCHES_SHOWN = 8;
const OTHERS_SHOWN = 5;
const TAGS_SHOWN = 3;
const TITLES: Readonly<Record<ChoiceGoal, SentenceKey>> = {
  customer: 'customers.title',
  health: 'customers.forHealth',
  incidents: 'customers.forIncidents',
  admin: 'customers.forAdmin',
  access: 'customers.forAccess',
  watch: 'customers.forWatch',
  watches: 'customers.forWatches',
  cases: 'customers.forCases',
  escalate: 'customers.forEscalate',
  report: 'customers.forReport',
  'azure-tickets': 'customers.forAzure',
};

/** Search results as rows to press (`customer.choose`), a typeahead (`customer`, dataset `customers`) to search further. */
export function customersCard(locale: Locale, view: CustomersView): AdaptiveCard {
  const t = words(locale);
  const searched = view.query !== '';
  const sections = searched
    ? [section(t, view, 'customers.matches', view.matches.slice(0, MATCHES_SHOWN))]
    : [
        section(t, view, 'customers.recent', view.recent.slice(0, OTHERS_SHOWN)),
        section(t, view, 'customers.favourites', view.favourites.slice(0, OTHERS_SHOWN)),
      ];
  return render(locale, {
    eyebrow: searched ? found(t, view) : t('customers.eyebrow'),
    title: t(TITLES[view.goal]),
    goal: view.goal,
    sections: sections.filter(({ rows }) => rows.length > 0),
    age:
      view.refreshedAt === undefined ? t('customers.ageUnknown') : t('customers.age', { age: ageIn(locale, view.refreshedAt, view.now) }),
  });
}

function found(t: Words, view: CustomersView): string {
  const query = safe(view.query, LIMITS.query);
  return view.matches.length === 0 ? t('customers.nothing', { query }) : t('customers.found', { count: view.matches.length, query });
}

function section(t: Words, view: CustomersView, heading: SentenceKey, customers: readonly Customer[]) {
  return {
    heading: t(heading),
    rows: customers.map(({ tenantId, name, domain }) => ({
      name:
        tenantId === view.inForce?.tenantId
          ? `**${safe(name, LIMITS.listedName)}** (${t('customers.inForce')})`
          : safe(name, LIMITS.listedName),
      domain: [safe(domain ?? tenantId, LIMITS.listedName), tagLine((view.tags.get(tenantId) ?? []).slice(0, TAGS_SHOWN))]
        .filter(Boolean)
        .join(' · '),
      tooltip: t('words.labelled', { label: t('words.choose'), text: plain(name, LIMITS.listedName) }),
      data: { tenantId, goal: view.goal },
    })),
  };
}
