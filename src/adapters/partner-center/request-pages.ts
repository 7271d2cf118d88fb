import type { PartnerCenterClient } from './client.ts';
import { partnerCenterUnreadable } from './partner-center-failure.ts';
import { ServiceRequests, type ServiceRequestBody } from './schema.ts';

const PAGE_SIZE = 200;
const MOST_PAGES = 100;

/**
 * Looks through every request of the partner for one. The SDK's source calls `offset` the index of the first item, the newer reference the index of
 * the page; reading the wrong one would skip requests and let one be filed twice. So the second request asks for `offset=1`: items known from the
 * first page mean items are counted, none of them mean pages are.
 */
export async function findInBook(
  partnerCenter: PartnerCenterClient,
  wanted: (request: ServiceRequestBody) => boolean,
  signal: AbortSignal,
): Promise<ServiceRequestBody | undefined> {
  const page = async (offset: number): Promise<readonly ServiceRequestBody[]> =>
    (await partnerCenter.get(ServiceRequests, `/servicerequests?size=${PAGE_SIZE}&offset=${offset}`, signal)).items;

  const first = await page(0);
  const early = first.find(wanted);
  if (early !== undefined || first.length === 0) return early;

  // Also where the first page is not full: a server may hold its pages smaller than was asked for.
  const second = await page(1);
  const seen = new Set(first.map(({ id }) => id));
  const countsItems = second.some(({ id }) => seen.has(id));
  let offset = countsItems ? first.length : 1;
  let items = countsItems ? await page(offset) : second;
  for (let pages = 2; items.length > 0; pages++) {
    const found = items.find(wanted);
    if (found !== undefined) return found;
    // What was not read to its end has not shown that the request is missing.
    if (pages >= MOST_PAGES || items.every(({ id }) => seen.has(id)))
      throw partnerCenterUnreadable('the list of service requests does not end');
    for (const { id } of items) seen.add(id);
    offset += countsItems ? items.length : 1;
    items = await page(offset);
  }
  return undefined;
}
