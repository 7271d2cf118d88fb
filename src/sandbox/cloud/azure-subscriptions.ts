import { PARTNER } from '../world.ts';
import { CUSTOMERS, NEWCOMER } from './customers.ts';
import { buysAzure } from './subscriptions.ts';

/** An Azure subscription of a company, as far as the partner's service account is concerned. */
export interface WorldAzureSubscription {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly state: 'Enabled' | 'Disabled' | 'PastDue';
  /** Its role by Azure RBAC: Owner (by the partner's foreign principal), Support Request Contributor, Reader, or none. */
  readonly role: 'owner' | 'support' | 'reader' | 'none';
  /** The resource provider Microsoft.Support is registered. */
  readonly registered: boolean;
}

type Row = Partial<Pick<WorldAzureSubscription, 'state' | 'role' | 'registered'>> & { readonly name: string };

const USUALLY: readonly Row[] = [{ name: 'Production' }];

/** Companies whose subscriptions are something special. */
const OWN: Readonly<Record<string, readonly Row[]>> = {
  Contoso: [{ name: 'Production' }, { name: 'Development and test', role: 'support' }, { name: 'Old web shop', state: 'Disabled' }],
  'Woodgrove Bank': [
    { name: 'Core banking', role: 'support' },
    { name: 'Data platform', role: 'reader' },
    { name: 'Trading', role: 'none' },
  ],
  'City Power & Light': [{ name: 'Production' }, { name: 'Metering', registered: false }],
  'Grön Skog AB': [{ name: 'Production', state: 'PastDue' }],
  'Wide World Importers': [{ name: 'Microsoft Azure' }],
  [PARTNER.name]: [{ name: 'Northwind operations' }, { name: 'Northwind training', state: 'Disabled' }],
};

/** Every Azure subscription there is: of the partner, of the customers that bought Azure, and of one that may become a customer. */
export const AZURE_SUBSCRIPTIONS: readonly WorldAzureSubscription[] = [
  ...subscriptionsOf(PARTNER),
  ...[...CUSTOMERS, NEWCOMER].filter(buysAzure).flatMap(subscriptionsOf),
];

function subscriptionsOf({ tenantId, name }: { readonly tenantId: string; readonly name: string }): WorldAzureSubscription[] {
  return (OWN[name] ?? USUALLY).map((row, index) => ({
    id: `a25${index + 1}${tenantId.slice(0, 4)}-0000-4000-8000-${tenantId.slice(-12)}`,
    tenantId,
    state: 'Enabled',
    role: 'owner',
    registered: true,
    ...row,
  }));
}
