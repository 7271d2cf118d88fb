import type { TurnContext } from 'botbuilder';
import { noticeCard, type Notice } from '../cards/notice.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { may, whoMay, type Ability } from '../src/domain/permissions.ts';
import { show } from './show.ts';
import { turnInput } from './turn-input.ts';

/**
 * Shows the result of a turn: in place of the card whose button asked for it, except that a command's button (help, links between cards)
 * leaves its card as it is, as typing the command would.
 */
export function reply(context: TurnContext, card: AdaptiveCard): Promise<string | undefined> {
  const { input } = turnInput(context);
  return show(context, card, input.kind === 'action' && input.action.verb !== 'command' ? 'replace' : 'new');
}

/** A short answer below; no card is replaced, for others may still need it. */
export async function notify(context: TurnContext, notice: Notice): Promise<void> {
  await show(context, noticeCard(turnInput(context).locale, notice), 'new');
}

/** Whether the person may; one who may not is told who may (B8). */
export async function permitted(context: TurnContext, ability: Ability): Promise<boolean> {
  if (may(turnInput(context).person, ability)) return true;
  await notify(context, { name: 'not-permitted', ability, who: whoMay(ability) });
  return false;
}
