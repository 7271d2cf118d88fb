import type { TurnContext } from 'botbuilder';
import { NONE } from '../cards/plan-choices.ts';
import { planRotaCard, rotaAsWritten, type WrittenRota } from '../cards/plan-rota.ts';
import type { FormProblem, TypedProblem } from '../cards/plan-typed.ts';
import { PLAN_LIMITS } from '../src/domain/escalation-plan-schema.ts';
import type { EscalationPlan, Rota } from '../src/domain/escalation-plan.ts';
import { peopleOf, withRota } from '../src/domain/plan-change.ts';
import { minuteOfDay } from '../src/domain/quiet-hours.ts';
import { timeZoneNamed } from '../src/domain/time-zones.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { PlanInputs } from './plan-data.ts';
import { readPeople } from './plan-people.ts';
import { areProblems, savedPlan } from './plan-save.ts';
import { showPart } from './plan-show.ts';
import { numberTyped } from './plan-typed.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'escalationChannels' | 'gate' | 'plans' | 'recognise' | 'savePlan' | 'watchReach'>;
type Inputs = PlanInputs<'plan.saveRota'>;

/** The form of a rota, or of a new one. */
export async function showRotaForm(context: TurnContext, deps: Needs, plan: EscalationPlan, index: number | undefined): Promise<void> {
  const rota = index === undefined ? undefined : plan.rotas[index];
  if (index !== undefined && rota === undefined) return showPart(context, deps, 'rotas', 0, { plan, remark: 'stale' });
  const { timeZone, now } = turnInput(context);
  const from = now.toISOString().slice(0, 10);
  const fresh: WrittenRota = { name: '', zone: timeZone, from, handOver: '09:00', turn: '7', days: '', people: '', channel: NONE };
  await showForm(context, deps, plan, index, rota === undefined ? fresh : rotaAsWritten(rota, peopleOf(plan)), []);
}

export async function saveRota(context: TurnContext, deps: Needs, plan: EscalationPlan, inputs: Inputs): Promise<void> {
  const { index, version: _version, verb: _verb, ...written } = inputs;
  const before = index === undefined ? undefined : plan.rotas[index];
  if (index !== undefined && before === undefined) return showPart(context, deps, 'rotas', 0, { plan, remark: 'stale' });
  const again = (problems: readonly FormProblem[]): Promise<void> =>
    showForm(context, deps, plan, index, { ...written, people: written.people }, problems);
  const problems: TypedProblem[] = [];
  const named = inputs.people === undefined ? undefined : await readPeople(context, deps, inputs.people, peopleOf(plan));
  problems.push(...(named?.problems ?? []));
  const turn = turnTyped(inputs, problems);
  const handOverAt = minuteOfDay(inputs.handOver);
  const timeZone = timeZoneNamed(inputs.zone);
  if (inputs.name === '') problems.push({ name: 'no-name', named: '' });
  if (handOverAt === undefined) problems.push({ name: 'bad-time', named: inputs.handOver });
  if (timeZone === undefined) problems.push({ name: 'bad-zone', named: inputs.zone });
  if (problems.length > 0 || turn === undefined || handOverAt === undefined || timeZone === undefined) return again(problems);
  const rota: Rota = {
    name: inputs.name,
    timeZone,
    from: inputs.from,
    handOverAt,
    turn,
    members: named?.people ?? before?.members ?? [],
    channelId: inputs.channel === NONE ? undefined : inputs.channel,
  };
  const saved = await savedPlan(context, deps, withRota(plan, index, rota));
  if (areProblems(saved)) return again(saved);
  await showPart(
    context,
    deps,
    'rotas',
    index ?? plan.rotas.length,
    saved === 'stale' ? { remark: 'stale' } : { plan: saved, remark: 'saved' },
  );
}

function turnTyped({ turn, days }: Inputs, problems: TypedProblem[]): Rota['turn'] | undefined {
  if (turn === 'calendar') return turn;
  const length = numberTyped(turn === 'other' ? days : turn, { from: 1, to: PLAN_LIMITS.turnDays }, problems);
  return length === undefined ? undefined : { days: length };
}

async function showForm(
  context: TurnContext,
  { escalationChannels }: Needs,
  plan: EscalationPlan,
  index: number | undefined,
  written: WrittenRota,
  problems: readonly FormProblem[],
): Promise<void> {
  const { locale, timeZone } = turnInput(context);
  const channels = await escalationChannels.list();
  await reply(context, planRotaCard(locale, { plan, channels, index, written, zones: [timeZone, 'UTC'], problems }));
}
