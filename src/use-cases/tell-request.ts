import { BackEndError, BotError, isPassing } from '../domain/errors.ts';
import { isToldToOutsiders, newsHolds } from '../domain/request-news.ts';
import type { DeskRecord, ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RequestStore, Untold } from '../ports/request-store.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import { withinDeadline } from './deadline.ts';
import { deskOf } from './desk-of.ts';
import type { MayHear } from './may-know.ts';
import type { TellRequester } from './tell-requester.ts';

/**
 * Tells everybody concerned what is new about a request, each once, and brings its card up to date. Marked before it is sent, since it rings, and given back only
 * when it certainly was not sent. Who may not see the customer any more is told nothing but that it was filed, and that without a word of the customer.
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
  readonly desks: readonly ServiceDesk[];
  readonly mayHear: MayHear;
  readonly notifier: Pick<Notifier, 'tellNews'>;
  readonly tellRequester: TellRequester;
  readonly clock: Clock;
  readonly metrics: { news(kind: string): void };
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): TellRequest {
  const { requests, desks, mayHear, notifier, tellRequester, clock, metrics, log } = deps;

  /** The messages are not kept: without a look the card would lose them. */
  async function look(request: ServiceRequest, signal: AbortSignal): Promise<DeskRecord | undefined> {
    const desk = deskOf(desks, request);
    if (request.state !== 'filed' || desk?.canTrack !== true) return undefined;
    try {
      return await withinDeadline(LOOK_MS, signal, (within) => desk.read(request, within));
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      log('request not read for its card', { requestId: request.id, code: error.code });
      return undefined;
    }
  }

  /** Whoever made it hears of it no more: unless somebody else does, it comes up among what waits for a colleague. */
  async function passOn(request: ServiceRequest, signal: AbortSignal): Promise<void> {
    for (const { personId } of await requests.followers(request.id)) {
      if ((await mayHear(personId, request, signal)) === 'all') return;
    }
    await requests.setUnheard(request.id, true);
  }

  /** News of one kind for one person: several messages at once ring once. */
  async function tell(request: ServiceRequest, group: readonly Untold[], signal: AbortSignal): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    const { to, news } = first;
    const holds = newsHolds(news, request);
    const hears = holds ? await mayHear(to.personId, request, signal) : 'nothing';
    const wanted = hears === 'all' || (hears === 'bare' && isToldToOutsiders(news));
    const isRequester = to.personId === request.personId;
    if (holds && hears !== 'all' && isRequester) await passOn(request, signal);
    const at = clock.now();
    const marked: Untold[] = [];
    for (const one of group) if (await requests.markTold(one.newsId, to.personId, at)) marked.push(one);
    if (!wanted || marked.length === 0) return;
    try {
      if (await notifier.tellNews(request, news, to, hears === 'bare')) {
        metrics.news(news.kind);
        if (isRequester && request.unheard === true) await requests.setUnheard(request.id, false);
      } else {
        log('follower not reachable', { requestId: request.id, personId: to.personId });
        if (isRequester) await passOn(request, signal);
      }
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
    await orLater(() => tellRequester(request, signal, look));
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
