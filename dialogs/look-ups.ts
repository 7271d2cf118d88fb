import type { TurnContext } from 'botbuilder';
import { askedCommand, type AskedCommand } from './asked-command.ts';
import { CustomerChoice, CustomerData, FavouriteData, LanguageData, readAction } from './card-data.ts';
import { choose, listCustomers, openCustomer, showCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { openHealth, showCustomerHealth } from './health.ts';
import { showHelp, showPerson } from './help.ts';
import { setLanguage } from './language.ts';
import { may } from '../src/domain/roles.ts';
import { notify, permitted } from './reply.ts';
import { actOnRequest, openRequest } from './request.ts';
import { listRequests } from './requests.ts';
import { turnInput, type CardAction } from './turn-input.ts';

/** In words. */
const LONGEST_NAME = 6;

/** Answers a command or a button by itself, in one turn. */
export type LookUp = (context: TurnContext) => Promise<void>;

/** Everything that is asked and answered within one turn: every command and button but those of the report. */
export function lookUps(deps: DialogDependencies): LookUp {
  return async (context) => {
    const input = turnInput(context);
    const asked = askedCommand(input);
    if (asked !== undefined) return answer(context, deps, asked);
    if (input.input.kind === 'action') return press(context, deps, input.input.action);
    if (input.input.kind === 'text') await answerText(context, deps, input.input.text);
  };
}

/** A customer's name alone asks for that customer; anything else that was not understood is answered with what would be. */
async function answerText(context: TurnContext, deps: DialogDependencies, text: string): Promise<void> {
  const short = text.split(/\s+/u).length <= LONGEST_NAME;
  const found = short && may(turnInput(context).person, 'search-customers') ? await deps.findCustomer(text, 'whole') : undefined;
  if (found?.kind !== 'one') return notify(context, { name: 'unknown-input', query: text });
  await choose(context, deps, found.customer);
  await showCustomer(context, deps, found.customer);
}

async function answer(context: TurnContext, deps: DialogDependencies, { command }: AskedCommand): Promise<void> {
  switch (command.name) {
    case 'help':
      return showHelp(context);
    case 'whoami':
      return showPerson(context);
    case 'cancel':
    case 'report': // A running report answers these itself; without one there is nothing to cancel.
      return notify(context, { name: 'nothing-to-cancel' });
    case 'language':
      return setLanguage(context, deps, command.locale);
    case 'customers':
      return listCustomers(context, deps, command.text, 'customer');
    case 'customer':
      return openCustomer(context, deps, command.text);
    case 'health':
      return openHealth(context, deps, command.customer);
    case 'requests':
      return listRequests(context, deps, command.filter);
    case 'request':
      return openRequest(context, deps, command.id);
  }
}

async function press(context: TurnContext, deps: DialogDependencies, action: CardAction): Promise<void> {
  switch (action.verb) {
    case 'customer.choose':
      return pressChoice(context, deps, action);
    case 'customer.favourite':
      return pressFavourite(context, deps, action);
    case 'language.choose': {
      const data = readAction(LanguageData, action);
      return data === undefined ? oldCard(context) : setLanguage(context, deps, data.locale);
    }
    case 'health.refresh': {
      const data = readAction(CustomerData, action);
      const customer = data && (await deps.customers.byTenantId(data.tenantId));
      return customer === undefined ? oldCard(context) : showCustomerHealth(context, deps, customer, { fresh: true });
    }
    default:
      return action.verb.startsWith('request.') ? actOnRequest(context, deps, action) : oldCard(context);
  }
}

async function pressChoice(context: TurnContext, deps: DialogDependencies, action: CardAction): Promise<void> {
  if (!(await permitted(context, 'search-customers'))) return;
  const data = readAction(CustomerChoice, action);
  if (data === undefined) return oldCard(context);
  // An empty typeahead comes as an empty text: then everything is offered again.
  const wanted = data.tenantId ?? data.customer ?? '';
  const customer = await deps.customers.byTenantId(wanted);
  if (customer === undefined) return listCustomers(context, deps, wanted, data.goal);
  await choose(context, deps, customer);
  return data.goal === 'health' ? showCustomerHealth(context, deps, customer, { fresh: false }) : showCustomer(context, deps, customer);
}

async function pressFavourite(context: TurnContext, deps: DialogDependencies, action: CardAction): Promise<void> {
  if (!(await permitted(context, 'search-customers'))) return;
  const data = readAction(FavouriteData, action);
  const customer = data && (await deps.customers.byTenantId(data.tenantId));
  if (data === undefined || customer === undefined) return oldCard(context);
  await deps.customers.setFavourite(turnInput(context).person.id, customer.tenantId, data.on);
  await showCustomer(context, deps, customer);
}

function oldCard(context: TurnContext): Promise<void> {
  return notify(context, { name: 'old-card' });
}
