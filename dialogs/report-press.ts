import type { TurnContext } from 'botbuilder';
import { noticeCard, type Notice } from '../cards/notice.ts';
import type { AzureProblem } from '../src/domain/azure-filing.ts';
import { applyAnswer, withCustomer } from '../src/domain/report-answers.ts';
import type { ReportDraft, ReportFields, ReportStep } from '../src/domain/report-draft.ts';
import { formProblems, healthProblems, subjectProblems, type FieldProblem } from '../src/domain/report-problems.ts';
import { dueStep, fieldsOf, previousStep } from '../src/domain/report-steps.ts';
import { readAction, ReportAction } from './card-data.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { handOver } from './hand-over.ts';
import { ownDraft, showWhatBecameOf } from './own-draft.ts';
import { showProviderText } from './provider-text.ts';
import type { Outcome } from './report.ts';
import { chosenProblem, subscriptionsOf } from './report-azure.ts';
import { healthFor, readSituation, type ReportSituation } from './report-situation.ts';
import { submit } from './report-submit.ts';
import { reply } from './reply.ts';
import { joinSimilar, notSimilar } from './similar-requests.ts';
import { turnInput } from './turn-input.ts';

const ASK = { next: 'ask' } as const;
const ENDED = { next: 'ended' } as const;

/** Carries out a button of a report card. One of an older version changes nothing: the present card takes its place. */
export async function takePress(context: TurnContext, deps: DialogDependencies, draftId: string): Promise<Outcome> {
  const { input } = turnInput(context);
  const action = input.kind === 'action' ? readAction(ReportAction, input.action) : undefined;
  if (action === undefined) return ASK;
  const draft = await ownDraft(context, deps, draftId);
  if (draft === undefined) {
    await showWhatBecameOf(context, deps, draftId);
    return ENDED;
  }
  if ('version' in action && action.version !== draft.version) return ASK;

  const situation = await readSituation(context, deps, draft);
  switch (action.verb) {
    case 'report.answer':
      return takeAnswer(context, deps, situation, action.step, action);
    case 'report.edit':
      return save(context, deps, draft, fieldsOf(draft), action.step);
    case 'report.back':
      return goBack(context, deps, situation);
    case 'report.linkIssue':
      return linkIssue(context, deps, situation, action.issueId);
    case 'report.submit':
      return submit(context, deps, situation, action);
    case 'report.byPortal':
      return save(context, deps, draft, { ...fieldsOf(draft), portalChosen: true }, undefined);
    case 'report.join':
      return joinSimilar(context, deps, situation, action.requestId);
    case 'report.notSimilar':
      return save(context, deps, draft, await notSimilar(context, deps, situation), draft.editing);
    case 'report.inSupportGroup':
      return save(context, deps, draft, { ...fieldsOf(draft), inSupportGroup: true }, undefined);
    case 'report.handOver':
      return handOver(context, deps, situation, action.to ?? action.colleague ?? '');
    case 'report.text':
      return showProviderText(context, situation, action.language);
    case 'report.cancel':
      await deps.drafts.discard(draft.id);
      return end(context, { name: 'cancelled' });
    case 'report.handBack': // Answered before any report is opened.
    case 'report.resume':
    case 'report.restart': // The row it restarts is opened by `open-report.ts`; here it only shows where the report is.
      return ASK;
  }
}

