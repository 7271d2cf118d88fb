import type { TurnContext } from 'botbuilder';
import { indexOf, NONE } from '../cards/plan-choices.ts';
import { planPolicyFormCard } from '../cards/plan-policy.ts';
import { planTargetsCard, targetsAsWritten, type WrittenTargets } from '../cards/plan-targets.ts';
import type { FormProblem, TypedProblem } from '../cards/plan-typed.ts';
import type { EscalationPlan, EscalationPolicy } from '../src/domain/escalation-plan.ts';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import { withPolicy, withSeverityPolicy } from '../src/domain/plan-change.ts';
import type { Severity } from '../src/domain/severity.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { PlanInputs } from './plan-data.ts';
import { areProblems, savedPlan } from './plan-save.ts';
import { showPart, showPolicy } from './plan-show.ts';
import { numberTyped, spanTyped } from './plan-typed.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'escalationChannels' | 'gate' | 'plans' | 'savePlan' | 'watchReach'>;
type LanguageHours = Readonly<Record<Locale, string>>;

/** The form of a policy's name and languages, or of a new policy. */
export async function showPolicyForm(context: TurnContext, deps: Needs, plan: EscalationPlan, index: number | undefined): Promise<void> {
  const policy = index === undefined ? undefined : plan.policies[index];
  if (index !== undefined && policy === undefined) return showPart(context, deps, 'policies', 0, { plan, remark: 'stale' });
  const hours = Object.fromEntries(
    LOCALES.map((locale) => [locale, indexOf(plan.calendars, policy?.languageHours[locale])]),
  ) as LanguageHours;
  await showForm(context, plan, index, policy?.name ?? '', hours, []);
}

export async function savePolicy(
  context: TurnContext,
  deps: Needs,
  plan: EscalationPlan,
  inputs: PlanInputs<'plan.savePolicy'>,
): Promise<void> {
  const { index, name } = inputs;
  // A new one begins as a copy.
  const before = plan.policies[index ?? 0];
  if (before === undefined) return showPart(context, deps, 'policies', 0, { plan, remark: 'stale' });
  const chosen = { en: inputs['hours-en'], fr: inputs['hours-fr'], ru: inputs['hours-ru'] };
  const again = (problems: readonly FormProblem[]): Promise<void> =>
    showForm(context, plan, index, name, { en: `${chosen.en}`, fr: `${chosen.fr}`, ru: `${chosen.ru}` }, problems);
  if (name === '') return again([{ name: 'no-name', named: '' }]);
  const languageHours: EscalationPolicy['languageHours'] = Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const calendar = chosen[locale] === NONE ? undefined : plan.calendars[chosen[locale]];
      return calendar === undefined ? [] : [[locale, calendar.name]];
    }),
  );
  const saved = await savedPlan(context, deps, withPolicy(plan, index, { ...before, name, languageHours }));
  if (areProblems(saved)) return again(saved);
  if (saved === 'stale') return showPart(context, deps, 'policies', 0, { remark: 'stale' });
  await showPolicy(context, deps, index ?? saved.policies.length - 1, { plan: saved, remark: 'saved' });
}

async function showForm(
  context: TurnContext,
  plan: EscalationPlan,
  index: number | undefined,
  name: string,
  hours: LanguageHours,
  problems: readonly FormProblem[],
): Promise<void> {
  await reply(context, planPolicyFormCard(turnInput(context).locale, { plan, index, name, hours, problems }));
}

/** The form of what is promised at a severity. */
export async function showTargetsForm(
  context: TurnContext,
  deps: Needs,
  plan: EscalationPlan,
  { index, severity }: { readonly index: number; readonly severity: Severity },
): Promise<void> {
  const rules = plan.policies[index]?.severities[severity];
  if (rules === undefined) return showPart(context, deps, 'policies', 0, { plan, remark: 'stale' });
  const { locale } = turnInput(context);
  await showTargets(context, plan, index, severity, targetsAsWritten(locale, plan, rules), []);
}

export async function saveTargets(
  context: TurnContext,
  deps: Needs,
  plan: EscalationPlan,
  inputs: PlanInputs<'plan.saveTargets'>,
): Promise<void> {
  const { index, severity, acknowledge, firstResponse, resolution, warn, calendar } = inputs;
  const before = plan.policies[index]?.severities[severity];
  if (before === undefined) return showPart(context, deps, 'policies', 0, { plan, remark: 'stale' });
  const problems: TypedProblem[] = [];
  const span = (text: string): number | undefined => (text === '' ? undefined : spanTyped(text, problems));
  const rules = {
    ...before,
    acknowledgeMinutes: span(acknowledge),
    firstResponseMinutes: span(firstResponse),
    resolutionMinutes: span(resolution),
    warnAtPercentLeft: (warn === '' ? 0 : numberTyped(warn.replace(/\s*%$/, ''), { from: 0, to: 99 }, problems)) ?? 0,
    hours: calendar === NONE ? undefined : plan.calendars[calendar]?.name,
  };
  const again = (all: readonly FormProblem[]): Promise<void> =>
    showTargets(context, plan, index, severity, { acknowledge, firstResponse, resolution, warn, calendar: `${calendar}` }, all);
  if (problems.length > 0) return again(problems);
  const saved = await savedPlan(context, deps, withSeverityPolicy(plan, index, severity, rules));
  if (areProblems(saved)) return again(saved);
  await showPolicy(context, deps, index, saved === 'stale' ? { remark: 'stale' } : { plan: saved, remark: 'saved' });
}

async function showTargets(
  context: TurnContext,
  plan: EscalationPlan,
  index: number,
  severity: Severity,
  written: WrittenTargets,
  problems: readonly FormProblem[],
): Promise<void> {
  await reply(context, planTargetsCard(turnInput(context).locale, { plan, index, severity, written, problems }));
}
