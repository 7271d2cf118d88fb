import { BackEndError } from '../domain/errors.ts';
import type { DeskRecord, ServiceRequest } from '../domain/service-request.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { MayKnow } from './may-know.ts';

/**
 * Shows the present state of a request to the one who made it, and remembers where the card is; nothing to whoever may not know it any more. The state is in the
 * ledger before, so a failure loses nothing: it is thrown for the job to run again, except where another try could make a second card.
 *
 * @param look what the back end says now, asked for only where it is shown.
 * @throws {BotError} ACCESS_UNKNOWN
 * @throws {BackEndError}
 */
export type TellRequester = (
  request: ServiceRequest,
  signal: AbortSignal,
  look?: (request: ServiceRequest, signal: AbortSignal) => Promise<DeskRecord | undefined>,
) => Promise<void>;

export function tellRequester(deps: {
  readonly requests: RequestStore;
  readonly notifier: Pick<Notifier, 'showRequest'>;
  readonly mayKnow: MayKnow;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): TellRequester {
  const { requests, notifier, mayKnow, log } = deps;
  return async (request, signal, look) => {
    const { id, place, personId } = request;
    if (!(await mayKnow(personId, request, signal))) return log('requester may not know', { requestId: id });
    const record = await look?.(request, signal);
    try {
      const shown = await notifier.showRequest(request, record, await requests.followers(id));
      if (shown === undefined) return log('requester not reachable', { requestId: id });
      if (shown.activityId !== place?.activityId || shown.conversationId !== place.conversationId) await requests.setPlace(id, shown);
    } catch (error) {
      const mayBePosted = place === undefined && error instanceof BackEndError && error.effect === 'unknown';
      if (!mayBePosted) throw error;
      log('card may be posted', { requestId: id, code: error.code });
    }
  };
}
