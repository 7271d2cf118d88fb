import type { PartnerType } from '../domain/cloud.ts';
import { relationTo } from '../domain/partner-relation.ts';
import type { AccessStore } from '../ports/access-store.ts';
import type { Clock } from '../ports/clock.ts';

/** How the partner stands to a customer, from our copy of the relationships: it costs a turn nothing. */
export type PartnerRelation = (tenantId: string) => Promise<PartnerType>;

export function partnerRelation(deps: {
  readonly store: Pick<AccessStore, 'relationshipsOf'>;
  /** How the partner sells where no relationship says otherwise. */
  readonly partnerType: PartnerType;
  readonly ownTenantId: string;
  readonly clock: Clock;
}): PartnerRelation {
  const { store, partnerType, ownTenantId, clock } = deps;
  return async (tenantId) => relationTo(await store.relationshipsOf(tenantId), { partnerType, ownTenantId, now: clock.now() });
}
