import type { DeliveryRecord, LedgerTotals } from '../domain/delivery.ts';
import type { CardPlace } from '../domain/service-request.ts';

/** Who acknowledged it, and when. */
export interface Seen {
  readonly by: string | undefined;
  readonly at: Date | undefined;
}

type Key = { readonly issueId: string; readonly placeId: string };

/** A card that nobody has acknowledged: `remind` for the first time, `escalate` when a reminder did not help either. */
export interface UnseenCard extends Key {
  readonly card: CardPlace;
}

/** Who was told of an incident, how that went, and who has acknowledged it. For people; whoever sends has `DeliveryStore`. */
export interface DeliveryLedger {
  totals(issueId: string): Promise<LedgerTotals>;
  /** Rows of an incident in the order of their places' ids, after the one given. */
  page(issueId: string, afterPlaceId: string | undefined, limit: number): Promise<readonly DeliveryRecord[]>;

  /**
   * Notes who has acknowledged it, the first one only, and has the card changed for everybody else, without a ring: that job is enqueued in the same
   * transaction. Gives what is noted now; undefined when nobody is asked there.
   */
  markSeen(
    issueId: string,
    placeId: string,
    person: { readonly id: string; readonly displayName: string },
    at: Date,
  ): Promise<Seen | undefined>;
  /** Undefined when nobody is asked there. */
  seenOf(issueId: string, placeId: string): Promise<Seen | undefined>;
  /** Where the incident's card is in a place; undefined when there is none. */
  cardIn(issueId: string, placeId: string): Promise<CardPlace | undefined>;

  /** Begins to wait for an acknowledgement, until `due`, of every card of an open incident that it has not waited for yet. */
  awaitSeen(due: Date): Promise<void>;
  /** Cards of open incidents to be reminded of now, the longest due first. */
  unseen(now: Date, limit: number): Promise<readonly UnseenCard[]>;
  /** Notes that a card is reminded of now, and looks again at `due`; false when that was done already, or it was acknowledged. */
  remind(key: Key, at: Date, due: Date): Promise<boolean>;
  /** Looks again then; `takeBack`: the reminder certainly was not sent. */
  postpone(key: Key, due: Date, options?: { readonly takeBack: boolean }): Promise<void>;

  /** Open incidents with cards that were reminded of in vain, and how many such cards each has. */
  unseenInVain(now: Date, limit: number): Promise<readonly { readonly issueId: string; readonly cards: number }[]>;
  /** Notes that these cards, as `unseenInVain` found them at `now`, were escalated; with `later`, looks at them again then. */
  escalated(issueId: string, now: Date, later?: Date): Promise<void>;
  /** Ids of the channels that want to be told of what nobody has seen. */
  toldOfUnseen(limit: number): Promise<readonly string[]>;
}
