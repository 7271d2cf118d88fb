import type { GrantedRelationship } from '../../src/domain/delegated-access.ts';
import { aCustomer } from './use-case-fixtures.ts';

export const NOON = new Date('2026-11-20T12:00:00Z');
export const days = (count: number): Date => new Date(NOON.getTime() + count * 86_400_000);

export const ROLE = {
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  serviceSupport: 'f023fd81-a637-4b56-95fd-791ac0226033',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
} as const;

/** In force for long, held by `helpdesk-group` as Service Support Administrator. */
export function aRelationship(some: Partial<GrantedRelationship> = {}): GrantedRelationship {
  const status = some.status ?? 'active';
  return {
    id: 'relationship-1',
    tenantId: aCustomer().tenantId,
    name: 'Support',
    status,
    rawStatus: status,
    activatedAt: days(-230),
    endsAt: days(500),
    autoExtends: false,
    providerTenantId: undefined,
    roles: [ROLE.serviceSupport, ROLE.globalReader],
    modifiedAt: days(-230),
    assignments: [{ groupId: 'helpdesk-group', roles: [ROLE.serviceSupport] }],
    ...some,
  };
}
