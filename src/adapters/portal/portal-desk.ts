import { BotError } from '../../domain/errors.ts';
import { requestText } from '../../domain/request-text.ts';
import type { AdminPortals } from '../../ports/admin-portals.ts';
import type { ServiceDesk } from '../../ports/service-desk.ts';

/**
 * Hands a request over to a person: the link in the customer's context and the whole text to paste. Nothing is sent, so a repetition is harmless; the
 * portals' requests cannot be read afterwards, so Microsoft's number comes back by the person.
 */
export function portalDesk(portals: AdminPortals): ServiceDesk {
  const notOffered = (): Promise<never> => Promise.reject(new BotError('NOT_SUPPORTED_BY_ROUTE', 'a portal tells nothing of its requests'));

  return {
    routes: ['azure-portal', 'azure-portal-by-domain', 'admin-center'],
    canTrack: false,
    canSetSeverity: false,
    topics: () => Promise.resolve([]),

    file(request) {
      const link = portals.newRequest({ tenantId: request.tenantId, domain: request.customerDomain }, request.product);
      if (link === undefined) return Promise.reject(new BotError('NOT_SUPPORTED_BY_ROUTE', `no portal link for ${request.product}`));
      return Promise.resolve({ kind: 'handed-off', link, text: requestText(request) });
    },

    follow: notOffered,
    find: notOffered,
    read: notOffered,
    addNote: notOffered,
    close: notOffered,
    setSeverity: notOffered,
  };
}
