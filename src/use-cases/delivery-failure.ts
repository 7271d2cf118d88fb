import { BackEndError, BotError } from '../domain/errors.ts';
import type { DeliveryFailure, DueDelivery, Posting } from '../ports/delivery-store.ts';
import type { Ending } from './delivery-step.ts';

/** What a failed request means for its row. */
export interface FailedRequest {
  readonly ending: Ending;
  /** Teams refused it because of too many. */
  readonly throttled: { readonly retryAfterMs: number | undefined } | undefined;
  /** The bot is not there any more. */
  readonly goneFrom: string | undefined;
  /** No request can succeed now: no token, no connection. */
  readonly nothingWorks: boolean;
}

/** Microsoft's list of what to try again (teams-platform 2.4, docs/decisions/0007-one-sender.md); 500 is not on it. */
const PASSING: ReadonlySet<number> = new Set([401, 412, 429, 502, 503, 504]);
/** With these waits about half an hour. */
const MOST_TRIES = 12;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * @param what `open`: a chat was to be opened, which does no harm when it is done twice; nor does an update.
 * @throws what is no failure of a back end
 */
export function failedRequest(
  error: unknown,
  what: Posting | 'open',
  { due, now, random }: { readonly due: DueDelivery; readonly now: Date; readonly random: number },
): FailedRequest {
  if (!(error instanceof BackEndError)) throw error;
  const { status, code } = error;
  const failure = failureOf(error);
  const because = (ending: Ending, some: Partial<FailedRequest> = {}): FailedRequest => ({
    ending,
    throttled: undefined,
    goneFrom: undefined,
    nothingWorks: false,
    ...some,
  });

  if (status === 404 || status === 403) {
    if (error.vendorCode === 'InvalidBotApiHost') return because({ kind: 'failed', failure });
    // The card stands in a chat that is not the person's any more: the one that is has none yet.
    if ((what === 'update' || what === 'line') && stoodElsewhere(due)) return because(cardRemoved(due));
    // The post below which the line was to stand: removed by hand.
    if (what === 'line' && status === 404 && due.place.scope === 'team') return because(cardRemoved(due));
    return because({ kind: 'gone', failure }, { goneFrom: due.address?.conversationId });
  }
  const passes = status === undefined ? error.effect === 'none' && code !== 'INVALID' && code !== 'MISCONFIGURED' : PASSING.has(status);
  if (passes || (error.effect === 'unknown' && (what === 'update' || what === 'open'))) {
    const throttled = status === 429 ? { retryAfterMs: error.retryAfterMs } : undefined;
    const nothingWorks = error.backEnd === 'entra' || (status === undefined && code === 'UNREACHABLE' && error.effect === 'none');
    if (due.attempts + 1 >= MOST_TRIES) return because({ kind: 'failed', failure }, { throttled, nothingWorks });
    const dueAt = new Date(now.getTime() + waitMs(due.attempts, error.retryAfterMs, random));
    return because({ kind: 'later', dueAt, failure, card: undefined, revision: undefined }, { throttled, nothingWorks });
  }
  if (error.effect === 'unknown') return because({ kind: 'uncertain', failure, card: undefined, revision: undefined });
  return because({ kind: 'failed', failure });
}

function stoodElsewhere({ place, card, address }: DueDelivery): boolean {
  return place.scope === 'personal' && card !== undefined && card.conversationId !== address?.conversationId;
}

/** A card is posted anew once; whoever removes it again does not want it. */
export function cardRemoved({ reposted }: Pick<DueDelivery, 'reposted'>): Ending {
  return reposted ? { kind: 'muted', reason: 'removed', until: undefined, revision: undefined } : { kind: 'missing' };
}

export function failureOf(error: BotError): DeliveryFailure {
  const { status, correlationId } = error instanceof BackEndError ? error : {};
  return { code: error.code, status, correlationId };
}

/** As long as Teams asks, else twice as long as the last time; with jitter, so that many do not come back at once. */
function waitMs(attempts: number, retryAfterMs: number | undefined, random: number): number {
  if (retryAfterMs !== undefined) return retryAfterMs + random * FIRST_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts) * (0.5 + random / 2);
}
