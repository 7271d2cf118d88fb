import type { Database } from './adapters/postgres/database.ts';
import { postgresPlanStore } from './adapters/postgres/plan-store.ts';
import type { Config } from './config.ts';
import type { Metrics } from './delivery/metrics.ts';
import type { Clock } from './ports/clock.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { Notifier } from './ports/notifier.ts';
import type { RequestStore } from './ports/request-store.ts';
import type { ServiceDesk } from './ports/service-desk.ts';
import type { AzureTicketsOf } from './use-cases/azure-tickets-of.ts';
import { changeRequest, type ChangeRequest } from './use-cases/change-request.ts';
import type { MayHear, MayKnow } from './use-cases/may-know.ts';
import { findAzureTicket, findAzureTickets } from './use-cases/find-azure-ticket.ts';
import { noteReading } from './use-cases/note-reading.ts';
import { readRequest, type ReadRequest } from './use-cases/read-request.ts';
import { remindHandOffs, type RemindHandOffs } from './use-cases/remind-hand-offs.ts';
import { chosenCalendar, responseHours, type ResponseHoursOf } from './use-cases/response-calendar.ts';
import { searchAzureTickets } from './use-cases/search-azure-tickets.ts';
import { tellRequest, type TellRequest } from './use-cases/tell-request.ts';
import { tellRequester } from './use-cases/tell-requester.ts';
import { trackRequests, type TrackRequests } from './use-cases/track-requests.ts';

/** Joins what follows requests after they were filed. */
export function wireTracking(given: {
  readonly config: Config;
  readonly database: Database;
  readonly queue: JobQueue;
  readonly desks: readonly ServiceDesk[];
  readonly azureTicketsOf: AzureTicketsOf;
  readonly azureTicketsInJob: AzureTicketsOf;
  readonly requests: RequestStore;
  readonly knows: MayKnow;
  readonly hears: MayHear;
  readonly notifier: Notifier;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): {
  readonly responseHours: ResponseHoursOf;
  readonly dialogs: { readonly readRequest: ReadRequest; readonly changeRequest: ChangeRequest };
  readonly jobs: { readonly trackRequests: TrackRequests; readonly tellRequest: TellRequest; readonly remindHandOffs: RemindHandOffs };
} {
  const { config, database, queue, desks, azureTicketsOf, azureTicketsInJob, requests, knows, hears, notifier, metrics, clock, log } =
    given;
  const find = findAzureTicket({ requests, azureTicketsOf, clock });
  const everyMs = config.requestPollSeconds * 1000;
  const calendar = { plans: postgresPlanStore(database), calendarName: config.response.calendar };
  const hours = responseHours({ ...calendar, businessHoursOnly: config.response.clock === 'business-hours' });
  const noted = noteReading({ requests, responseHours: hours, clock, everyMs });
  const searchTickets = searchAzureTickets({
    requests,
    findAzureTickets: findAzureTickets({ requests, azureTicketsOf: azureTicketsInJob, clock }),
    offered: config.partner.azureSupportApi,
    clock,
    everyMs,
    metrics,
    log,
  });
  return {
    responseHours: hours,
    dialogs: {
      readRequest: readRequest({ desks, noteReading: noted, findAzureTicket: find }),
      changeRequest: changeRequest({ requests, desks, noteReading: noted, findAzureTicket: find, responseHours: hours, clock }),
    },
    jobs: {
      trackRequests: trackRequests({
        requests,
        desks,
        noteReading: noted,
        searchTickets,
        jobs: queue,
        clock,
        everyMs,
        metrics,
        log,
      }),
      tellRequest: tellRequest({
        requests,
        desks,
        mayHear: hears,
        notifier,
        tellRequester: tellRequester({ requests, notifier, mayKnow: knows, log }),
        clock,
        metrics,
        log,
      }),
      remindHandOffs: remindHandOffs({
        requests,
        mayKnow: knows,
        notifier,
        calendar: chosenCalendar(calendar),
        clock,
        afterMs: config.handOffReminderHours * 3_600_000,
        most: config.handOffReminders,
        log,
      }),
    },
  };
}
