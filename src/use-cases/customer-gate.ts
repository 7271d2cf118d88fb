import { isOwnTenant, type Customer, type CustomerAccess } from '../domain/customer.ts';
import { BotError } from '../domain/errors.ts';
import type { Colleague } from '../domain/roles.ts';
import type { AccessDirectory, AccessFacts } from '../ports/access-directory.ts';
import type { Clock } from '../ports/clock.ts';
import { withinDeadline } from './deadline.ts';
import { memory } from './memory.ts';

/**
 * No confused deputy (design.md 7): the partner's service account sees every customer, the person may not.
 * The person's groups against the active access assignments of the customer; facts remembered for 15 minutes, bounded.
 */
export interface CustomerGate {
  /** Never throws: what could not be found out is `unknown`. The partner's own tenant is `granted` to every person with a role. */
  check(person: Colleague, customer: Customer, signal: AbortSignal): Promise<CustomerAccess>;
}

const KEEP_MS = 15 * 60_000;
/** A turn waits no longer; the look-up goes on and is remembered for the next press. */
const WAIT_MS = 4000;

export function customerGate(deps: {
  readonly directory: AccessDirectory;
  readonly clock: Clock;
  /** False switches the check off (setting): everything is `granted`. */
  readonly enabled: boolean;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): CustomerGate {
  const { directory, clock, enabled, log } = deps;
  // Facts of the customer, the same for everybody; each person is weighed against them anew.
  const factsOf = memory<AccessFacts>({ clock, keepMs: () => KEEP_MS, lookUp: (tenantId, signal) => directory.accessTo(tenantId, signal) });

  return {
    async check(person, customer, signal) {
      if (person.guest || person.roles.length === 0) return 'denied';
      if (!enabled || isOwnTenant(customer)) return 'granted';
      try {
        const facts = await withinDeadline(WAIT_MS, signal, (within) => factsOf(customer.tenantId, within));
        if (facts.relationship === 'none') return 'no-relationship';
        return facts.groupIds.some((groupId) => person.groupIds.includes(groupId)) ? 'granted' : 'denied';
      } catch (error) {
        // Not found out is an answer of its own: callers refuse writes and say so. Why, is for the administrator.
        const [code, message] = error instanceof BotError ? [error.code, error.message] : ['INTERNAL', undefined];
        log('access not found out', { tenantId: customer.tenantId, code, message });
        return 'unknown';
      }
    },
  };
}
