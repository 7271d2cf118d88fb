import type { EscalationPlan, SeverityPolicy } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import { SEVERITY_LABELS, type Severity } from '../src/domain/severity.ts';
import { writtenMinutes } from '../src/domain/typed-duration.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { indexOf, namedChoices, NONE, type PlanFormView } from './plan-choices.ts';
import { planFormCard } from './plan-form.ts';
import { problemTexts } from './plan-typed.ts';
import type { AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import { choice } from './watch-words.ts';

/** Targets as they stand in the form. */
export interface WrittenTargets {
  readonly acknowledge: string;
  readonly firstResponse: string;
  readonly resolution: string;
  /** Per cent of the time that is left at the warning. */
  readonly warn: string;
  /** Index of a calendar, or none: around the clock. */
  readonly calendar: string;
}

export interface PlanTargetsView extends PlanFormView {
  readonly index: number;
  readonly severity: Severity;
  readonly written: WrittenTargets;
}

export function targetsAsWritten(locale: Locale, plan: EscalationPlan, rules: SeverityPolicy): WrittenTargets {
  const span = (minutes: number | undefined): string => (minutes === undefined ? '' : writtenMinutes(locale, minutes));
  return {
    acknowledge: span(rules.acknowledgeMinutes),
    firstResponse: span(rules.firstResponseMinutes),
    resolution: span(rules.resolutionMinutes),
    warn: rules.warnAtPercentLeft === 0 ? '' : `${rules.warnAtPercentLeft}`,
    calendar: indexOf(plan.calendars, rules.hours),
  };
}

const SPAN = 40;

/** What is promised at a severity (`plan.saveTargets`). */
export function planTargetsCard(locale: Locale, { plan, problems, index, severity, written }: PlanTargetsView): AdaptiveCard {
  const t = words(locale);
  const span = (id: 'acknowledge' | 'firstResponse' | 'resolution') => ({
    kind: 'text' as const,
    id,
    label: t(`plan.inputs.${id}`),
    value: plain(written[id], SPAN),
    hint: t('plan.inputs.spanHint'),
    most: SPAN,
  });
  const policy = safe(plan.policies[index]?.name ?? '', LIMITS.listedName);
  return planFormCard(locale, {
    title: t('plan.targets.title', { policy, severity: SEVERITY_LABELS[severity] }),
    problems: problemTexts(t, problems),
    notes: [t('plan.targets.note')],
    fields: [
      span('acknowledge'),
      span('firstResponse'),
      span('resolution'),
      { kind: 'text', id: 'warn', label: t('plan.inputs.warn'), value: plain(written.warn, SPAN), hint: '25', most: SPAN },
      {
        kind: 'one',
        id: 'calendar',
        label: t('plan.inputs.hours'),
        value: written.calendar,
        choices: [choice(t('plan.targets.always'), NONE), ...namedChoices(plan.calendars, written.calendar)],
      },
    ],
    verb: 'plan.saveTargets',
    data: { version: plan.version, index, severity },
    buttons: [button(t('plan.policyBack'), 'plan.policy', { version: plan.version, index })],
  });
}
