import type { TurnContext } from 'botbuilder';
import { may } from '../src/domain/permissions.ts';
import { DEFAULT_WATCH, type WatchPlace } from '../src/domain/watch.ts';
import type { PlaceFacts } from '../src/ports/watch-store.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'watches'>;

/** This chat or channel. A channel where the bot was not installed begins without watches: asking what is told there must not change it. */
export async function placeHere(context: TurnContext, { watches }: Needs): Promise<WatchPlace> {
  const { conversationId, scope, now } = turnInput(context);
  const known = await watches.ofConversation(conversationId);
  return known ?? watches.ensure(factsOf(context), scope === 'personal' ? [DEFAULT_WATCH] : [], now);
}

/** Before a change: a channel takes over the view of whoever changes what it is told (design.md 7). */
export async function withOwnView(context: TurnContext, { watches }: Needs, place: WatchPlace): Promise<WatchPlace> {
  const { scope, now } = turnInput(context);
  return scope === 'personal' ? place : watches.ensure(factsOf(context), [], now);
}

function factsOf(context: TurnContext): PlaceFacts {
  const { conversationId, scope, person, locale, timeZone } = turnInput(context);
  return {
    scope,
    conversationId,
    personId: person.id,
    personName: person.displayName,
    label: undefined,
    locale,
    // So a turn says that the client told none.
    timeZone: timeZone === 'UTC' ? undefined : timeZone,
    access: { mayWatch: may(person, 'watch'), groupIds: person.groupIds },
  };
}
