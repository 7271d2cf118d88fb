import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { EscalationAbout } from '../cards/escalate-form.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { EscalationFields } from '../src/domain/escalation-form.ts';
import { escalationOf } from '../src/domain/escalation-text.ts';
import { reportOfIssue, writtenIn } from '../src/domain/incident-follow.ts';
import { prefill } from '../src/domain/intent.ts';
import { keepTyped } from '../src/domain/report-kept.ts';
import { fieldsOf } from '../src/domain/report-steps.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { admitted } from './customer-access.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { EscalateAction } from './escalate-data.ts';
import { ownDraft } from './own-draft.ts';
import { mayTouch } from './request.ts';
import { notify, permitted } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  'customers' | 'drafts' | 'findCustomer' | 'gate' | 'incidentReach' | 'jobs' | 'requests' | 'showIncident'
>;

/** What a form begins with. */
export interface EscalationBegin {
  readonly about: EscalationAbout;
  readonly fields: EscalationFields;
  /** Not named, only in force. */
  readonly confirmCustomer: boolean;
  /** Customers that may have been meant, or that the incident hits. */
  readonly offered: readonly Customer[];
  /** Why none of them was taken: the text may mean several, or names nobody on the list. */
  readonly customerProblem: FieldProblem['problem'] | undefined;
}

const ISSUE = /^[a-z]{2,}\d{4,}$/i;
const ROW_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** By what was typed, or what a command's button carries; undefined when something else was shown instead. */
export async function beginWith(context: TurnContext, deps: Needs, text: string): Promise<EscalationBegin | undefined> {
  const said = text.trim();
  if (ISSUE.test(said)) return beginWithIncident(context, deps, said, undefined);
  const request = said === '' || said.includes(' ') ? undefined : await requestNamed(deps, said);
  if (request !== undefined) return beginWithRequest(context, deps, request);
  const customer = ROW_ID.test(said) ? await deps.customers.byTenantId(said.toLowerCase()) : undefined;
  if (ROW_ID.test(said) && customer === undefined) {
    await notify(context, { name: 'old-card' });
    return undefined;
  }
  return beginWithText(context, deps, customer === undefined ? said : '', customer);
}

/** By a button of another card. */
export async function beginFrom(
  context: TurnContext,
  deps: Needs,
  { issueId, tenantId, customer, draftId, ...pressedWith }: Extract<EscalateAction, { verb: 'escalate.begin' }>,
): Promise<EscalationBegin | undefined> {
  if (issueId !== undefined) return beginWithIncident(context, deps, issueId, tenantId ?? customer);
  if (draftId === undefined) return beginWithText(context, deps, '', undefined);
  const draft = await ownDraft(context, deps, draftId);
  if (draft === undefined) {
    await notify(context, { name: 'draft-gone' });
    return undefined;
  }
  const about = draft.tenantId === undefined ? undefined : await deps.customers.byTenantId(draft.tenantId);
  if (about !== undefined && !(await admitted(context, deps, about, { relationshipNeeded: false }))) return undefined;
  const { locale, now } = turnInput(context);
  // With what stands on the report's second card, which stays as it is.
  const written = keepTyped(fieldsOf(draft), 'health', pressedWith, { now, topicIds: [], subscriptions: [] });
  return begun({ ...escalationOf(written), language: draft.language ?? locale }, { issueId: draft.linkedIssueId });
}

async function beginWithRequest(context: TurnContext, deps: Needs, request: ServiceRequest): Promise<EscalationBegin | undefined> {
  if (!(await mayTouch(context, deps, request))) return undefined;
  const { id, reference, tenantId, linkedIssueId } = request;
  return begun(escalationOf({ ...writtenIn(request), tenantId }), { request: { id, reference }, issueId: linkedIssueId });
}

/** `customer`: the one it is about, by its tenant; without one it is asked, among those that the incident hits. */
async function beginWithIncident(
  context: TurnContext,
  deps: Needs,
  id: string,
  customer: string | undefined,
): Promise<EscalationBegin | undefined> {
  if (!(await permitted(context, 'see-health'))) return undefined;
  const { locale, person, now, signal } = turnInput(context);
  const issueId = id.toUpperCase();
  const result = await deps.showIncident(issueId, deps.gate.view(person, now), { fresh: false }, signal);
  if (result === undefined) {
    await notify(context, { name: 'no-such-incident', query: id });
    return undefined;
  }
  const named = customer === undefined || customer === '' ? undefined : await deps.customers.byTenantId(customer);
  if (named !== undefined && !(await admitted(context, deps, named, { relationshipNeeded: false }))) return undefined;
  const [only] = result.hit.total === 1 ? result.hit.customers : [];
  const { product, title, description } = reportOfIssue(result.incident, '');
  const fields = { product, title, description, language: locale, tenantId: (named ?? only)?.tenantId };
  return begun(fields, { issueId, offered: result.hit.customers });
}

/** In the person's own words, which may name a customer; else for the one in force, to be confirmed. */
async function beginWithText(
  context: TurnContext,
  deps: Needs,
  text: string,
  given: Customer | undefined,
): Promise<EscalationBegin | undefined> {
  const { customer: inForce, locale, person, signal } = turnInput(context);
  const found = given !== undefined || text === '' ? undefined : await deps.findCustomer(text, 'in-sentence');
  const named = given ?? (found?.kind === 'one' ? found.customer : undefined);
  if (named !== undefined) {
    if (!(await admitted(context, deps, named, { relationshipNeeded: false }))) return undefined;
    await choose(context, deps, named);
  }
  const candidates = found?.kind === 'several' ? found.customers : found?.kind === 'none' ? found.near : [];
  // Somebody else is named, whoever that is.
  const unsure = candidates.length > 0 || (found?.kind === 'none' && found.unknownName);
  const open = inForce !== undefined && (await deps.gate.check(person, inForce, signal)) !== 'denied' ? inForce : undefined;
  const customer = named ?? (unsure ? undefined : open);
  const onlyTheName = found?.kind === 'one' && found.rest.trim() === '';
  // The person's own words are the description: nothing is put behind them.
  const { product, title, description } = prefill(onlyTheName ? '' : text);
  return begun(
    { product, title, description, language: locale, tenantId: customer?.tenantId },
    {
      offered: candidates,
      confirmCustomer: named === undefined,
      customerProblem: unsure ? (found?.kind === 'several' ? 'ambiguous' : 'not-found') : undefined,
    },
  );
}

function begun(
  fields: EscalationFields,
  some: Partial<Pick<EscalationAbout, 'request' | 'issueId'> & Omit<EscalationBegin, 'about' | 'fields'>>,
): EscalationBegin {
  const { request, issueId, confirmCustomer = false, offered = [], customerProblem } = some;
  return { about: { caseId: randomUUID(), request, issueId }, fields, confirmCustomer, offered, customerProblem };
}

async function requestNamed({ requests }: Pick<Needs, 'requests'>, named: string): Promise<ServiceRequest | undefined> {
  return ROW_ID.test(named) ? requests.byId(named) : requests.find(named);
}
