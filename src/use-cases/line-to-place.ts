import type { IncidentLine } from '../domain/delivery.ts';
import { BackEndError, isPassing } from '../domain/errors.ts';
import type { WatchPlace } from '../domain/watch.ts';
import type { ConversationAddress, ConversationStore } from '../ports/conversation-store.ts';
import type { IncidentAnnouncer } from '../ports/incident-announcer.ts';
import type { ChannelAudience } from './channel-audience.ts';

/** Writes one line into a chat or channel, outside the ledger of cards: whoever calls notes first that it is sent. */
export interface LineToPlace {
  /** Where it can be written now; `later`: it is not known who reads there, or not only the partner's own people do; `gone`: the bot is not there. */
  where(place: WatchPlace, signal: AbortSignal): Promise<ConversationAddress | 'later' | 'gone'>;
  /** `not-sent`: it certainly is not there, and may be sent later; `lost`: Teams refuses it, or nobody knows whether it is there. */
  send(to: ConversationAddress, placeId: string, line: IncidentLine): Promise<'sent' | 'not-sent' | 'lost'>;
}

export interface LineDeps {
  readonly conversations: Pick<ConversationStore, 'byId'>;
  readonly audience: Pick<ChannelAudience, 'of'>;
  readonly announcer: Pick<IncidentAnnouncer, 'line'>;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}

export function lineToPlace({ conversations, audience, announcer, log }: LineDeps): LineToPlace {
  return {
    async where({ conversationId, scope }, signal) {
      const address = conversationId === undefined ? undefined : await conversations.byId(conversationId);
      if (address === undefined) return 'gone';
      return scope === 'personal' || (await audience.of(address, signal)) === 'own' ? address : 'later';
    },

    async send(to, placeId, line) {
      try {
        await announcer.line(to, line);
        return 'sent';
      } catch (error) {
        if (!(error instanceof BackEndError)) throw error;
        log('line not sent', { issueId: line.incident.id, placeId, kind: line.ring, code: error.code, correlationId: error.correlationId });
        return error.effect === 'none' && isPassing(error) ? 'not-sent' : 'lost';
      }
    },
  };
}
