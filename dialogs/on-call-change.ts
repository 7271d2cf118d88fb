import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { OWN_SPAN, shiftChangeCard, type ShiftChangeView } from '../cards/on-call-change.ts';
import { shiftKey } from '../cards/on-call-words.ts';
import type { EscalationPlan, PlanPerson, Rota } from '../src/domain/escalation-plan.ts';
import { dutyAt } from '../src/domain/duty.ts';
import type { EnteredShift, Shift } from '../src/domain/on-call.ts';
import { enterable, wallMoment, type ChangeProblem, type Span } from '../src/domain/shift-change.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { ShiftInputs } from './on-call-data.ts';
import { showRota, standingOf } from './on-call-rota.ts';
import { tellConcerned, type Concerned } from './on-call-told.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'files' | 'noteFailure' | 'ownChat' | 'shifts' | 'turns'>;

/** Shifts and people to choose from. */
const MOST_SHIFTS = 20;
const MOST_PEOPLE = 60;

/** Who shall have which shift; the present one for the person who asks is proposed. */
export async function askChange(
  context: TurnContext,
  deps: Pick<Needs, 'shifts'>,
  plan: EscalationPlan,
  rota: Rota,
  written?: { readonly inputs: ShiftInputs; readonly problem: ChangeProblem },
): Promise<void> {
  const { locale, person, now } = turnInput(context);
  const shifts = (await standingOf(deps, rota, now)).shifts.slice(0, MOST_SHIFTS);
  const people = choosable(plan, rota, { id: person.id, name: person.displayName });
  const proposed = shifts.find((shift) => shift.person.id !== person.id);
  const { inputs, problem } = written ?? {};
  const stillThere = inputs !== undefined && (inputs.shift === OWN_SPAN || shifts.some((shift) => shiftKey(shift) === inputs.shift));
  const view: ShiftChangeView = {
    rota,
    // A form that was refused stays the same form.
    key: inputs?.key ?? randomUUID(),
    shifts,
    people,
    shift: stillThere ? inputs.shift : proposed === undefined ? OWN_SPAN : shiftKey(proposed),
    person: people.some(({ id }) => id === inputs?.person) ? (inputs?.person ?? person.id) : person.id,
    from: { day: inputs?.fromDay ?? '', time: inputs?.fromTime ?? '' },
    to: { day: inputs?.toDay ?? '', time: inputs?.toTime ?? '' },
    problem,
  };
  await reply(context, shiftChangeCard(locale, view));
}

/** Puts somebody on call, and tells whom it concerns. */
export async function enterChange(context: TurnContext, deps: Needs, plan: EscalationPlan, rota: Rota, inputs: ShiftInputs): Promise<void> {
  const { person: actor, now } = turnInput(context);
  const refuse = (problem: ChangeProblem) => askChange(context, deps, plan, rota, { inputs, problem });
  const person = choosable(plan, rota, { id: actor.id, name: actor.displayName }).find(({ id }) => id === inputs.person);
  if (person === undefined) return refuse('nobody');
  const { shifts } = await standingOf(deps, rota, now);
  const span = spanOf(rota, shifts, inputs, now);
  if (typeof span === 'string') return refuse(span);
  const before = await displaced(deps, rota, span);
  const entered: EnteredShift = {
    id: inputs.key,
    rota: rota.name,
    person,
    ...span,
    source: 'override',
    uid: undefined,
    enteredBy: actor.id,
    enteredAt: now,
  };
  await deps.shifts.enter([entered], actor.id, now);
  const concerned: Concerned[] = [{ reader: person, person: undefined, ...span }];
  for (const reader of before) if (reader.id !== person.id) concerned.push({ reader, person, ...span });
  await showRota(context, deps, rota, { name: 'entered', person, ...span, ...(await tellConcerned(context, deps, rota, concerned)) });
}

/** The shift that was chosen, or the time in the fields; of what has begun the rest. */
function spanOf({ timeZone }: Rota, shifts: readonly Shift[], inputs: ShiftInputs, now: Date): Span | ChangeProblem {
  // Whoever has written a time means it, whatever shift still stands above.
  const written = [inputs.fromDay, inputs.fromTime, inputs.toDay, inputs.toTime].some((text) => text !== '');
  if (inputs.shift !== OWN_SPAN && !written) {
    const chosen = shifts.find((shift) => shiftKey(shift) === inputs.shift);
    return chosen === undefined ? 'gone' : enterable(chosen, now);
  }
  const from = wallMoment({ day: inputs.fromDay, time: inputs.fromTime }, timeZone);
  const to = wallMoment({ day: inputs.toDay, time: inputs.toTime }, timeZone);
  return from === undefined || to === undefined ? 'no-moment' : enterable({ from, to }, now);
}

/** Members of all rotas, those of this one first after the person who asks. */
function choosable({ rotas }: EscalationPlan, { members }: Rota, self: PlanPerson): readonly PlanPerson[] {
  const people = new Map([self, ...members, ...rotas.flatMap((rota) => rota.members)].map((person) => [person.id, person]));
  return [...people.values()].slice(0, MOST_PEOPLE);
}

/** Who had the beginning and the end of a span: that is whom it is taken from, but for very long spans. */
async function displaced({ shifts }: Pick<Needs, 'shifts'>, rota: Rota, { from, to }: Span): Promise<readonly PlanPerson[]> {
  const entered = await shifts.of(rota.name, from, to);
  const people = [from, new Date(to.getTime() - 1)].map((moment) => dutyAt(rota, entered, moment)?.person);
  return [...new Map(people.flatMap((person) => (person === undefined ? [] : [[person.id, person] as const]))).values()];
}
