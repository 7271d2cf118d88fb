import { header, json } from './exchange.ts';
import type { CloudReply } from './exchange.ts';
import type { GraphTurn } from './graph-turn.ts';
import { BadQuery, count, filtered, ordered, selected } from './odata.ts';
import type { Entity } from './odata.ts';
import { RESOURCES } from './tokens.ts';

const BASE = `${RESOURCES.graph}/v1.0`;

export function contextOf(of: string): string {
  return `${BASE}/$metadata#${of}`;
}

/** A page of service health: `$top` bounds the whole answer, the page is asked for by `Prefer`, next links carry `$skip`. */
export function healthPage(
  turn: GraphTurn,
  context: string,
  items: readonly Entity[],
  pageSize: { usual: number; largest: number },
): CloudReply {
  const { query } = turn.request;
  const found = ordered(filtered(items, query.get('$filter')), query.get('$orderby'));
  const skip = count(query, '$skip') ?? 0;
  const top = count(query, '$top') ?? Infinity;
  const preferred = Number(/odata\.maxpagesize=(\d+)/.exec(header(turn.request, 'prefer') ?? '')?.[1] ?? pageSize.usual);
  const size = Math.min(preferred, pageSize.largest, top, turn.state.behaviour.largestPage ?? Infinity);
  const page = found.slice(skip, skip + size);
  const more = found.length > skip + size && top > size;
  const next = { $skip: String(skip + size), ...(top === Infinity ? {} : { $top: String(top - size) }) };
  return collection(turn, context, page, found.length, more ? next : undefined);
}

/** A page of a directory list: `$top` is the page size, next links carry `$skiptoken`. */
export function directoryPage(
  turn: GraphTurn,
  context: string,
  items: readonly Entity[],
  pageSize: { usual: number; largest: number },
): CloudReply {
  const { query } = turn.request;
  const top = count(query, '$top') ?? pageSize.usual;
  if (top < 1 || top > pageSize.largest) throw new BadQuery(`The page size must be between 1 and ${pageSize.largest}`);
  const found = ordered(filtered(items, query.get('$filter')), query.get('$orderby') ?? query.get('$orderBy'));
  const token = query.get('$skiptoken') ?? query.get('$skipToken');
  const start = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8'));
  if (!Number.isSafeInteger(start)) throw new BadQuery('The skip token is not valid');
  const size = Math.min(top, turn.state.behaviour.largestPage ?? Infinity);
  const more = found.length > start + size;
  const next = { $skiptoken: Buffer.from(String(start + size)).toString('base64url') };
  return collection(turn, context, found.slice(start, start + size), found.length, more ? next : undefined);
}

/** A collection, with the link to its next page on the canonical origin, as the real service writes it. */
function collection(
  { request }: GraphTurn,
  context: string,
  page: readonly Entity[],
  total: number,
  next: Readonly<Record<string, string>> | undefined,
): CloudReply {
  const link = new URL(`${RESOURCES.graph}${request.path}`);
  for (const [name, value] of request.query) link.searchParams.append(name, value);
  for (const [name, value] of Object.entries(next ?? {})) link.searchParams.set(name, value);
  return json(200, {
    '@odata.context': contextOf(context),
    ...(request.query.get('$count') === 'true' ? { '@odata.count': total } : {}),
    ...(next === undefined ? {} : { '@odata.nextLink': link.href.replaceAll('%24', '$') }),
    value: page.map((item) => selected(item, request.query.get('$select'))),
  });
}
