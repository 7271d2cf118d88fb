import type { TurnContext } from 'botbuilder';
import { statementCard } from '../cards/statement.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { DialogDependencies } from './dependencies.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** How customers get support from this partner, to be copied (B63–B65); in the reader's language unless another one is wanted. */
export async function showStatement(
  context: TurnContext,
  { supportStatement }: Pick<DialogDependencies, 'supportStatement'>,
  wanted?: Locale,
): Promise<void> {
  const { locale } = turnInput(context);
  await reply(context, statementCard(locale, { statement: supportStatement, textLocale: wanted ?? locale }));
}
