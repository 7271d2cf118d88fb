import type { Customer, CustomerAccess } from '../domain/customer.ts';
import { BotError } from '../domain/errors.ts';
import type { Colleague } from '../domain/roles.ts';
import type { PeopleWithChats } from '../ports/people-with-chats.ts';
import type { CustomerGate } from './customer-gate.ts';
import type { RecognisePerson } from './recognise-person.ts';

/**
 * Up to five colleagues with a chat of their own who could go on with something about this customer, by name: `can` decides by their roles and their access. Found
 * within a moment: whoever is not looked up in time is left out, so an empty list does not mean that there is nobody.
 */
export type ColleaguesWhoCan = (
  customer: Customer,
  can: (colleague: Colleague, access: CustomerAccess) => boolean,
  signal: AbortSignal,
) => Promise<readonly Colleague[]>;

const MOST_FOUND = 5;
/** Looked up in the directory, most of them from memory. */
const MOST_LOOKED_AT = 60;
const AT_ONCE = 6;
/** A turn waits for it. */
const WITHIN_MS = 1500;

export function colleaguesWhoCan(deps: {
  readonly people: PeopleWithChats;
  readonly recognise: RecognisePerson;
  readonly gate: CustomerGate;
}): ColleaguesWhoCan {
  const { people, recognise, gate } = deps;
  return async (customer, can, signal) => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]);
    const waiting = (await people.next(undefined, MOST_LOOKED_AT)).values();
    const found: Colleague[] = [];

    async function lookAtSome(): Promise<void> {
      for (const personId of waiting) {
        if (within.aborted || found.length >= MOST_FOUND) return;
        try {
          const colleague = await recognise(personId, within);
          if (colleague !== undefined && can(colleague, await gate.check(colleague, customer, within))) found.push(colleague);
        } catch (error) {
          // One who cannot be looked up now is not offered.
          if (!(error instanceof BotError) && !within.aborted) throw error;
        }
      }
    }

    await Promise.all(Array.from({ length: AT_ONCE }, lookAtSome));
    return found.slice(0, MOST_FOUND).toSorted((one, other) => one.displayName.localeCompare(other.displayName, 'en'));
  };
}
