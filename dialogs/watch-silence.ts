import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { watchSilenceCard, type SilenceProblem } from '../cards/watch-silence.ts';
import type { Customer } from '../src/domain/customer.ts';
import { silenceUntil } from '../src/domain/silence-until.ts';
import { MOST_SILENCES, type WatchPlace } from '../src/domain/watch.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';
import type { WatchAction } from './watch-data.ts';
import { showChanged, showWatches } from './watch-list.ts';
import { knownServices } from './watch-target.ts';

type Needs = Pick<DialogDependencies, 'board' | 'customers' | 'gate' | 'watches' | 'watchReach'>;
type Inputs = Extract<WatchAction, { readonly verb: 'watch.silence' }>;

/** What is written in the form. */
type Written = Pick<Inputs, 'length' | 'day' | 'time'> & { readonly customer: Customer | undefined; readonly service: string | undefined };

const EMPTY: Written = { customer: undefined, service: undefined, length: 'hour', day: '', time: '' };

/** What shall be silent, and how long. */
export async function showSilenceForm(
  context: TurnContext,
  deps: Pick<Needs, 'board' | 'gate'>,
  place: WatchPlace,
  written: Written = EMPTY,
  problem?: SilenceProblem,
): Promise<void> {
  const { locale } = turnInput(context);
  await reply(context, watchSilenceCard(locale, { place, ...written, services: await knownServices(context, deps), problem }));
}

export async function beSilent(context: TurnContext, deps: Needs, place: WatchPlace, inputs: Inputs): Promise<void> {
  const { person, now } = turnInput(context);
  const { customer: picked, service, length, day, time } = inputs;
  const customer = picked === undefined ? undefined : await deps.customers.byTenantId(picked);
  if (picked !== undefined && customer === undefined) return notify(context, { name: 'no-customer-found', query: picked });
  if (customer !== undefined && !(await admitted(context, deps, customer, { relationshipNeeded: false }))) return;
  const until = silenceUntil(length, { day, time }, place.timeZone ?? 'UTC', now);
  if (typeof until === 'string') return showSilenceForm(context, deps, place, { customer, service, length, day, time }, until);
  if (place.silences.filter((one) => one.until > now).length >= MOST_SILENCES)
    return showWatches(context, deps, place, { remark: { name: 'silencesFull' } });
  const silence = { id: randomUUID(), tenantId: customer?.tenantId, service, until, personName: person.displayName };
  await showChanged(context, deps, await deps.watches.silence(place, silence, person.id, now), { name: 'silenced', until });
}
