import { AZURE_SERVICES } from '../../src/sandbox/cloud/azure-services.ts';
import { AZURE_SUBSCRIPTIONS } from '../../src/sandbox/cloud/azure-subscriptions.ts';
import { CUSTOMERS } from '../../src/sandbox/cloud/customers.ts';
import type { AzureFiling } from '../../src/domain/azure-filing.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { aServiceRequest } from './service-requests.ts';

/** The path of a problem of the sandbox's list, by service and name. */
export function problemPath(service: string, problem: string): string {
  const found = AZURE_SERVICES.find(({ name }) => name === service);
  const id = found?.problems.find(({ name }) => name === problem)?.id;
  if (found === undefined || id === undefined) throw new Error(`The sandbox has no problem ${service} › ${problem}`);
  return `/providers/Microsoft.Support/services/${found.id}/problemClassifications/${id}`;
}

/** The id of a subscription of a customer of the sandbox. */
export function subscriptionOf(customer: string, subscription: string): { readonly tenantId: string; readonly subscriptionId: string } {
  const tenantId = CUSTOMERS.find(({ name }) => name === customer)?.tenantId;
  const found = AZURE_SUBSCRIPTIONS.find((one) => one.tenantId === tenantId && one.name === subscription);
  if (found === undefined) throw new Error(`The sandbox has no subscription ${subscription} of ${customer}`);
  return { tenantId: found.tenantId, subscriptionId: found.id };
}

export function someAzure(some: Partial<AzureFiling> = {}): AzureFiling {
  return {
    subscriptionId: subscriptionOf('Contoso', 'Production').subscriptionId,
    subscriptionName: 'Production',
    problemId: problemPath('Virtual Machine running Windows', 'Cannot connect to my VM / RDP'),
    problemName: 'Virtual Machine running Windows › Cannot connect to my VM / RDP',
    diagnosticConsent: true,
    secondaryConsents: [],
    roundTheClock: false,
    country: 'FR',
    timeZone: 'Europe/Paris',
    ...some,
  };
}

/** A request of the route `azure-support`, in the sandbox's world. */
export function anAzureRequest(some: Partial<ServiceRequest> = {}): ServiceRequest {
  return aServiceRequest({ ...AZURE_REQUEST, ...some });
}

export const AZURE_REQUEST = {
  route: 'azure-support',
  tenantId: subscriptionOf('Contoso', 'Production').tenantId,
  customerName: 'Contoso',
  product: 'azure',
  nature: 'break-fix',
  category: 'performance-availability',
  title: 'Production VM cannot be reached',
  description: 'The VM refuses remote desktop connections.',
  severity: 'moderate',
  topicId: undefined,
  azure: someAzure(),
} as const satisfies Partial<ServiceRequest>;
