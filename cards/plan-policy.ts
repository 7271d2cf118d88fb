import type { Locale } from '../src/domain/locale.ts';
import { LOCALES } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { namedChoices, NONE, type PlanFormView } from './plan-choices.ts';
import { planFormCard } from './plan-form.ts';
import { problemTexts } from './plan-typed.ts';
import type { AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';
import { choice } from './watch-words.ts';

export interface PlanPolicyFormView extends PlanFormView {
  /** Undefined: a new one, a copy of the first. */
  readonly index: number | undefined;
  readonly name: string;
  /** Index of the calendar of cases in a language, or none. */
  readonly hours: Readonly<Record<Locale, string>>;
}

/** The name of a policy, and the hours of cases in one language or another (`plan.savePolicy`). */
export function planPolicyFormCard(locale: Locale, { plan, problems, index, name, hours }: PlanPolicyFormView): AdaptiveCard {
  const t = words(locale);
  return planFormCard(locale, {
    title: t(index === undefined ? 'plan.add.policies' : 'plan.policyForm'),
    problems: problemTexts(t, problems),
    notes: index === undefined ? [t('plan.policyCopied')] : [],
    fields: [
      { kind: 'text', id: 'name', label: t('plan.inputs.name'), value: plain(name, LIMITS.name), most: LIMITS.name },
      ...LOCALES.map((language) => ({
        kind: 'one' as const,
        id: `hours-${language}`,
        label: t('plan.inputs.languageHours', { language: t(`locales.${language}`) }),
        value: hours[language],
        choices: [choice(t('plan.inputs.asSeverity'), NONE), ...namedChoices(plan.calendars, hours[language])],
      })),
    ],
    verb: 'plan.savePolicy',
    data: { version: plan.version, ...(index !== undefined && { index }) },
    buttons: [button(t('plan.parts.policies'), 'plan.list', { part: 'policies' })],
  });
}
