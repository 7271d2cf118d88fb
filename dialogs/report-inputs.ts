import type { TurnContext } from 'botbuilder';
import { withMoment } from '../src/domain/dated-since.ts';
import { applyAnswer, withCustomer, type Offered, type RawInputs } from '../src/domain/report-answers.ts';
import type { ReportFields, ReportStep } from '../src/domain/report-draft.ts';
import { keepReviewed, keepTyped, stepTyped } from '../src/domain/report-kept.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { dueStep, fieldsOf } from '../src/domain/report-steps.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { chosenProblem, subscriptionsOf, type TypedProblem } from './report-azure.ts';
import type { ReportSituation } from './report-situation.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'azureProblems' | 'azureSubscriptions' | 'customers' | 'drafts' | 'findCustomer' | 'jobs'>;

/** The fields with what was picked from a list that only the stores know. */
interface Chosen extends TypedProblem {
  readonly fields: ReportFields;
  readonly problems: readonly FieldProblem[];
}

/** What the inputs of a card come to, and what is wrong with them. */
export async function answeredBy(
  context: TurnContext,
  deps: Needs,
  situation: ReportSituation,
  step: ReportStep,
  raw: RawInputs,
): Promise<Chosen> {
  const before = fieldsOf(situation.draft);
  const chosen =
    step === 'subject'
      ? await chosenCustomer(context, deps, before, raw['customer'])
      : await chosenOfAzure(deps, situation, step, before, raw);
  const { fields, problems } = applyAnswer(chosen.fields, step, raw, await offeredOn(context, deps, situation, step));
  const { now, timeZone } = turnInput(context);
  return { ...chosen, fields: withMoment(fields, before, now, timeZone), problems: [...chosen.problems, ...problems] };
}

/**
 * Takes what stands in the inputs of the card that is due into the draft, before a button other than its answer is carried out: the card goes away with it.
 * It stays due until that button says otherwise. undefined when another press was first.
 */
export async function withTyped(
  context: TurnContext,
  deps: Needs,
  situation: ReportSituation,
  raw: RawInputs,
): Promise<ReportSituation | undefined> {
  const { draft, facts } = situation;
  const { now, timeZone } = turnInput(context);
  const due = dueStep(draft, facts, now);
  // The first card has no such button.
  if (due === 'subject' || facts === undefined) return situation;
  if (facts.answer.kind === 'advice') return withNote(context, deps, situation, raw);
  const step = stepTyped(due, raw);
  const before = fieldsOf(draft);
  const typed =
    step === 'review'
      ? keepReviewed(before, await consentsWanted(deps, situation), raw)
      : keepTyped(
          (await chosenOfAzure(deps, situation, step, before, raw)).fields,
          step,
          raw,
          await offeredOn(context, deps, situation, step),
        );
  if (typed === before) return situation;
  const fields = withMoment(typed, before, now, timeZone);
  const saved = await deps.drafts.save(draft.id, draft.version, fields, step === 'review' ? draft.editing : step, now);
  return saved && { ...situation, draft: saved };
}

/** What somebody else must act on asks only what they should know. */
async function withNote(
  context: TurnContext,
  deps: Needs,
  situation: ReportSituation,
  raw: RawInputs,
): Promise<ReportSituation | undefined> {
  const { draft } = situation;
  const before = fieldsOf(draft);
  const note = typeof raw['tried'] === 'string' ? { tried: raw['tried'] } : {};
  const fields = keepTyped(before, 'health', note, await offeredOn(context, deps, situation, 'health'));
  if (fields.tried === before.tried) return situation;
  const saved = await deps.drafts.save(draft.id, draft.version, fields, draft.editing, turnInput(context).now);
  return saved && { ...situation, draft: saved };
}

/** The picked customer, found on the list; a name that was typed where an id belongs is searched for. */
async function chosenCustomer(context: TurnContext, deps: Needs, before: ReportFields, picked: unknown): Promise<Chosen> {
  if (typeof picked !== 'string' || picked.trim() === '' || picked === before.tenantId) return { fields: before, problems: [] };
  const found = await deps.findCustomer(picked.slice(0, 200), 'whole');
  if (found.kind !== 'one')
    return { fields: before, problems: [{ field: 'customer', problem: found.kind === 'several' ? 'ambiguous' : 'not-offered' }] };
  await choose(context, deps, found.customer);
  return { fields: withCustomer(before, found.customer.tenantId), problems: [] };
}

async function chosenOfAzure(
  deps: Needs,
  { facts }: ReportSituation,
  step: ReportStep,
  before: ReportFields,
  raw: RawInputs,
): Promise<Chosen> {
  if (step !== 'form' || facts?.answer.needsAzure !== true) return { fields: before, problems: [] };
  return chosenProblem(deps, before, raw['azureProblemId']);
}

/** What the card was made with. */
async function offeredOn(context: TurnContext, deps: Needs, { facts, topics }: ReportSituation, step: ReportStep): Promise<Offered> {
  const azure = step === 'form' && facts?.answer.needsAzure === true;
  return {
    now: turnInput(context).now,
    topicIds: topics.map(({ id }) => id),
    subscriptions: azure ? await subscriptionsOf(context, deps, facts.customer) : [],
  };
}

async function consentsWanted({ azureProblems }: Pick<Needs, 'azureProblems'>, { draft, facts }: ReportSituation) {
  if (facts?.answer.needsAzure !== true || draft.azureProblemId === undefined) return [];
  return (await azureProblems.byId(draft.azureProblemId))?.consents ?? [];
}
