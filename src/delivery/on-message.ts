import type { TurnContext } from 'botbuilder';
import { OK, type HttpAnswer } from './answers.ts';
import type { ParseInput } from './commands.ts';
import { outcomeCard, sendCard, type Converse } from './conversing.ts';
import type { Log } from './log.ts';
import { readMessage } from './turn-read.ts';

/** Teams sends a message again when its turn took longer than about 15 s (teams-platform 1.9). */
const LIMITS = { waitMs: 5_000, turnMs: 8_000 };
const TYPING_AFTER_MS = 1_000;

type OnMessage = (context: TurnContext) => Promise<HttpAnswer>;

/** A typed message, or the `Action.Submit` of a card. */
export function onMessage({
  converse,
  parseInput,
  log,
}: {
  readonly converse: Converse;
  readonly parseInput: ParseInput;
  readonly log: Log;
}): OnMessage {
  return async (context) => {
    const typing = setTimeout(() => void showTyping(context, log), TYPING_AFTER_MS);
    try {
      const card = outcomeCard(await converse(context, readMessage(context.activity, parseInput), LIMITS));
      if (card !== undefined) await sendCard(context, card, log);
      return OK;
    } finally {
      clearTimeout(typing);
    }
  };
}

async function showTyping(context: TurnContext, log: Log): Promise<void> {
  try {
    await context.sendActivity({ type: 'typing' });
  } catch (error) {
    // Only a sign of life; the answer itself will tell.
    log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'The typing sign could not be shown');
  }
}
