import type { TurnContext } from 'botbuilder';
import type { DialogDependencies } from './dependencies.ts';
import { elsewhere } from './show.ts';
import { turnInput } from './turn-input.ts';

/** Does `work` with its cards shown in the person's own chat. False when there is no such chat: then nothing is read or done. */
export async function inOwnChat(
  context: TurnContext,
  { ownChat }: Pick<DialogDependencies, 'ownChat'>,
  work: () => Promise<void>,
): Promise<boolean> {
  const { person } = turnInput(context);
  let reached = await ownChat.exists(person.id);
  if (!reached) return false;
  await elsewhere(
    context,
    async (card) => {
      reached = await ownChat.show(person.id, card);
    },
    work,
  );
  return reached;
}
