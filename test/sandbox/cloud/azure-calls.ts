import { AZURE_SERVICES } from '../../../src/sandbox/cloud/azure-services.ts';
import { AZURE_SUBSCRIPTIONS } from '../../../src/sandbox/cloud/azure-subscriptions.ts';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { PARTNER } from '../../../src/sandbox/world.ts';
import { ARM, startTestCloud, type Answer, type Body, type TestCloud } from './calls.ts';

/** A running cloud, and Azure Support in it as the bot asks it for one customer. */
export interface TestAzure {
  readonly cloud: TestCloud;
  readonly token: string;
  readonly auxiliary: string;
  /** The address of a subscription's support, by the subscription's name. */
  support(subscription: string): string;
  /** Asks with the customer's token and the partner's beside it. */
  ask(path: string, options?: { method?: string; body?: unknown; headers?: Readonly<Record<string, string>> }): Promise<Answer>;
  /** Creates a ticket in `Production`. */
  create(name: string, changes?: Body): Promise<Answer>;
  /** Moves the cloud's clock on. */
  later(seconds: number): void;
}

export const VERSION = 'api-version=2024-04-01';

export const withVersion = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}${VERSION}`;

export async function startTestAzure(customer = 'Contoso'): Promise<TestAzure> {
  let moved = 0;
  const cloud = await startTestCloud({ now: () => new Date(Date.now() + moved) });
  const { tenantId } = customerNamed(customer);
  const [token, auxiliary] = [await cloud.userToken(ARM, tenantId), await cloud.userToken(ARM)];

  const ask: TestAzure['ask'] = (path, { headers, ...options } = {}) =>
    cloud.call('arm', withVersion(path), {
      token,
      headers: { 'x-ms-authorization-auxiliary': `Bearer ${auxiliary}`, ...headers },
      ...options,
    });
  const support = (subscription: string): string => supportOf(tenantId, subscription);
  return {
    cloud,
    token,
    auxiliary,
    support,
    ask,
    create: (name, changes) => ask(`${support('Production')}/supportTickets/${name}`, { method: 'PUT', body: ticketBody(changes) }),
    later(seconds) {
      moved += seconds * 1000;
    },
  };
}

export function supportOf(tenantId: string, subscription: string): string {
  const { id } = AZURE_SUBSCRIPTIONS.find((each) => each.tenantId === tenantId && each.name === subscription) ?? none(subscription);
  return `/subscriptions/${id}/providers/Microsoft.Support`;
}

/** The members of a ticket that names a service and its problem. */
export function filedUnder(service: string, problem: string): Body {
  const { id, problems } = AZURE_SERVICES.find(({ name }) => name === service) ?? none(service);
  const { id: problemId } = problems.find(({ name }) => name === problem) ?? none(problem);
  const serviceId = `/providers/Microsoft.Support/services/${id}`;
  return { serviceId, problemClassificationId: `${serviceId}/problemClassifications/${problemId}` };
}

export const CONTACT = {
  firstName: 'Adele',
  lastName: 'Vance',
  preferredContactMethod: 'email',
  primaryEmailAddress: `adele@${PARTNER.domain}`,
  phoneNumber: '+493055501001',
  preferredTimeZone: 'GMT Standard Time',
  country: 'gbr',
  preferredSupportLanguage: 'en-us',
};

export function ticketBody(changes: Body = {}): { properties: Body } {
  return {
    properties: {
      ...filedUnder('Virtual Machine running Windows', 'Cannot connect to my VM / RDP'),
      title: 'Production VM cannot be reached',
      description: 'Since 07:40 UTC it refuses connections.',
      severity: 'moderate',
      advancedDiagnosticConsent: 'Yes',
      contactDetails: CONTACT,
      ...changes,
    },
  };
}

function none(name: string): never {
  throw new Error(`There is no ${name}`);
}
