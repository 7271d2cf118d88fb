import type { TurnContext } from 'botbuilder';
import { setupCheckCard } from '../cards/setup-check.ts';
import type { DialogDependencies } from './dependencies.ts';
import { permitted, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** `setup check`: what is there, what is missing, what could not be told, each with what to do. */
export async function checkSetup(context: TurnContext, deps: Pick<DialogDependencies, 'checkSetup'>): Promise<void> {
  if (!(await permitted(context, 'set-up-escalation'))) return;
  const { locale, person, scope, conversationId, now, signal } = turnInput(context);
  const findings = await deps.checkSetup({ person, scope, conversationId }, signal);
  await reply(context, setupCheckCard(locale, { findings, scope, now }));
}
