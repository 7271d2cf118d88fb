import type { TurnContext } from 'botbuilder';
import { helpCard } from '../cards/help.ts';
import { whoAmICard } from '../cards/who-am-i.ts';
import { ABILITIES, may, whoMay } from '../src/domain/permissions.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** What this person can do here. */
export async function showHelp(context: TurnContext): Promise<void> {
  const { locale, scope, person, customer } = turnInput(context);
  await reply(context, helpCard(locale, { scope, abilities: ABILITIES.filter((ability) => may(person, ability)), customer }));
}

/** Who the bot takes the person for, and what follows from it. */
export async function showPerson(context: TurnContext): Promise<void> {
  const { locale, person, customer } = turnInput(context);
  const abilities = ABILITIES.map((ability) => ({ ability, may: may(person, ability), who: whoMay(ability) }));
  await reply(context, whoAmICard(locale, { person, customer, abilities }));
}
