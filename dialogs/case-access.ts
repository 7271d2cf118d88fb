import type { TurnContext } from 'botbuilder';
import type { SupportCase } from '../src/domain/support-case.ts';
import { readAction } from './card-data.ts';
import { customerOfCase } from './case-customer.ts';
import { CasePress } from './case-data.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput, type CardAction } from './turn-input.ts';

/** The gate of a case's customer; when it stays shut, the reason has been shown. A case of an incident that hits several customers has none. */
export async function mayTouchCase(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'customers' | 'gate'>,
  of: SupportCase,
): Promise<boolean> {
  const customer = await customerOfCase(deps, of);
  return customer === undefined || admitted(context, deps, customer, { relationshipNeeded: false });
}

/** A button of a living card in a channel that was set up for cases although outsiders read there: what it answers stands there already. */
export async function isOnOpenCard(
  context: TurnContext,
  { cases, escalationChannels }: Pick<DialogDependencies, 'cases' | 'escalationChannels'>,
  pressed: CardAction,
): Promise<boolean> {
  const { scope, conversationId } = turnInput(context);
  const press = scope === 'team' ? readAction(CasePress, pressed) : undefined;
  if (press?.on !== 'channel') return false;
  const [of, channel] = await Promise.all([cases.byId(press.caseId), escalationChannels.byId(conversationId)]);
  return of?.channelId === conversationId && channel?.outsidersAllowed === true;
}
