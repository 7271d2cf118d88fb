import { PARTNER } from '../world.ts';
import type { Gdap, WorldCustomer } from './customers.ts';
import { GROUP_IDS } from './groups.ts';
import type { CloudState } from './state.ts';

/** Entra roles used in GDAP (template ids). */
const ROLES = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  serviceSupportAdministrator: 'f023fd81-a637-4b56-95fd-791ac0226033',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  helpdeskAdministrator: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  exchangeAdministrator: '29232cdf-9323-42fd-ade2-1d097af3e4de',
} as const;
const READ_HEALTH: ReadonlySet<string> = new Set([ROLES.serviceSupportAdministrator, ROLES.globalReader, ROLES.helpdeskAdministrator]);
const USUAL_ROLES = [ROLES.serviceSupportAdministrator, ROLES.globalReader, ROLES.helpdeskAdministrator, ROLES.exchangeAdministrator];

const DAY = 86_400_000;

/** A delegatedAdminRelationship as Graph prints it. */
type GraphRelationship = Readonly<Record<string, unknown>> & { readonly id: string };
type GraphAssignment = Readonly<Record<string, unknown>> & { readonly id: string };

/** How each kind of relationship looks: its status, and when it ends, in days from the start of the sandbox. */
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

interface Terms {
  readonly endsIn?: number;
  /** `P0D` and `PT0S` both mean that it does not. */
  readonly autoExtends?: 'P0D' | 'P180D';
  readonly roles?: readonly string[];
  readonly helpdeskRoles?: readonly string[];
}

/** Relationships in force that differ from the usual one. */
const TERMS: Readonly<Record<string, Terms>> = {
  Litware: { endsIn: 12 },
  'Tailspin Toys': { endsIn: 18, autoExtends: 'P0D' },
  'Alpine Ski House': { endsIn: 25, autoExtends: 'P180D' },
  'Trey Research': { endsIn: 29, autoExtends: 'P180D' },
  'Wide World Importers': { endsIn: 31 },
  // With this role a relationship cannot extend itself.
  "Margie's Travel": { roles: [ROLES.globalAdministrator, ...USUAL_ROLES] },
  'Blue Yonder Airlines': { helpdeskRoles: [ROLES.serviceSupportAdministrator, ROLES.helpdeskAdministrator] },
  'Graphic Design Institute': { helpdeskRoles: [ROLES.directoryReaders], roles: [...USUAL_ROLES, ROLES.directoryReaders] },
};

function termsOf({ name, gdap }: WorldCustomer): Terms {
  return gdap === 'standard' ? (TERMS[name] ?? {}) : {};
}

/** Whether the partner's staff hold roles in the customer's tenant now. */
export function relationshipInForce(customer: WorldCustomer): boolean {
  return customer.gdap !== 'none' && (LOOKS[customer.gdap].endsIn ?? 0) > 0;
}

/** Whether the service account, an admin agent, may read the customer's service health. */
export function mayReadHealth(customer: WorldCustomer): boolean {
  return relationshipInForce(customer) && rolesOf(customer).some((role) => READ_HEALTH.has(role));
}

function rolesOf(customer: WorldCustomer): readonly string[] {
  return customer.gdap === 'directory-only' ? [ROLES.directoryReaders] : (termsOf(customer).roles ?? USUAL_ROLES);
}

/** Every relationship of the partner, also ended, waiting and unbound ones. */
export function relationships({ customers, startedAt }: CloudState): GraphRelationship[] {
  const bound = customers.flatMap((customer) => (customer.gdap === 'none' ? [] : [relationshipOf(customer, customer.gdap, startedAt)]));
  const earlier = customers
    .filter(({ name }) => name === 'Woodgrove Bank')
    .map((customer) => ({
      ...relationshipOf({ ...customer, gdap: 'expired' }, 'expired', startedAt),
      id: relationshipId(customer.tenantId, '2'),
    }));
  const unbound = {
    ...frame(relationshipId(PARTNER.tenantId, '3'), 'Offer without a customer', [ROLES.globalReader], startedAt),
    customer: null,
    status: 'created',
    activatedDateTime: null,
    endDateTime: null,
  };
  return [...earlier, ...bound, unbound];
}

