import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { shiftSwapCard } from '../cards/on-call-swap.ts';
import { shiftKey } from '../cards/on-call-words.ts';
import type { Rota } from '../src/domain/escalation-plan.ts';
import type { EnteredShift, Shift } from '../src/domain/on-call.ts';
import { swapOf, type ShiftProblem } from '../src/domain/shift-change.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { SwapInputs } from './on-call-data.ts';
import { showRota, standingOf } from './on-call-rota.ts';
import { tellConcerned } from './on-call-told.ts';
import { notify, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'files' | 'noteFailure' | 'ownChat' | 'shifts' | 'turns'>;

const MOST_SHIFTS = 20;

/** Which two shifts; the person's own next one for the next of somebody else is proposed. */
export async function askSwap(
  context: TurnContext,
  deps: Pick<Needs, 'shifts'>,
  rota: Rota,
  written?: { readonly inputs: SwapInputs; readonly problem: ShiftProblem },
): Promise<void> {
  const { locale, person, now } = turnInput(context);
  const shifts = (await standingOf(deps, rota, now)).shifts.slice(0, MOST_SHIFTS);
  const known = (key: string | undefined) => shifts.find((shift) => shiftKey(shift) === key);
  const one = known(written?.inputs.one) ?? shifts.find((shift) => shift.person.id === person.id) ?? shifts[0];
  const other = known(written?.inputs.other) ?? shifts.find((shift) => shift.person.id !== one?.person.id);
  // The button is there for two shifts and more; all of them may be one person's by now.
  if (one === undefined || other === undefined) return notify(context, { name: 'no-shifts-to-swap' });
  const problem = written && { name: written.problem, person: one.person.name };
  const key = written?.inputs.key ?? randomUUID();
  await reply(context, shiftSwapCard(locale, { rota, key, shifts, one: shiftKey(one), other: shiftKey(other), problem }));
}

/** The people of two shifts change places; they are told. */
export async function enterSwap(context: TurnContext, deps: Needs, rota: Rota, inputs: SwapInputs): Promise<void> {
  const { person: actor, now } = turnInput(context);
  const { shifts } = await standingOf(deps, rota, now);
  const chosen = (key: string): Shift | undefined => shifts.find((shift) => shiftKey(shift) === key);
  const [one, other] = [chosen(inputs.one), chosen(inputs.other)];
  const swapped = one === undefined || other === undefined ? 'gone' : swapOf(one, other, now);
  if (one === undefined || other === undefined || typeof swapped === 'string')
    return askSwap(context, deps, rota, { inputs, problem: typeof swapped === 'string' ? swapped : 'gone' });
  const common = { rota: rota.name, source: 'swap', uid: inputs.key, enteredBy: actor.id, enteredAt: now } as const;
  const entered = swapped.map((half, index): EnteredShift => ({
    id: index === 0 ? inputs.key : secondIdOf(inputs.key),
    ...half,
    ...common,
  }));
  await deps.shifts.enter(entered, actor.id, now);
  const concerned = swapped.map(({ person, from, to }) => ({ reader: person, person: undefined, from, to }));
  const told = await tellConcerned(context, deps, rota, concerned);
  await showRota(context, deps, rota, { name: 'swapped', one: one.person, other: other.person, ...told });
}

/** The same for every press of one form. */
function secondIdOf(key: string): string {
  return `${key.slice(0, -1)}${((Number.parseInt(key.slice(-1), 16) + 1) % 16).toString(16)}`;
}
