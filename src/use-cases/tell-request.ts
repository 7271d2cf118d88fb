import { BackEndError, BotError, isPassing } from '../domain/errors.ts';
import { may } from '../domain/permissions.ts';
import { newsHolds } from '../domain/request-news.ts';
import type { DeskRecord, ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RequestStore, Untold } from '../ports/request-store.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import type { CustomerGate } from './customer-gate.ts';
import { withinDeadline } from './deadline.ts';
import { deskOf } from './desk-of.ts';
import type { RecognisePerson } from './recognise-person.ts';

/**
 * Tells everybody concerned what is new about a request, each once, and brings its card up to date. Marked before it is sent, since it rings, and given back only
 * when it certainly was not sent. Who may not see the customer any more is told nothing.
 *
 * @throws {BotError} when somebody could not be told now, once the others are: for the queue to try again.
 */
export type TellRequest = (requestId: string, signal: AbortSignal) => Promise<void>;

const AT_ONCE = 100;
const LOOK_MS = 5000;
/** After so many who could not be told it is not them: the rest is left for the next try. */
const MOST_FAILURES = 5;

export function tellRequest(deps: {
  readonly requests: RequestStore;
  readonly customers: Pick<CustomerStore, 'byTenantId'>;
  readonly desks: readonly ServiceDesk[];
  readonly recognise: RecognisePerson;
  readonly gate: Pick<CustomerGate, 'check'>;
  readonly notifier: Pick<Notifier, 'showRequest' | 'tellNews'>;
  /** Remembers where the card is. */
  readonly tellRequester: (request: ServiceRequest, record: DeskRecord | undefined) => Promise<void>;
  readonly clock: Clock;
  readonly metrics: { news(kind: string): void };
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): TellRequest {
  const { requests, customers, desks, recognise, gate, notifier, tellRequester, clock, metrics, log } = deps;

  /** @throws {BotError} when it cannot be found out now. */
  async function mayKnow(personId: string, request: ServiceRequest, signal: AbortSignal): Promise<boolean> {
    const person = await recognise(personId, signal);
    if (person === undefined || !may(person, 'see-requests')) return false;
    const { tenantId, customerName: name, customerDomain: domain } = request;
    const customer = (await customers.byTenantId(tenantId)) ?? { tenantId, name, domain, domains: [], sources: [] };
    const access = await gate.check(person, customer, signal);
    if (access === 'unknown')
      throw new BotError('ACCESS_UNKNOWN', `Whether a person may see the customer of ${request.id} was not found out`);
    return access !== 'denied';
  }

  /** The messages are not kept: without a look the card would lose them. */
  async function look(request: ServiceRequest, signal: AbortSignal): Promise<DeskRecord | undefined> {
    const desk = deskOf(desks, request.route);
    if (request.state !== 'filed' || desk?.canTrack !== true) return undefined;
    try {
      return await withinDeadline(LOOK_MS, signal, (within) => desk.read(request, within));
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      log('request not read for its card', { requestId: request.id, code: error.code });
      return undefined;
    }
  }

  async function showCard(request: ServiceRequest, signal: AbortSignal): Promise<void> {
    if (await mayKnow(request.personId, request, signal)) await tellRequester(request, await look(request, signal));
  }

  /** News of one kind for one person: several messages at once ring once. */
  async function tell(request: ServiceRequest, group: readonly Untold[], signal: AbortSignal): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    const { to, news } = first;
    const wanted = newsHolds(news.kind, request) && (await mayKnow(to.personId, request, signal));
    const at = clock.now();
    const marked: Untold[] = [];
    for (const one of group) if (await requests.markTold(one.newsId, to.personId, at)) marked.push(one);
    if (!wanted || marked.length === 0) return;
    try {
      if (await notifier.tellNews(request, news, to)) metrics.news(news.kind);
      else log('follower not reachable', { requestId: request.id, personId: to.personId });
    } catch (error) {
      if (isCertainlyNotSent(error)) {
        for (const { newsId } of marked) await requests.unmarkTold(newsId, to.personId);
        throw error;
      }
      if (!(error instanceof BackEndError)) throw error;
      log('follower may not be told', { requestId: request.id, personId: to.personId, code: error.code });
    }
  }

  return async (requestId, signal) => {
    const request = await requests.byId(requestId);
    if (request === undefined) return;
    const failures: BotError[] = [];
    const orLater = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof BotError)) throw error;
        failures.push(error);
      }
    };
    await orLater(() => showCard(request, signal));
    const untold = await requests.untold(requestId, AT_ONCE);
    for (const group of Object.values(Object.groupBy(untold, ({ to, news }) => `${to.personId} ${news.kind}`))) {
      if (signal.aborted || failures.length >= MOST_FAILURES) break;
      await orLater(() => tell(request, group ?? [], signal));
    }
    if (failures[0] !== undefined) throw failures[0];
  };
}

/** Not sent, and worth another try: what Teams refuses for good would be refused for ever. */
function isCertainlyNotSent(error: unknown): boolean {
  return error instanceof BackEndError && error.effect === 'none' && (isPassing(error) || error.backEnd === 'entra');
}
