/** Properties of an entity, as printed. */
export type Entity = Readonly<Record<string, unknown>>;

/** A query option that is not understood; the message is for the developer who wrote it. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
}

const COMPARISON =
  /^(?<path>[A-Za-z/]+) (?<operator>eq|ne|ge|gt|le|lt) (?<literal>'(?:[^']|'')*'|true|false|null|-?\d+(?:\.\d+)?|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;
const TEXT_FUNCTION = /^startswith\((?<path>[A-Za-z/]+), ?(?<literal>'(?:[^']|'')*')\)$/;

/** Items that satisfy `$filter`: comparisons and `startswith`, joined by `and`. */
export function filtered<T extends Entity>(items: readonly T[], filter: string | null): readonly T[] {
  if (filter === null) return items;
  const tests = splitAtAnd(filter).map(testOf);
  return items.filter((item) => tests.every((test) => test(item)));
}

/** Splits at `and`, but not inside quotes. */
function splitAtAnd(filter: string): string[] {
  return (filter.match(/(?:'(?:[^']|'')*'|(?! and )[^'])+/g) ?? []).map((part) => part.replace(/^and /, '').trim());
}

function testOf(expression: string): (item: Entity) => boolean {
  const start = TEXT_FUNCTION.exec(expression)?.groups;
  if (start !== undefined) {
    const prefix = String(valueOf(start['literal'] ?? '')).toLowerCase();
    return (item) =>
      String(at(item, start['path'] ?? ''))
        .toLowerCase()
        .startsWith(prefix);
  }
  const { path = '', operator = '', literal = '' } = COMPARISON.exec(expression)?.groups ?? {};
  if (path === '') throw new BadQuery(`Invalid filter clause: ${expression}`);
  const wanted = valueOf(literal);
  return (item) => {
    const order = compare(at(item, path), wanted);
    if (operator === 'eq') return order === 0;
    if (operator === 'ne') return order !== 0;
    if (order === undefined) return false;
    if (operator === 'ge') return order >= 0;
    if (operator === 'gt') return order > 0;
    return operator === 'le' ? order <= 0 : order < 0;
  };
}

function valueOf(literal: string): unknown {
  if (literal.startsWith("'")) return literal.slice(1, -1).replaceAll("''", "'");
  if (literal === 'null') return null;
  if (literal === 'true' || literal === 'false') return literal === 'true';
  return literal.includes('T') ? new Date(literal) : Number(literal);
}

/** The property at a path such as `customer/tenantId`. Throws for a property that the entity does not have. */
function at(item: Entity, path: string): unknown {
  let value: unknown = item;
  for (const name of path.split('/')) {
    if (value === null) return null;
    if (typeof value !== 'object' || value === undefined || !(name in value))
      throw new BadQuery(`Could not find a property named '${name}'`);
    value = (value as Entity)[name];
  }
  return value;
}

/** undefined: not comparable. Texts are compared without regard to case, as Graph does. */
function compare(value: unknown, wanted: unknown): number | undefined {
  if (value === wanted) return 0;
  if (value === null || wanted === null) return undefined;
  if (wanted instanceof Date) return typeof value === 'string' ? new Date(value).getTime() - wanted.getTime() : undefined;
  if (typeof value === 'string' && typeof wanted === 'string') {
    const [a, b] = [value.toLowerCase(), wanted.toLowerCase()];
    if (a === b) return 0;
    return a < b ? -1 : 1;
  }
  return typeof value === 'number' && typeof wanted === 'number' ? value - wanted : undefined;
}

/** Items in the order of `$orderby`: one property, `asc` or `desc`. */
export function ordered<T extends Entity>(items: readonly T[], orderBy: string | null): readonly T[] {
  if (orderBy === null) return items;
  const { path = '', direction = 'asc' } = /^(?<path>[A-Za-z/]+)(?: (?<direction>asc|desc))?$/.exec(orderBy)?.groups ?? {};
  if (path === '') throw new BadQuery(`Invalid orderby clause: ${orderBy}`);
  const sign = direction === 'desc' ? -1 : 1;
  return items.toSorted((a, b) => sign * (compare(at(a, path), at(b, path)) ?? 0));
}

/** The properties of `$select`, and the annotations. */
export function selected(item: Entity, select: string | null): Entity {
  if (select === null) return item;
  const wanted = new Set(select.split(',').map((name) => name.trim()));
  return Object.fromEntries(Object.entries(item).filter(([name]) => name.includes('@') || wanted.has(name)));
}

/** A query option that is a count. */
export function count(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  if (value === undefined) throw new BadQuery(`Invalid value for ${name}`);
  return value;
}
