import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { PlanDifference } from '../src/domain/plan-difference.ts';
import type { PlanRemark } from '../src/domain/plan-problem.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import changesLayout from './plan-file-changes.json' with { type: 'json' };
import { planRemarkText } from './plan-place.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { safe } from './safe-text.ts';

const render = cardLayout(changesLayout);

const CHANGES_SHOWN = 30;
const HINTS_SHOWN = 12;
const KINDS = { calendars: 'calendar', rotas: 'rota', policies: 'policy' } as const;

/** What a sent file would change (`plan.fileSave`, `plan.fileDiscard`). */
export interface PlanChangesView {
  /** Of what is kept of the file until it is saved. */
  readonly uploadId: string;
  readonly plan: EscalationPlan;
  /** The one that holds now: what is removed is in it. */
  readonly differences: readonly PlanDifference[];
  readonly remarks: readonly PlanRemark[];
}

export function planChangesCard(locale: Locale, { uploadId, plan, differences, remarks }: PlanChangesView): AdaptiveCard {
  const t = words(locale);
  const data = { id: uploadId };
  const isSame = differences.length === 0;
  return render(locale, {
    eyebrow: t('plan.file.eyebrow'),
    title: isSame ? t('plan.file.same') : t('plan.file.changesTitle', { count: differences.length }),
    changes: cut(t, differences, CHANGES_SHOWN, (one) => differenceText(t, one)),
    hasHints: remarks.length > 0,
    hintsTitle: t('plan.file.hintsTitle'),
    hints: cut(t, remarks, HINTS_SHOWN, (remark) => planRemarkText(t, plan, remark)),
    note: isSame ? '' : t('plan.file.note', { version: plan.version }),
    buttons: [
      ...(isSame
        ? []
        : [
            button(t('plan.file.save'), 'plan.fileSave', data, { style: 'positive' }),
            button(t('plan.file.discard'), 'plan.fileDiscard', data),
          ]),
      commandButton(t, 'escalation'),
    ],
  });
}

/** What became of a sent file: saved as this version, or not, and why not. */
export type PlanFileEnd = { readonly version: number } | 'discarded' | 'gone' | 'stale';

export function planFileEndCard(locale: Locale, end: PlanFileEnd): AdaptiveCard {
  const t = words(locale);
  const buttons: readonly Button[] =
    end === 'stale' ? [button(t('plan.asFile'), 'plan.file', {}), commandButton(t, 'escalation')] : [commandButton(t, 'escalation')];
  return render(locale, {
    eyebrow: t('plan.file.eyebrow'),
    title: typeof end === 'string' ? t(`plan.file.${end}`) : t('plan.file.saved', { version: end.version }),
    changes: [],
    hasHints: false,
    hintsTitle: '',
    hints: [],
    note: '',
    buttons,
  });
}

function cut<Kind>(t: Words, all: readonly Kind[], most: number, text: (one: Kind) => string): readonly { readonly text: string }[] {
  const left = all.length - most;
  return [...all.slice(0, most).map(text), ...(left > 0 ? [t('words.more', { count: left })] : [])].map((line) => ({ text: line }));
}

function differenceText(t: Words, difference: PlanDifference): string {
  const what =
    'name' in difference
      ? t(`plan.problems.at.${KINDS[difference.part]}`, { name: safe(difference.name, LIMITS.listedName) })
      : t(`plan.file.${difference.part}`);
  return t(`plan.file.changes.${difference.change}`, { what });
}
