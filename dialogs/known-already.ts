import type { TurnContext } from 'botbuilder';
import type { OpenIssuesView } from '../cards/open-issues.ts';
import type { AzureTicket } from '../src/domain/azure-ticket.ts';
import { isCommercialMatter } from '../src/domain/filing-facts.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { openElsewhere } from './azure-tickets.ts';
import type { DialogDependencies } from './dependencies.ts';
import { healthFor, type ReportSituation } from './report-situation.ts';
import { similarTo } from './similar-requests.ts';

type Needs = Pick<DialogDependencies, 'azureTicketsOf' | 'incidents' | 'noteFailure' | 'portals' | 'requests' | 'showHealth'>;

/** What is going on already, before anybody files anything (B19). */
interface KnownAlready {
  readonly health: OpenIssuesView;
  readonly similar: readonly ServiceRequest[];
  /** Open at Azure, and none of our requests. */
  readonly elsewhere: readonly AzureTicket[];
}

/** For the second card of a report. */
export async function knownAlready(context: TurnContext, deps: Needs, situation: ReportSituation): Promise<KnownAlready> {
  const [health, elsewhere] = await Promise.all([healthFor(context, deps, situation), openElsewhere(context, deps, situation)]);
  const issueIds = health.issues.map(({ id }) => id);
  const { customer, draft } = situation;
  const azureHealth = draft.product === 'azure' && customer !== undefined ? deps.portals.azureHealth(customer) : undefined;
  return { health: { ...health, azureHealth }, similar: await similarTo(context, deps, situation, issueIds), elsewhere };
}

/** For an advice, which has no second card before it; nothing that this person may not see, nor what was shown on that card. */
export async function knownBesideAdvice(
  context: TurnContext,
  deps: Needs,
  situation: ReportSituation,
): Promise<Omit<KnownAlready, 'health'> & { readonly health: OpenIssuesView | undefined }> {
  const { access, facts, filing } = situation;
  if (access === 'denied' || facts?.answer.route === 'partner-first') return { health: undefined, similar: [], elsewhere: [] };
  const known = await knownAlready(context, deps, situation);
  // Of commercial matters and of publishers' products Microsoft tells no health, and without a relationship of nothing.
  const told = access !== 'no-relationship' && filing !== undefined && !isCommercialMatter(filing) && filing.product !== 'marketplace';
  return { ...known, health: told ? known.health : undefined };
}
