import type { Estate, WorldCustomer } from './customers.ts';

/** What a customer bought. */
interface Offer {
  readonly name: string;
  readonly quantity?: number;
  /** An Azure plan or a subscription of the older kind; both are billed by usage. */
  readonly azure?: 'plan' | 'legacy';
  /** Who sells it on the marketplace. */
  readonly publisher?: string;
  readonly status?: 'active' | 'suspended' | 'deleted' | 'expired';
  readonly trial?: boolean;
}

const AZURE_PLAN: Offer = { name: 'Azure plan', quantity: 1, azure: 'plan' };

const USUALLY: Readonly<Record<Estate, readonly Offer[]>> = {
  business: [{ name: 'Microsoft 365 Business Premium' }],
  enterprise: [{ name: 'Microsoft 365 E5', quantity: 240 }, { name: 'Power BI Pro' }, AZURE_PLAN],
  dynamics: [{ name: 'Microsoft 365 Business Standard' }, { name: 'Dynamics 365 Sales Professional', quantity: 12 }],
  azure: [AZURE_PLAN],
};

const EMS: Offer = { name: 'Enterprise Mobility + Security E3', quantity: 180 };
const MARKETPLACE: Offer = { name: 'Mail Archive for Microsoft 365', publisher: 'Consolidated Messenger' };

/** Customers that bought more than, or something else than, their like. */
const OWN: Readonly<Record<string, readonly Offer[]>> = {
  Fabrikam: [
    { name: 'Microsoft 365 Business Standard' },
    { name: 'Dynamics 365 Business Central Essentials', quantity: 8 },
    { name: 'Dynamics 365 Sales Professional', quantity: 12 },
    MARKETPLACE,
  ],
  'Woodgrove Bank': [...USUALLY.enterprise, EMS, { name: 'Microsoft Intune Plan 1', quantity: 60 }, MARKETPLACE],
  'Østfjord Shipping AS': [EMS, AZURE_PLAN],
  'Bellows College': [{ name: 'Microsoft 365 Business Premium', status: 'suspended' }],
  'Wide World Importers': [...USUALLY.dynamics, { name: 'Microsoft Azure', azure: 'legacy', quantity: 1 }],
  'Wingtip Toys': [
    { name: 'Microsoft 365 Business Premium' },
    { name: 'Microsoft 365 Business Basic', status: 'deleted' },
    { name: 'Dynamics 365 Sales Professional', trial: true, status: 'expired' },
  ],
};

/** The subscriptions of a customer as Partner Center prints them (cloud-apis 2.8). */
export function subscriptionsOf(customer: WorldCustomer): Readonly<Record<string, unknown>>[] {
  return offersOf(customer).map((offer, index) => printed(customer, offer, index));
}

export function buysAzure(customer: WorldCustomer): boolean {
  return offersOf(customer).some(({ azure }) => azure !== undefined);
}

function offersOf({ name, estate }: WorldCustomer): readonly Offer[] {
  return OWN[name] ?? USUALLY[estate];
}

function printed({ tenantId }: WorldCustomer, offer: Offer, index: number): Readonly<Record<string, unknown>> {
  const { name, quantity = 25, azure, publisher = 'Microsoft Corporation', status = 'active', trial = false } = offer;
  const id = tenantId.replace('c0570000-0000', `d1f7a7d2-000${index}`);
  return {
    id,
    offerId: azure === 'legacy' ? 'MS-AZR-0145P' : `CFQ7TTC0LH1${index}:0001:CFQ7TTC0K97${index}`,
    entitlementId: id,
    offerName: name,
    friendlyName: name,
    quantity,
    unitType: azure === undefined ? 'Licenses' : 'Usage-based',
    hasPurchasableAddons: false,
    creationDate: '2025-06-01T09:30:00Z',
    effectiveStartDate: '2025-06-01T00:00:00Z',
    commitmentEndDate: '2027-06-01T00:00:00Z',
    status,
    autoRenewEnabled: status === 'active' && !trial,
    isTrial: trial,
    billingType: azure === undefined ? 'license' : 'usage',
    billingCycle: 'monthly',
    termDuration: azure === undefined ? 'P1Y' : '',
    isMicrosoftProduct: offer.publisher === undefined,
    publisherName: publisher,
    contractType: 'subscription',
    productType: productType(offer),
    ...(status === 'suspended' ? { suspensionReasons: ['PartnerInitiated'] } : {}),
    links: { self: { uri: `/customers/${tenantId}/subscriptions/${id}`, method: 'GET', headers: [] } },
    attributes: { etag: 'eyJ2IjoxfQ==', objectType: 'Subscription' },
  };
}

function productType({ azure, publisher }: Offer): { id: string; displayName: string } {
  if (azure !== undefined) return { id: 'Azure', displayName: 'Azure' };
  if (publisher !== undefined) return { id: 'SaaS', displayName: 'SaaS' };
  return { id: 'OnlineServicesNCE', displayName: 'Online Services NCE' };
}
