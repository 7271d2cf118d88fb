import type { Customer, CustomerAccess } from '../domain/customer.ts';
import { BotError } from '../domain/errors.ts';
import type { FilingRoute } from '../domain/filing-route.ts';
import type { Locale } from '../domain/locale.ts';
import type { Product } from '../domain/product.ts';
import type { AbleColleague, Colleague } from '../domain/roles.ts';
import type { Severity } from '../domain/severity.ts';
import type { Clock } from '../ports/clock.ts';
import type { PastRequests } from '../ports/past-requests.ts';
import type { PeopleWithChats } from '../ports/people-with-chats.ts';
import type { CustomerGate } from './customer-gate.ts';
import type { OnCallFor } from './on-call-for.ts';
import type { RecognisePerson } from './recognise-person.ts';

/** What colleagues are to go on with. */
export interface ToGoOnWith {
  readonly customer: Customer;
  readonly product: Product;
  readonly severity: Severity;
  readonly language: Locale;
  /** Whoever filed by one of them can probably do it again. */
  readonly routes: readonly FilingRoute[];
}

/**
 * Up to five colleagues with a chat of their own who could go on with something about a customer: `can` decides by their roles and their access. Whoever is on
 * call first, then by name. Found within a moment: whoever is not looked up in time is left out, so an empty list does not mean that there is nobody.
 */
export type ColleaguesWhoCan = (
  about: ToGoOnWith,
  can: (colleague: Colleague, access: CustomerAccess) => boolean,
  signal: AbortSignal,
) => Promise<readonly AbleColleague[]>;

const MOST_FOUND = 5;
/** Looked up in the directory, most of them from memory: those who filed something of the kind lately, those who could before, and a part of all who have a chat. */
const MOST_LIKELY = 20;
const CHATS_LOOKED_AT = 40;
const AT_ONCE = 6;
const LATELY_MS = 90 * 86_400_000;
/** A turn waits for it. */
const WITHIN_MS = 1500;

export function colleaguesWhoCan(deps: {
  readonly people: PeopleWithChats;
  readonly recognise: RecognisePerson;
  readonly gate: CustomerGate;
  readonly onCallFor: OnCallFor;
  readonly past: Pick<PastRequests, 'lastFilers'>;
  /** Whether a person has a chat of their own. */
  readonly hasChat: (personId: string) => Promise<boolean>;
  readonly clock: Clock;
}): ColleaguesWhoCan {
  const { people, recognise, gate, onCallFor, past, hasChat, clock } = deps;
  // Both only say where to look first, so that each look needs less time and gets further than the one before: who was found last, and how far the chats were
  // looked through.
  const foundBefore = new Set<string>();
  let lookedThroughTo: string | undefined;

  function remember(id: string): void {
    foundBefore.delete(id);
    foundBefore.add(id);
    const [oldest] = foundBefore;
    if (foundBefore.size > MOST_LIKELY && oldest !== undefined) foundBefore.delete(oldest);
  }

  async function likely({ customer: { tenantId }, routes }: ToGoOnWith): Promise<readonly string[]> {
    const lately = await past.lastFilers({ tenantId, routes }, new Date(clock.now().getTime() - LATELY_MS), MOST_LIKELY);
    return [...lately, ...[...foundBefore].toReversed()];
  }

  return async (about, can, signal) => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]);
    const [onCall, first, chats] = await Promise.all([
      onCallFor({ ...about, tenantId: about.customer.tenantId }),
      likely(about),
      people.next(lookedThroughTo, CHATS_LOOKED_AT),
    ]);

    let taken = 0;
    async function lookAt(ids: readonly string[]): Promise<readonly Colleague[]> {
      const waiting = ids.values();
      const found: Colleague[] = [];
      async function lookAtSome(): Promise<void> {
        for (const personId of waiting) {
          if (within.aborted || found.length >= MOST_FOUND) return;
          if (ids === others) taken++;
          try {
            const colleague = await recognise(personId, within);
            if (colleague !== undefined && can(colleague, await gate.check(colleague, about.customer, within))) found.push(colleague);
          } catch (error) {
            // One who cannot be looked up now is not offered.
            if (!(error instanceof BotError) && !within.aborted) throw error;
          }
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, lookAtSome));
      return found;
    }

    const sooner = new Set([...onCall, ...first]);
    const rest = chats.filter((id) => !sooner.has(id));
    const others = [...new Set([...first, ...rest])].filter((id) => !onCall.includes(id));
    const [called, able] = await Promise.all([withChats(onCall, hasChat).then(lookAt), lookAt(others)]);
    // After the last of all it begins anew.
    const end = chats.length < CHATS_LOOKED_AT ? undefined : chats.at(-1);
    lookedThroughTo = taken === others.length ? end : (others.slice(0, taken).findLast((id) => rest.includes(id)) ?? lookedThroughTo);
    for (const { id } of [...called, ...able]) remember(id);
    return [...byName(called, true), ...byName(able.slice(0, MOST_FOUND), false)].slice(0, MOST_FOUND);
  };
}

async function withChats(ids: readonly string[], hasChat: (personId: string) => Promise<boolean>): Promise<readonly string[]> {
  const there = await Promise.all(ids.map((id) => hasChat(id)));
  return ids.filter((_id, index) => there[index] === true);
}

function byName(colleagues: readonly Colleague[], onCall: boolean): readonly AbleColleague[] {
  return colleagues
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName, 'en'))
    .map((colleague) => ({ ...colleague, onCall }));
}
