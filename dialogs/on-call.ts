import type { TurnContext } from 'botbuilder';
import { onCallCard } from '../cards/on-call.ts';
import { rotaNamed } from '../src/domain/escalation-routing.ts';
import type { EscalationPlan, Rota } from '../src/domain/escalation-plan.ts';
import { may } from '../src/domain/permissions.ts';
import { searchText } from '../src/domain/search-text.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { askChange, enterChange } from './on-call-change.ts';
import { OnCallAction } from './on-call-data.ts';
import { offerOnCallFile } from './on-call-file.ts';
import { importCalendar } from './on-call-import.ts';
import { showRota, standingOf } from './on-call-rota.ts';
import { askSwap, enterSwap } from './on-call-swap.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  'fileReading' | 'files' | 'noteFailure' | 'ownChat' | 'plans' | 'recognise' | 'shiftCalendar' | 'shifts' | 'turns'
>;

const ROWS = 6;

/** Who is on call: of the rota that is named, or where there is one only; else of all. */
export async function openOnCall(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'see-on-call'))) return;
  const plan = await deps.plans.current();
  const [meant, ...others] = rotasMeant(plan, text);
  if (meant !== undefined && others.length === 0) return showRota(context, deps, meant);
  await listRotas(context, deps, plan, 0);
}

/** Buttons `oncall.…`. Everybody with a role may see, whoever may change on-call may change. */
export async function actOnOnCall(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(OnCallAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (!(await permitted(context, NEEDS[action.verb] ?? 'change-on-call'))) return;
  const plan = await deps.plans.current();
  if (action.verb === 'oncall.list') return listRotas(context, deps, plan, action.offset);
  const rota = rotaNamed(plan, action.rota);
  if (rota === undefined) return notify(context, { name: 'old-card' });
  switch (action.verb) {
    case 'oncall.show':
      return showRota(context, deps, rota);
    case 'oncall.change':
      return askChange(context, deps, plan, rota);
    case 'oncall.enter':
      return enterChange(context, deps, plan, rota, action);
    case 'oncall.swap':
      return askSwap(context, deps, rota);
    case 'oncall.exchange':
      return enterSwap(context, deps, rota, action);
    case 'oncall.undo':
      return undo(context, deps, rota, action.id);
    case 'oncall.file':
      return offerOnCallFile(context, deps, rota.name);
    case 'oncall.import':
      return importCalendar(context, deps, rota, action.url);
  }
}

/** Whatever is not here changes something. */
const NEEDS: Readonly<Partial<Record<OnCallAction['verb'], 'see-on-call'>>> = {
  'oncall.list': 'see-on-call',
  'oncall.show': 'see-on-call',
  'oncall.file': 'see-on-call',
};

/** All rotas for an empty text; else the one of this name, or those with all its words. */
function rotasMeant(plan: EscalationPlan, text: string): readonly Rota[] {
  const named = rotaNamed(plan, text);
  if (named !== undefined) return [named];
  const { words } = searchText(text);
  const found = plan.rotas.filter(({ name }) => {
    const parts = searchText(name).words;
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
  return found.length > 0 ? found : plan.rotas;
}

/** The person's own rotas first. */
async function listRotas(context: TurnContext, deps: Needs, { rotas }: EscalationPlan, offset: number): Promise<void> {
  const { locale, person, now } = turnInput(context);
  const isOwn = ({ members }: Rota): boolean => members.some(({ id }) => id === person.id);
  const ordered = [...rotas.filter(isOwn), ...rotas.filter((rota) => !isOwn(rota))];
  const shown = ordered.slice(offset, offset + ROWS);
  const rows = await Promise.all(
    shown.map(async (rota) => {
      const { standing } = await standingOf(deps, rota, now);
      const { person: onCall, until, next } = standing;
      return { name: rota.name, timeZone: rota.timeZone, own: isOwn(rota), person: onCall, until, next };
    }),
  );
  const page = { offset, limit: ROWS, total: ordered.length };
  await reply(context, onCallCard(locale, { rotas: rows, ...page, leads: may(person, 'set-up-escalation') }));
}

async function undo(context: TurnContext, deps: Needs, rota: Rota, id: string): Promise<void> {
  const { person, now } = turnInput(context);
  // Only what is shown there: an id of another rota is none of this one.
  const { entered } = await standingOf(deps, rota, now);
  const removed = entered.some((shift) => shift.id === id) && (await deps.shifts.remove(id, person.id, now));
  await showRota(context, deps, rota, { name: removed ? 'undone' : 'gone' });
}
