import { isFollowed } from './followed-request.ts';
import type { RequestEnding, ServiceRequest } from './service-request.ts';

/**
 * As what a person may take a request off our list: `solved` where nobody sees from here what becomes of it at Microsoft, or Microsoft does not know it any more;
 * `not-filed` where it may never have come to Microsoft. undefined for all others: those are closed at Microsoft, or closed already.
 */
export function endingOf(
  request: Pick<ServiceRequest, 'state' | 'route' | 'azureTicket' | 'deskStatus' | 'lostSince'>,
): RequestEnding | undefined {
  if (request.deskStatus === 'closed') return undefined;
  switch (request.state) {
    case 'ready':
    case 'sending':
      return undefined;
    case 'handed-off':
    case 'failed':
    case 'uncertain':
      return 'not-filed';
    case 'filed':
      return isFollowed(request) && request.lostSince === undefined ? undefined : 'solved';
  }
}
