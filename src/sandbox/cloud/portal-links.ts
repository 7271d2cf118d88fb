import type { Estate, WorldCustomer } from './customers.ts';

/** A portal of a service, opened in the customer's context. */
interface PortalLink {
  readonly id: string;
  readonly name: string;
  readonly url: (customer: WorldCustomer) => string;
}

const session = ({ tenantId }: WorldCustomer, destination: string): string =>
  `https://portal.office.com/Partner/BeginClientSession.aspx?CTID=${tenantId}&CSDEST=${destination}`;

const BUSINESS: readonly PortalLink[] = [
  {
    id: 'Office365',
    name: 'Microsoft 365',
    url: ({ tenantId }) => `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${tenantId}&CSDEST=o365admincenter`,
  },
  { id: 'AzureActiveDirectory', name: 'Microsoft Entra ID', url: ({ domain }) => `https://entra.microsoft.com/${domain}` },
  {
    id: 'ExchangeOnline',
    name: 'Exchange Online',
    url: ({ domain }) => `https://admin.exchange.microsoft.com/?landingpage=homepage&form=mac_sidebar&delegatedOrg=${domain}`,
  },
  { id: 'MicrosoftTeams', name: 'Microsoft Teams', url: ({ domain }) => `https://admin.teams.microsoft.com/?delegatedOrg=${domain}` },
  { id: 'SharePoint', name: 'SharePoint', url: (customer) => session(customer, 'SharePoint') },
  // Not scoped to the customer: a generic portal.
  { id: 'Microsoft365Lighthouse', name: 'Microsoft 365 Lighthouse', url: () => 'https://lighthouse.microsoft.com' },
];
const INTUNE: PortalLink = {
  id: 'MicrosoftIntune',
  name: 'Microsoft Intune',
  url: ({ domain }) => `https://intune.microsoft.com/${domain}/`,
};
const AZURE: PortalLink = { id: 'Azure', name: 'Microsoft Azure', url: ({ domain }) => `https://portal.azure.com/${domain}` };

const LINKS: Readonly<Record<Estate, readonly PortalLink[]>> = {
  business: BUSINESS,
  enterprise: [...BUSINESS, INTUNE, AZURE],
  dynamics: [
    ...BUSINESS,
    {
      id: 'Dynamics365BusinessCentral',
      name: 'Dynamics 365 Business Central',
      url: ({ tenantId }) => `https://businesscentral.dynamics.com/${tenantId}/admin`,
    },
    { id: 'PowerPlatform', name: 'Power Platform', url: () => 'https://admin.powerplatform.microsoft.com/' },
  ],
  azure: [AZURE, ...BUSINESS.filter(({ id }) => id === 'AzureActiveDirectory')],
};

/** What only Contoso has: a service nobody has heard of, and links that must not be opened. */
const ODD: readonly PortalLink[] = [
  { id: 'QuantumWorkspaceHub', name: 'Quantum Workspace', url: ({ domain }) => `https://quantum.microsoft.com/${domain}` },
  { id: 'PartnerRewards', name: 'Partner Rewards', url: () => 'https://admin.microsoft.com.evil.example/rewards' },
  { id: 'LegacyAdmin', name: 'Legacy admin tool', url: () => 'http://portal.office.com/legacy' },
];

function linksOf(customer: WorldCustomer): readonly PortalLink[] {
  return [...LINKS[customer.estate], ...(customer.name === 'Contoso' ? ODD : [])];
}

/** The portals as Graph's `serviceManagementDetails` prints them (cloud-apis 2.4). */
export function serviceManagementDetails(customer: WorldCustomer): Readonly<Record<string, string>>[] {
  return linksOf(customer).map(({ id, name, url }) => ({
    '@odata.type': '#microsoft.graph.delegatedAdminServiceManagementDetail',
    id,
    serviceName: name,
    serviceManagementUrl: url(customer),
  }));
}

/** A service as Partner Center's `managedservices` knows it; each of its three links may be missing. */
interface ManagedService {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly admin?: (customer: WorldCustomer) => string;
  readonly health?: string;
  readonly ticket?: string;
}

const withDomains = (customer: WorldCustomer, destination: string): string =>
  `${session(customer, destination)}&InitialDomain=${customer.domain}&PrimaryDomain=${customer.customDomains[0] ?? customer.domain}`;
const office = (id: string, name: string): ManagedService => ({
  id,
  name,
  group: 'Office 365',
  admin: (customer) => withDomains(customer, id),
  health: 'ServiceStatus',
  ticket: 'Support',
});

const OFFICE: readonly ManagedService[] = [
  office('Exchange', 'Exchange Online'),
  office('SharePoint', 'SharePoint Online'),
  {
    id: 'MicrosoftCommunicationsOnline',
    name: 'Skype for Business Online',
    group: 'Office 365',
    health: 'ServiceStatus',
    ticket: 'Support',
  },
];
const AZURE_SERVICE: ManagedService = {
  id: 'AzureActiveDirectory',
  name: 'Azure Active Directory',
  group: 'Azure',
  admin: ({ domain }) => `https://portal.azure.com/${domain}`,
};

const MANAGED: Readonly<Record<Estate, readonly ManagedService[]>> = {
  business: OFFICE,
  enterprise: [...OFFICE, AZURE_SERVICE, { id: 'WindowsIntune', name: 'Windows Intune', group: 'Intune', ticket: 'Support' }],
  dynamics: [...OFFICE, { id: 'CRM', name: 'Dynamics CRM Online', group: 'Dynamics', admin: (customer) => withDomains(customer, 'CRM') }],
  azure: [AZURE_SERVICE],
};

/** The services as Partner Center's `managedservices` prints them (cloud-apis 2.8). */
export function managedServices(customer: WorldCustomer): Readonly<Record<string, unknown>>[] {
  const link = (name: string, uri: string | undefined): object =>
    uri === undefined ? {} : { [name]: { uri, method: 'GET', headers: [] } };
  return MANAGED[customer.estate].map(({ id, name, group, admin, health, ticket }) => ({
    id,
    name,
    groupName: group,
    links: {
      ...link('adminService', admin?.(customer)),
      ...link('serviceHealth', health && session(customer, health)),
      ...link('serviceTicket', ticket && session(customer, ticket)),
    },
    attributes: { objectType: 'ManagedService' },
  }));
}
