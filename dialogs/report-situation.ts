import type { TurnContext } from 'botbuilder';
import type { KnownHealth } from '../cards/health.ts';
import type { OpenIssuesView } from '../cards/open-issues.ts';
import type { Customer, CustomerAccess } from '../src/domain/customer.ts';
import { BotError } from '../src/domain/errors.ts';
import type { FilingFacts } from '../src/domain/filing-facts.ts';
import { filingRoute } from '../src/domain/filing-route.ts';
import { isWatched, relatedIssues } from '../src/domain/related-issues.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { ReportFacts } from '../src/domain/report-problems.ts';
import type { HealthIssue } from '../src/domain/service-health.ts';
import type { SupportTopic } from '../src/domain/service-request.ts';
import type { DialogDependencies } from './dependencies.ts';
import { filingNow, type FilingNeeds } from './filing-now.ts';
import { knownHealth } from './health.ts';
import { turnInput } from './turn-input.ts';

/** A draft and all that follows from it now: rights, route and offers may have changed since it was begun. */
export interface ReportSituation {
  readonly draft: ReportDraft;
  readonly customer: Customer | undefined;
  readonly access: CustomerAccess | undefined;
  /** Known once there are a customer, a product and a nature. */
  readonly facts: ReportFacts | undefined;
  /** What the answer follows from; known when `facts` are. */
  readonly filing: FilingFacts | undefined;
  /** Subjects to choose from, where the route wants one. */
  readonly topics: readonly SupportTopic[];
}

/** Reads everything that follows from a draft. @throws {BotError} when the stores cannot be read */
export async function readSituation(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'customers' | 'gate' | 'topics' | 'jobs'> & FilingNeeds,
  draft: ReportDraft,
): Promise<ReportSituation> {
  const { person, customer: inForce, signal } = turnInput(context);
  const { tenantId, product, nature } = draft;
  // Nearly always it is the customer in force, read anew at the beginning of this turn.
  const customer =
    tenantId === undefined ? undefined : tenantId === inForce?.tenantId ? inForce : await deps.customers.byTenantId(tenantId);
  const access = customer && (await deps.gate.check(person, customer, signal));
  if (customer === undefined || access === undefined || product === undefined || nature === undefined) {
    return { draft, customer, access, facts: undefined, filing: undefined, topics: [] };
  }
  const { criterion, inSupportGroup = false, portalChosen = false } = draft;
  const about = { product, nature, criterion, inSupportGroup, portalChosen };
  const filing = await filingNow(context, deps, { customer, access }, about);
  const answer = filingRoute(filing);
  return { draft, customer, access, facts: { customer, answer }, filing, topics: answer.needsTopic ? await topicsFor(context, deps) : [] };
}

/** What is known of the customer's health, and which open issues may be the cause: not one that is over since the copy was read. */
export async function healthFor(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'incidents' | 'showHealth' | 'noteFailure'>,
  { draft, customer, access }: ReportSituation,
): Promise<KnownHealth & Pick<OpenIssuesView, 'issues' | 'others'>> {
  if (customer === undefined || draft.product === undefined || !isWatched(draft.product)) {
    return { snapshot: undefined, failure: undefined, issues: [], others: [] };
  }
  const { signal } = turnInput(context);
  const result =
    access === 'granted'
      ? await deps.showHealth(customer.tenantId, { fresh: false }, signal)
      : {
          snapshot: undefined,
          failure: new BotError(access === 'unknown' ? 'ACCESS_UNKNOWN' : 'ACCESS_DENIED', 'No health without access'),
        };
  const said = `${draft.title ?? ''} ${draft.description ?? ''}`;
  const { likely, others } = relatedIssues(result.snapshot, draft.product, said);
  const incidents = await deps.incidents.byIds([...likely, ...others].map(({ id }) => id));
  const over = new Set(incidents.filter(({ resolved }) => resolved).map(({ id }) => id));
  const open = (issues: readonly HealthIssue[]) => issues.filter(({ id }) => !over.has(id));
  return { ...knownHealth(deps, result), issues: open(likely), others: open(others) };
}

/** Topics are fetched by a job; while there are none yet it is asked to hurry. */
async function topicsFor(
  context: TurnContext,
  { topics, jobs }: Pick<DialogDependencies, 'topics' | 'jobs'>,
): Promise<readonly SupportTopic[]> {
  const known = await topics.topics(turnInput(context).locale);
  if (known.length === 0) await jobs.enqueue('refresh-topics', {}, { key: 'now' });
  return known;
}
