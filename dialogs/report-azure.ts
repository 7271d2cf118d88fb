import type { TurnContext } from 'botbuilder';
import type { AzureOffer } from '../cards/report-azure.ts';
import { problemChosen, problemLabel, type AzureProblem, type AzureSubscription } from '../src/domain/azure-filing.ts';
import type { Customer } from '../src/domain/customer.ts';
import { filingRoute } from '../src/domain/filing-route.ts';
import { withProblem } from '../src/domain/report-answers.ts';
import type { ReportFields } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { fieldsOf } from '../src/domain/report-steps.ts';
import { isFoundWhole } from '../src/domain/azure-search-terms.ts';
import { searchText } from '../src/domain/search-text.ts';
import type { AzureChoice } from '../src/use-cases/submit-report.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { ReportSituation } from './report-situation.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'azureProblems' | 'azureSubscriptions' | 'jobs' | 'lastCountry' | 'noteFailure' | 'partner'>;

const CANDIDATES = 3;
/** What the problem is said in: the rest tells of other things. */
const LETTERS_OF_SENTENCE = 300;

/** A text that is none of Azure's problems, with those that it may have meant. */
export interface TypedProblem {
  readonly azureProblems?: readonly AzureProblem[];
  readonly azureTyped?: string | undefined;
}

/** What Azure offers for this report, from our copies; undefined on other routes. While there is no list of problems yet, its job is asked to hurry. */
export async function azureFor(
  context: TurnContext,
  deps: Needs,
  { draft, facts, filing }: ReportSituation,
  { azureProblems: candidates = [], azureTyped: typed }: TypedProblem = {},
): Promise<AzureOffer | undefined> {
  if (facts?.answer.needsAzure !== true) return undefined;
  const { person, now, timeZone, signal } = turnInput(context);
  const [{ copy, failure }, problem, refreshedAt, country] = await Promise.all([
    deps.azureSubscriptions(facts.customer.tenantId, signal),
    draft.azureProblemId === undefined ? undefined : deps.azureProblems.byId(draft.azureProblemId),
    deps.azureProblems.refreshedAt(),
    draft.contactCountry ?? deps.partner.country ?? deps.lastCountry(person.id),
  ]);
  if (refreshedAt === undefined) await deps.jobs.enqueue('refresh-azure-problems', {}, { key: 'now' });
  return {
    subscriptions: copy?.value ?? [],
    readAt: copy?.readAt,
    failure: failure && { code: failure.code, errorId: deps.noteFailure(failure) },
    problem,
    suggested: draft.azureProblemId === undefined && typed === undefined ? await deps.azureProblems.best(sentence(draft)) : undefined,
    candidates,
    typed,
    byPortal: filing !== undefined && filingRoute({ ...filing, portalChosen: true }).kind === 'hand-off',
    problemsKnown: refreshedAt !== undefined,
    country,
    timeZone,
    now,
  };
}

/** The problem that was picked, found in our copy; a text that was typed where an id belongs is searched for. */
export async function chosenProblem(
  { azureProblems }: Pick<Needs, 'azureProblems'>,
  before: ReportFields,
  picked: unknown,
): Promise<TypedProblem & { readonly fields: ReportFields; readonly problems: readonly FieldProblem[] }> {
  const same = { fields: before, problems: [] };
  if (typeof picked !== 'string') return same;
  const text = problemChosen(picked.trim());
  if (text === before.azureProblemId) return same;
  if (text === '') return { ...same, fields: withProblem(before, undefined) };
  const byId = await azureProblems.byId(text);
  const found = byId === undefined ? await azureProblems.search(text, CANDIDATES) : [byId];
  const [only] = found;
  const isOnly = found.length === 1 && only !== undefined && (only === byId || isFoundWhole(only, text));
  const meant = isOnly ? only : found.find((one) => isNameOf(one, text));
  if (meant !== undefined) return { ...same, fields: withProblem(before, meant.id) };
  return {
    ...same,
    problems: [{ field: 'azureProblemId', problem: found.length > 1 ? 'ambiguous' : 'not-offered' }],
    azureProblems: found,
    azureTyped: picked.trim(),
  };
}

function sentence({ title = '', description = '' }: ReportFields): string {
  return `${title} ${description.startsWith(title) ? '' : description}`.slice(0, LETTERS_OF_SENTENCE);
}

function isNameOf(problem: AzureProblem, text: string): boolean {
  const { plain } = searchText(text);
  return searchText(problemLabel(problem)).plain === plain || searchText(problem.name).plain === plain;
}

/** What a request is to be made of, looked up once more; or what has to be chosen anew, and how the draft is without it. */
export type AzureReady =
  | { readonly choice: AzureChoice | undefined }
  | { readonly choice: 'not-there'; readonly fields: ReportFields; readonly problems: readonly FieldProblem[] };

/** A further consent without an answer was not given. */
export async function readyAzure(context: TurnContext, deps: Needs, situation: ReportSituation): Promise<AzureReady> {
  const offer = await azureFor(context, deps, situation);
  if (offer === undefined) return { choice: undefined };
  const { problem } = offer;
  const { azureSubscriptionId, azureProblemId, secondaryConsents: answers = [] } = situation.draft;
  const fields = fieldsOf(situation.draft);
  const subscription = offer.subscriptions.find(({ id }) => id === azureSubscriptionId);
  if (subscription !== undefined && problem !== undefined) {
    const given = (type: string) => answers.some((one) => one.type === type && one.given);
    return { choice: { subscription, problem, secondaryConsents: problem.consents.map(({ type }) => ({ type, given: given(type) })) } };
  }
  // Where the list cannot be read, nothing is known to be gone: the form says why.
  const subscriptionGone = azureSubscriptionId !== undefined && subscription === undefined && offer.readAt !== undefined;
  const problemGone = azureProblemId !== undefined && problem === undefined;
  return {
    choice: 'not-there',
    fields: {
      ...(problemGone ? withProblem(fields, undefined) : fields),
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
