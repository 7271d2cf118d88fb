import type { TurnContext } from 'botbuilder';
import { BotError } from '../src/domain/errors.ts';
import type { FilingAnswer, ShownWay } from '../src/domain/filing-route.ts';
import { reportProblems, stepOf } from '../src/domain/report-problems.ts';
import { fieldsOf, isHealthDue } from '../src/domain/report-steps.ts';
import type { CardPlace, ServiceRequest } from '../src/domain/service-request.ts';
import { requestOf } from './case-file.ts';
import type { SubmitReport } from '../src/use-cases/submit-report.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { Outcome } from './report.ts';
import { readyAzure } from './report-azure.ts';
import type { ReportSituation } from './report-situation.ts';
import { notify } from './reply.ts';
import { showReading } from './request.ts';
import { askAboutDoubles } from './similar-requests.ts';
import { turnInput } from './turn-input.ts';

/**
 * Makes a request of a complete draft and shows it in place of the review; sending is the job's. An incomplete one goes back to the card that asks
 * for what is missing, and without certainty about the person's access nothing is written (design.md 7). Where it would not go the way that was `shown`, the present
 * one is shown instead, be it advice.
 */
export async function submit(
  context: TurnContext,
  deps: DialogDependencies,
  situation: ReportSituation,
  shown: ShownWay | undefined,
): Promise<Outcome> {
  const { draft, facts, access } = situation;
  const { now } = turnInput(context);
  if (facts === undefined) return ASK;
  if (access === 'unknown') {
    await notify(context, { name: 'access-unknown', customer: facts.customer });
    return ASK;
  }
  if (!(await isAsShown(context, facts.answer, shown))) return ASK;
  // An incident may have begun since: the health is shown first (B19).
  if (isHealthDue(draft, facts, now)) return ASK;
  const problems = reportProblems(draft, facts);
  if (problems[0] !== undefined) {
    await deps.drafts.save(draft.id, draft.version, fieldsOf(draft), stepOf(problems[0].field), now);
    return { next: 'ask', problems };
  }
  const azure = await readyAzure(context, deps, situation);
  if (azure.choice === 'not-there') {
    await deps.drafts.save(draft.id, draft.version, azure.fields, 'form', now);
    return { next: 'ask', problems: azure.problems };
  }
  if (await isFiledFromCase(context, deps, draft.caseId)) return ASK;
  const asked = await askAboutDoubles(context, deps, situation);
  return asked ?? make(context, deps, { draft, ...facts, azure: azure.choice });
}

const ASK = { next: 'ask' } as const;

/** The way and what it costs, as on the review: rights, plans and settings may have changed since, and nobody sends what was not shown. */
async function isAsShown(context: TurnContext, answer: FilingAnswer, shown: ShownWay | undefined): Promise<boolean> {
  if (shown?.route === answer.route && shown.cost === answer.cost) return true;
  const left = shown?.route === 'azure-support' && !answer.needsAzure;
  if (shown !== undefined) await notify(context, { name: left ? 'route-left-azure' : 'route-changed', before: shown, now: answer });
  return false;
}

async function make(
  context: TurnContext,
  deps: DialogDependencies,
  report: Pick<Parameters<SubmitReport>[0], 'draft' | 'customer' | 'answer' | 'azure'>,
): Promise<Outcome> {
  const { person, locale, timeZone } = turnInput(context);
  try {
    await showSubmitted(context, deps, await deps.submitReport({ ...report, person, locale, timeZone, place: pressedPlace(context) }));
    return { next: 'ended' };
  } catch (error) {
    // Another press was first: what it made of the draft is shown.
    if (error instanceof BotError && error.code === 'CONFLICT') return ASK;
    throw error;
  }
}

/** Two colleagues may each have begun a report of the same case: the first that is filed counts. */
async function isFiledFromCase(context: TurnContext, deps: DialogDependencies, caseId: string | undefined): Promise<boolean> {
  const about = caseId === undefined ? undefined : await deps.cases.byId(caseId);
  const filed = about && (await requestOf(deps, about));
  if (about === undefined || filed === undefined) return false;
  await notify(context, { name: 'case-has-request', reference: filed.reference, caseReference: about.reference });
  return true;
}

async function showSubmitted(context: TurnContext, deps: DialogDependencies, request: ServiceRequest): Promise<void> {
  const activityId = await showReading(context, deps, { request, record: undefined, failure: undefined });
  if (request.place === undefined && activityId !== undefined) {
    await deps.requests.setPlace(request.id, { conversationId: turnInput(context).conversationId, activityId });
  }
  // The job may have been quicker than this turn: its news must not stay covered by ours.
  const latest = await deps.requests.byId(request.id);
  if (latest !== undefined && latest.state !== request.state) {
    await showReading(context, deps, { request: latest, record: undefined, failure: undefined });
  }
}

function pressedPlace(context: TurnContext): CardPlace | undefined {
  const { replyToId } = context.activity;
  return replyToId === undefined ? undefined : { conversationId: turnInput(context).conversationId, activityId: replyToId };
}
