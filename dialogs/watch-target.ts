import type { TurnContext } from 'botbuilder';
import { askedTag, readTags, tagKey } from '../src/domain/customer-tag.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { WatchTarget } from '../src/domain/watch-change.ts';
import { WATCH_SERVICES, watchServicesIn } from '../src/domain/watch-services.ts';
import { meansAll, namedParts } from '../src/domain/watch-words.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'board' | 'customers' | 'findCustomer' | 'gate' | 'tags'>;

/** What a part of a text names. */
type Named =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'tag'; readonly tag: string; readonly services: readonly string[] }
  | { readonly kind: 'customer'; readonly customer: Customer; readonly services: readonly string[] }
  | { readonly kind: 'services'; readonly services: readonly string[] }
  | { readonly kind: 'several'; readonly customers: readonly Customer[] };

/** What is to be watched, or not any more. */
type FoundTarget =
  | { readonly kind: 'target'; readonly target: WatchTarget; readonly customers: readonly Customer[] }
  /** Which customer a part means is not clear; not even one, when there are none. */
  | { readonly kind: 'unclear'; readonly part: string; readonly customers: readonly Customer[] };

/** Ways to read a text that are tried: each costs a search. */
const MOST_READINGS = 3;
/** The name itself, in whatever spelling (`CustomerStore.search`). */
const SAME_NAME = 0.95;

/** What "contoso exchange", "#gold", "all" or several of them name: customers, tags, and services that narrow them all. */
export async function watchTarget(context: TurnContext, deps: Needs, text: string): Promise<FoundTarget> {
  const known = await knownServices(context, deps);
  const whole = await read(context, deps, text, known);
  const parts = namedParts(text);
  // "Alpine and Sons" is one name, where there is such a customer.
  if (parts.length < 2 || (whole.kind !== 'none' && whole.kind !== 'several')) return merged([{ part: text, named: whole }]);
  const each: { part: string; named: Named }[] = [];
  for (const part of parts) each.push({ part, named: await read(context, deps, part, known) });
  return merged(each);
}

/** Services that can be named: the usual ones, and those with open issues in view. */
export async function knownServices(context: TurnContext, { board, gate }: Pick<Needs, 'board' | 'gate'>): Promise<readonly string[]> {
  const { person, now } = turnInput(context);
  return [...new Set([...(await board.services(gate.view(person, now))), ...WATCH_SERVICES])];
}

function merged(parts: readonly { readonly part: string; readonly named: Named }[]): FoundTarget {
  const customers: Customer[] = [];
  const tags: { tag: string; key: string }[] = [];
  const services = new Set<string>();
  let all = false;
  for (const { part, named } of parts) {
    if (named.kind === 'none') return { kind: 'unclear', part, customers: [] };
    if (named.kind === 'several') return { kind: 'unclear', part, customers: named.customers };
    if (named.kind === 'all') all = true;
    else for (const service of named.services) services.add(service);
    if (named.kind === 'customer') customers.push(named.customer);
    if (named.kind === 'tag') tags.push({ tag: named.tag, key: tagKey(named.tag) });
  }
  const tenantIds = [...new Set(customers.map(({ tenantId }) => tenantId))];
  return { kind: 'target', target: { all, tenantIds, tags, services: [...services] }, customers };
}

async function read(context: TurnContext, deps: Needs, text: string, known: readonly string[]): Promise<Named> {
  if (meansAll(text)) return { kind: 'all' };
  if (text.startsWith('#')) return readTag(context, deps, text, known);
  const same = await sameName(deps, text);
  if (same !== undefined) return { kind: 'customer', customer: same, services: [] };
  const readings = watchServicesIn(text, known).slice(0, MOST_READINGS);
  const alone = readings.find(({ rest }) => rest === '' || meansAll(rest));
  if (alone !== undefined) return { kind: 'services', services: alone.services };
  for (const { services, rest } of readings) {
    const found = await deps.findCustomer(rest, 'in-sentence');
    // Nothing that was said may be passed over.
    if (found.kind === 'one' && found.rest === '') return { kind: 'customer', customer: found.customer, services };
  }
  const found = await deps.findCustomer(text, 'whole');
  return found.kind === 'one' ? { kind: 'customer', customer: found.customer, services: [] } : found;
}

/** "#gold", "#gold exchange"; a tag may have several words. */
async function readTag(context: TurnContext, { gate, tags }: Needs, text: string, known: readonly string[]): Promise<Named> {
  const { person, now } = turnInput(context);
  const [service] = watchServicesIn(askedTag(text), known).filter(({ rest }) => rest !== '');
  const whole = readTags(askedTag(text));
  const [tag] = whole.kind === 'tags' ? whole.tags : [];
  if (tag === undefined) return { kind: 'none' };
  if (service === undefined) return { kind: 'tag', tag, services: [] };
  const group = await tags.group(tag, gate.view(person, now), { limit: 1, offset: 0 });
  return group.total > 0 ? { kind: 'tag', tag, services: [] } : { kind: 'tag', tag: service.rest, services: service.services };
}

/** A customer may be called like a service. */
async function sameName({ customers }: Needs, text: string): Promise<Customer | undefined> {
  const [best, next] = await customers.search(text, 2);
  return best !== undefined && best.score >= SAME_NAME && (next === undefined || next.score < best.score) ? best : undefined;
}
