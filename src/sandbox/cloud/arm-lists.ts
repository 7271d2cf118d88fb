import { armRefusal } from './arm-turn.ts';
import type { ArmTurn } from './arm-turn.ts';
import { json } from './exchange.ts';
import type { CloudReply } from './exchange.ts';
import { RESOURCES } from './tokens.ts';

interface Listing<T> {
  readonly items: readonly T[];
  readonly usual: number;
  readonly largest: number;
  /** The properties that `$filter` knows, each by its name there. */
  readonly filters: Readonly<Record<string, (item: T) => string>>;
  readonly print: (item: T) => unknown;
}

/** `CreatedDate` is compared as a time, with `gt` or `ge`; everything else as a text, with `eq` (cloud-apis 4.3). */
const CLAUSE = /^(?:CreatedDate (?<operator>gt|ge) (?<time>\d{4}-\d\d-\d\dT[\d:.]+Z)|(?<name>[A-Za-z]+) eq '(?<text>[^']*)')$/;

/** A page of a list: `$top` is the page size, the next link carries `$skiptoken`. */
export function armPage<T>({ request, state }: ArmTurn, { items, usual, largest, filters, print }: Listing<T>): CloudReply {
  const { query } = request;
  const top = query.get('$top') ?? String(usual);
  if (!/^\d{1,4}$/.test(top) || Number(top) < 1 || Number(top) > largest)
    throw armRefusal(400, 'BadRequest', `The value of $top must be between 1 and ${largest}.`);
  const start = Number(Buffer.from(query.get('$skiptoken') ?? 'MA', 'base64url').toString('utf8'));
  if (!Number.isSafeInteger(start)) throw armRefusal(400, 'BadRequest', 'The skip token is not valid.');
  const tests = (query.get('$filter')?.split(' and ') ?? []).map((clause) => testOf(clause, filters));
  const found = items.filter((item) => tests.every((test) => test(item)));
  const end = start + Math.min(Number(top), state.behaviour.largestPage ?? Infinity);
  return json(200, {
    value: found.slice(start, end).map(print),
    ...(found.length > end ? { nextLink: nextLink(request, end) } : {}),
  });
}

function testOf<T>(clause: string, filters: Listing<T>['filters']): (item: T) => boolean {
  const { operator, time, name, text } = CLAUSE.exec(clause.trim())?.groups ?? {};
  const property = filters[time === undefined ? (name ?? '') : 'CreatedDate'];
  if (property === undefined || (time === undefined && name === 'CreatedDate'))
    throw armRefusal(400, 'BadRequest', `The filter clause '${clause}' is not supported.`);
  if (time === undefined) return (item) => property(item).toLowerCase() === text?.toLowerCase();
  const mark = new Date(time).getTime();
  return (item) => {
    const at = new Date(property(item)).getTime();
    return operator === 'gt' ? at > mark : at >= mark;
  };
}

/** On the canonical origin, as the real service writes it. */
function nextLink(request: ArmTurn['request'], start: number): string {
  const link = new URL(`${RESOURCES.arm}${request.path}`);
  for (const [name, value] of request.query) link.searchParams.set(name, value);
  link.searchParams.set('$skiptoken', Buffer.from(String(start)).toString('base64url'));
  return link.href.replaceAll('%24', '$');
}
