import type { TurnContext } from 'botbuilder';
import { levelAsWritten, planLevelCard, type WrittenLevel } from '../cards/plan-level.ts';
import type { FormProblem, TypedProblem } from '../cards/plan-typed.ts';
import { PLAN_LIMITS } from '../src/domain/escalation-plan-schema.ts';
import type { CallTarget, EscalationLevel, EscalationPlan } from '../src/domain/escalation-plan.ts';
import { peopleOf, withLevel, withSeverityPolicy } from '../src/domain/plan-change.ts';
import type { Severity } from '../src/domain/severity.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { PlanInputs } from './plan-data.ts';
import { readPeople } from './plan-people.ts';
import { areProblems, savedPlan } from './plan-save.ts';
import { showLevels, showPart } from './plan-show.ts';
import { numberTyped, spanTyped } from './plan-typed.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'escalationChannels' | 'gate' | 'plans' | 'recognise' | 'savePlan' | 'watchReach'>;
interface At {
  readonly index: number;
  readonly severity: Severity;
  readonly level?: number | undefined;
}

const NEW: WrittenLevel = { after: '', every: '', times: '', rotas: '', channels: '', people: '' };

/** The form of a level, or of a new one. */
export async function showLevelForm(context: TurnContext, deps: Needs, plan: EscalationPlan, at: At): Promise<void> {
  const levels = plan.policies[at.index]?.severities[at.severity].levels;
  const level = at.level === undefined ? undefined : levels?.[at.level];
  if (levels === undefined || (at.level !== undefined && level === undefined))
    return showPart(context, deps, 'policies', 0, { plan, remark: 'stale' });
  const { locale } = turnInput(context);
  await showForm(context, deps, plan, at, level === undefined ? NEW : levelAsWritten(locale, plan, level), []);
}

export async function saveLevel(
  context: TurnContext,
  deps: Needs,
  plan: EscalationPlan,
  inputs: PlanInputs<'plan.saveLevel'>,
): Promise<void> {
  const { index, severity, level: place, after, every, times, rotas, channels, people } = inputs;
  const before = plan.policies[index]?.severities[severity];
  if (before === undefined || (place !== undefined && before.levels[place] === undefined))
    return showPart(context, deps, 'policies', 0, { plan, remark: 'stale' });
  const problems: TypedProblem[] = [];
  const afterMinutes = spanTyped(after, problems);
  const repeat = repeatTyped(every, times, problems);
  const named = await readPeople(context, deps, people, peopleOf(plan));
  problems.push(...named.problems);
  const again = (all: readonly FormProblem[]): Promise<void> =>
    showForm(context, deps, plan, inputs, { after, every, times, rotas: rotas.join(','), channels: channels.join(','), people }, all);
  if (afterMinutes === undefined || problems.length > 0) return again(problems);
  const call: readonly CallTarget[] = [
    ...rotas.flatMap((at) => plan.rotas[at] ?? []).map(({ name }) => ({ rota: name })),
    ...named.people.map((person) => ({ person })),
    ...channels.map((channel) => ({ channel })),
  ];
  const changed = withSeverityPolicy(plan, index, severity, withLevel(before, place, { afterMinutes, repeat, call }));
  const saved = await savedPlan(context, deps, changed);
  if (areProblems(saved)) return again(saved);
  const at = { index, severity, offset: 0 };
  await showLevels(context, deps, at, saved === 'stale' ? { remark: 'stale' } : { plan: saved, remark: 'saved' });
}

export async function removeLevel(
  context: TurnContext,
  deps: Needs,
  plan: EscalationPlan,
  { index, severity, level }: PlanInputs<'plan.removeLevel'>,
): Promise<void> {
  const before = plan.policies[index]?.severities[severity];
  if (before === undefined) return showPart(context, deps, 'policies', 0, { plan, remark: 'stale' });
  const rules = { ...before, levels: before.levels.toSpliced(level, 1) };
  const saved = await savedPlan(context, deps, withSeverityPolicy(plan, index, severity, rules));
  const at = { index, severity, offset: 0 };
  if (areProblems(saved)) return showLevels(context, deps, at, { plan, problems: saved });
  await showLevels(context, deps, at, saved === 'stale' ? { remark: 'stale' } : { plan: saved, remark: 'removed' });
}

/** Empty: called once. A distance without a number of times is once more. */
function repeatTyped(every: string, times: string, problems: TypedProblem[]): EscalationLevel['repeat'] {
  if (every === '') return undefined;
  const everyMinutes = spanTyped(every, problems);
  const count = times === '' ? 1 : numberTyped(times, { from: 1, to: PLAN_LIMITS.repeats }, problems);
  return everyMinutes === undefined || count === undefined ? undefined : { everyMinutes, times: count };
}

async function showForm(
  context: TurnContext,
  { escalationChannels }: Needs,
  plan: EscalationPlan,
  { index, severity, level }: At,
  written: WrittenLevel,
  problems: readonly FormProblem[],
): Promise<void> {
  const channels = await escalationChannels.list();
  await reply(context, planLevelCard(turnInput(context).locale, { plan, channels, index, severity, level, written, problems }));
}
