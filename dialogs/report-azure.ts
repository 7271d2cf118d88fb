import type { TurnContext } from 'botbuilder';
import type { AzureOffer } from '../cards/report-azure.ts';
import { consentInput, problemLabel, type AzureProblem, type AzureSubscription } from '../src/domain/azure-filing.ts';
import type { Customer } from '../src/domain/customer.ts';
import { withProblem } from '../src/domain/report-answers.ts';
import type { ReportFields } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { fieldsOf } from '../src/domain/report-steps.ts';
import { searchText } from '../src/domain/search-text.ts';
import type { AzureChoice } from '../src/use-cases/submit-report.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { ReportSituation } from './report-situation.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'azureProblems' | 'azureSubscriptions' | 'jobs' | 'noteFailure' | 'partner'>;

const CANDIDATES = 4;

/** What Azure offers for this report, from our copies; undefined on other routes. While there is no list of problems yet, its job is asked to hurry. */
export async function azureFor(
  context: TurnContext,
  deps: Needs,
  { draft, facts }: ReportSituation,
  candidates: readonly AzureProblem[] = [],
): Promise<AzureOffer | undefined> {
  if (facts?.answer.needsAzure !== true) return undefined;
  const { now, timeZone, signal } = turnInput(context);
  const [{ copy, failure }, problem, refreshedAt] = await Promise.all([
    deps.azureSubscriptions(facts.customer.tenantId, signal),
    draft.azureProblemId === undefined ? undefined : deps.azureProblems.byId(draft.azureProblemId),
    deps.azureProblems.refreshedAt(),
  ]);
  if (refreshedAt === undefined) await deps.jobs.enqueue('refresh-azure-problems', {}, { key: 'now' });
  return {
    subscriptions: copy?.value ?? [],
    readAt: copy?.readAt,
    failure: failure && { code: failure.code, errorId: deps.noteFailure(failure) },
    problem,
    candidates,
    problemsKnown: refreshedAt !== undefined,
    country: deps.partner.country,
    timeZone,
    now,
  };
}

/** The problem that was picked, found in our copy; a text that was typed where an id belongs is searched for. */
export async function chosenProblem(
  { azureProblems }: Pick<Needs, 'azureProblems'>,
  before: ReportFields,
  picked: unknown,
): Promise<{ readonly fields: ReportFields; readonly problems: readonly FieldProblem[]; readonly azureProblems: readonly AzureProblem[] }> {
  const same = { fields: before, problems: [], azureProblems: [] };
  if (typeof picked !== 'string' || picked === before.azureProblemId) return same;
  const text = picked.trim();
  if (text === '') return { ...same, fields: withProblem(before, undefined) };
  const byId = await azureProblems.byId(text);
  const found = byId === undefined ? await azureProblems.search(text, CANDIDATES) : [byId];
  const meant = found.length === 1 ? found[0] : found.find((one) => isNameOf(one, text));
  if (meant !== undefined) return { ...same, fields: withProblem(before, meant.id) };
  return {
    ...same,
    problems: [{ field: 'azureProblemId', problem: found.length > 1 ? 'ambiguous' : 'not-offered' }],
    azureProblems: found,
  };
}

function isNameOf(problem: AzureProblem, text: string): boolean {
  const { plain } = searchText(text);
  return searchText(problemLabel(problem)).plain === plain || searchText(problem.name).plain === plain;
}

/** What a request is to be made of, looked up once more; or what has to be chosen anew, and how the draft is without it. */
export type AzureReady =
  | { readonly choice: AzureChoice | undefined }
  | { readonly choice: 'not-there'; readonly fields: ReportFields; readonly problems: readonly FieldProblem[] };

/** Takes the answers to the further consents from the review; one without an answer was not given. */
export async function readyAzure(
  context: TurnContext,
  deps: Needs,
  situation: ReportSituation,
  raw: Readonly<Record<string, unknown>>,
): Promise<AzureReady> {
  const offer = await azureFor(context, deps, situation);
  if (offer === undefined) return { choice: undefined };
  const { problem } = offer;
  const { azureSubscriptionId, azureProblemId } = situation.draft;
  const fields = fieldsOf(situation.draft);
  const subscription = offer.subscriptions.find(({ id }) => id === azureSubscriptionId);
  const secondaryConsents = problem?.consents.map(({ type }) => ({ type, given: raw[consentInput(type)] === 'yes' })) ?? [];
  if (subscription !== undefined && problem !== undefined) return { choice: { subscription, problem, secondaryConsents } };
  // Where the list cannot be read, nothing is known to be gone: the form says why.
  const subscriptionGone = azureSubscriptionId !== undefined && subscription === undefined && offer.readAt !== undefined;
  const problemGone = azureProblemId !== undefined && problem === undefined;
  return {
    choice: 'not-there',
    fields: {
      ...(problemGone ? withProblem(fields, undefined) : { ...fields, secondaryConsents }),
      azureSubscriptionId: subscriptionGone ? undefined : azureSubscriptionId,
    },
    problems: [
      ...(subscriptionGone ? [{ field: 'azureSubscriptionId', problem: 'gone' } as const] : []),
      ...(problemGone ? [{ field: 'azureProblemId', problem: 'gone' } as const] : []),
    ],
  };
}

/** The subscriptions that a request can be made in. */
export async function subscriptionsOf(
  context: TurnContext,
  { azureSubscriptions }: Pick<Needs, 'azureSubscriptions'>,
  { tenantId }: Customer,
): Promise<readonly AzureSubscription[]> {
  const { copy } = await azureSubscriptions(tenantId, turnInput(context).signal);
  return copy?.value ?? [];
}
