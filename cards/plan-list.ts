import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import type { Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { pageRange, type PageShown } from './page-buttons.ts';
import layout from './plan-list.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';

/** What was done just now, or why it was not. */
export type PlanRemarkShown = 'saved' | 'removed' | 'stale';

/** One thing of a list: its name and texts are safe already; `plainName` is for what screen readers say of its buttons. */
export interface PlanRow {
  readonly name: string;
  readonly plainName: string;
  readonly lines: readonly string[];
  readonly acts: readonly Pick<Button, 'title' | 'verb' | 'data'>[];
}

export interface PlanList {
  readonly title: string;
  readonly remark: PlanRemarkShown | undefined;
  /** What keeps a change from being saved. */
  readonly problems: readonly string[];
  /** Of this page. */
  readonly rows: readonly PlanRow[];
  readonly page: PageShown;
  readonly buttons: readonly Button[];
}

const render = cardLayout(layout);

/** A list of a part of the plan, with buttons for each. */
export function planListCard(locale: Locale, { title, remark, problems, rows, page, buttons }: PlanList): AdaptiveCard {
  const t = words(locale);
  return render(locale, {
    fallbackText: t('words.labelled', { label: t('plan.eyebrow'), text: plain(title, LIMITS.title) }),
    eyebrow: t('plan.eyebrow'),
    title,
    remarks:
      remark === undefined
        ? []
        : [{ style: remark === 'stale' ? 'warning' : 'good', text: `${remark === 'stale' ? '⚠' : '✓'} ${t(`plan.remarks.${remark}`)}` }],
    hasProblems: problems.length > 0,
    problemsTitle: t('plan.notSaved'),
    problems: problems.map((text) => ({ text })),
    rows: rows.map(({ name, plainName, lines, acts }) => ({
      name,
      lines: lines.map((text) => ({ text })),
      hasActs: acts.length > 0,
      acts: acts.map((act) => ({
        ...act,
        tooltip: t('words.labelled', { label: act.title, text: plain(plainName, LIMITS.status) }),
      })),
    })),
    range: pageRange(t, page),
    buttons,
  });
}
