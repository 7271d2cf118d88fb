import type { PartnerType } from './cloud.ts';
import { isInForce, standingOf, type DelegatedRelationship } from './delegated-access.ts';

/**
 * How the partner stands to one customer. A relationship made through a provider makes it an indirect reseller there, whatever it is otherwise: one in force,
 * or, where none is, the one that says most. A provider's own relationships name the provider itself, so `ownTenantId` is not somebody in between.
 */
export function relationTo(
  relationships: readonly DelegatedRelationship[],
  { partnerType, ownTenantId, now }: { readonly partnerType: PartnerType; readonly ownTenantId: string; readonly now: Date },
): PartnerType {
  const inForce = relationships.filter((relationship) => isInForce(relationship, now));
  const telling = inForce.length > 0 ? inForce : [standingOf(relationships, now).relationship];
  const throughProvider = telling.some(
    (relationship) => relationship?.providerTenantId !== undefined && relationship.providerTenantId !== ownTenantId.toLowerCase(),
  );
  return throughProvider ? 'indirect-reseller' : partnerType;
}
