import type { TurnContext } from 'botbuilder';
import { onCallRotaCard, type Told } from '../cards/on-call-rota.ts';
import type { PlanPerson, Rota } from '../src/domain/escalation-plan.ts';
import { BotError } from '../src/domain/errors.ts';
import type { Span } from '../src/domain/shift-change.ts';
import type { DialogDependencies } from './dependencies.ts';
import { standingOf } from './on-call-rota.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'files' | 'noteFailure' | 'ownChat' | 'shifts' | 'turns'>;

/** Somebody whose shifts were changed by another person. */
export interface Concerned extends Span {
  readonly reader: PlanPerson;
  /** Who is on call in the reader's place; undefined: the reader is. */
  readonly person: PlanPerson | undefined;
}

/** Writes to everybody concerned but the person who did it, in their own chats and languages. */
export async function tellConcerned(context: TurnContext, deps: Needs, rota: Rota, concerned: readonly Concerned[]): Promise<Told> {
  const { person: actor, now } = turnInput(context);
  const [told, notTold]: [PlanPerson[], PlanPerson[]] = [[], []];
  const state = await standingOf(deps, rota, now);
  for (const { reader, ...change } of concerned) {
    if (reader.id === actor.id) continue;
    const locale = (await deps.turns.localeOf(reader.id)) ?? turnInput(context).locale;
    const remark = { name: 'arranged', actor: { id: actor.id, name: actor.displayName }, ...change } as const;
    const card = onCallRotaCard(locale, { rota, ...state, editable: false, files: deps.files.possible, remark });
    ((await reached(deps, reader.id, card)) ? told : notTold).push(reader);
  }
  return { told, notTold };
}

/** The shift is entered already: that a message did not arrive is said, not thrown. */
async function reached(
  { ownChat, noteFailure }: Pick<Needs, 'ownChat' | 'noteFailure'>,
  personId: string,
  card: Parameters<Needs['ownChat']['show']>[1],
): Promise<boolean> {
  try {
    return await ownChat.show(personId, card);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    noteFailure(error);
    return false;
  }
}
