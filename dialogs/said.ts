import type { TurnContext } from 'botbuilder';
import { readIntent, type Intent } from '../src/domain/intent.ts';
import { may } from '../src/domain/permissions.ts';
import type { FoundCustomer } from '../src/use-cases/find-customer.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

/** What a text says of a problem, and of whom. */
export interface Said {
  readonly text: string;
  readonly intent: Intent;
  /** The customer it names; asked for at most once a turn, and only for people who may search customers. */
  customer(): Promise<FoundCustomer>;
}

const KEY = Symbol('said');
const NOBODY: FoundCustomer = { kind: 'none', near: [], unknownName: false };

/** Reads a text; the same text is read once a turn, whoever asks. */
export function said(context: TurnContext, { findCustomer }: Pick<DialogDependencies, 'findCustomer'>, text: string): Said {
  const known: Said | undefined = context.turnState.get(KEY);
  if (known?.text === text) return known;
  const { person } = turnInput(context);
  let found: Promise<FoundCustomer> | undefined;
  const fresh: Said = {
    text,
    intent: readIntent(text),
    customer: () => (found ??= may(person, 'search-customers') ? findCustomer(text, 'in-sentence') : Promise.resolve(NOBODY)),
  };
  context.turnState.set(KEY, fresh);
  return fresh;
}
