import { BackEndError } from '../domain/errors.ts';
import type { DeskRecord, ServiceRequest } from '../domain/service-request.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RequestStore } from '../ports/request-store.ts';

/**
 * Shows the present state of a request to the one who made it, and remembers where the card is. The state is in the ledger before, so a failure
 * loses nothing: it is thrown for the job to run again, except where another try could make a second card.
 *
 * @throws {BackEndError}
 */
export function tellRequester(deps: {
  readonly requests: RequestStore;
  readonly notifier: Notifier;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): (request: ServiceRequest, record?: DeskRecord) => Promise<void> {
  const { requests, notifier, log } = deps;
  return async (request, record) => {
    const { id, place } = request;
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
