import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { watchToldCard } from '../cards/watch-told.ts';
import { may } from '../src/domain/permissions.ts';
import { DEFAULT_WATCH } from '../src/domain/watch.ts';
import { readAction } from './card-data.ts';
import { admitted } from './customer-access.ts';
import { choose, namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';
import { WatchAction } from './watch-data.ts';
import { addToList, saveWatch, showWatchForm } from './watch-form.ts';
import { asPressed, showChanged, showWatches } from './watch-list.ts';
import { placeHere, withOwnView } from './watch-place.ts';
import { watching } from './watch-remark.ts';
import { saveSettings, showSettings } from './watch-settings.ts';
import { beSilent, showSilenceForm } from './watch-silence.ts';

type Needs = Pick<
  DialogDependencies,
  'board' | 'customers' | 'findCustomer' | 'gate' | 'jobs' | 'tags' | 'watches' | 'watchReach' | 'whoIsTold'
>;

/** What is told in this chat or channel; with a customer, who would be told of it. */
export async function openWatches(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'watch'))) return;
  if (text === '') return showWatches(context, deps, await placeHere(context, deps));
  const customer = await namedCustomer(context, deps, text, 'watches');
  if (customer === undefined) return;
  await choose(context, deps, customer);
  if (!(await admitted(context, deps, customer, { relationshipNeeded: false }))) return;
  const { locale, person, timeZone, signal } = turnInput(context);
  const told = await deps.whoIsTold(customer.tenantId, signal);
  if (told === undefined) return notify(context, { name: 'no-customer-found', query: customer.name });
  const chats = may(person, 'administer') ? told.chats : undefined;
  await reply(context, watchToldCard(locale, { customer, ...told, chats, timeZone }));
}

/** Buttons `watch.…`. */
export async function actOnWatch(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(WatchAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (!(await permitted(context, 'watch'))) return;
  if (action.verb === 'watch.show') return showWatches(context, deps, await placeHere(context, deps), action);
  const place = await asPressed(context, deps, action);
  if (place === undefined) return;
  const { watches } = deps;
  const { person, now } = turnInput(context);
  switch (action.verb) {
    case 'watch.begin': {
      const own = await withOwnView(context, deps, place);
      const changed = await watches.put(own, { id: randomUUID(), ...DEFAULT_WATCH }, person.id, now);
      return showChanged(context, deps, changed, await watching(context, deps, [DEFAULT_WATCH]));
    }
    case 'watch.stop': {
      const all = place.watches.map(({ id }) => id);
      return showChanged(context, deps, await watches.remove(place, all, person.id, now), { name: 'removed' });
    }
    case 'watch.remove':
      return showChanged(context, deps, await watches.remove(place, [action.watchId], person.id, now), { name: 'removed' });
    case 'watch.form':
      return showWatchForm(context, deps, place, action.watchId);
    case 'watch.more':
      return addToList(context, deps, place, action);
    case 'watch.save':
      return saveWatch(context, deps, place, action);
    case 'watch.settings':
      return showSettings(context, place);
    case 'watch.set':
      return saveSettings(context, deps, place, action);
    case 'watch.mute':
      return showSilenceForm(context, deps, place);
    case 'watch.silence':
      return beSilent(context, deps, place, action);
    case 'watch.unsilence':
      return showChanged(context, deps, await watches.unsilence(place, action.silenceId, person.id, now), { name: 'unsilenced' });
  }
}
