/** A consent that a problem asks for beside the general one. */
interface AzureConsent {
  readonly description: string;
  readonly type: string;
}

export interface AzureProblem {
  readonly id: string;
  readonly name: string;
  readonly consents: readonly AzureConsent[];
}

export interface AzureService {
  readonly id: string;
  readonly name: string;
  readonly resourceTypes: readonly string[];
  readonly problems: readonly AzureProblem[];
}

const MEMORY_DUMP: AzureConsent = {
  description: 'Allow Microsoft to collect a memory dump of the virtual machine.',
  type: 'virtualmachinememorydump',
};
const DATABASE_METADATA: AzureConsent = {
  description: 'Allow Microsoft to read the names and sizes of tables and the texts of queries.',
  type: 'databasemetadata',
};
const SIGN_INS: AzureConsent = { description: 'Allow Microsoft to read the sign-in logs of the last 30 days.', type: 'signinlogs' };

/** A problem that asks for consents beside its name, or none. */
type ProblemRow = string | readonly [name: string, ...consents: AzureConsent[]];
type Row = readonly [service: string, resourceTypes: string, ...problems: ProblemRow[]];

/** Invented, like the real list in kind; Microsoft changes it and its guids, clients must fetch it. */
const ROWS: readonly Row[] = [
  [
    'Virtual Machine running Windows',
    'MICROSOFT.CLASSICCOMPUTE/VIRTUALMACHINES MICROSOFT.COMPUTE/VIRTUALMACHINES',
    'Cannot connect to my VM / RDP',
    ['VM restarted or stopped unexpectedly', MEMORY_DUMP],
    ['VM is slow / high CPU', MEMORY_DUMP],
    'Cannot start or stop my VM',
    'Classic VM: cannot create (deprecated)',
  ],
  [
    'Virtual Machine running Linux',
    'MICROSOFT.COMPUTE/VIRTUALMACHINES',
    'Cannot connect to my VM / SSH',
    ['VM restarted or stopped unexpectedly', MEMORY_DUMP],
    'Disk is full or not mounted',
    'VM extension fails',
  ],
  [
    'Virtual Machine Scale Sets',
    'MICROSOFT.COMPUTE/VIRTUALMACHINESCALESETS',
    'Autoscale does not work as expected',
    'Instances are unhealthy',
    'Upgrade of instances fails',
    'Allocation failed',
  ],
  [
    'Azure Virtual Desktop',
    'MICROSOFT.DESKTOPVIRTUALIZATION/HOSTPOOLS',
    'Users cannot sign in to a session host',
    'Session hosts are unavailable',
    'Profiles do not load (FSLogix)',
    'Sessions are slow or disconnect',
  ],
  [
    'App Service (Web Apps)',
    'MICROSOFT.WEB/SITES',
    'Web app is down or returns 5xx',
    'Web app is slow',
    'Certificate or custom domain',
    'Deployment fails',
    'Web app on the classic portal [Deprecated]',
  ],
  ['Azure Functions', 'MICROSOFT.WEB/SITES', 'Function is not triggered', 'Function times out', 'Deployment fails', 'Cold start is slow'],
  [
    'Azure Kubernetes Service (AKS)',
    'MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS',
    'Cluster creation or upgrade fails',
    'Nodes are not ready',
    'Cannot reach a service or an ingress',
    'Pods cannot pull images',
  ],
  [
    'Container Registry',
    'MICROSOFT.CONTAINERREGISTRY/REGISTRIES',
    'Cannot push or pull',
    'Geo-replication',
    'Tasks fail',
    'Access and tokens',
  ],
  [
    'SQL Database',
    'MICROSOFT.SQL/SERVERS/DATABASES',
    'Cannot connect to the database',
    ['Queries are slow or block each other', DATABASE_METADATA],
    'Restore or export fails',
    'Geo-replication and failover groups',
  ],
  [
    'SQL Managed Instance',
    'MICROSOFT.SQL/MANAGEDINSTANCES',
    'Cannot connect to the instance',
    ['Performance is degraded', DATABASE_METADATA],
    'Scaling takes too long',
    'Backup and restore',
  ],
  [
    'Azure Database for PostgreSQL',
    'MICROSOFT.DBFORPOSTGRESQL/FLEXIBLESERVERS',
    'Cannot connect to the server',
    ['High CPU, memory or storage', DATABASE_METADATA],
    'Upgrade of the major version',
    'PostgreSQL Single Server (deprecated)',
  ],
  [
    'Azure Cosmos DB',
    'MICROSOFT.DOCUMENTDB/DATABASEACCOUNTS',
    'Requests are throttled (429)',
    'Connection problems of the SDK',
    'Backup and restore',
    'Replication between regions',
  ],
  [
    'Storage Account Management',
    'MICROSOFT.STORAGE/STORAGEACCOUNTS',
    'Cannot access blobs or containers',
    'Azure Files: share cannot be mounted',
    'Deleted data must be recovered',
    'Latency or throughput',
    'Classic storage account (deprecated)',
  ],
  ['Azure Backup', 'MICROSOFT.RECOVERYSERVICES/VAULTS', 'Backup of a VM fails', 'Restore fails', 'MARS agent', 'Cannot delete a vault'],
  [
    'Azure Site Recovery',
    'MICROSOFT.RECOVERYSERVICES/VAULTS',
    'Replication is unhealthy',
    'Failover fails',
    'Set-up of an appliance',
    'Failback',
  ],
  [
    'Virtual Network',
    'MICROSOFT.NETWORK/VIRTUALNETWORKS',
    'Machines cannot reach each other',
    'Peering',
    'Network security groups',
    'Name resolution',
  ],
  [
    'VPN Gateway',
    'MICROSOFT.NETWORK/VIRTUALNETWORKGATEWAYS',
    'Tunnel is down',
    'Point-to-site clients cannot connect',
    'Throughput',
    'BGP',
  ],
  [
    'ExpressRoute',
    'MICROSOFT.NETWORK/EXPRESSROUTECIRCUITS',
    'Circuit is down',
    'Routes are missing',
    'Latency or packet loss',
    'Provisioning',
  ],
  ['Load Balancer', 'MICROSOFT.NETWORK/LOADBALANCERS', 'Backends are unhealthy', 'Outbound connections fail', 'Configuration', 'Metrics'],
  [
    'Application Gateway',
    'MICROSOFT.NETWORK/APPLICATIONGATEWAYS',
    '502 Bad Gateway',
    'Certificates',
    'Web application firewall blocks requests',
    'Configuration update fails',
  ],
  ['Azure Firewall', 'MICROSOFT.NETWORK/AZUREFIREWALLS', 'Traffic is blocked', 'Rules do not apply', 'Performance', 'Forced tunnelling'],
  [
    'Azure Front Door',
    'MICROSOFT.CDN/PROFILES',
    'Site is unavailable',
    'Cached content is stale',
    'Custom domain',
    'Front Door (classic) [deprecated]',
  ],
  ['Azure DNS', 'MICROSOFT.NETWORK/DNSZONES', 'Records do not resolve', 'Delegation of a zone', 'Private zones', 'Import of a zone'],
  [
    'Microsoft Entra sign-in and multifactor authentication',
    '',
    ['Users cannot sign in', SIGN_INS],
    ['Multifactor authentication fails', SIGN_INS],
    'Conditional Access',
    'Self-service password reset',
  ],
  [
    'Microsoft Entra directories and domains',
    '',
    'Custom domain',
    'Synchronisation (Connect)',
    'Groups and licences',
    'External identities',
  ],
  ['Key Vault', 'MICROSOFT.KEYVAULT/VAULTS', 'Access is denied', 'Recover a deleted vault or key', 'Certificates', 'Rotation'],
  ['Azure Monitor', 'MICROSOFT.INSIGHTS/COMPONENTS', 'Alerts do not fire', 'Logs are missing', 'Costs of ingestion', 'Workbooks'],
  ['Azure Policy and RBAC', '', 'Cannot assign a role', 'A policy denies a deployment', 'Remediation', 'Custom roles'],
  ['Logic Apps', 'MICROSOFT.LOGIC/WORKFLOWS', 'Run fails', 'Trigger does not start', 'Connector asks to sign in', 'Throttling'],
  ['Billing', '', 'Invoice or charge is not as expected', 'Payment', 'Reservations', 'Cost analysis (deprecated)'],
];

export const AZURE_SERVICES: readonly AzureService[] = ROWS.map(([name, resourceTypes, ...problems], index) => ({
  id: `a5e70000-0000-4000-8000-${twelve(index + 1)}`,
  name,
  resourceTypes: resourceTypes === '' ? [] : resourceTypes.split(' '),
  problems: problems.map((row, place) => {
    const [title, ...consents] = typeof row === 'string' ? [row] : row;
    return { id: `c1a55000-0000-4000-8000-${twelve((index + 1) * 100 + place)}`, name: title, consents };
  }),
}));

function twelve(value: number): string {
  return String(value).padStart(12, '0');
}
