import { z } from 'zod';
import { customerById } from './customers.ts';
import type { WorldCustomer } from './customers.ts';
import { header, json, parsedJson } from './exchange.ts';
import type { CloudReply, Route } from './exchange.ts';
import { partnerCenterRefusal } from './partner-center-errors.ts';
import { userWithMfa } from './partner-center-turn.ts';
import type { PartnerCenterTurn } from './partner-center-turn.ts';
import { managedServices } from './portal-links.ts';
import { relationshipInForce } from './relationships.ts';
import { subscriptionsOf } from './subscriptions.ts';

export const CUSTOMER_ROUTES: readonly Route<PartnerCenterTurn>[] = [
  { method: 'GET', path: /^\/v1\/customers$/i, handle: list },
  { method: 'GET', path: /^\/v1\/customers\/(?<id>[^/]+)$/i, handle: (turn, { id = '' }) => one(turn, id) },
  { method: 'GET', path: /^\/v1\/customers\/(?<id>[^/]+)\/subscriptions$/i, handle: (turn, { id = '' }) => subscriptions(turn, id) },
  { method: 'GET', path: /^\/v1\/customers\/(?<id>[^/]+)\/managedservices$/i, handle: (turn, { id = '' }) => services(turn, id) },
];

/** Pages are never larger than this, whatever is asked. */
const LARGEST_PAGE = 500;
const USUAL_PAGE = 100;

const Filter = z.object({ Field: z.enum(['CompanyName', 'Domain']), Value: z.string(), Operator: z.literal('starts_with') });
const Continuation = z.object({ start: z.int().nonnegative(), size: z.int().nonnegative(), filter: Filter.optional() });
type Continuation = z.infer<typeof Continuation>;

/** Seek paging: a page carries a continuation token, which goes back in a header (cloud-apis 2.6). */
function list(turn: PartnerCenterTurn): CloudReply {
  const { start, size, filter } = continuationOf(turn);
  const found = turn.state.customers.filter((customer) => customer.reseller && matches(customer, filter));
  const end = start + Math.min(size === 0 ? LARGEST_PAGE : size, LARGEST_PAGE, turn.state.behaviour.largestPage ?? Infinity);
  const page = found.slice(start, end);
  const continuationToken = Buffer.from(JSON.stringify({ start: end, size, filter })).toString('base64');
  const more = found.length > end;
  return json(200, {
    // The count of the page: that is what seek paging tells.
    totalCount: page.length,
    items: page.map((customer) => ({ ...frame(customer), companyProfile: companyProfile(customer) })),
    links: {
      self: link(`/customers${turn.request.query.size === 0 ? '' : `?${turn.request.query.toString()}`}`),
      ...(more
        ? { next: { ...link('/customers?seekOperation=Next'), headers: [{ key: 'MS-ContinuationToken', value: continuationToken }] } }
        : {}),
    },
    ...(more ? { continuationToken } : {}),
    attributes: { objectType: 'Collection' },
  });
}

/** Where a page begins and how long it may be: from the continuation token of `seekOperation=Next`, or from the query. */
function continuationOf(turn: PartnerCenterTurn): Continuation {
  const { query } = turn.request;
  const invalid = (name: string) => partnerCenterRefusal(turn, 400, '3000', `The value of ${name} is invalid.`);
  if (query.has('seekOperation')) {
    const token = Continuation.safeParse(
      parsedJson(Buffer.from(header(turn.request, 'ms-continuationtoken') ?? '', 'base64').toString('utf8')),
    );
    if (query.get('seekOperation') !== 'Next' || !token.success) throw invalid('MS-ContinuationToken');
    return token.data;
  }
  const size = query.get('size') ?? String(USUAL_PAGE);
  const filter = query.get('filter');
  const checked = Continuation.safeParse({
    start: Number(query.get('offset') ?? 0),
    size: Number(size),
    ...(filter === null ? {} : { filter: parsedJson(filter) ?? null }),
  });
  if (!checked.success) throw invalid('the query');
  return checked.data;
}

function matches(customer: WorldCustomer, filter: Continuation['filter']): boolean {
  if (filter === undefined) return true;
  const value = filter.Field === 'CompanyName' ? customer.name : customer.domain;
  return value.toLowerCase().startsWith(filter.Value.toLowerCase());
}

function one(turn: PartnerCenterTurn, id: string): CloudReply {
  const customer = customerOf(turn, id);
  return json(200, {
    ...frame(customer),
    commerceId: customer.tenantId.replace('c0570000', '5e1f7c60'),
    companyProfile: { ...companyProfile(customer), email: `it@${customer.customDomains[0] ?? customer.domain}` },
    billingProfile: {
      id: customer.tenantId.replace('c0570000', 'a9c0e8d2'),
      culture: cultureOf(customer),
      language: cultureOf(customer).slice(0, 2),
      companyName: customer.name,
      defaultAddress: { country: customer.country },
      attributes: { etag: '-1234567890', objectType: 'CustomerBillingProfile' },
    },
    allowDelegatedAccess: false,
    customDomains: customer.customDomains,
  });
}

const CULTURES: Readonly<Record<string, string>> = { FR: 'fr-FR', DE: 'de-DE', KZ: 'ru-RU' };

function cultureOf({ country }: WorldCustomer): string {
  return CULTURES[country] ?? 'en-US';
}

/** The customer of a path, for a user with MFA and a partner that sells to it. */
export function customerOf(turn: PartnerCenterTurn, id: string): WorldCustomer {
  userWithMfa(turn);
  const customer = customerById(turn.state.customers, id);
  if (customer === undefined) throw partnerCenterRefusal(turn, 404, '20001', 'The customer was not found.');
  if (!customer.reseller)
    throw partnerCenterRefusal(turn, 403, '20002', 'Access denied: the partner has no commerce relationship with the customer.');
  return customer;
}

function subscriptions(turn: PartnerCenterTurn, id: string): CloudReply {
  return collection(subscriptionsOf(customerOf(turn, id)));
}

/** Portals of the customer's services; access to the customer is needed to open them. */
function services(turn: PartnerCenterTurn, id: string): CloudReply {
  const customer = customerOf(turn, id);
  if (!relationshipInForce(customer)) throw partnerCenterRefusal(turn, 403, '2032', 'Access denied.');
  return collection(managedServices(customer));
}

function collection(items: readonly unknown[]): CloudReply {
  return json(200, { totalCount: items.length, items, attributes: { objectType: 'Collection' } });
}

function frame(customer: WorldCustomer): Record<string, unknown> {
  return {
    id: customer.tenantId,
    relationshipToPartner: 'reseller',
    links: { self: link(`/customers/${customer.tenantId}`) },
    attributes: { objectType: 'Customer' },
  };
}

function companyProfile({ tenantId, domain, name }: WorldCustomer): Record<string, unknown> {
  return {
    tenantId,
    domain,
    companyName: name,
    links: { self: link(`/customers/${tenantId}/profiles/company`) },
    attributes: { objectType: 'CustomerCompanyProfile' },
  };
}

function link(uri: string): { uri: string; method: string; headers: { key: string; value: string }[] } {
  return { uri, method: 'GET', headers: [] };
}
