import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Customer } from '../src/domain/customer.ts';
import { isSameWatch, watchesOf, without, type WatchTarget } from '../src/domain/watch-change.ts';
import { meansAll } from '../src/domain/watch-words.ts';
import { MOST_WATCHES, type Watch, type WatchPlace } from '../src/domain/watch.ts';
import { admitted } from './customer-access.ts';
import { listCustomers } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted } from './reply.ts';
import { turnInput } from './turn-input.ts';
import { showWatchForm } from './watch-form.ts';
import { listed, showChanged, showWatches } from './watch-list.ts';
import { placeHere, withOwnView } from './watch-place.ts';
import { watching } from './watch-remark.ts';
import { watchTarget } from './watch-target.ts';

type Needs = Pick<DialogDependencies, 'board' | 'customers' | 'findCustomer' | 'gate' | 'tags' | 'watches' | 'watchReach'>;

/** "watch contoso exchange", "watch #gold", "watch all": tells of them here from now on; without a name, the form. */
export async function watchNow(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'watch'))) return;
  if (text === '') return showWatchForm(context, deps, await placeHere(context, deps), undefined);
  const found = await watchTarget(context, deps, text);
  if (found.kind === 'unclear') return unclear(context, deps, found.part, found.customers);
  for (const customer of found.customers) if (!(await admitted(context, deps, customer, { relationshipNeeded: true }))) return;

  const here = await placeHere(context, deps);
  const wanted = watchesOf(found.target).filter((one) => !here.watches.some((known) => isSameWatch(known, one)));
  if (wanted.length === 0) return showWatches(context, deps, here, { remark: { name: 'exists' } });
  if (here.watches.length + wanted.length > MOST_WATCHES) return showWatches(context, deps, here, { remark: { name: 'full' } });
  const place = await withOwnView(context, deps, here);
  const added = wanted.map((watch) => ({ id: randomUUID(), ...watch }));
  await showChanged(context, deps, await putAll(context, deps, place, added), await watching(context, deps, added));
}

/** "unwatch contoso": takes out what names it; what covers it with others stays, and that is said. */
export async function stopWatching(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'watch'))) return;
  const place = await placeHere(context, deps);
  if (text === '' || place.watches.length === 0) return showWatches(context, deps, place);
  if (meansAll(text)) return showWatches(context, deps, place, { stopping: true });
  const found = await watchTarget(context, deps, text);
  const target = found.kind === 'target' ? found.target : watchedAmong(place, found.customers);
  if (target === undefined) return unclear(context, deps, text, []);

  const { person, now } = turnInput(context);
  const { changed, removed } = without(place.watches, target);
  if (changed.length === 0 && removed.length === 0) return showWatches(context, deps, place, { remark: { name: 'notNamed' } });
  const ids = removed.map(({ id }) => id);
  const rest = ids.length === 0 ? place : await deps.watches.remove(place, ids, person.id, now);
  const left = rest && (await putAll(context, deps, rest, changed));
  await showChanged(context, deps, left, { name: left !== undefined && covers(left.watches, target) ? 'stillTold' : 'removed' });
}

async function putAll(
  context: TurnContext,
  { watches }: Pick<Needs, 'watches'>,
  place: WatchPlace,
  all: readonly Watch[],
): Promise<WatchPlace | undefined> {
  const { person, now } = turnInput(context);
  let current: WatchPlace | undefined = place;
  for (const watch of all) current = current && (await watches.put(current, watch, person.id, now));
  return current;
}

/** Of customers that a text may mean the one that is watched here by name. */
function watchedAmong({ watches }: WatchPlace, customers: readonly Customer[]): WatchTarget | undefined {
  const named = new Set(watches.flatMap(listed));
  const [tenantId, ...others] = customers.map((customer) => customer.tenantId).filter((id) => named.has(id));
  return tenantId === undefined || others.length > 0 ? undefined : { all: false, tenantIds: [tenantId], tags: [], services: [] };
}

/** Whether something is still told of what shall not be told. */
function covers(watches: readonly Watch[], { services }: WatchTarget): boolean {
  return watches.some(
    (watch) =>
      watch.customers.kind === 'all' &&
      (watch.services.length === 0 || services.length === 0 || watch.services.some((one) => services.includes(one))),
  );
}

async function unclear(context: TurnContext, deps: Needs, part: string, customers: readonly Customer[]): Promise<void> {
  if (customers.length === 0) return notify(context, { name: 'no-watch-target', query: part });
  await listCustomers(context, deps, part, 'watch');
}
