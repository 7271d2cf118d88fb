import { CardFactory, type TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/render.ts';

const INVOKE_CARD = Symbol('card that answers the invoke');

/**
 * Shows a card and returns the id of the message that holds it.
 * `replace`: in place of the card whose button was pressed (a new message when the turn did not come from a button); `new`: always a new message.
 */
export async function show(context: TurnContext, card: AdaptiveCard, how: 'replace' | 'new'): Promise<string | undefined> {
  const attachments = [CardFactory.adaptiveCard(card)];
  const pressed = pressedCard(context);
  if (how === 'replace' && pressed !== undefined) {
    // The invoke's answer changes the card on the presser's client at once; the update changes it everywhere else.
    context.turnState.set(INVOKE_CARD, card);
    await context.updateActivity({ type: 'message', id: pressed, attachments });
    return pressed;
  }
  return (await context.sendActivity({ attachments }))?.id;
}

/** The card to answer an `adaptiveCard/action` invoke with; undefined when the turn replaced none. */
export function invokeCard(context: TurnContext): AdaptiveCard | undefined {
  return context.turnState.get(INVOKE_CARD);
}

function pressedCard(context: TurnContext): string | undefined {
  const { type, name, value, replyToId } = context.activity;
  const fromButton = (type === 'invoke' && name === 'adaptiveCard/action') || (type === 'message' && value !== undefined && value !== null);
  return fromButton ? replyToId : undefined;
}
