import type { RingKind } from './incident-change.ts';
import type { Incident } from './incident.ts';
import type { Locale } from './locale.ts';
import type { CardPlace } from './service-request.ts';
import type { MuteReason } from './watch.ts';

/** Where one incident's card for one place stands: always exactly one of them (design.md 5). */
export const DELIVERY_STATES = ['queued', 'sent', 'updated', 'failed', 'gone', 'muted', 'uncertain'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Lower goes first: high impact that rings, what rings, what only changes a card. */
export const URGENCY = { urgent: 0, ringing: 1, routine: 2 } as const;
export type Urgency = (typeof URGENCY)[keyof typeof URGENCY];

/** How many rows of an incident's ledger are in each state; together they are all rows. */
export type DeliveryTotals = Readonly<Record<DeliveryState, number>>;

/** An incident's ledger, summed up. */
export interface LedgerTotals {
  /** Together they are all rows of the incident. */
  readonly states: DeliveryTotals;
  /** Of the places that have its card and are asked to acknowledge it: how many there are, and how many did. */
  readonly asked: number;
  readonly seen: number;
  /** Since when the longest waiting row waits; undefined when none does. */
  readonly waitingSince: Date | undefined;
}

/** One row of the ledger, for people. */
export interface DeliveryRecord {
  readonly issueId: string;
  readonly placeId: string;
  readonly scope: 'personal' | 'team';
  readonly personName: string;
  readonly label: string | undefined;
  readonly state: DeliveryState;
  readonly reason: MuteReason | undefined;
  readonly stateAt: Date;
  readonly askSeen: boolean;
  readonly seen: { readonly at: Date; readonly byName: string } | undefined;
}

/** What the living card of an incident shows in one place. */
export interface IncidentNotice {
  readonly incident: Incident;
  readonly placeId: string;
  readonly scope: 'personal' | 'team';
  /** The customers hit that the place may see and watches: the first by name, and how many there are. None: it does not hit them any more. */
  readonly hit: { readonly names: readonly string[]; readonly total: number };
  /** Undefined: nobody is asked. `by`: who said so. */
  readonly seen: { readonly by: string | undefined; readonly at: Date | undefined } | undefined;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
}

/** The short line that rings; sent after the card was changed in place, which rings nobody. */
export interface IncidentLine extends Pick<IncidentNotice, 'incident' | 'hit' | 'locale' | 'timeZone' | 'now'> {
  /** `unseen`: nobody here has acknowledged it; `unseen-elsewhere`: nobody has in chats that were asked and reminded. */
  readonly ring: RingKind | 'unseen' | 'unseen-elsewhere';
  readonly place: CardPlace | undefined;
  /** Of `unseen-elsewhere`: how many chats. */
  readonly unseenIn?: number;
}
