import type { DialogDependencies } from '../dialogs/dependencies.ts';
import { azureSupportClient } from './adapters/azure-support/client.ts';
import { azureSupportDesk } from './adapters/azure-support/desk.ts';
import { azureDirectory } from './adapters/azure-support/directory.ts';
import { azureTickets } from './adapters/azure-support/tickets.ts';
import type { PartnerCenterClient } from './adapters/partner-center/client.ts';
import { partnerCenterDesk } from './adapters/partner-center/desk.ts';
import { portalDesk } from './adapters/portal/portal-desk.ts';
import { postgresAzureProblemStore } from './adapters/postgres/azure-problem-store.ts';
import { postgresAzureSubscriptionStore } from './adapters/postgres/azure-subscription-store.ts';
import type { Database } from './adapters/postgres/database.ts';
import type { AccessTokens } from './adapters/transport/access-tokens.ts';
import type { Transport } from './adapters/transport/transport.ts';
import type { Config } from './config.ts';
import { hasApiPlan } from './domain/filing-facts.ts';
import type { AdminPortals } from './ports/admin-portals.ts';
import type { Clock } from './ports/clock.ts';
import type { ServiceDesk } from './ports/service-desk.ts';
import { azureSubscriptions } from './use-cases/azure-subscriptions.ts';
import { azureTicketsOf, type AzureTicketsOf } from './use-cases/azure-tickets-of.ts';
import { refreshAzureProblems, type RefreshAzureProblems } from './use-cases/refresh-azure-problems.ts';

/** Of all lists of a customer. */
const JOB_DEADLINE_MS = 20_000;

/** Joins what files requests and follows them to their end. */
export function wireFiling(given: {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly tokens: AccessTokens;
  readonly partnerCenter: PartnerCenterClient;
  readonly portals: AdminPortals;
}): {
  readonly desks: readonly ServiceDesk[];
  readonly dialogs: Pick<DialogDependencies, 'azureProblems' | 'azureSubscriptions' | 'azureTicketsOf'>;
  /** As of the dialogs, with more time. */
  readonly azureTicketsInJob: AzureTicketsOf;
  readonly refreshAzureProblems: RefreshAzureProblems;
} {
  const { config, database, clock, transport, tokens, partnerCenter, portals } = given;
  const azure = azureSupportClient({ transport, tokens, baseUrl: config.canonical.arm });
  const directory = azureDirectory(azure);
  const azureProblems = postgresAzureProblemStore(database);
  const subscriptions = azureSubscriptions({ directory, store: postgresAzureSubscriptionStore(database), clock });
  const lists = { tickets: azureTickets(azure), subscriptions, offered: config.partner.azureSupportApi };
  return {
    desks: [partnerCenterDesk(partnerCenter), azureSupportDesk(azure), portalDesk(portals)],
    dialogs: {
      azureProblems,
      azureSubscriptions: subscriptions,
      azureTicketsOf: azureTicketsOf(lists),
    },
    azureTicketsInJob: azureTicketsOf({ ...lists, deadlineMs: JOB_DEADLINE_MS }),
    refreshAzureProblems: refreshAzureProblems({
      directory,
      store: azureProblems,
      clock,
      filesByApi: config.partner.azureSupportApi && hasApiPlan(config.partner),
    }),
  };
}
