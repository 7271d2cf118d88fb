import type { CaseOutlook } from '../src/domain/case-view.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { SEVERITY_LABELS } from '../src/domain/severity.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { stateBadge, targetState } from './case-words.ts';
import layout from './cases.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface CasesView {
  readonly filter: 'mine' | 'open' | 'all' | { readonly customer: Customer };
  /** This page, most urgent first. */
  readonly cases: readonly { readonly case: SupportCase; readonly outlook: CaseOutlook }[];
  readonly offset: number;
  readonly limit: number;
  /** Behind these there are others. */
  readonly more: boolean;
  /** Of some customers it could not be found out whether this person may see them; their cases are not among these. */
  readonly unchecked: boolean;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const FILTERS = ['mine', 'open', 'all'] as const;

/** Cases as rows to press (`command` with `case`). Action `case.page`. */
export function casesCard(locale: Locale, view: CasesView): AdaptiveCard {
  const t = words(locale);
  const { cases, more, unchecked, timeZone } = view;
  return render(locale, {
    eyebrow: t('case.list.eyebrow'),
    title: heading(t, view),
    none: cases.length === 0 ? none(t, view) : [],
    rows: cases.map((one) => row(t, locale, timeZone, one)),
    remarks: unchecked ? [{ text: t('case.list.unchecked') }] : [],
    buttons: [
      ...pages(t, view),
      ...FILTERS.filter((filter) => filter !== view.filter).map((filter) =>
        button(t(`case.list.filters.${filter}`), 'command', { command: 'cases', text: filter }),
      ),
      ...(more && view.offset > 0 && typeof view.filter !== 'string' ? [] : [commandButton(t, 'escalate')]),
    ],
  });
}

/** That there is none is said only when that is known. */
function none(t: Words, { more, unchecked, offset }: CasesView): readonly { readonly text: string }[] {
  if (more || offset > 0) return [{ text: t('case.list.noneSeen') }];
  return unchecked ? [] : [{ text: t('case.list.none') }];
}

function heading(t: Words, { filter }: CasesView): string {
  return typeof filter === 'string'
    ? t(`case.list.${filter}`)
    : t('case.list.ofCustomer', { customer: safe(filter.customer.name, LIMITS.name) });
}

function pages(t: Words, { filter, offset, limit, more }: CasesView): readonly Button[] {
  const data: Button['data'] = typeof filter === 'string' ? { filter } : { tenantId: filter.customer.tenantId };
  return [
    ...(offset > 0 ? [button(t('board.previous'), 'case.page', { ...data, offset: Math.max(0, offset - limit) })] : []),
    ...(more ? [button(t('board.next'), 'case.page', { ...data, offset: offset + limit })] : []),
  ];
}

function row(t: Words, locale: Locale, timeZone: string, { case: of, outlook }: CasesView['cases'][number]) {
  const { reference, severity, owner, customerName } = of;
  const meta = [
    SEVERITY_LABELS[severity],
    customerName === undefined ? '' : plain(customerName, LIMITS.listedName),
    owner === undefined ? t('case.list.nobody') : plain(owner.name, LIMITS.listedName),
  ];
  return {
    title: safe(of.title, LIMITS.listedTitle),
    // A RichTextBlock knows no markdown: plain texts.
    meta: meta
      .filter((part) => part !== '')
      .map((part) => ` · ${part}`)
      .join(''),
    badge: stateBadge(t, of),
    due: nextTarget(t, locale, timeZone, outlook),
    reference,
    data: { command: 'case', text: reference },
  };
}

/** What comes next: the promise that was missed or is due first; of a case that is over none. */
function nextTarget(t: Words, locale: Locale, timeZone: string, { targets }: CaseOutlook) {
  const due = targets
    .filter(({ state, dueAt }) => (state === 'running' || state === 'missed') && dueAt !== undefined)
    .toSorted((one, other) => (one.dueAt?.getTime() ?? 0) - (other.dueAt?.getTime() ?? 0));
  const next = due.find(({ state }) => state === 'running') ?? due[0];
  if (next === undefined) return [];
  return [{ text: t('case.list.due', { target: t(`case.targets.${next.target}`), state: targetState(t, locale, timeZone, next) }) }];
}
