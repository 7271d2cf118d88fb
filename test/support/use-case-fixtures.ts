import type { Customer } from '../../src/domain/customer.ts';
import { BackEndError, type ErrorCode } from '../../src/domain/errors.ts';
import type { ResponseHours } from '../../src/domain/response-clock.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { RequestContent } from '../../src/domain/service-request.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { FindAzureTicket } from '../../src/use-cases/find-azure-ticket.ts';

export const NEVER = new AbortController().signal;
export const OWN_TENANT = '7e4a0000-0000-4000-8000-000000000001';

/** A clock that stands still until it is moved. */
export function handClock(start = '2026-11-20T09:00:00Z'): Clock & { move(ms: number): void } {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    move: (ms) => {
      now += ms;
    },
  };
}

export function aPerson(some: Partial<Colleague> = {}): Colleague {
  return {
    id: 'a0a0a0a0-0000-4000-8000-000000000001',
    displayName: 'Adele Vance',
    givenName: 'Adele',
    surname: 'Vance',
    email: 'adele@northwindcloud.example',
    phone: undefined,
    guest: false,
    roles: ['helpdesk-agent'],
    groupIds: ['helpdesk-group'],
    ...some,
  };
}

export function aCustomer(some: Partial<Customer> = {}): Customer {
  return {
    tenantId: 'c0000000-0000-4000-8000-000000000001',
    name: 'Contoso',
    domain: 'contoso.onmicrosoft.com',
    domains: ['contoso.onmicrosoft.com'],
    sources: ['partner-center'],
    ...some,
  };
}

export function someContent(some: Partial<RequestContent> = {}): RequestContent {
  return {
    tenantId: aCustomer().tenantId,
    customerName: aCustomer().name,
    customerDomain: aCustomer().domain,
    product: 'commercial',
    nature: 'billing',
    category: 'billing-subscription',
    criterion: undefined,
    tried: undefined,
    impact: 'little',
    severity: 'minimal',
    severityReason: undefined,
    title: 'Billed twice',
    description: 'The invoice lists a cancelled subscription.',
    since: undefined,
    peopleHit: undefined,
    contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined },
    language: 'en',
    topicId: '90000001',
    linkedIssueId: undefined,
    impactAnswers: undefined,
    azure: undefined,
    ...some,
  };
}

export function backEndFailure(code: ErrorCode, effect: 'none' | 'unknown' = 'none', retryAfterMs?: number): BackEndError {
  return new BackEndError({ backEnd: 'partner-center', code, message: code, effect, retryAfterMs, correlationId: 'correlation-1' });
}

/** A promise that nothing settles. */
export function never<T>(): Promise<T> {
  return Promise.withResolvers<T>().promise;
}

/** Working hours without a calendar. */
export function aroundTheClock(): Promise<ResponseHours> {
  return Promise.resolve({ calendar: undefined, businessHoursOnly: false });
}

/** Where no reading is written down. */
export function notRead(): Promise<never> {
  return Promise.reject(new Error('not used here'));
}

/** Azure Support where nothing is found. */
export const notFound: FindAzureTicket = async (request) => ({ request, candidates: [], failure: undefined });
