import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { watchFormCard, type WatchProblem, type WrittenWatch } from '../cards/watch-form.ts';
import { tagKey } from '../src/domain/customer-tag.ts';
import type { Customer } from '../src/domain/customer.ts';
import { isSameWatch } from '../src/domain/watch-change.ts';
import { DEFAULT_WATCH, MOST_LISTED, MOST_WATCHES, type Watch, type WatchPlace } from '../src/domain/watch.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';
import type { WatchAction, WrittenInputs } from './watch-data.ts';
import { listed, showChanged, showWatches } from './watch-list.ts';
import { withOwnView } from './watch-place.ts';
import { watching } from './watch-remark.ts';
import { knownServices } from './watch-target.ts';

type Needs = Pick<DialogDependencies, 'board' | 'customers' | 'gate' | 'tags' | 'watches' | 'watchReach'>;
type Inputs = WrittenInputs | Extract<WatchAction, { readonly verb: 'watch.more' }>;

const TAGS_OFFERED = 15;

/** The form of a new watch, or of one that is here. */
export async function showWatchForm(context: TurnContext, deps: Needs, place: WatchPlace, watchId: string | undefined): Promise<void> {
  const watch = place.watches.find(({ id }) => id === watchId);
  if (watchId !== undefined && watch === undefined) return showWatches(context, deps, place, { remark: { name: 'stale' } });
  const { customers, ...rest } = watch ?? DEFAULT_WATCH;
  const seen = watch === undefined ? [] : await deps.watchReach.seen(listed(watch), viewOf(context, deps));
  const written = { ...rest, customers: customers.kind, tag: customers.kind === 'tag' ? customers.tag : undefined, listed: seen };
  await showForm(context, deps, place, watch, written, undefined);
}

/** Puts a customer on the list in the form; nothing is saved yet. */
export async function addToList(context: TurnContext, deps: Needs, place: WatchPlace, inputs: Inputs): Promise<void> {
  const watch = place.watches.find(({ id }) => id === inputs.watchId);
  const read = await readForm(context, deps, watch, inputs);
  if (read === undefined) return;
  const problem = inputs.customer === undefined ? 'no-such-customer' : read.problem;
  await showForm(context, deps, place, watch, { ...read.written, customers: 'list' }, problem);
}

export async function saveWatch(context: TurnContext, deps: Needs, place: WatchPlace, inputs: Inputs): Promise<void> {
  const before = place.watches.find(({ id }) => id === inputs.watchId);
  if (inputs.watchId !== undefined && before === undefined) return showWatches(context, deps, place, { remark: { name: 'stale' } });
  const read = await readForm(context, deps, before, inputs);
  if (read === undefined) return;
  const { written, hidden } = read;
  const customers = customersOf(written, hidden);
  if (read.problem !== undefined || typeof customers === 'string') {
    return showForm(context, deps, place, before, written, read.problem ?? (customers as WatchProblem));
  }
  const { services, classification, mode, askSeen } = written;
  const watch = { id: before?.id ?? randomUUID(), customers, services, classification, mode, askSeen };
  if (place.watches.some((one) => one.id !== watch.id && isSameWatch(one, watch)))
    return showWatches(context, deps, place, { remark: { name: 'exists' } });
  if (before === undefined && place.watches.length >= MOST_WATCHES) return showWatches(context, deps, place, { remark: { name: 'full' } });
  const { person, now } = turnInput(context);
  const changed = await deps.watches.put(await withOwnView(context, deps, place), watch, person.id, now);
  await showChanged(context, deps, changed, before === undefined ? await watching(context, deps, [watch]) : { name: 'changed' });
}

/** What is written, with the customers that this person may name; undefined where one may not be: then the reason has been shown. */
async function readForm(
  context: TurnContext,
  deps: Needs,
  watch: Watch | undefined,
  inputs: Inputs,
): Promise<{ readonly written: WrittenWatch; readonly hidden: readonly string[]; readonly problem: WatchProblem | undefined } | undefined> {
  const { whom, tag, services, classification, mode, askSeen } = inputs;
  const stored = watch === undefined ? [] : listed(watch);
  const seen = await deps.watchReach.seen([...inputs.listed, ...stored], viewOf(context, deps));
  const hidden = stored.filter((tenantId) => !seen.some((customer) => customer.tenantId === tenantId));
  const kept = seen.filter(({ tenantId }) => inputs.listed.includes(tenantId));
  const picked = inputs.customer === undefined ? undefined : await deps.customers.byTenantId(inputs.customer);
  if (picked !== undefined && !(await admitted(context, deps, picked, { relationshipNeeded: true }))) return undefined;
  const all = picked === undefined || kept.some(({ tenantId }) => tenantId === picked.tenantId) ? kept : [...kept, picked];
  return {
    written: { customers: whom, tag, listed: all.toSorted(byName), services, classification, mode, askSeen },
    hidden,
    problem: inputs.customer !== undefined && picked === undefined ? 'no-such-customer' : undefined,
  };
}

function customersOf({ customers, tag, listed: seen }: WrittenWatch, hidden: readonly string[]): Watch['customers'] | WatchProblem {
  switch (customers) {
    case 'all':
      return { kind: 'all' };
    case 'tag':
      return tag === undefined ? 'no-tag' : { kind: 'tag', tag, key: tagKey(tag) };
    case 'list': {
      const tenantIds = [...seen.map(({ tenantId }) => tenantId), ...hidden];
      if (tenantIds.length === 0) return 'no-customer';
      return tenantIds.length > MOST_LISTED ? 'too-many' : { kind: 'list', tenantIds };
    }
  }
}

async function showForm(
  context: TurnContext,
  deps: Needs,
  place: WatchPlace,
  watch: Watch | undefined,
  written: WrittenWatch,
  problem: WatchProblem | undefined,
): Promise<void> {
  const { locale } = turnInput(context);
  const view = viewOf(context, deps);
  const stored = watch === undefined ? [] : listed(watch);
  const [services, groups, seen] = await Promise.all([
    knownServices(context, deps),
    deps.tags.all(view, TAGS_OFFERED),
    deps.watchReach.seen(stored, view),
  ]);
  await reply(
    context,
    watchFormCard(locale, {
      place,
      watchId: watch?.id,
      written,
      hidden: stored.length - seen.length,
      services,
      tags: groups.map(({ tag }) => tag),
      problem,
    }),
  );
}

function viewOf(context: TurnContext, { gate }: Pick<Needs, 'gate'>): ReturnType<DialogDependencies['gate']['view']> {
  const { person, now } = turnInput(context);
  return gate.view(person, now);
}

const byName = (a: Customer, b: Customer): number => a.name.localeCompare(b.name, 'en');
