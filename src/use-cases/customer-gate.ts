import type { CustomerView } from '../domain/customer-view.ts';
import { isOwnTenant, type Customer, type CustomerAccess } from '../domain/customer.ts';
import { accessOf } from '../domain/delegated-access.ts';
import { BotError } from '../domain/errors.ts';
import type { Colleague } from '../domain/roles.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerGrants } from './customer-grants.ts';

/**
 * No confused deputy (design.md 7): the partner's service account sees every customer, the person may not.
 * The person's groups against the active access assignments of the customer; every person is weighed anew.
 */
export interface CustomerGate {
  /** Never throws: what could not be found out is `unknown`. The partner's own tenant is `granted` to every person with a role. */
  check(person: Colleague, customer: Customer, signal: AbortSignal): Promise<CustomerAccess>;
  /** Which customers a list over many may show to this person; from our copy of the relationships, so it costs nothing. */
  view(person: Colleague, now: Date): CustomerView;
}

export function customerGate(deps: {
  readonly grants: CustomerGrants;
  readonly clock: Clock;
  /** False switches the check off (setting): everything is `granted`. */
  readonly enabled: boolean;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): CustomerGate {
  const { grants, clock, enabled, log } = deps;

  return {
    async check(person, customer, signal) {
      if (!isStaff(person)) return 'denied';
      if (!enabled || isOwnTenant(customer)) return 'granted';
      try {
        const { relationships } = await grants(customer.tenantId, { fresh: false }, signal);
        return accessOf(person.groupIds, relationships, clock.now());
      } catch (error) {
        // Not found out is an answer of its own: callers refuse writes and say so. Why, is for the administrator.
        const [code, message] = error instanceof BotError ? [error.code, error.message] : ['INTERNAL', undefined];
        log('access not found out', { tenantId: customer.tenantId, code, message });
        return 'unknown';
      }
    },

    view(person, now) {
      if (!isStaff(person)) return 'none';
      return enabled ? { groupIds: person.groupIds, at: now } : 'all';
    },
  };
}

/** Of the partner, with a role. */
function isStaff({ guest, roles }: Colleague): boolean {
  return !guest && roles.length > 0;
}
