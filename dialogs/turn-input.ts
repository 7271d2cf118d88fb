import type { TurnContext } from 'botbuilder';
import type { Command } from '../src/domain/command.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Colleague } from '../src/domain/roles.ts';

/** A button of one of our cards. `data` is what came over the wire: parse it, re-authorise every id in it. */
export interface CardAction {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a turn is about, worked out by delivery before any dialog runs. */
export interface TurnInput {
  readonly person: Colleague;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly scope: 'personal' | 'team';
  /** Without `;messageid=`. */
  readonly conversationId: string;
  /** The customer in force. */
  readonly customer: Customer | undefined;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly input:
    | { readonly kind: 'command'; readonly command: Command }
    | { readonly kind: 'action'; readonly action: CardAction }
    | { readonly kind: 'text'; readonly text: string }
    /** A file sent in the own chat. `url`: where it can be read for a few minutes; untrusted, and it belongs in no log. */
    | { readonly kind: 'file'; readonly name: string; readonly url: string };
}

const KEY = Symbol('turn input');

export function setTurnInput(context: TurnContext, input: TurnInput): void {
  context.turnState.set(KEY, input);
}

/** What delivery has found out about this turn. */
export function turnInput(context: TurnContext): TurnInput {
  const input: TurnInput | undefined = context.turnState.get(KEY);
  if (input === undefined) throw new Error('No turn input: delivery sets it before it runs a dialog');
  return input;
}
