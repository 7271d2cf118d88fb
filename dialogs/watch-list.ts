import type { TurnContext } from 'botbuilder';
import { placeMark, type ShownSilence, type ShownWatch } from '../cards/watch-words.ts';
import { watchesCard, type WatchRemark } from '../cards/watches.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Silence, Watch, WatchPlace } from '../src/domain/watch.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';
import { placeHere } from './watch-place.ts';

type Needs = Pick<DialogDependencies, 'gate' | 'watchReach' | 'watches'>;

const ROWS = 4;

/** What is told here, as this person may see it. */
export async function showWatches(
  context: TurnContext,
  { gate, watchReach }: Pick<Needs, 'gate' | 'watchReach'>,
  place: WatchPlace,
  { offset = 0, remark, stopping = false }: { readonly offset?: number; readonly remark?: WatchRemark; readonly stopping?: boolean } = {},
): Promise<void> {
  const { locale, person, now } = turnInput(context);
  const from = offset < place.watches.length ? offset : 0;
  const watches = place.watches.slice(from, from + ROWS);
  const silences = place.silences.filter(({ until }) => until > now);
  const named = [...watches.flatMap(listed), ...silences.flatMap(({ tenantId }) => tenantId ?? [])];
  const seen = new Map((await watchReach.seen(named, gate.view(person, now))).map((customer) => [customer.tenantId, customer]));
  await reply(
    context,
    watchesCard(locale, {
      place,
      watches: watches.map((watch) => shownWatch(watch, seen)),
      silences: silences.map((silence) => shownSilence(silence, seen)),
      remark,
      stopping,
      now,
      offset: from,
      limit: ROWS,
      total: place.watches.length,
    }),
  );
}

/** The place as the pressed card knows it; undefined where that card is not of here, or not of now: then the person has been shown what is. */
export async function asPressed(context: TurnContext, deps: Needs, { at }: { readonly at: string }): Promise<WatchPlace | undefined> {
  const place = await placeHere(context, deps);
  if (at === placeMark(place)) return place;
  if (!at.startsWith(placeMark({ ...place, version: 0 }).slice(0, -1))) {
    await notify(context, { name: 'old-card' });
    return undefined;
  }
  await showWatches(context, deps, place, { remark: { name: 'stale' } });
  return undefined;
}

/** Shows what a change made of the place; where somebody else was faster, what is there now. */
export async function showChanged(context: TurnContext, deps: Needs, changed: WatchPlace | undefined, remark: WatchRemark): Promise<void> {
  if (changed !== undefined) return showWatches(context, deps, changed, { remark });
  await showWatches(context, deps, await placeHere(context, deps), { remark: { name: 'stale' } });
}

export const listed = ({ customers }: Watch): readonly string[] => (customers.kind === 'list' ? customers.tenantIds : []);

function shownWatch(watch: Watch, seen: ReadonlyMap<string, Customer>): ShownWatch {
  const { customers } = watch;
  if (customers.kind !== 'list') return { ...watch, customers };
  // As the map has them: by name.
  const names = [...seen.values()].filter(({ tenantId }) => customers.tenantIds.includes(tenantId)).map(({ name }) => name);
  const total = customers.tenantIds.length;
  return { ...watch, customers: { kind: 'list', names, total, hidden: total - names.length } };
}

function shownSilence(silence: Silence, seen: ReadonlyMap<string, Customer>): ShownSilence {
  return { ...silence, customer: silence.tenantId === undefined ? undefined : (seen.get(silence.tenantId) ?? 'hidden') };
}
