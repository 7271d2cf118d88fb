import type { Selectable } from 'kysely';
import { RELATIONSHIP_STATUSES, type DelegatedRelationship } from '../../domain/delegated-access.ts';
import type { Tables } from './schema.ts';

/** What the list of relationships tells; when the assignments were read stands beside it. */
export const RELATIONSHIP_COLUMNS = [
  'id',
  'tenant_id',
  'name',
  'status',
  'raw_status',
  'activated_at',
  'ends_at',
  'auto_extends',
  'provider_tenant_id',
  'roles',
  'modified_at',
] as const;

export type RelationshipRow = Pick<Selectable<Tables['delegated_relationship']>, (typeof RELATIONSHIP_COLUMNS)[number]>;

export function toRelationshipRow(relationship: DelegatedRelationship): RelationshipRow {
  return {
    id: relationship.id,
    tenant_id: relationship.tenantId,
    name: relationship.name,
    status: relationship.status,
    raw_status: relationship.rawStatus,
    activated_at: relationship.activatedAt ?? null,
    ends_at: relationship.endsAt ?? null,
    auto_extends: relationship.autoExtends,
    provider_tenant_id: relationship.providerTenantId ?? null,
    roles: [...relationship.roles],
    modified_at: relationship.modifiedAt ?? null,
  };
}

export function toRelationship(row: RelationshipRow): DelegatedRelationship {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    // A status that this release does not know is unknown, and grants nothing.
    status: RELATIONSHIP_STATUSES.find((status) => status === row.status) ?? 'unknown',
    rawStatus: row.raw_status,
    activatedAt: row.activated_at ?? undefined,
    endsAt: row.ends_at ?? undefined,
    autoExtends: row.auto_extends,
    providerTenantId: row.provider_tenant_id ?? undefined,
    roles: row.roles,
    modifiedAt: row.modified_at ?? undefined,
  };
}
