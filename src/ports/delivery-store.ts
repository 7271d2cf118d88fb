import type { Urgency } from '../domain/delivery.ts';
import type { RingKind } from '../domain/incident-change.ts';
import type { CardPlace } from '../domain/service-request.ts';
import type { MuteReason, WatchPlace } from '../domain/watch.ts';
import type { ConversationAddress, PersonAccount } from './conversation-store.ts';

/** A row that was taken for sending. */
export interface DueDelivery {
  readonly issueId: string;
  readonly place: WatchPlace;
  /** Undefined: the chat is still to be opened, or the bot is not there any more (then `place.conversationId` is known). */
  readonly address: ConversationAddress | undefined;
  /** Of a place without a chat: who it is to be opened with. */
  readonly account: PersonAccount | undefined;
  readonly card: CardPlace | undefined;
  /** A card may be there that nobody knows: never posted again, only lines follow. */
  readonly cardUncertain: boolean;
  readonly reposted: boolean;
  readonly wantedRevision: number;
  readonly shownRevision: number | undefined;
  readonly ring: RingKind | undefined;
  readonly urgency: Urgency;
  readonly attempts: number;
  /** Since when it is to be sent. */
  readonly queuedAt: Date;
  /** It was held back until now, by the hour or a silence. */
  readonly wasMuted: boolean;
  readonly seen: { readonly by: string | undefined; readonly at: Date | undefined } | undefined;
}

export type Posting = 'card' | 'update' | 'line';

export interface DeliveryFailure {
  readonly code: string;
  readonly status: number | undefined;
  readonly correlationId: string | undefined;
}

export interface DeliveryKey {
  readonly issueId: string;
  readonly placeId: string;
}

/** What went out, noted before it did. */
export interface NotedPosting extends DeliveryKey {
  /** What it was to ring for until it was noted; a later change may ring again. */
  readonly ring: RingKind | undefined;
}

/**
 * How it went. After any of them the row is free again; one that a change has overtaken meanwhile is `queued` again at once. `ring`: what was noted to ring and
 * did not.
 */
export type DeliveryOutcome = DeliveryKey &
  Pick<DueDelivery, 'wantedRevision'> & { readonly ring?: RingKind | undefined } & (
    | { readonly kind: 'shown'; readonly card: CardPlace; readonly revision: number; readonly anew: boolean }
    /** To be tried again. */
    | {
        readonly kind: 'later';
        readonly dueAt: Date;
        readonly failure: DeliveryFailure;
        /** Undefined: none. */
        readonly card: CardPlace | undefined;
        /** The card shows this by now. */
        readonly revision: number | undefined;
      }
    /** Not tried at all. `dueAt`: not before then; undefined: as it was. `revision`: what the card shows by now. */
    | { readonly kind: 'back'; readonly dueAt: Date | undefined; readonly revision: number | undefined }
    /** The card was deleted by hand: to be posted anew, once. */
    | { readonly kind: 'missing' }
    /** `revision`: what the card shows by now, where it was changed without ringing. */
    | {
        readonly kind: 'muted';
        readonly reason: MuteReason;
        readonly until: Date | undefined;
        readonly revision: number | undefined;
      }
    | { readonly kind: 'gone' | 'failed'; readonly failure: DeliveryFailure }
    /** `card`: known where only the line is uncertain. `failure`: none where the card is uncertain since before, and a line was certainly sent. */
    | {
        readonly kind: 'uncertain';
        readonly failure: DeliveryFailure | undefined;
        readonly card: CardPlace | undefined;
        readonly revision: number | undefined;
      }
  );

/** The ledger, for whoever sends. */
export interface DeliveryStore {
  /**
   * Makes this sender the only one, for so long; said again by the one that is, it goes on. False while there is another. What the one before had on its way
   * when it died is `uncertain` from then on, or free where it does no harm to send it again; what it had taken is free.
   */
  hold(senderId: string, forMs: number, at: Date): Promise<boolean>;
  release(senderId: string): Promise<void>;
  /**
   * Takes what is due, most urgent first, at most one row of a place and none of a place that another row is being sent to, and none that would be sent faster
   * than a conversation allows (`watch_place.paced_until`). What was muted until now is due again.
   */
  claim(senderId: string, now: Date, limit: number): Promise<readonly DueDelivery[]>;
  /**
   * Notes, before it goes out, what is on its way, and reckons with the pace of their places. Gives those that are still this sender's and for which nothing
   * newer than `revision` was announced; the others are not to be sent as they are.
   */
  posting(
    senderId: string,
    rows: readonly (DeliveryKey & { readonly posting: Posting; readonly revision: number })[],
    at: Date,
  ): Promise<readonly NotedPosting[]>;
  settle(senderId: string, outcomes: readonly DeliveryOutcome[], at: Date): Promise<void>;
  /** When the next row is due; undefined when none waits for anything. */
  nextDue(): Promise<Date | undefined>;
  /** The chat of a place was opened. */
  setChat(placeId: string, conversationId: string, at: Date): Promise<void>;
  /** A person answered on the card, so it is there: mends a row whose outcome is uncertain. */
  foundCard(issueId: string, placeId: string, card: CardPlace, at: Date): Promise<void>;
}
