import type { TurnContext } from 'botbuilder';
import { noticeCard, type Notice } from '../cards/notice.ts';
import type { RawInputs } from '../src/domain/report-answers.ts';
import type { ReportDraft, ReportFields, ReportStep } from '../src/domain/report-draft.ts';
import { formProblems, healthProblems, subjectProblems, type FieldProblem } from '../src/domain/report-problems.ts';
import { fieldsOf } from '../src/domain/report-steps.ts';
import { withoutAdded } from '../src/domain/report-typed.ts';
import { drop } from './begun-reports.ts';
import { readAction, ReportAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { handOver } from './hand-over.ts';
import { ownDraft, showWhatBecameOf } from './own-draft.ts';
import { showProviderText } from './provider-text.ts';
import { takeAside } from './other-customer.ts';
import type { Outcome } from './report.ts';
import { answeredBy, withTyped } from './report-inputs.ts';
import { goBack, saveDraft } from './report-moves.ts';
import { healthFor, readSituation, type ReportSituation } from './report-situation.ts';
import { submit } from './report-submit.ts';
import { reply } from './reply.ts';
import { joinSimilar, notSimilar } from './similar-requests.ts';
import { turnInput } from './turn-input.ts';

const ASK = { next: 'ask' } as const;
const ENDED = { next: 'ended' } as const;

/** Carries out a button of a report card, with what was typed on it. One of an older version changes nothing: the present card takes its place. */
export async function takePress(context: TurnContext, deps: DialogDependencies, draftId: string): Promise<Outcome> {
  const { input } = turnInput(context);
  const action = input.kind === 'action' ? readAction(ReportAction, input.action) : undefined;
  if (action === undefined) return ASK;
  const draft = await ownDraft(context, deps, draftId);
  if (draft === undefined) {
    await showWhatBecameOf(context, deps, draftId);
    return ENDED;
  }
  // Whoever handed it over hears of it, told by the job once.
  if (action.verb === 'report.resume' && (draft.handedOverBy?.length ?? 0) > 0) {
    await deps.jobs.enqueue('tell-taken', { id: draft.id }, { key: draft.id });
  }
  if ('version' in action && action.version !== draft.version) return ASK;

  const situation = await readSituation(context, deps, draft);
  if (action.verb === 'report.answer') return takeAnswer(context, deps, situation, action.step, action);
  const typed = LEAVE_INPUTS.has(action.verb) ? situation : await withTyped(context, deps, situation, dataOf(context));
  if (typed === undefined) return ASK;
  return action.verb === 'report.takeAway' ? takeAway(context, deps, typed, draft, action) : carryOut(context, deps, typed, action);
}

/** Nothing is left of the draft, or these are not on a card of its. */
const LEAVE_INPUTS: ReadonlySet<ReportAction['verb']> = new Set([
  'report.cancel',
  'report.handBack',
  'report.resume',
  'report.restart',
  'report.aside',
]);

async function carryOut(
  context: TurnContext,
  deps: DialogDependencies,
  situation: ReportSituation,
  action: Exclude<ReportAction, { verb: 'report.answer' | 'report.takeAway' }>,
): Promise<Outcome> {
  const { draft } = situation;
  switch (action.verb) {
    case 'report.edit':
      return saveDraft(context, deps, draft, fieldsOf(draft), action.step);
    case 'report.back':
      return goBack(context, deps, situation);
    case 'report.linkIssue':
      return linkIssue(context, deps, situation, action.issueId);
    case 'report.submit':
      return submit(context, deps, situation, action.shown);
    case 'report.byPortal':
      return saveDraft(context, deps, draft, { ...fieldsOf(draft), portalChosen: true }, draft.editing);
    case 'report.join':
      return joinSimilar(context, deps, situation, action.requestId);
    case 'report.notSimilar':
      return saveDraft(context, deps, draft, await notSimilar(context, deps, situation), draft.editing);
    case 'report.inSupportGroup':
      return saveDraft(context, deps, draft, { ...fieldsOf(draft), inSupportGroup: true }, draft.editing);
    case 'report.handOver':
      return handOver(context, deps, situation, action.to ?? action.colleague ?? '');
    case 'report.text':
      return showProviderText(context, situation, action.language);
    case 'report.aside':
      return takeAside(context, deps, draft, action);
    case 'report.cancel':
      await drop(context, deps, draft);
      return ENDED;
    case 'report.handBack': // Answered before any report is opened.
    case 'report.resume':
    case 'report.restart': // The row it restarts is opened by `open-report.ts`; here it only shows where the report is.
      return ASK;
  }
}

/** What a text added stands at the end of the field as it was when its card was shown; by now more may have been typed on that card. */
function takeAway(
  context: TurnContext,
  deps: DialogDependencies,
  { draft }: ReportSituation,
  shown: ReportDraft,
  { field, length }: Extract<ReportAction, { verb: 'report.takeAway' }>,
): Promise<Outcome> {
  const text = shown[field]?.slice(-length) ?? '';
  return saveDraft(context, deps, draft, withoutAdded(fieldsOf(draft), { field, text }), draft.editing);
}

async function takeAnswer(
  context: TurnContext,
  deps: DialogDependencies,
  situation: ReportSituation,
  step: ReportStep,
  raw: RawInputs,
): Promise<Outcome> {
  const { draft, facts } = situation;
  const { fields, problems, azureProblems = [], azureTyped } = await answeredBy(context, deps, situation, step, raw);

  if (fields.criterion === 'none' && facts !== undefined && step === 'health') {
    // Nothing to file (B22): that is the answer now. What was written stays, without the criterion, in case it turns out otherwise.
    const kept = { ...fields, criterion: undefined, healthSeenAt: undefined };
    const saved = await deps.drafts.save(draft.id, draft.version, kept, undefined, turnInput(context).now);
    return { next: 'ask', draft: saved && { ...saved, criterion: fields.criterion } };
  }
  const wrong = [...problems, ...stillMissing(step, fields, facts)];
  const saved = await saveDraft(context, deps, draft, fields, wrong.length > 0 ? step : undefined, distinct(wrong));
  return saved.next === 'ended' ? saved : { ...saved, azureProblems, azureTyped };
}

function stillMissing(step: ReportStep, fields: ReportFields, facts: ReportSituation['facts']): readonly FieldProblem[] {
  if (step === 'subject') return subjectProblems(fields);
  if (facts === undefined || step === 'review') return [];
  return step === 'health' ? healthProblems(fields, facts) : formProblems(fields, facts);
}

/** The issue is the cause: following it replaces a request, which would only be a duplicate. What was written is kept for when the trouble outlasts the issue. */
async function linkIssue(context: TurnContext, deps: DialogDependencies, situation: ReportSituation, issueId: string): Promise<Outcome> {
  const { customer, draft } = situation;
  const { issues, others } = await healthFor(context, deps, situation);
  if (customer === undefined || ![...issues, ...others].some(({ id }) => id === issueId)) return ASK;
  const { person, locale, timeZone, now } = turnInput(context);
  const { tenantId } = customer;
  const { id: followId } = await deps.follows.follow(
    { issueId, tenantId, personId: person.id, locale, timeZone, fields: fieldsOf(draft) },
    now,
  );
  await deps.drafts.discard(draft.id);
  return end(context, { name: 'linked-to-issue', issueId, followId, customer });
}

/** As it came over the wire, with the inputs of the card. */
function dataOf(context: TurnContext): RawInputs {
  const { input } = turnInput(context);
  return input.kind === 'action' ? input.action.data : {};
}

async function end(context: TurnContext, notice: Notice): Promise<Outcome> {
  await reply(context, noticeCard(turnInput(context).locale, notice));
  return ENDED;
}

/** One remark for each field: that it is wrong tells more than that it is missing. */
function distinct(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.filter(({ field }, index) => problems.findIndex((other) => other.field === field) === index);
}
