import { PARTNER } from '../world.ts';
import { CUSTOMERS } from './customers.ts';
import type { Gdap, WorldCustomer } from './customers.ts';
import { GROUP_IDS } from './groups.ts';

/** Entra roles used in GDAP (template ids). */
const ROLES = {
  serviceSupportAdministrator: 'f023fd81-a637-4b56-95fd-791ac0226033',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  helpdeskAdministrator: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  exchangeAdministrator: '29232cdf-9323-42fd-ade2-1d097af3e4de',
} as const;
const READ_HEALTH: ReadonlySet<string> = new Set([ROLES.serviceSupportAdministrator, ROLES.globalReader, ROLES.helpdeskAdministrator]);

const DAY = 86_400_000;

/** A delegatedAdminRelationship as Graph prints it. */
type GraphRelationship = Readonly<Record<string, unknown>> & { readonly id: string };
type GraphAssignment = Readonly<Record<string, unknown>> & { readonly id: string };

/** How each kind of relationship looks: its status, and when it ends, in days from now. */
const LOOKS: Readonly<Record<Exclude<Gdap, 'none'>, { status: string; endsIn: number | null }>> = {
  standard: { status: 'active', endsIn: 500 },
  'admins-only': { status: 'active', endsIn: 300 },
  'directory-only': { status: 'active', endsIn: 200 },
  unreadable: { status: 'active', endsIn: 400 },
  expiring: { status: 'expiring', endsIn: 6 },
  'termination-requested': { status: 'terminationRequested', endsIn: 90 },
  expired: { status: 'expired', endsIn: -20 },
  terminated: { status: 'terminated', endsIn: -3 },
  'approval-pending': { status: 'approvalPending', endsIn: null },
};

/** Whether the partner's staff hold roles in the customer's tenant now. */
export function relationshipInForce(customer: WorldCustomer): boolean {
  return customer.gdap !== 'none' && (LOOKS[customer.gdap].endsIn ?? 0) > 0;
}

/** Whether the service account, an admin agent, may read the customer's service health. */
export function mayReadHealth(customer: WorldCustomer): boolean {
  return relationshipInForce(customer) && rolesOf(customer).some((role) => READ_HEALTH.has(role));
}

function rolesOf(customer: WorldCustomer): readonly string[] {
  if (customer.gdap === 'directory-only') return [ROLES.directoryReaders];
  return [ROLES.serviceSupportAdministrator, ROLES.globalReader, ROLES.helpdeskAdministrator, ROLES.exchangeAdministrator];
}

/** Every relationship of the partner, also ended, waiting and unbound ones. */
export function relationships(now: Date): GraphRelationship[] {
  const bound = CUSTOMERS.flatMap((customer) => (customer.gdap === 'none' ? [] : [relationshipOf(customer, customer.gdap, now)]));
  const earlier = CUSTOMERS.filter(({ name }) => name === 'Woodgrove Bank').map((customer) => ({
    ...relationshipOf(customer, 'expired', now),
    id: relationshipId(customer.tenantId, '2'),
  }));
  const unbound = {
    ...frame(relationshipId(PARTNER.tenantId, '3'), 'Offer without a customer', [ROLES.globalReader], now),
    customer: null,
    status: 'created',
    activatedDateTime: null,
    endDateTime: null,
  };
  return [...earlier, ...bound, unbound];
}

/** The access assignments of a relationship; undefined when there is no such relationship. */
export function assignmentsOf(
  id: string,
): { readonly customer: WorldCustomer; readonly assignments: readonly GraphAssignment[] } | undefined {
  const customer = CUSTOMERS.find(({ tenantId }) => relationshipId(tenantId, '1') === id || relationshipId(tenantId, '2') === id);
  if (customer === undefined) return undefined;
  const roles = rolesOf(customer);
  const helpdesk = customer.gdap === 'admins-only' ? 'deleting' : 'active';
  return {
    customer,
    assignments: [
      assignment(`${id.slice(0, 35)}1`, GROUP_IDS.adminAgents, roles, 'active'),
      assignment(`${id.slice(0, 35)}2`, GROUP_IDS.gdapTier2, roles, 'active'),
      assignment(`${id.slice(0, 35)}3`, GROUP_IDS.gdapHelpdesk, roles.slice(0, 1), helpdesk),
      assignment(`${id.slice(0, 35)}4`, GROUP_IDS.salesAgents, roles.slice(-1), 'pending'),
    ],
  };
}

/** Two guids joined by a hyphen, as the documents say. */
function relationshipId(tenantId: string, ordinal: string): string {
  return `${tenantId.slice(0, 8)}-aaaa-4000-8000-${tenantId.slice(-12)}-bbbbbbbb-000${ordinal}-4000-8000-${tenantId.slice(-12)}`;
}

function relationshipOf(customer: WorldCustomer, gdap: Exclude<Gdap, 'none'>, now: Date): GraphRelationship {
  const { status, endsIn } = LOOKS[gdap];
  const id = relationshipId(customer.tenantId, '1');
  const byProvider = customer.country === 'PT';
  return {
    ...(byProvider
      ? {
          '@odata.type': '#microsoft.graph.resellerDelegatedAdminRelationship',
          isPartnerConsentPending: false,
          indirectProviderTenantId: 'd15720b0-0000-4000-8000-0000000000d1',
        }
      : {}),
    ...frame(id, `${PARTNER.name} support for ${customer.name}`, rolesOf(customer), now),
    customer: { tenantId: customer.tenantId, displayName: customer.name },
    status,
    activatedDateTime: endsIn === null ? null : new Date(now.getTime() + (endsIn - 730) * DAY).toISOString(),
    endDateTime: endsIn === null ? null : new Date(now.getTime() + endsIn * DAY).toISOString(),
  };
}

function frame(id: string, displayName: string, roles: readonly string[], now: Date): GraphRelationship {
  const created = new Date(now.getTime() - 800 * DAY).toISOString();
  return {
    '@odata.etag': `W/"${Buffer.from(id.slice(0, 20)).toString('base64')}"`,
    id,
    displayName,
    duration: 'P730D',
    autoExtendDuration: 'PT0S',
    accessDetails: { unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })) },
    createdDateTime: created,
    lastModifiedDateTime: created,
  };
}

function assignment(id: string, groupId: string, roles: readonly string[], status: string): GraphAssignment {
  return {
    id,
    status,
    accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
    accessDetails: { unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })) },
  };
}
