import type { TurnContext } from 'botbuilder';
import { resumeDraftCard } from '../cards/resume-draft.ts';
import type { Customer } from '../src/domain/customer.ts';
import { isProblemReport, prefill, readIntent, type Intent } from '../src/domain/intent.ts';
import type { ReportDraft, ReportFields } from '../src/domain/report-draft.ts';
import { fieldsOf, isBlank } from '../src/domain/report-steps.ts';
import { askedCommand } from './asked-command.ts';
import { CustomerChoice, readAction, ReportAction } from './card-data.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { answerFollow } from './follow.ts';
import { handBack } from './hand-over.ts';
import { reportOfNotice } from './incident-notice.ts';
import { reportOfIncident } from './incident.ts';
import { contactOf } from './report-cards.ts';
import type { ReportOpening } from './report.ts';
import { notify, permitted, reply } from './reply.ts';
import { leavePressed } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  | 'board'
  | 'customers'
  | 'deliveries'
  | 'drafts'
  | 'findCustomer'
  | 'follows'
  | 'gate'
  | 'handOver'
  | 'incidentReach'
  | 'incidents'
  | 'jobs'
  | 'noteFailure'
  | 'recognise'
  | 'requests'
  | 'showIncident'
  | 'startInPersonalChat'
  | 'watches'
>;

/** `begin`: the report dialog takes the turn. `answered`: a card was shown instead. undefined: the turn is about something else. */
export type Opening = { readonly begin: ReportOpening } | 'answered' | undefined;

/** Says whether the turn begins or continues a report by a command, a button or a sentence that clearly reports a problem. */
export async function openReport(context: TurnContext, deps: Needs, running: boolean): Promise<Opening> {
  const input = turnInput(context);
  const asked = askedCommand(input);
  if (asked?.command.name === 'report') return start(context, deps, asked.command.text, asked.tenantId);
  if (input.input.kind === 'text') return startFromText(context, deps, input.input.text, running);
  if (input.input.kind !== 'action') return undefined;
  const { action } = input.input;
  if (action.verb.startsWith('report.')) return press(context, deps);
  if (action.verb.startsWith('follow.')) return startFrom(context, deps, await answerFollow(context, deps, action));
  if (action.verb === 'incident.report') return startAboutIncident(context, deps, action);
  if (action.verb === 'notice.report') {
    const about = await reportOfNotice(context, deps, action);
    return about && startAboutIncident(context, deps, about);
  }
  const choice = action.verb === 'customer.choose' ? readAction(CustomerChoice, action) : undefined;
  return choice?.goal === 'report' ? start(context, deps, '', choice.tenantId ?? choice.customer) : undefined;
}

async function press(context: TurnContext, deps: Needs): Promise<Opening> {
  if (!(await permitted(context, 'report'))) return 'answered';
  const { input, person, now, scope } = turnInput(context);
  // The cards of a report are shown in personal chats only, and so are the answers to their buttons.
  const action = input.kind === 'action' && scope === 'personal' ? readAction(ReportAction, input.action) : undefined;
  if (action === undefined) {
    await notify(context, { name: 'old-card' });
    return 'answered';
  }
  if (action.verb === 'report.handBack') {
    // The person's own report, if there is one, goes on.
    await handBack(context, deps, action.draftId);
    return 'answered';
  }
  if (action.verb !== 'report.restart') return { begin: { draftId: action.draftId, pressed: true } };
  const old = await deps.drafts.byId(action.draftId);
  // A second press finds the old draft gone, and the new one begun.
  if (old?.personId === person.id) await deps.drafts.discard(old.id);
  const open = await deps.drafts.open(person.id, now);
  return { begin: { draftId: (open && isBlank(open) ? open : await create(context, deps, {})).id } };
}

/** While a report is being written, text belongs to it, unless it clearly reports something else; the report so far can be resumed. */
async function startFromText(context: TurnContext, deps: Needs, text: string, running: boolean): Promise<Opening> {
  const intent = readIntent(text);
  if (intent.nature === undefined) return undefined;
  const found = await deps.findCustomer(text, 'in-sentence');
  if (!isProblemReport(intent, found.kind !== 'none')) return undefined;
  if (running) {
    const { person, now } = turnInput(context);
    const open = await deps.drafts.open(person.id, now);
    if (open === undefined || found.kind !== 'one' || !isAboutAnother(open, found.customer, intent)) return undefined;
  }
  return start(context, deps, text, undefined);
}

