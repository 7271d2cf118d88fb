import type { TurnContext } from 'botbuilder';
import { may } from '../src/domain/permissions.ts';
import type { ReportDraft, ReportFields } from '../src/domain/report-draft.ts';
import { isBlank } from '../src/domain/report-steps.ts';
import { askedCommand } from './asked-command.ts';
import { begunReports, offerToResume } from './begun-reports.ts';
import { CustomerChoice, readAction, ReportAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { answerFollow, undoFollow } from './follow.ts';
import { handBack } from './hand-over.ts';
import { reportOfNotice } from './incident-notice.ts';
import { reportOfIncident } from './incident.ts';
import { draftOfText, ownDraft } from './own-draft.ts';
import type { ReportOpening } from './report.ts';
import { notify, permitted } from './reply.ts';
import { createDraft, gather } from './new-draft.ts';
import { aboutAnother, asideCustomer } from './other-customer.ts';
import { leavePressed } from './show.ts';
import { textMeaning } from './text-meaning.ts';
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
  | 'nearCommand'
  | 'noteFailure'
  | 'portals'
  | 'readCommand'
  | 'recognise'
  | 'requests'
  | 'showIncident'
  | 'startInPersonalChat'
  | 'watches'
> &
  Parameters<typeof begunReports>[1];

/**
 * `begin`: the report dialog takes the turn. `answered`: a card was shown instead. `look-up`: it is not about the report that is being written.
 * undefined: it is about something else, or about that report.
 */
export type Opening = { readonly begin: ReportOpening } | 'answered' | 'look-up' | undefined;

/**
 * Says whether the turn begins or continues a report by a command, a button or a sentence that reports a problem. `runningId`: of the draft that is being
 * written in this conversation.
 */
export async function openReport(context: TurnContext, deps: Needs, runningId: string | undefined): Promise<Opening> {
  const input = turnInput(context);
  const asked = askedCommand(input);
  if (asked?.command.name === 'report') return start(context, deps, asked.command.text, asked.tenantId);
  if (input.input.kind === 'text') {
    const { text } = input.input;
    return runningId === undefined ? startFromText(context, deps, text) : interruptWithText(context, deps, text, runningId);
  }
  if (input.input.kind !== 'action') return undefined;
  const { action } = input.input;
  if (action.verb.startsWith('report.')) return press(context, deps);
  if (action.verb === 'follow.undo') {
    const draft = await undoFollow(context, deps, action);
    return draft === undefined ? 'answered' : { begin: { draftId: draft.id } };
  }
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
  if (action.verb === 'report.aside' && action.do === 'new') {
    const draft = await ownDraft(context, deps, action.draftId);
    // A second press finds the report that the first one began.
    if (draft?.version !== action.version) return { begin: { draftId: action.draftId, pressed: true } };
    return start(context, deps, action.asideText, asideCustomer(action), draft);
  }
  if (action.verb !== 'report.restart') return { begin: { draftId: action.draftId, pressed: true } };
  const old = await deps.drafts.byId(action.draftId);
  // A second press finds the old draft gone, and the new one begun.
  if (old?.personId === person.id) await deps.drafts.discard(old.id);
  const open = await deps.drafts.open(person.id, now);
  return { begin: { draftId: (open && isBlank(open) ? open : await createDraft(context, deps, {})).id } };
}

async function startFromText(context: TurnContext, deps: Needs, text: string): Promise<Opening> {
  const meaning = await textMeaning(context, deps, text);
  if (meaning.kind === 'report') return start(context, deps, text, undefined);
  if (meaning.kind === 'command' && meaning.command.name === 'report') return start(context, deps, meaning.command.text, undefined);
  return undefined;
}

/** While a report is being written, text belongs to it, unless it clearly is about something else; the report so far can be resumed. */
async function interruptWithText(context: TurnContext, deps: Needs, text: string, runningId: string): Promise<Opening> {
  const draft = await draftOfText(context, deps, runningId);
  if (draft === undefined || !may(turnInput(context).person, 'report')) return undefined;
  switch (await aboutAnother(context, deps, draft, text)) {
    case 'look-up':
      return 'look-up';
    case 'asked':
      return 'answered';
    case 'another-report':
      return start(context, deps, text, undefined, draft);
    case 'same':
      return undefined;
  }
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
  const draft = begun ? open : await createDraft(context, deps, fields);
  return scope === 'team' ? continueInPersonalChat(context, deps, draft) : { begin: { draftId: draft.id } };
}

/** `kept`: the report that was being written until now. */
async function start(context: TurnContext, deps: Needs, text: string, tenantId: string | undefined, kept?: ReportDraft): Promise<Opening> {
  if (!(await permitted(context, 'report'))) return 'answered';
  const { scope } = turnInput(context);
  const earlier = text === '' && tenantId === undefined ? await begunEarlier(context, deps) : undefined;
  if (scope === 'team') return continueInPersonalChat(context, deps, earlier ?? (await gather(context, deps, text, tenantId)).draft);
  if (earlier === undefined) {
    const { draft, ...customer } = await gather(context, deps, text, tenantId);
    return { begin: { draftId: draft.id, kept, ...customer } };
  }
  if (isBlank(earlier)) return { begin: { draftId: earlier.id } };
  await offerToResume(context, deps, earlier);
  return 'answered';
}

/** What was begun last, also where nothing was said in it yet. */
async function begunEarlier(context: TurnContext, deps: Needs): Promise<ReportDraft | undefined> {
  const { person, now } = turnInput(context);
  const newest = await deps.drafts.open(person.id, now);
  return newest === undefined || isBlank(newest) ? newest : (await begunReports(context, deps))[0];
}

/** A report is nobody's business but the person's: in a channel it only begins. */
async function continueInPersonalChat(context: TurnContext, deps: Needs, draft: ReportDraft): Promise<Opening> {
  const { person, locale, timeZone } = turnInput(context);
  const reached = await deps.startInPersonalChat(person.id, draft.id, { locale, timeZone });
  await notify(context, { name: reached ? 'report-continues-in-chat' : 'report-needs-personal-chat' });
  return 'answered';
}
