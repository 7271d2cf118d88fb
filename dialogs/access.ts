import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import { accessCard } from '../cards/access.ts';
import { ENDING_SHOWN, endingAccessCard } from '../cards/ending-access.ts';
import { soonAfter } from '../src/domain/delegated-access.ts';
import type { Customer } from '../src/domain/customer.ts';
import { CustomerData, readAction } from './card-data.ts';
import { choose, listCustomers, namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  'customers' | 'findCustomer' | 'gate' | 'jobs' | 'tags' | 'checkAccess' | 'endingAccess' | 'partner' | 'noteFailure'
>;

/** A page of the list; far beyond any real one. */
const EndingData = z.object({ page: z.coerce.number().int().min(0).max(10_000) });

/** Whether this person has the access needed for the named customer; without a name and a customer in force, the relationships that end soon. */
export async function openAccess(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'see-access'))) return;
  if (text === '' && turnInput(context).customer === undefined) return showEnding(context, deps, 0);
  const customer = await namedCustomer(context, deps, text, 'access');
  if (customer === undefined) return;
  await choose(context, deps, customer);
  await showAccess(context, deps, customer);
}

/** Buttons `access.…`: check again, check another customer, relationships that end soon. */
export async function actOnAccess(context: TurnContext, deps: Needs, action: CardAction): Promise<void> {
  if (!(await permitted(context, 'see-access'))) return;
  switch (action.verb) {
    case 'access.check': {
      const data = readAction(CustomerData, action);
      const customer = data && (await deps.customers.byTenantId(data.tenantId));
      return customer === undefined ? notify(context, { name: 'old-card' }) : showAccess(context, deps, customer);
    }
    case 'access.choose':
      return listCustomers(context, deps, '', 'access');
    case 'access.ending': {
      const data = readAction(EndingData, action);
      return data === undefined ? notify(context, { name: 'old-card' }) : showEnding(context, deps, data.page);
    }
    default:
      return notify(context, { name: 'old-card' });
  }
}

/** The check itself needs no access: it tells why there is none. */
async function showAccess(
  context: TurnContext,
  { checkAccess, partner, noteFailure }: Pick<Needs, 'checkAccess' | 'partner' | 'noteFailure'>,
  customer: Customer,
): Promise<void> {
  const { locale, person, now, timeZone, signal } = turnInput(context);
  const { failure, ...check } = await checkAccess(person, customer, signal);
  await reply(
    context,
    accessCard(locale, {
      ...check,
      customer,
      roles: person.roles,
      failure: failure && { code: failure.code, errorId: noteFailure(failure) },
      applicationId: partner.applicationId,
      now,
      timeZone,
    }),
  );
}

async function showEnding(
  context: TurnContext,
  { gate, endingAccess }: Pick<Needs, 'gate' | 'endingAccess'>,
  wanted: number,
): Promise<void> {
  const { locale, person, now, timeZone } = turnInput(context);
  const view = gate.view(person, now);
  const read = (page: number) =>
    endingAccess.ending(view, { now, until: soonAfter(now) }, { limit: ENDING_SHOWN, offset: page * ENDING_SHOWN });
  const [readAt, found] = await Promise.all([endingAccess.refreshedAt(), read(wanted)]);
  // The list may have become shorter since the card was made.
  const page = found.rows.length > 0 ? wanted : Math.max(0, Math.ceil(found.total / ENDING_SHOWN) - 1);
  const { rows, total } = page === wanted ? found : await read(page);
  await reply(context, endingAccessCard(locale, { occasion: 'asked', rows, total, page, readAt, now, timeZone }));
}
