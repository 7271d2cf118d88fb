import { BackEndError, isPassing, type BotError } from '../domain/errors.ts';
import { nextReading } from '../domain/next-reading.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestStore } from '../ports/request-store.ts';
import { isToBeFound, type FindAzureTickets, type TicketFinding } from './find-azure-ticket.ts';

/**
 * Looks at Azure Support for what people filed in the Azure portal and that is due, customer by customer, the less and less often the longer it is not found. One
 * customer that cannot be looked at holds up no other.
 */
export type SearchAzureTickets = (signal: AbortSignal) => Promise<void>;

/** Customers; the subscriptions of each are several calls. */
const AT_ONCE = 2;
/** Looks in one run, which comes each minute. */
const MOST_LOOKS = 100;
/** What is due after that is left for the next run: an Azure that hangs must not keep the job from all else. */
const RUN_MS = 60_000;
/** Of one customer with one look; also what a process that dies holds. */
const MOST_OF_CUSTOMER = 10;
/** Longer than a look and what is written after it: then another process may take it up. */
const CLAIM_MS = 2 * 60_000;
/** What does not pass by itself: somebody has to do something first. */
const LASTING_MS = 15 * 60_000;
/** What was not filed by then will not be; a person's look finds it still. */
const SEARCHED_MS = 30 * 86_400_000;

export function searchAzureTickets(deps: {
  readonly requests: Pick<RequestStore, 'takeForTicketSearch' | 'putOffTicketSearch'>;
  readonly findAzureTickets: FindAzureTickets;
  /** Setting AZURE_SUPPORT_API: where it is off nothing is looked for. */
  readonly offered: boolean;
  readonly clock: Clock;
  /** Between two looks for a fresh request. */
  readonly everyMs: number;
  readonly metrics: { reading(outcome: string): void };
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): SearchAzureTickets {
  const { requests, findAzureTickets, offered, clock, everyMs, metrics, log } = deps;

  /** The code of what went wrong; undefined when nothing did. */
  async function look(due: readonly ServiceRequest[], signal: AbortSignal): Promise<string | undefined> {
    const findings = await findAzureTickets(due, signal);
    const failure = findings.find((one) => one.failure !== undefined)?.failure;
    for (const { request, failure: reason } of findings) await putOff(request, reason);
    if (failure !== undefined) log('tickets not looked for', { requestId: due[0]?.id, code: failure.code });
    metrics.reading(failure?.code ?? outcomeOf(findings));
    return failure?.code;
  }

  async function putOff(request: ServiceRequest, failure: BotError | undefined): Promise<void> {
    if (!isToBeFound(request)) return;
    const now = clock.now();
    const isOld = now.getTime() - request.updatedAt.getTime() >= SEARCHED_MS;
    const next = Math.max(nextReading(request, now, everyMs).getTime(), now.getTime() + backOff(failure));
    await requests.putOffTicketSearch(request.id, isOld ? undefined : new Date(next));
  }

  function backOff(failure: BotError | undefined): number {
    if (failure === undefined) return 0;
    const asked = failure instanceof BackEndError ? (failure.retryAfterMs ?? 0) : 0;
    return Math.max(asked, isPassing(failure) ? everyMs : LASTING_MS);
  }

  return async (signal) => {
    if (!offered) return;
    const end = clock.now().getTime() + RUN_MS;
    let looks = 0;
    let slowDown = false;
    async function lookAtSome(): Promise<void> {
      while (looks < MOST_LOOKS && clock.now().getTime() < end && !slowDown && !signal.aborted) {
        looks += 1;
        const now = clock.now();
        const due = await requests.takeForTicketSearch(now, new Date(now.getTime() + CLAIM_MS), MOST_OF_CUSTOMER);
        if (due.length === 0) return;
        const code = await look(due, signal);
        slowDown ||= code === 'THROTTLED';
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lookAtSome));
  };
}

function outcomeOf(findings: readonly TicketFinding[]): string {
  return findings.some(({ request }) => !isToBeFound(request)) ? 'found' : 'not-found';
}