/** The access assignments of a relationship; undefined when there is no such relationship. */
export function assignmentsOf(
  { customers, startedAt }: CloudState,
  id: string,
): { readonly customer: WorldCustomer; readonly assignments: readonly GraphAssignment[] } | undefined {
  const customer = customers.find(({ tenantId }) => relationshipId(tenantId, '1') === id || relationshipId(tenantId, '2') === id);
  if (customer === undefined) return undefined;
  const roles = rolesOf(customer);
  const helpdeskRoles = termsOf(customer).helpdeskRoles ?? roles.slice(0, 1);
  const assignment = (ordinal: number, groupId: string, granted: readonly string[], status: string): GraphAssignment => ({
    ...granting(granted),
    ...written(created(startedAt)),
    id: `${id.slice(0, 35)}${ordinal}`,
    status,
    accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
  });
  return {
    customer,
    assignments: [
      assignment(1, GROUP_IDS.adminAgents, roles, 'active'),
      assignment(2, GROUP_IDS.gdapTier2, roles, 'active'),
      assignment(3, GROUP_IDS.gdapHelpdesk, helpdeskRoles, customer.gdap === 'admins-only' ? 'deleting' : 'active'),
      assignment(4, GROUP_IDS.salesAgents, roles.slice(-1), 'pending'),
    ],
  };
}

/** Two guids joined by a hyphen, as the documents say. */
function relationshipId(tenantId: string, ordinal: string): string {
  return `${tenantId.slice(0, 8)}-aaaa-4000-8000-${tenantId.slice(-12)}-bbbbbbbb-000${ordinal}-4000-8000-${tenantId.slice(-12)}`;
}

function relationshipOf(customer: WorldCustomer, gdap: Exclude<Gdap, 'none'>, startedAt: Date): GraphRelationship {
  const { endsIn, autoExtends } = { ...LOOKS[gdap], ...termsOf(customer) };
  const inDays = (days: number): string => new Date(startedAt.getTime() + days * DAY).toISOString();
  const byProvider = customer.country === 'PT';
  return {
    ...(byProvider
      ? {
          '@odata.type': '#microsoft.graph.resellerDelegatedAdminRelationship',
          isPartnerConsentPending: false,
          indirectProviderTenantId: 'd15720b0-0000-4000-8000-0000000000d1',
        }
      : {}),
    ...frame(relationshipId(customer.tenantId, '1'), `${PARTNER.name} support for ${customer.name}`, rolesOf(customer), startedAt),
    ...(customer.changedAt === undefined ? {} : { lastModifiedDateTime: customer.changedAt.toISOString() }),
    ...(autoExtends === undefined ? {} : { autoExtendDuration: autoExtends }),
    customer: { tenantId: customer.tenantId, displayName: customer.name },
    status: LOOKS[gdap].status,
    activatedDateTime: endsIn === null ? null : inDays(endsIn - 730),
    endDateTime: endsIn === null ? null : inDays(endsIn),
  };
}

function frame(id: string, displayName: string, roles: readonly string[], startedAt: Date): GraphRelationship {
  return {
    '@odata.etag': `W/"${Buffer.from(id.slice(0, 20)).toString('base64')}"`,
    id,
    displayName,
    duration: 'P730D',
    autoExtendDuration: 'PT0S',
    ...granting(roles),
    ...written(created(startedAt)),
  };
}

function created(startedAt: Date): string {
  return new Date(startedAt.getTime() - 800 * DAY).toISOString();
}

function written(at: string): Readonly<Record<string, string>> {
  return { createdDateTime: at, lastModifiedDateTime: at };
}

function granting(roles: readonly string[]): Readonly<Record<string, unknown>> {
  return { accessDetails: { unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })) } };
}
