import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import type { Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import layout from './plan-form.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';

interface Choice {
  readonly title: string;
  readonly value: string;
}

/** An input of a form. Values of several choices are separated by commas. */
export type Field = { readonly id: string; readonly label: string } & (
  | { readonly kind: 'text'; readonly value: string; readonly hint?: string; readonly most: number; readonly lines?: boolean }
  | { readonly kind: 'date' | 'time'; readonly value: string }
  | { readonly kind: 'one' | 'several'; readonly value: string; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'search';
      readonly value: string;
      readonly hint: string;
      readonly choices: readonly Choice[];
      readonly dataset: string;
    }
);

export interface PlanForm {
  /** Safe already. */
  readonly title: string;
  /** Why it was not saved. */
  readonly problems: readonly string[];
  readonly notes?: readonly string[];
  readonly fields: readonly Field[];
  /** Of the button that saves. */
  readonly verb: string;
  readonly data: Button['data'];
  readonly buttons: readonly Button[];
}

const render = cardLayout(layout);

/** A form for one thing of the plan. */
export function planFormCard(locale: Locale, { title, problems, notes = [], fields, verb, data, buttons }: PlanForm): AdaptiveCard {
  const t = words(locale);
  return render(locale, {
    fallbackText: t('words.labelled', { label: t('plan.eyebrow'), text: plain(title, LIMITS.title) }),
    eyebrow: t('plan.eyebrow'),
    title,
    hasProblems: problems.length > 0,
    problemsTitle: t('plan.notSaved'),
    problems: problems.map((text) => ({ text })),
    notes: notes.map((text) => ({ text })),
    fields: fields.map(laidOut),
    verb,
    data,
    buttons,
  });
}

/** Every field that the layout names; what is null is left out. */
function laidOut(field: Field) {
  const { id, label, kind, value } = field;
  return {
    id,
    label,
    isText: kind === 'text',
    isDate: kind === 'date',
    isTime: kind === 'time',
    isOne: kind === 'one',
    isSeveral: kind === 'several',
    isSearch: kind === 'search',
    value: value === '' ? null : value,
    hint: 'hint' in field ? (field.hint ?? null) : null,
    most: 'most' in field ? field.most : null,
    lines: 'lines' in field ? (field.lines ?? null) : null,
    choices: 'choices' in field ? field.choices : [],
    dataset: 'dataset' in field ? field.dataset : null,
  };
}
