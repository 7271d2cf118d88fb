import type { TurnContext } from 'botbuilder';
import { onCallRotaCard, type RotaRemark, type RotaView } from '../cards/on-call-rota.ts';
import { inSight, standingAt } from '../src/domain/duty-standing.ts';
import { shiftsBetween } from '../src/domain/duty.ts';
import type { Rota } from '../src/domain/escalation-plan.ts';
import { may } from '../src/domain/permissions.ts';
import type { DialogDependencies } from './dependencies.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** How a rota stands at a moment. */
export async function standingOf(
  { shifts }: Pick<DialogDependencies, 'shifts'>,
  rota: Rota,
  now: Date,
): Promise<Pick<RotaView, 'standing' | 'shifts' | 'entered'>> {
  const { from, to } = inSight(rota, now);
  const entered = await shifts.of(rota.name, from, to);
  const all = shiftsBetween(rota, entered, from, to);
  return {
    standing: standingAt(all, now),
    shifts: all.filter((shift) => shift.to > now),
    entered: entered
      .filter((shift) => shift.source !== 'calendar' && shift.to > now)
      .toSorted((one, other) => one.from.getTime() - other.from.getTime()),
  };
}

/** One rota: who is on call, the next shifts, and what was changed by hand. */
export async function showRota(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'shifts' | 'files'>,
  rota: Rota,
  remark?: RotaRemark,
): Promise<void> {
  const { locale, person, now } = turnInput(context);
  const editable = may(person, 'change-on-call');
  const view = { rota, ...(await standingOf(deps, rota, now)), editable, files: deps.files.possible, remark };
  await reply(context, onCallRotaCard(locale, view));
}
