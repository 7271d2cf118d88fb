import { accessFindings, type AccessFinding, type ConsentEvidence } from '../domain/access-findings.ts';
import type { PartnerType } from '../domain/cloud.ts';
import { isOwnTenant, type Customer, type CustomerAccess } from '../domain/customer.ts';
import { accessOf } from '../domain/delegated-access.ts';
import { BotError } from '../domain/errors.ts';
import { relationTo } from '../domain/partner-relation.ts';
import type { Colleague } from '../domain/roles.ts';
import type { AccessStore, StoredGrants } from '../ports/access-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { HealthPollStore } from '../ports/health-poll-store.ts';
import type { EstateOf } from './customer-estate.ts';
import type { CustomerGrants, Grants } from './customer-grants.ts';

/** What the check found. Of the own tenant there is nothing to find. */
export interface AccessCheck {
  /** As the gate decides, except that the gate may be switched off. */
  readonly access: CustomerAccess;
  readonly findings: readonly AccessFinding[];
  /** When relationships and assignments were read; undefined: they never were. */
  readonly readAt: Date | undefined;
  /** Why there is nothing newer. */
  readonly failure: BotError | undefined;
  /** The gate lets everybody with a role in (a setting), whatever was found. */
  readonly gateOpen: boolean;
}

/**
 * Has this person the access that work for this customer needs: yes, no, or could not tell, with the evidence. Asks Microsoft anew; when it does
 * not answer, the stored copy shows what was known last. Never throws for a back end's failure.
 */
export type CheckAccess = (person: Colleague, customer: Customer, signal: AbortSignal) => Promise<AccessCheck>;

export function checkAccess(deps: {
  readonly grants: CustomerGrants;
  readonly store: Pick<AccessStore, 'of'>;
  readonly polls: Pick<HealthPollStore, 'stateOf'>;
  readonly estateOf: EstateOf;
  readonly partnerType: PartnerType;
  readonly ownTenantId: string;
  /** False: the gate is switched off. */
  readonly enabled: boolean;
  readonly clock: Clock;
}): CheckAccess {
  const { grants, store, polls, estateOf, partnerType, ownTenantId, enabled, clock } = deps;

  /** Just read, or what was stored with the reason. */
  async function known(
    tenantId: string,
    signal: AbortSignal,
  ): Promise<{ grants: (Grants & Pick<StoredGrants, 'assignmentsKnown'>) | undefined; failure?: BotError }> {
    try {
      return { grants: { ...(await grants(tenantId, { fresh: true }, signal)), assignmentsKnown: true } };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { grants: await store.of(tenantId), failure: error };
    }
  }

  return async (person, customer, signal) => {
    const { tenantId } = customer;
    if (isOwnTenant(customer)) return { access: 'granted', findings: [], readAt: undefined, failure: undefined, gateOpen: false };
    const [{ grants: found, failure }, poll, estate] = await Promise.all([
      known(tenantId, signal),
      polls.stateOf(tenantId),
      estateOf(tenantId, signal),
    ]);
    const now = clock.now();
    const consent: ConsentEvidence | undefined = poll && { readAt: poll.readAt, failedSince: poll.failedSince, failure: poll.failure };
    const current = failure === undefined;
    return {
      access: found !== undefined && current ? accessOf(person.groupIds, found.relationships, now) : 'unknown',
      findings: accessFindings({
        person,
        partnerType: relationTo(found?.relationships ?? [], { partnerType, ownTenantId, now }),
        grants: found && { relationships: found.relationships, assignmentsKnown: found.assignmentsKnown, current },
        estate,
        consent,
        now,
      }),
      readAt: found?.readAt,
      failure,
      gateOpen: !enabled,
    };
  };
}
