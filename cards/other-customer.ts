import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import { TEXT_LIMITS } from '../src/domain/report-problems.ts';
import { words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import layout from './other-customer.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface OtherCustomerView {
  readonly draft: ReportDraft;
  /** Of the report that is being written. */
  readonly customer: Customer | undefined;
  /** Whom the text may mean, best first. */
  readonly others: readonly Customer[];
  /** As it was typed. */
  readonly text: string;
  /** It is nothing but a name. */
  readonly bare: boolean;
}

const render = cardLayout(layout);

const MOST_SHOWN = 5;

/**
 * A text typed into a report names another customer: it goes nowhere before the person says where (`report.aside`, with the inputs `asideText` and, where
 * several may be meant, `asideCustomer`).
 */
export function otherCustomerCard(locale: Locale, view: OtherCustomerView): AdaptiveCard {
  const t = words(locale);
  const { draft, customer, text, bare } = view;
  const others = view.others.slice(0, MOST_SHOWN);
  const [first, ...more] = others;
  const one = more.length === 0 ? first : undefined;
  const data = { draftId: draft.id, version: draft.version, bare, ...(one === undefined ? {} : { tenantId: one.tenantId }) };
  const other = one === undefined ? t('report.aside.thisOne') : plain(one.name, LIMITS.listedName);
  const present = customer === undefined ? t('words.noCustomer') : safe(customer.name, LIMITS.name);
  return render(locale, {
    text:
      one === undefined
        ? t('report.aside.several', { customer: present })
        : t('report.aside.text', { customer: present, other: safe(one.name, LIMITS.name) }),
    choose: one === undefined,
    chosen: first?.tenantId ?? null,
    others: others.map(({ tenantId, name }) => ({ title: plain(name, LIMITS.listedName), value: tenantId })),
    said: plain(text, TEXT_LIMITS.description, 'lines'),
    most: TEXT_LIMITS.description,
    buttons: [
      { title: t('report.aside.new', { other }), data: { ...data, do: 'new' }, style: 'positive' },
      { title: t('report.aside.change', { other }), data: { ...data, do: 'change' }, style: null },
      { title: t('report.aside.add'), data: { ...data, do: 'add' }, style: null },
    ],
  });
}
