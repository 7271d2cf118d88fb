import type { TurnContext } from 'botbuilder';
import { channelOutsidersCard } from '../cards/channel-outsiders.ts';
import { channelSetupCard, EVERYTHING, type ChannelSetupView } from '../cards/channel-setup.ts';
import { whoMay } from '../src/domain/permissions.ts';
import { withChannelFor } from '../src/domain/plan-change.ts';
import type { Product } from '../src/domain/product.ts';
import type { EscalationChannel } from '../src/ports/escalation-channels.ts';
import type { ChannelHere, ChannelRefusal } from '../src/use-cases/set-up-channel.ts';
import { readAction } from './card-data.ts';
import { channelHere } from './channel-here.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { SetupAction } from './setup-data.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'escalationChannels' | 'plans' | 'savePlan' | 'setUpChannel'>;

/** `escalation setup` in a channel: cases may be posted there from now on. Tells nothing of customers, so it answers where it is asked. */
export async function setUpHere(context: TurnContext, deps: Needs): Promise<void> {
  const here = channelHere(context);
  if (here === undefined) return notify(context, { name: 'setup-in-channel' });
  await setUp(context, deps, here, { outsidersAllowed: false });
}

/** Buttons `setup.…`, each about the channel that it is pressed in. */
export async function actOnSetup(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(SetupAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  const here = channelHere(context);
  if (here === undefined) return notify(context, { name: 'setup-in-channel' });
  const { person, signal } = turnInput(context);
  switch (action.verb) {
    case 'setup.allow':
      return setUp(context, deps, here, { outsidersAllowed: true });
    case 'setup.bring':
      return bring(context, deps, here, action.what === EVERYTHING ? undefined : action.what, action.version);
    case 'setup.remove': {
      const refusal = await deps.setUpChannel.remove(here, person, signal);
      return refusal === undefined ? notify(context, { name: 'channel-removed' }) : refused(context, refusal);
    }
  }
}

async function setUp(context: TurnContext, deps: Needs, here: ChannelHere, options: { readonly outsidersAllowed: boolean }): Promise<void> {
  const { person, signal } = turnInput(context);
  const outcome = await deps.setUpChannel.setUp(here, person, options, signal);
  if (typeof outcome === 'string') return refused(context, outcome);
  await showChannel(context, deps, outcome, undefined);
}

/** Lets cases of a product, or all that no other route takes, come here. */
async function bring(
  context: TurnContext,
  deps: Needs,
  { conversationId }: ChannelHere,
  product: Product | undefined,
  version: number,
): Promise<void> {
  if (!(await permitted(context, 'set-up-escalation'))) return;
  const channel = await deps.escalationChannels.byId(conversationId);
  if (channel === undefined) return notify(context, { name: 'channel-not-set-up' });
  const { person, now } = turnInput(context);
  const plan = await deps.plans.current();
  if (plan.version !== version) return showChannel(context, deps, channel, 'stale');
  const saved = await deps.savePlan(withChannelFor(plan, product, conversationId), person.id, now);
  await showChannel(context, deps, channel, saved.outcome === 'saved' ? 'brought' : 'stale');
}

async function showChannel(
  context: TurnContext,
  { plans }: Needs,
  channel: EscalationChannel,
  remark: ChannelSetupView['remark'],
): Promise<void> {
  const { locale, timeZone } = turnInput(context);
  await reply(context, channelSetupCard(locale, { channel, plan: await plans.current(), remark, timeZone }));
}

async function refused(context: TurnContext, reason: ChannelRefusal): Promise<void> {
  switch (reason) {
    case 'outsiders':
      return void (await reply(context, channelOutsidersCard(turnInput(context).locale)));
    case 'not-owner':
    case 'owner-unknown':
      return notify(context, { name: `channel-${reason}`, who: whoMay('set-up-escalation') });
    case 'readers-unknown':
    case 'in-use':
    case 'not-set-up':
      return notify(context, { name: `channel-${reason}` });
  }
}
