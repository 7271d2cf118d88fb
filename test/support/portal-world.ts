import { randomUUID } from 'node:crypto';
import { azureDirectory } from '../../src/adapters/azure-support/directory.ts';
import { azureSupportDesk } from '../../src/adapters/azure-support/desk.ts';
import { azureTickets } from '../../src/adapters/azure-support/tickets.ts';
import { postgresAzureSubscriptionStore } from '../../src/adapters/postgres/azure-subscription-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import { requestText } from '../../src/domain/request-text.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { fileInPortal, type PortalForm } from '../../src/sandbox/cloud/portal-filing.ts';
import { azureSubscriptions } from '../../src/use-cases/azure-subscriptions.ts';
import { azureTicketsOf } from '../../src/use-cases/azure-tickets-of.ts';
import { changeRequest } from '../../src/use-cases/change-request.ts';
import { findAzureTicket, findAzureTickets } from '../../src/use-cases/find-azure-ticket.ts';
import { noteReading } from '../../src/use-cases/note-reading.ts';
import { readRequest } from '../../src/use-cases/read-request.ts';
import { searchAzureTickets } from '../../src/use-cases/search-azure-tickets.ts';
import { subscriptionOf } from './azure-requests.ts';
import { sandboxBackEnds } from './sandbox-back-ends.ts';
import { aPerson, aroundTheClock, handClock, NEVER, someContent } from './use-case-fixtures.ts';

export const EVERY_MS = 300_000;
/** Before the present, since tokens of a time to come would not be taken. */
const START = new Date(Date.now() - 600_000).toISOString();

/** A ledger in a real database, the sandbox's Azure behind the real adapters, a clock moved by hand, and the job that looks when asked. */
export async function portalWorld(database: Database, some: { readonly offered?: boolean; readonly deadlineMs?: number } = {}) {
  const clock = handClock(START);
  // Azure's clock stands still, since tokens run out, but for when something is filed.
  let filedAt: Date | undefined;
  let filed = 0;
  const backEnds = await sandboxBackEnds({ now: () => filedAt ?? new Date(START) });
  const logged: string[] = [];
  const outcomes: string[] = [];
  const requests = postgresRequestStore(database, { within: () => ({ enqueue: async () => undefined }) });
  const directory = azureDirectory(backEnds.azureSupport);
  const subscriptions = azureSubscriptions({ directory, store: postgresAzureSubscriptionStore(database), clock });
  const offered = some.offered ?? true;
  const ticketsOf = azureTicketsOf({
    tickets: azureTickets(backEnds.azureSupport),
    subscriptions,
    offered,
    deadlineMs: some.deadlineMs ?? 5000,
  });
  const find = findAzureTicket({ requests, azureTicketsOf: ticketsOf, clock });
  const noted = noteReading({ requests, responseHours: aroundTheClock, clock, everyMs: EVERY_MS });
  const desks = [azureSupportDesk(backEnds.azureSupport)];
  const ledger = { requests, desks, noteReading: noted, findAzureTicket: find, responseHours: aroundTheClock, clock };

  return {
    clock,
    requests,
    script: backEnds.cloud.script,
    state: backEnds.cloud.state,
    logged,
    outcomes,
    ticketsOf,
    find,
    read: readRequest(ledger),
    change: changeRequest(ledger),
    stop: () => backEnds.cloud.stop(),

    /** The job, as each replica runs it. */
    search: () =>
      searchAzureTickets({
        requests,
        findAzureTickets: findAzureTickets({ requests, azureTicketsOf: ticketsOf, clock }),
        offered,
        clock,
        everyMs: EVERY_MS,
        metrics: { reading: (outcome) => void outcomes.push(outcome) },
        log: (event, { code }) => void logged.push(`${event}: ${code}`),
      })(NEVER),

    async handedOff(customer = 'Contoso', route: 'azure-portal' | 'admin-center' = 'azure-portal'): Promise<ServiceRequest> {
      const { id: personId, displayName: personName } = aPerson();
      const from = { draftId: randomUUID(), personId, personName, locale: 'en', timeZone: 'UTC', place: undefined } as const;
      const { tenantId } = subscriptionOf(customer, customer === 'Woodgrove Bank' ? 'Core banking' : 'Production');
      const content = someContent({ tenantId, customerName: customer, product: 'azure', nature: 'break-fix', severity: 'moderate' });
      const { id } = await requests.submit({ ...from, route, content }, clock.now());
      const claimed = await requests.claim(id, clock.now(), clock.now());
      const request = await requests.byId(id);
      if (claimed === undefined || request === undefined) throw new Error('not claimed');
      const link = { url: 'https://portal.azure.com/', portal: 'Azure portal' };
      const change = { to: 'handed-off', link, text: requestText(request) } as const;
      const changed = await requests.change(id, claimed.version, change, 'system', clock.now());
      if (changed === undefined) throw new Error('not handed off');
      return changed;
    },

    /** What a person does in the portal; the text is pasted unless told. */
    files(request: ServiceRequest, form: Partial<PortalForm> = {}) {
      const { customerName: customer } = request;
      const subscription = customer === 'Woodgrove Bank' ? 'Core banking' : 'Production';
      const { subscriptionId } = subscriptionOf(customer, subscription);
      const pasted = {
        subscriptionId,
        title: request.title,
        description: request.handOff?.text ?? '',
        severity: 'moderate',
        ...form,
      } as const;
      // What is filed later is newer.
      filedAt = new Date(clock.now().getTime() + ++filed);
      const ticket = fileInPortal(backEnds.cloud.state, pasted);
      filedAt = undefined;
      return ticket;
    },
  };
}

export type PortalWorld = Awaited<ReturnType<typeof portalWorld>>;
