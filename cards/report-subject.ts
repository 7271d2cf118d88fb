import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { PROBLEM_CATEGORIES } from '../src/domain/problem-category.ts';
import { NATURES, PRODUCTS } from '../src/domain/product.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { labelsOf, reportFrame, type Choice } from './report-frame.ts';
import layout from './report-subject.json' with { type: 'json' };
import { plain } from './safe-text.ts';

interface ReportSubjectView {
  readonly draft: ReportDraft;
  readonly customer: Customer | undefined;
  /** The chosen customer is closed to this person. */
  readonly closed: boolean;
  readonly recent: readonly Customer[];
  readonly problems: readonly FieldProblem[];
}

const render = cardLayout(layout);

const RECENT_SHOWN = 5;

/** Card 1: who and what. Inputs `customer`, `product`, `nature`, `category`, `title`. */
export function reportSubjectCard(locale: Locale, view: ReportSubjectView): AdaptiveCard {
  const t = words(locale);
  const { draft, customer, problems } = view;
  return render(locale, {
    ...reportFrame(t, 'subject', draft, problems),
    title: t('report.subject.title'),
    closed: view.closed ? [{ text: t('routes.block.noAccess') }] : [],
    ...labelsOf(t, problems, ['customer', 'title', 'product', 'nature', 'category']),
    customer: customer?.tenantId ?? null,
    customers: customerChoices(customer, view.recent),
    titleValue: draft.title === undefined ? null : plain(draft.title, LIMITS.title),
    product: draft.product ?? null,
    products: PRODUCTS.map((value) => ({ title: t(`products.${value}`), value })),
    nature: draft.nature ?? null,
    natures: NATURES.map((value) => ({ title: t(`natures.${value}`), value })),
    category: draft.category ?? null,
    categories: PROBLEM_CATEGORIES.map((value) => ({ title: t(`categories.${value}`), value })),
  });
}

/** The chosen one first, so that the box shows its name, then the recent ones; the typeahead brings the rest. */
export function customerChoices(chosen: Customer | undefined, recent: readonly Customer[]): readonly Choice[] {
  const others = recent.filter(({ tenantId }) => tenantId !== chosen?.tenantId).slice(0, RECENT_SHOWN);
  return (chosen === undefined ? others : [chosen, ...others]).map(({ tenantId, name, domain }) => ({
    title: plain(domain === undefined ? name : `${name} (${domain})`, LIMITS.line),
    value: tenantId,
  }));
}
