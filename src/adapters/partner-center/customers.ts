import type { Customer } from '../../domain/customer.ts';
import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import type { PartnerCenterClient } from './client.ts';
import { partnerCenterUnreadable } from './partner-center-failure.ts';
import { Customers, type CustomerPage } from './schema.ts';

const FIRST_PAGE = '/customers?size=500';
const MOST_PAGES = 1000;
const CONTINUATION = 'MS-ContinuationToken';

/** Every customer of the reseller. */
export function partnerCenterCustomers(partnerCenter: PartnerCenterClient): CustomerDirectory {
  return {
    source: 'partner-center',
    async list(signal) {
      const customers: Customer[] = [];
      const seen = new Set<string>();
      let next: NextPage | undefined = { path: FIRST_PAGE, headers: {} };
      while (next !== undefined) {
        const key = JSON.stringify(next);
        if (seen.has(key) || seen.size >= MOST_PAGES) throw partnerCenterUnreadable('the list of customers does not end');
        seen.add(key);
        const page: CustomerPage = await partnerCenter.get(Customers, next.path, signal, next.headers);
        customers.push(...page.items.flatMap(toCustomer));
        next = nextOf(page);
      }
      return customers;
    },
  };
}

interface NextPage {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `links.next` with its headers; where there is only a token, the documented seek. */
function nextOf({ links, continuationToken }: CustomerPage): NextPage | undefined {
  if (links?.next === undefined || links.next === null)
    return continuationToken ? { path: '/customers?seekOperation=Next', headers: { [CONTINUATION]: continuationToken } } : undefined;
  // Only path and query of a server's link are taken, to our own base; of its headers only Partner Center's own are taken over.
  const path = links.next.uri.replace(/^(https:\/\/[^/]+)?\/?(v1\/)?/, '/');
  if (!path.startsWith('/customers?')) throw partnerCenterUnreadable('the next page of customers is not of the customers');
  const headers = (links.next.headers ?? []).filter(({ key }) => key.toLowerCase() === CONTINUATION.toLowerCase());
  return { path, headers: Object.fromEntries(headers.map(({ value }) => [CONTINUATION, value])) };
}

function toCustomer({ id, companyProfile }: CustomerPage['items'][number]): Customer[] {
  const tenantId = (companyProfile.tenantId ?? id)?.toLowerCase();
  const domain = companyProfile.domain?.toLowerCase() || undefined;
  if (tenantId === undefined) return [];
  return [
    {
      tenantId,
      name: companyProfile.companyName || (domain ?? tenantId),
      domain,
      domains: domain === undefined ? [] : [domain],
      sources: ['partner-center'],
    },
  ];
}
