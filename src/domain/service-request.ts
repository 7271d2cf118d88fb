import type { FilingRoute } from './filing-route.ts';
import type { Locale } from './locale.ts';
import type { ProblemCategory, EscalationCriterion } from './problem-category.ts';
import type { Nature, Product } from './product.ts';
import type { Contact } from './report-draft.ts';
import type { AzureFiling } from './azure-filing.ts';
import type { AzureTicketAddress } from './azure-ticket.ts';
import type { Impact, ImpactAnswers, Severity } from './severity.ts';

/**
 * The life of a request: `ready` (stored, not sent) → `sending` → `filed` (Microsoft's number is known), `handed-off` (a person files it in
 * a portal and brings the number back, which makes it `filed`), `failed` (refused, nothing filed) or `uncertain` (cannot be known; a person decides).
 */
export const REQUEST_STATES = ['ready', 'sending', 'filed', 'handed-off', 'failed', 'uncertain'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What the back end says of a filed request. */
export const DESK_STATUSES = ['open', 'attention-needed', 'closed'] as const;
export type DeskStatus = (typeof DESK_STATUSES)[number];

/** That a person took it off our list, which tells Microsoft nothing: it is solved, or was not filed after all. */
export const REQUEST_ENDINGS = ['solved', 'not-filed'] as const;
export type RequestEnding = (typeof REQUEST_ENDINGS)[number];

/** Where the card of a request is shown, to be updated in place. */
export interface CardPlace {
  readonly conversationId: string;
  readonly activityId: string;
}

/** A link a person opens, with the plain name of the portal. */
export interface PortalLink {
  readonly url: string;
  readonly portal: string;
}

/** What is asked of a service desk; fixed once the request is submitted. */
export interface RequestContent {
  readonly tenantId: string;
  readonly customerName: string;
  readonly customerDomain: string | undefined;
  readonly product: Product;
  readonly nature: Nature;
  readonly category: ProblemCategory;
  readonly criterion: EscalationCriterion | undefined;
  readonly tried: string | undefined;
  readonly impact: Impact;
  /** undefined in requests of earlier releases, and in those that came from a case. */
  readonly impactAnswers: ImpactAnswers | undefined;
  /** At filing; the present one is the back end's. */
  readonly severity: Severity;
  readonly severityReason: string | undefined;
  readonly title: string;
  readonly description: string;
  readonly since: string | undefined;
  readonly peopleHit: number | undefined;
  readonly contact: Contact;
  readonly language: Locale;
  readonly topicId: string | undefined;
  readonly linkedIssueId: string | undefined;
  /** Of the route `azure-support` only. */
  readonly azure: AzureFiling | undefined;
}

/** A problem reported for a customer: a Partner Center request, or a hand-off to a portal. A row of the ledger. */
export interface ServiceRequest extends RequestContent {
  readonly id: string;
  /** Our short reference, such as `PSR-7K3M9Q`; part of what is sent, so that a lost answer can be matched. */
  readonly reference: string;
  /** Raised by every change. */
  readonly version: number;
  readonly route: FilingRoute;
  readonly state: RequestState;
  /** Idempotency key towards the back end (`MS-RequestId`), fixed before the first send. */
  readonly sendKey: string;
  readonly attempts: number;
  /** The escalated case that it was filed from. */
  readonly caseId: string | undefined;
  readonly personId: string;
  readonly personName: string;
  readonly locale: Locale;
  /** The requester's, for times on cards that are updated outside a turn. */
  readonly timeZone: string;
  /** Microsoft's number. */
  readonly number: string | undefined;
  readonly deskStatus: DeskStatus | undefined;
  /** Taken off our list by a person: then it counts as closed (`deskStatus`), although nobody at Microsoft has said so. */
  readonly ended?: RequestEnding | undefined;
  /** There was news that neither the requester nor anybody else could be told: a colleague is to follow it. */
  readonly unheard?: boolean;
  /** Of one that a person filed in the Azure portal: where Azure Support keeps it, once it was found there. */
  readonly azureTicket?: AzureTicketAddress | undefined;
  /** Where the back end tells what became of a filing that it accepted but has not made yet. */
  readonly operation: string | undefined;
  /** The partner's own ticket number. */
  readonly ownTicket: string | undefined;
  /** Since when Microsoft has had it: as its back end tells, else since it was sent, or since its number was typed. */
  readonly filedAt: Date | undefined;
  /** By when Microsoft's first response is to be expected (B55–B60); undefined until it is worked out, and where nothing can be read. */
  readonly responseDueAt: Date | undefined;
  readonly respondedAt: Date | undefined;
  /** Since when the back end says that it does not know the number; undefined while it knows it, and while it was not asked. */
  readonly lostSince?: Date | undefined;
  /** What the back end said when it was last read. */
  readonly desk: DeskSnapshot | undefined;
  /** How often Microsoft's number was asked for. */
  readonly reminders: number;
  /** Link and text of a hand-off. */
  readonly handOff: { readonly link: PortalLink; readonly text: string } | undefined;
  readonly failure: { readonly code: string; readonly correlationId: string | undefined } | undefined;
  readonly place: CardPlace | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A subject a back end wants a request filed under. */
export interface SupportTopic {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** One message between the partner and Microsoft. */
export interface DeskNote {
  /** Tells it from every other one of the request: the back end's own id, or one made from moment and text. */
  readonly key: string;
  readonly by: string;
  readonly at: Date | undefined;
  readonly text: string;
  /** `unknown`: the back end does not tell who wrote it. */
  readonly from: 'microsoft' | 'partner' | 'unknown';
}

/** A request as the back end tells it. */
export interface DeskRecord {
  readonly number: string;
  readonly title: string;
  readonly status: DeskStatus;
  /** undefined where the back end does not tell it. */
  readonly severity: Severity | undefined;
  /** Who works on it at Microsoft. */
  readonly owner: string | undefined;
  /** Since when it has been there; undefined where the back end does not tell it. */
  readonly createdAt?: Date | undefined;
  readonly updatedAt: Date | undefined;
  /** Oldest first. */
  readonly notes: readonly DeskNote[];
}

/** What came of a wish to change the severity of a filed request: Microsoft's record has it, or Microsoft was asked for it in a note. */
export const REQUEST_REMARKS = ['severity-set', 'severity-asked'] as const;
export type RequestRemark = (typeof REQUEST_REMARKS)[number];

/** What is remembered of a record, to know what is new. Never texts. */
export interface DeskSnapshot {
  readonly severity: Severity | undefined;
  readonly owner: string | undefined;
  /** Keys of the newest notes, at most 200. */
  readonly noteKeys: readonly string[];
  /** The back end's own time of the last change it told, to know an older answer by. */
  readonly changedAt?: Date | undefined;
}

/** Something that happened to a filed request: told once to everybody concerned. */
export const NEWS_KINDS = [
  'handed-off',
  'filed',
  'attention-needed',
  'reopened',
  'closed',
  'message',
  'owner',
  'severity',
  'response-warning',
  'response-late',
  'number-overdue',
  'number-found',
  'failed',
  'uncertain',
  'lost',
  'ended',
  'resumed',
  'joined',
] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export interface RequestNews {
  readonly kind: NewsKind;
  /** Unique for the request: what happened, not when it was seen. */
  readonly key: string;
}

/** Somebody who is told of a request beside the one who made it. */
export interface RequestFollower {
  readonly personId: string;
  readonly personName: string;
  readonly locale: Locale;
  readonly timeZone: string;
}
