import type { TurnContext } from 'botbuilder';
import { reportProblems, stepOf } from '../src/domain/report-problems.ts';
import { fieldsOf } from '../src/domain/report-steps.ts';
import type { CardPlace, ServiceRequest } from '../src/domain/service-request.ts';
import { requestOf } from './case-file.ts';
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
 * for what is missing, and without certainty about the person's access nothing is written (design.md 7).
 */
export async function submit(
  context: TurnContext,
  deps: DialogDependencies,
  situation: ReportSituation,
  raw: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { draft, facts, access } = situation;
  const { person, locale, timeZone, now } = turnInput(context);
  // Whoever may not file it gets advice, whose card takes the place of the review.
  if (facts === undefined || facts.answer.kind === 'advice') return { next: 'ask' };
  const problems = reportProblems(draft, facts);
  if (problems[0] !== undefined) {
    await deps.drafts.save(draft.id, draft.version, fieldsOf(draft), stepOf(problems[0].field), now);
    return { next: 'ask', problems };
  }
  const azure = await readyAzure(context, deps, situation, raw);
  if (azure.choice === 'not-there') {
    await deps.drafts.save(draft.id, draft.version, azure.fields, 'form', now);
    return { next: 'ask', problems: azure.problems };
  }
  if (access === 'unknown') {
    await notify(context, { name: 'access-unknown', customer: facts.customer });
    return { next: 'ask' };
  }
  if (await isFiledFromCase(context, deps, draft.caseId)) return { next: 'ask' };
  const asked = await askAboutDoubles(context, deps, situation);
  if (asked !== undefined) return asked;
  const submission = { person, draft, ...facts, azure: azure.choice, locale, timeZone, place: pressedPlace(context) };
  await showSubmitted(context, deps, await deps.submitReport(submission));
  return { next: 'ended' };
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