async function takeAnswer(
  context: TurnContext,
  deps: DialogDependencies,
  { draft, facts, topics }: ReportSituation,
  step: ReportStep,
  raw: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { now } = turnInput(context);
  const before = fieldsOf(draft);
  const azure = step === 'form' && facts?.answer.needsAzure === true;
  const chosen: Chosen =
    step === 'subject'
      ? await chosenCustomer(context, deps, before, raw['customer'])
      : azure
        ? await chosenProblem(deps, before, raw['azureProblemId'])
        : { fields: before, problems: [] };
  const { fields, problems } = applyAnswer(chosen.fields, step, raw, {
    now,
    topicIds: topics.map(({ id }) => id),
    subscriptions: azure ? await subscriptionsOf(context, deps, facts.customer) : [],
  });

  if (fields.criterion === 'none' && facts !== undefined && step === 'health') {
    // Nothing to file (B22): that is the answer now. What was written stays, without the criterion, in case it turns out otherwise.
    const kept = { ...fields, criterion: undefined, healthSeenAt: undefined };
    const saved = await deps.drafts.save(draft.id, draft.version, kept, undefined, now);
    return { next: 'ask', draft: saved && { ...saved, criterion: fields.criterion } };
  }
  const wrong = [...chosen.problems, ...problems, ...stillMissing(step, fields, facts)];
  const saved = await save(context, deps, draft, fields, wrong.length > 0 ? step : undefined, distinct(wrong));
  return saved.next === 'ended' ? saved : { ...saved, azureProblems: chosen.azureProblems ?? [] };
}

/** The fields with what was picked from a list that only the stores know. */
interface Chosen {
  readonly fields: ReportFields;
  readonly problems: readonly FieldProblem[];
  readonly azureProblems?: readonly AzureProblem[];
}

/** The picked customer, found on the list; a name that was typed where an id belongs is searched for. */
async function chosenCustomer(context: TurnContext, deps: DialogDependencies, before: ReportFields, picked: unknown): Promise<Chosen> {
  if (typeof picked !== 'string' || picked.trim() === '' || picked === before.tenantId) return { fields: before, problems: [] };
  const found = await deps.findCustomer(picked.slice(0, 200), 'whole');
  if (found.kind !== 'one')
    return { fields: before, problems: [{ field: 'customer', problem: found.kind === 'several' ? 'ambiguous' : 'not-offered' }] };
  await choose(context, deps, found.customer);
  return { fields: withCustomer(before, found.customer.tenantId), problems: [] };
}

function stillMissing(step: ReportStep, fields: ReportFields, facts: ReportSituation['facts']): readonly FieldProblem[] {
  if (step === 'subject') return subjectProblems(fields);
  if (facts === undefined || step === 'review') return [];
  return step === 'health' ? healthProblems(fields, facts) : formProblems(fields, facts);
}

async function goBack(context: TurnContext, deps: DialogDependencies, { draft, facts }: ReportSituation): Promise<Outcome> {
  const to = facts && previousStep(dueStep(draft, facts), facts);
  return to === undefined ? ASK : save(context, deps, draft, fieldsOf(draft), to);
}

/** The issue is the cause: following it replaces a request, which would only be a duplicate. What was written is kept for when the trouble outlasts the issue. */
async function linkIssue(context: TurnContext, deps: DialogDependencies, situation: ReportSituation, issueId: string): Promise<Outcome> {
  const { customer, draft } = situation;
  const { issues } = await healthFor(context, deps, situation);
  if (customer === undefined || !issues.some(({ id }) => id === issueId)) return ASK;
  const { person, locale, timeZone, now } = turnInput(context);
  const { tenantId } = customer;
  await deps.follows.follow({ issueId, tenantId, personId: person.id, locale, timeZone, fields: fieldsOf(draft) }, now);
  await deps.drafts.discard(draft.id);
  return end(context, { name: 'linked-to-issue', issueId, customer });
}

/** A version that does not fit any more means that another press was first: its result is shown. */
async function save(
  context: TurnContext,
  { drafts }: DialogDependencies,
  draft: ReportDraft,
  fields: ReportFields,
  editing: ReportStep | undefined,
  problems: readonly FieldProblem[] = [],
): Promise<Outcome> {
  const saved = await drafts.save(draft.id, draft.version, fields, editing, turnInput(context).now);
  return { next: 'ask', draft: saved, problems: saved === undefined ? [] : problems };
}

async function end(context: TurnContext, notice: Notice): Promise<Outcome> {
  await reply(context, noticeCard(turnInput(context).locale, notice));
  return ENDED;
}

/** One remark for each field: that it is wrong tells more than that it is missing. */
function distinct(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.filter(({ field }, index) => problems.findIndex((other) => other.field === field) === index);
}
