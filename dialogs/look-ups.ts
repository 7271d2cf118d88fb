import type { TurnContext } from 'botbuilder';
import { actOnAccess, openAccess } from './access.ts';
import { actOnAdmin, openAdmin } from './administer.ts';
import { amongOurselves } from './among-ourselves.ts';
import { askedCommand, type AskedCommand } from './asked-command.ts';
import { actOnAzureTickets, openAzureTickets } from './azure-tickets.ts';
import { cancelBegun } from './begun-reports.ts';
import { actOnBoard, openBoard } from './board.ts';
import { CustomerChoice, CustomerData, FavouriteData, LanguageData, readAction } from './card-data.ts';
import { choose, listCustomers, openCustomer, showCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { openHealth, showCustomerHealth } from './health.ts';
import { showHelp, showPerson } from './help.ts';
import { actOnFile } from './file-answer.ts';
import { actOnIncident, openIncident } from './incident.ts';
import { openIncidents } from './incidents.ts';
import { setLanguage } from './language.ts';
import { askedTag } from '../src/domain/customer-tag.ts';
import { actOnPublisher } from './publishers.ts';
import { notify, permitted } from './reply.ts';
import { openRequest } from './open-request.ts';
import { actOnRequest } from './request.ts';
import { actOnRequests, listRequests } from './requests.ts';
import { showGroup } from './tag-groups.ts';
import { actOnTags } from './tags.ts';
import { openCase } from './case.ts';
import { isOnOpenCard } from './case-access.ts';
import { actOnCase } from './case-press.ts';
import { listCases } from './cases.ts';
import { actOnSetup, setUpHere } from './channel-setup.ts';
import { actOnDigest } from './digest.ts';
import { actOnEscalation, openEscalate } from './escalate.ts';
import { actOnPlan, openPlan } from './escalation-plan.ts';
import { actOnNotice } from './incident-notice.ts';
import { actOnOnCall, openOnCall } from './on-call.ts';
import { takeFile } from './sent-file.ts';
import { checkSetup } from './setup-check.ts';
import { showStatement } from './statement.ts';
import { actOnStatistics, openStatistics } from './statistics.ts';
import { stopWatching, watchNow } from './watch-now.ts';
import { actOnWatch, openWatches } from './watches.ts';
import { namesRequest, textMeaning } from './text-meaning.ts';
import { actOnWording } from './wording.ts';
import { turnInput, type CardAction, type TurnInput } from './turn-input.ts';

/** Answers a command or a button by itself, in one turn. */
export type LookUp = (context: TurnContext) => Promise<void>;

/** Everything that is asked and answered within one turn: every command and button but those of the report. */
export function lookUps(deps: DialogDependencies): LookUp {
  return async (context) => {
    const input = turnInput(context);
    const asked = askedCommand(input);
    if (asked !== undefined) {
      if (tellsNothing(asked, input)) return answer(context, deps, asked);
      return amongOurselves(context, deps, () => answer(context, deps, asked));
    }
    if (input.input.kind === 'text') return answerText(context, deps, input.input.text);
    if (input.input.kind === 'file') return takeFile(context, deps, input.input);
    if (input.input.kind !== 'action') return;
    const { action } = input.input;
    // An escalation goes to the person's own chat by itself, whoever reads here; the set-up of a channel is about that channel and names no customer.
    if (/^(?:language\.choose$|wording\.statement$|escalate\.|setup\.)/.test(action.verb)) return press(context, deps, action);
    if (await isOnOpenCard(context, deps, action)) return press(context, deps, action);
    await amongOurselves(context, deps, () => press(context, deps, action));
  };
}

/** Whether the answer to a command names no customer, whoever reads it. Any command not known here may name one. */
function tellsNothing({ command }: AskedCommand, { customer }: TurnInput): boolean {
  switch (command.name) {
    case 'language':
    case 'cancel':
    case 'report':
    case 'escalate':
    case 'statement':
      return true;
    case 'help':
    case 'whoami':
      return customer === undefined; // They name the one in force.
    case 'escalation':
      return command.text === 'setup';
    default:
      return false;
  }
}

/** A text that begins no report. What was not understood is answered with what would be; nothing typed is lost. */
async function answerText(context: TurnContext, deps: DialogDependencies, text: string): Promise<void> {
  const meaning = await textMeaning(context, deps, text);
  switch (meaning.kind) {
    case 'customer':
      return amongOurselves(context, deps, async () => {
        await choose(context, deps, meaning.customer);
        await showCustomer(context, deps, meaning.customer);
      });
    case 'customers':
      return amongOurselves(context, deps, () => listCustomers(context, deps, text, 'customer'));
    case 'request':
      return amongOurselves(context, deps, () => openRequest(context, deps, meaning.id));
    case 'command':
      return amongOurselves(context, deps, () => answer(context, deps, { command: meaning.command, tenantId: undefined }));
    case 'question':
      return amongOurselves(context, deps, () => notify(context, { name: 'question', query: text, customer: meaning.customer }));
    case 'near-command':
      return notify(context, { name: 'did-you-mean', query: text, near: meaning.near });
    case 'report': // A report begins before any look-up.
    case 'unknown':
      return notify(context, { name: 'unknown-input', query: text });
  }
}

async function answer(context: TurnContext, deps: DialogDependencies, { command }: AskedCommand): Promise<void> {
  switch (command.name) {
    case 'help':
      return showHelp(context);
    case 'whoami':
      return showPerson(context);
    case 'cancel':
    case 'report': // A running report answers these itself.
      return cancelBegun(context, deps);
    case 'language':
      return setLanguage(context, deps, command.locale);
    case 'customers':
      if (command.text.startsWith('#')) return showGroup(context, deps, askedTag(command.text), { offset: 0 });
      return listCustomers(context, deps, command.text, 'customer');
    case 'customer':
      return openCustomer(context, deps, command.text);
    case 'health':
      return openHealth(context, deps, command.customer);
    case 'board':
      return openBoard(context, deps);
    case 'incidents':
      return openIncidents(context, deps, command.customer);
    case 'incident':
      return openIncident(context, deps, command.id);
    case 'admin':
      return openAdmin(context, deps, command.text);
    case 'access':
      return openAccess(context, deps, command.customer);
    case 'watch':
      return watchNow(context, deps, command.text);
    case 'unwatch':
      return stopWatching(context, deps, command.text);
    case 'watches':
      return openWatches(context, deps, command.customer);
    case 'requests':
      // "requests INC-4711": a number is no filter.
      if (command.customer === undefined && (await namesRequest(context, deps, command.filter)))
        return openRequest(context, deps, command.filter);
      return listRequests(context, deps, command);
    case 'request':
      return openRequest(context, deps, command.id);
    case 'escalate':
      return openEscalate(context, deps, command.text);
    case 'cases':
      return listCases(context, deps, command.filter);
    case 'case':
      return openCase(context, deps, command.id);
    case 'oncall':
      return openOnCall(context, deps, command.text);
    case 'escalation':
      return command.text === 'setup' ? setUpHere(context, deps) : openPlan(context, deps);
    case 'statistics':
      return openStatistics(context, deps, command.text);
    case 'statement':
      return showStatement(context, deps);
    case 'setup':
      return checkSetup(context, deps);
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
    default: {
      const act = ACTS.get(action.verb.split('.')[0] ?? '');
      return act === undefined ? oldCard(context) : act(context, deps, action);
    }
  }
}

/** Who serves the buttons of a card, by the first part of their verb. */
const ACTS = new Map<string, (context: TurnContext, deps: DialogDependencies, action: CardAction) => Promise<void>>([
  ['request', actOnRequest],
  ['requests', actOnRequests],
  ['tickets', actOnAzureTickets],
  ['incident', actOnIncident],
  ['board', actOnBoard],
  ['tags', actOnTags],
  ['file', actOnFile],
  ['admin', actOnAdmin],
  ['publisher', actOnPublisher],
  ['access', actOnAccess],
  ['watch', actOnWatch],
  ['notice', actOnNotice],
  ['digest', actOnDigest],
  ['case', actOnCase],
  ['escalate', actOnEscalation],
  ['oncall', actOnOnCall],
  ['plan', actOnPlan],
  ['setup', actOnSetup],
  ['statistics', actOnStatistics],
  ['wording', actOnWording],
]);

async function pressChoice(context: TurnContext, deps: DialogDependencies, action: CardAction): Promise<void> {
  if (!(await permitted(context, 'search-customers'))) return;
  const data = readAction(CustomerChoice, action);
  if (data === undefined) return oldCard(context);
  // An empty typeahead comes as an empty text: then everything is offered again.
  const wanted = data.tenantId ?? data.customer ?? '';
  const customer = await deps.customers.byTenantId(wanted);
  if (customer === undefined) return listCustomers(context, deps, wanted, data.goal);
  await choose(context, deps, customer);
  switch (data.goal) {
    case 'health':
      return showCustomerHealth(context, deps, customer, { fresh: false });
    case 'incidents':
      return openIncidents(context, deps, customer.tenantId);
    case 'admin':
      return openAdmin(context, deps, customer.tenantId);
    case 'access':
      return openAccess(context, deps, customer.tenantId);
    case 'watch':
      return watchNow(context, deps, customer.tenantId);
    case 'watches':
      return openWatches(context, deps, customer.tenantId);
    case 'cases':
      return listCases(context, deps, customer.tenantId);
    case 'azure-tickets':
      return openAzureTickets(context, deps, customer.tenantId);
    case 'escalate':
      return openEscalate(context, deps, customer.tenantId);
    case 'customer':
    case 'report': // A report begins before any look-up.
      return showCustomer(context, deps, customer);
  }
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
