import type { TurnContext } from 'botbuilder';
import { customerWordsCard } from '../cards/customer-words.ts';
import { customerLocale } from '../src/domain/customer-words.ts';
import { readAction, WordingAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { admitted } from './customer-access.ts';
import { notify, permitted, reply } from './reply.ts';
import { customerAsNamed } from './request-customer.ts';
import { leavePressed } from './show.ts';
import { showStatement } from './statement.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'requests' | 'supportStatement'>;

/** Buttons `wording.…`: words for the customer of a request, in another language, with or without how to get support; the support statement alone. */
export async function actOnWording(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(WordingAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  return action.verb === 'wording.statement' ? showStatement(context, deps, action.language) : showWords(context, deps, action);
}

async function showWords(
  context: TurnContext,
  deps: Needs,
  { requestId, language, withStatement, inPlace }: Extract<WordingAction, { readonly verb: 'wording.show' }>,
): Promise<void> {
  if (!(await permitted(context, 'see-requests'))) return;
  const request = await deps.requests.byId(requestId);
  if (request === undefined) return notify(context, { name: 'old-card' });
  const customer = (await deps.customers.byTenantId(request.tenantId)) ?? customerAsNamed(request);
  if (!(await admitted(context, deps, customer, { relationshipNeeded: false }))) return;
  const { locale, timeZone, now } = turnInput(context);
  // The request stays in sight; another language takes the place of the first.
  if (!inPlace) leavePressed(context);
  const textLocale = language ?? customerLocale(customer, request);
  await reply(context, customerWordsCard(locale, { request, textLocale, statement: deps.supportStatement, withStatement, now, timeZone }));
}
