import type { z } from 'zod';
import type { PartnerCenterClient } from './client.ts';
import { partnerCenterUnreadable } from './partner-center-failure.ts';
import type { Collection } from './schema.ts';

const MOST_PAGES = 1000;
const CONTINUATION = 'MS-ContinuationToken';

interface NextPage {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Every item of a collection, paged to its end by the links of the answers. @throws {BackEndError} */
export async function everyItem<T>(
  partnerCenter: PartnerCenterClient,
  page: z.ZodType<Collection<T>>,
  first: string,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const collection = first.split('?')[0] ?? first;
  const items: T[] = [];
  const seen = new Set<string>();
  let next: NextPage | undefined = { path: first, headers: {} };
  while (next !== undefined) {
    const key = JSON.stringify(next);
    if (seen.has(key) || seen.size >= MOST_PAGES) throw partnerCenterUnreadable('the list does not end');
    seen.add(key);
    const read: Collection<T> = await partnerCenter.get(page, next.path, signal, next.headers);
    items.push(...read.items);
    next = nextOf(read, collection);
  }
  return items;
}

/** `links.next` with its headers; where there is only a token, the documented seek. */
function nextOf({ links, continuationToken }: Collection<unknown>, collection: string): NextPage | undefined {
  if (links?.next === undefined || links.next === null)
    return continuationToken ? { path: `${collection}?seekOperation=Next`, headers: { [CONTINUATION]: continuationToken } } : undefined;
  // Only path and query of a server's link are taken, to our own base; of its headers only Partner Center's own are taken over.
  const path = links.next.uri.replace(/^(https:\/\/[^/]+)?\/?(v1\/)?/, '/');
  if (!path.startsWith(`${collection}?`)) throw partnerCenterUnreadable('the next page of a list is not of that list');
  const headers = (links.next.headers ?? []).filter(({ key }) => key.toLowerCase() === CONTINUATION.toLowerCase());
  return { path, headers: Object.fromEntries(headers.map(({ value }) => [CONTINUATION, value])) };
}
