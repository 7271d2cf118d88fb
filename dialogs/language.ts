import type { TurnContext } from 'botbuilder';
import { languageCard } from '../cards/language.ts';
import { noticeCard } from '../cards/notice.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { DialogDependencies } from './dependencies.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** Speaks the language from now on, or asks which when none was named. */
export async function setLanguage(
  context: TurnContext,
  { turns }: Pick<DialogDependencies, 'turns'>,
  chosen: Locale | undefined,
): Promise<void> {
  const { locale, person } = turnInput(context);
  if (chosen === undefined) {
    await reply(context, languageCard(locale));
    return;
  }
  await turns.setLocale(person.id, chosen);
  await reply(context, noticeCard(chosen, { name: 'language-set' }));
}
