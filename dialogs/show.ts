import { CardFactory, type TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/render.ts';

const INVOKE_CARD = Symbol('card that answers the invoke');
const FINAL = Symbol('whether the pressed card has its final face');
const ELSEWHERE = Symbol('where the cards of the turn go');

/**
 * Shows a card and returns the id of the message that holds it.
 * `replace`: in place of the card whose button was pressed (a new message when the turn did not come from a button); `new`: always a new message.
 * undefined: it went elsewhere.
 */
export async function show(context: TurnContext, card: AdaptiveCard, how: 'replace' | 'new'): Promise<string | undefined> {
  const post: Post | undefined = context.turnState.get(ELSEWHERE);
  if (post !== undefined) {
    await post(card);
    return undefined;
  }
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

/**
 * Changes the pressed card for the one who pressed; for everybody else somebody else changes it. A client that has no answer to a press sees it changed like
 * everybody else.
 */
export async function answerPress(context: TurnContext, card: AdaptiveCard): Promise<void> {
  if (context.turnState.get(ELSEWHERE) !== undefined || context.activity.type !== 'invoke') await show(context, card, 'replace');
  else context.turnState.set(INVOKE_CARD, card);
}

/** From now on the turn's cards come below: the pressed card stays as it is. */
export function leavePressed(context: TurnContext): void {
  context.turnState.set(FINAL, true);
}

type Post = (card: AdaptiveCard) => Promise<void>;

/** Does `work` with its cards posted elsewhere than in the conversation of the turn, where nothing is replaced either. */
export async function elsewhere(context: TurnContext, post: Post, work: () => Promise<void>): Promise<void> {
  context.turnState.set(ELSEWHERE, post);
  try {
    await work();
  } finally {
    context.turnState.delete(ELSEWHERE);
  }
}

/** The card to answer an `adaptiveCard/action` invoke with; undefined when the turn replaced none. */
export function invokeCard(context: TurnContext): AdaptiveCard | undefined {
  return context.turnState.get(INVOKE_CARD);
}

/** Takes away the message whose button was pressed. */
export async function removePressed(context: TurnContext): Promise<void> {
  const { replyToId } = context.activity;
  if (replyToId !== undefined) await context.deleteActivity(replyToId);
}

/** A file that was written into the person's OneDrive, to be opened from the chat. */
export async function showFile(
  context: TurnContext,
  file: {
    readonly name: string;
    readonly contentUrl: string;
    readonly uniqueId?: string | undefined;
    readonly fileType?: string | undefined;
  },
): Promise<void> {
  const { name, contentUrl, uniqueId, fileType } = file;
  const contentType = 'application/vnd.microsoft.teams.card.file.info';
  await context.sendActivity({ attachments: [{ contentType, contentUrl, name, content: { uniqueId, fileType } }] });
}

function pressedCard(context: TurnContext): string | undefined {
  if (context.turnState.get(FINAL) === true) return undefined;
  const { type, name, value, replyToId } = context.activity;
  const fromButton = (type === 'invoke' && name === 'adaptiveCard/action') || (type === 'message' && value !== undefined && value !== null);
  return fromButton ? replyToId : undefined;
}
