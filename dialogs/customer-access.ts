import type { TurnContext } from 'botbuilder';
import type { Customer, CustomerAccess } from '../src/domain/customer.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify } from './reply.ts';
import { turnInput } from './turn-input.ts';

/**
 * The gate before everything behind a customer (design.md 7). True when the person may go on; otherwise the reason has been shown.
 * `relationshipNeeded`: reads in the customer's own tenant are impossible without one.
 */
export async function admitted(
  context: TurnContext,
  { gate }: Pick<DialogDependencies, 'gate'>,
  customer: Customer,
  { relationshipNeeded }: { readonly relationshipNeeded: boolean },
): Promise<boolean> {
  const { person, signal } = turnInput(context);
  const refusal = refusalFor(await gate.check(person, customer, signal), relationshipNeeded);
  if (refusal === undefined) return true;
  await notify(context, { name: refusal, customer });
  return false;
}

function refusalFor(
  access: CustomerAccess,
  relationshipNeeded: boolean,
): 'access-denied' | 'access-unknown' | 'no-relationship' | undefined {
  switch (access) {
    case 'granted':
      return undefined;
    case 'denied':
      return 'access-denied';
    case 'unknown':
      return 'access-unknown';
    case 'no-relationship':
      return relationshipNeeded ? 'no-relationship' : undefined;
  }
}
