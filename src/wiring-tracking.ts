import type { Database } from './adapters/postgres/database.ts';
import { postgresPlanStore } from './adapters/postgres/plan-store.ts';
import type { Config } from './config.ts';
import type { Metrics } from './delivery/metrics.ts';
import type { Clock } from './ports/clock.ts';
import type { CustomerStore } from './ports/customer-store.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { Notifier } from './ports/notifier.ts';
import type { RequestStore } from './ports/request-store.ts';
import type { ServiceDesk } from './ports/service-desk.ts';
import { changeRequest, type ChangeRequest } from './use-cases/change-request.ts';
import type { CustomerGate } from './use-cases/customer-gate.ts';
import { noteReading } from './use-cases/note-reading.ts';
import { readRequest, type ReadRequest } from './use-cases/read-request.ts';
import type { RecognisePerson } from './use-cases/recognise-person.ts';
import { remindHandOffs, type RemindHandOffs } from './use-cases/remind-hand-offs.ts';
import { responseHours } from './use-cases/response-calendar.ts';
import { tellRequest, type TellRequest } from './use-cases/tell-request.ts';
import { tellRequester } from './use-cases/tell-requester.ts';
import { trackRequests, type TrackRequests } from './use-cases/track-requests.ts';

/** Joins what follows requests after they were filed. */
export function wireTracking(given: {
  readonly config: Config;
  readonly database: Database;
  readonly queue: JobQueue;
  readonly desks: readonly ServiceDesk[];
  readonly requests: RequestStore;
  readonly customers: CustomerStore;
  readonly recognise: RecognisePerson;
  readonly gate: CustomerGate;
  readonly notifier: Notifier;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): {
  readonly dialogs: { readonly readRequest: ReadRequest; readonly changeRequest: ChangeRequest };
  readonly jobs: { readonly trackRequests: TrackRequests; readonly tellRequest: TellRequest; readonly remindHandOffs: RemindHandOffs };
} {
  const { config, database, queue, desks, requests, customers, recognise, gate, notifier, metrics, clock, log } = given;
  const everyMs = config.requestPollSeconds * 1000;
  const hours = responseHours({
    plans: postgresPlanStore(database),
    calendarName: config.response.calendar,
    businessHoursOnly: config.response.clock === 'business-hours',
  });
  const noted = noteReading({ requests, responseHours: hours, clock, everyMs });
  return {
    dialogs: {
      readRequest: readRequest({ desks, noteReading: noted }),
      changeRequest: changeRequest({ requests, desks, noteReading: noted, clock }),
    },
    jobs: {
      trackRequests: trackRequests({ requests, desks, noteReading: noted, jobs: queue, clock, everyMs, metrics, log }),
      tellRequest: tellRequest({
        requests,
        customers,
        desks,
        recognise,
        gate,
        notifier,
        tellRequester: tellRequester({ requests, notifier, log }),
        clock,
        metrics,
        log,
      }),
      remindHandOffs: remindHandOffs({
        requests,
        notifier,
        clock,
        afterMs: config.handOffReminderHours * 3_600_000,
        most: config.handOffReminders,
        log,
      }),
    },
  };
}
