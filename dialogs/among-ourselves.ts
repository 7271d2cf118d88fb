import type { TurnContext } from 'botbuilder';
import type { Notice } from '../cards/notice.ts';
import type { DialogDependencies } from './dependencies.ts';
import { inOwnChat } from './in-own-chat.ts';
import { notify } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Told = Extract<Notice['name'], 'outsiders-here' | 'outsiders-here-no-chat' | 'readers-unknown' | 'readers-unknown-no-chat'>;

const TOLD = {
  outsiders: { reached: 'outsiders-here', alone: 'outsiders-here-no-chat' },
  unknown: { reached: 'readers-unknown', alone: 'readers-unknown-no-chat' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Told>>>>;

/**
 * Gives an answer that may show customer data: where it was asked for when only the partner's own people read there, else in the person's own chat, and the
 * channel is told no more than that (design.md 7). Nothing is read or done for a person who has no such chat.
 */
export async function amongOurselves(
  context: TurnContext,
  { audience, ownChat }: Pick<DialogDependencies, 'audience' | 'ownChat'>,
  answer: () => Promise<void>,
): Promise<void> {
  const { scope, conversationId, signal } = turnInput(context);
  if (scope === 'personal') return answer();
  const readers = await audience.of({ serviceUrl: context.activity.serviceUrl, conversationId }, signal);
  if (readers === 'own') return answer();

  const reached = await inOwnChat(context, { ownChat }, answer);
  await notify(context, { name: TOLD[readers][reached ? 'reached' : 'alone'] });
}
