import type { TurnContext } from 'botbuilder';
import { errorAnswer, OK, type HttpAnswer } from './answers.ts';
import { outcomeCard, sendCard, type Converse } from './conversing.ts';
import type { Log } from './log.ts';
import { readFileConsent } from './turn-read.ts';

/** The file is written within the turn, which has its own limit. */
const LIMITS = { waitMs: 3_000, turnMs: 12_000 };

type OnFileConsent = (context: TurnContext) => Promise<HttpAnswer>;

/** The invoke `fileConsent/invoke`: a person takes an offered file, or does not. The answer is empty; all that is to be said is said in the chat. */
export function onFileConsent({ converse, log }: { readonly converse: Converse; readonly log: Log }): OnFileConsent {
  return async (context) => {
    const action = readFileConsent(context.activity.value);
    if (action === undefined) return errorAnswer(400, 'BadRequest', 'BadRequest');
    const card = outcomeCard(await converse(context, { kind: 'action', action }, LIMITS));
    if (card !== undefined) await sendCard(context, card, log);
    return OK;
  };
}