function isAboutAnother(draft: ReportDraft, customer: Customer, { product }: Intent): boolean {
  if (draft.tenantId === undefined) return false;
  return draft.tenantId !== customer.tenantId || (product !== undefined && draft.product !== undefined && draft.product !== product);
}

async function startAboutIncident(context: TurnContext, deps: Needs, action: CardAction): Promise<Opening> {
  if (!(await permitted(context, 'report'))) return 'answered';
  const fields = await reportOfIncident(context, deps, action);
  leavePressed(context);
  return startFrom(context, deps, fields);
}

/** A report about an incident; a second press goes on with the one that the first began. */
async function startFrom(context: TurnContext, deps: Needs, fields: ReportFields | undefined): Promise<Opening> {
  if (fields === undefined) return 'answered';
  const { person, now, scope } = turnInput(context);
  const open = await deps.drafts.open(person.id, now);
  const begun = open !== undefined && open.linkedIssueId === fields.linkedIssueId && open.tenantId === fields.tenantId;
  const draft = begun ? open : await create(context, deps, fields);
  return scope === 'team' ? continueInPersonalChat(context, deps, draft) : { begin: { draftId: draft.id } };
}

async function start(context: TurnContext, deps: Needs, text: string, tenantId: string | undefined): Promise<Opening> {
  if (!(await permitted(context, 'report'))) return 'answered';
  const { person, now, scope } = turnInput(context);
  const earlier = text === '' && tenantId === undefined ? await deps.drafts.open(person.id, now) : undefined;
  if (scope === 'team') return continueInPersonalChat(context, deps, earlier ?? (await gather(context, deps, text, tenantId)).draft);
  if (earlier === undefined) {
    const { draft, candidates } = await gather(context, deps, text, tenantId);
    return { begin: { draftId: draft.id, candidates: candidates.map((customer) => customer.tenantId) } };
  }
  return isBlank(earlier) ? { begin: { draftId: earlier.id } } : offerToResume(context, deps, earlier);
}

/** A new draft with everything the text says. A customer who was only in force, not named, is shown to be confirmed. */
async function gather(
  context: TurnContext,
  deps: Needs,
  text: string,
  tenantId: string | undefined,
): Promise<{ readonly draft: ReportDraft; readonly candidates: readonly Customer[] }> {
  const { customer: inForce, now } = turnInput(context);
  const named = tenantId === undefined ? undefined : await deps.customers.byTenantId(tenantId);
  const found = named !== undefined || text === '' ? undefined : await deps.findCustomer(text, 'in-sentence');
  const said = named ?? (found?.kind === 'one' ? found.customer : undefined);
  if (said !== undefined) await choose(context, deps, said);
  const candidates = found?.kind === 'several' ? found.customers : [];
  const customer = said ?? (candidates.length > 0 ? undefined : inForce);
  const onlyTheName = found?.kind === 'one' && found.rest.trim() === '';
  const draft = await create(context, deps, { ...prefill(onlyTheName ? '' : text), tenantId: customer?.tenantId });
  if (said !== undefined || customer === undefined) return { draft, candidates };
  return { draft: (await deps.drafts.save(draft.id, draft.version, fieldsOf(draft), 'subject', now)) ?? draft, candidates };
}

function create(context: TurnContext, { drafts }: Pick<Needs, 'drafts'>, fields: ReportFields): Promise<ReportDraft> {
  const { person, conversationId, locale, now } = turnInput(context);
  return drafts.create(person.id, conversationId, { contact: contactOf(person), language: locale, ...fields }, now);
}

/** A report is nobody's business but the person's: in a channel it only begins. */
async function continueInPersonalChat(context: TurnContext, deps: Needs, draft: ReportDraft): Promise<Opening> {
  const { person, locale, timeZone } = turnInput(context);
  const reached = await deps.startInPersonalChat(person.id, draft.id, { locale, timeZone });
  await notify(context, { name: reached ? 'report-continues-in-chat' : 'report-needs-personal-chat' });
  return 'answered';
}

async function offerToResume(context: TurnContext, { customers }: Pick<Needs, 'customers'>, draft: ReportDraft): Promise<Opening> {
  const { locale, now, timeZone } = turnInput(context);
  const customer = draft.tenantId === undefined ? undefined : await customers.byTenantId(draft.tenantId);
  await reply(context, resumeDraftCard(locale, { draft, customer, now, timeZone }));
  return 'answered';
}
