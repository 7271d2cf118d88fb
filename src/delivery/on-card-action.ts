import type { TurnContext } from 'botbuilder';
import { noticeCard } from '../../cards/notice.ts';
import { invokeCard } from '../../dialogs/show.ts';
import { cardAnswer, errorAnswer, messageAnswer, type HttpAnswer } from './answers.ts';
import { outcomeCard, sendCard, type Converse } from './conversing.ts';
import type { Log } from './log.ts';
import { readExecute } from './turn-read.ts';

/** Clients give up on a pressed button after 5 to 15 s (teams-platform 1.9). */
const LIMITS = { waitMs: 3_000, turnMs: 6_000 };

type OnCardAction = (context: TurnContext) => Promise<HttpAnswer>;

/** The invoke `adaptiveCard/action`: an `Action.Execute` of one of our cards. */
export function onCardAction({ converse, log }: { readonly converse: Converse; readonly log: Log }): OnCardAction {
  return async (context) => {
    const action = readExecute(context.activity.value);
    if (action === undefined) return errorAnswer(400, 'BadRequest', 'BadRequest');
    const conversed = await converse(context, { kind: 'action', action }, LIMITS);

    if (conversed.outcome === 'failed') {
      // The card with what was typed into it stays; clients may show a sentence of their own instead of ours, so the card tells it too.
      await sendCard(context, conversed.card, log);
      return errorAnswer(500, conversed.code, conversed.card.fallbackText);
    }
    const refusal = outcomeCard(conversed);
    if (refusal !== undefined) return messageAnswer(refusal.fallbackText);
    const replaced = invokeCard(context);
    return replaced === undefined ? messageAnswer(noticeCard(conversed.locale, { name: 'see-below' }).fallbackText) : cardAnswer(replaced);
  };
}
