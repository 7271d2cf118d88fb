import type { TurnContext } from 'botbuilder';
import { BackEndError } from '../src/domain/errors.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** The text of a file that was sent; undefined when the reason why not has been shown. */
export async function sentText(
  context: TurnContext,
  { fileReading }: Pick<DialogDependencies, 'fileReading'>,
  url: string,
): Promise<string | undefined> {
  try {
    return await fileReading.read(url, turnInput(context).signal);
  } catch (error) {
    if (!(error instanceof BackEndError) || (error.code !== 'NOT_FOUND' && error.code !== 'INVALID')) throw error;
    await notify(context, { name: error.code === 'NOT_FOUND' ? 'sent-file-gone' : 'sent-file-unreadable' });
    return undefined;
  }
}
