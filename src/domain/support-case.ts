import type { Locale } from './locale.ts';
import type { Product } from './product.ts';
import type { Severity } from './severity.ts';

/**
 * The life of a case: `open` (nobody has it) → `taken` → `waiting` (for the customer or for Microsoft) → `resolved`. Released it is open again, re-opened too.
 */
export const CASE_STATES = ['open', 'taken', 'waiting', 'resolved'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Whom a waiting case waits for. Only waiting for the customer stops the clocks. */
export const WAITED_FOR = ['customer', 'microsoft'] as const;
export type WaitedFor = (typeof WAITED_FOR)[number];

/** What a case came to. `withdrawn`: its requester took it back. */
export const CASE_CAUSES = [
  'fixed',
  'microsoft',
  'customer',
  'configuration',
  'question-answered',
  'duplicate',
  'no-fault-found',
  'withdrawn',
] as const;
export type CaseCause = (typeof CASE_CAUSES)[number];

/** Somebody who acts on a case: a colleague, or the bot itself by a clock, a policy, an incident or a request. */
export type CaseActor = { readonly id: string; readonly name: string } | 'system';

/** What is escalated. Texts are people's own. */
export interface CaseContent {
  /** Undefined: of an incident that hits several customers. */
  readonly tenantId: string | undefined;
  readonly customerName: string | undefined;
  readonly product: Product;
  readonly title: string;
  readonly description: string;
  readonly tried: string | undefined;
  /** Of the support: only some clocks run for it around the clock (B59). */
  readonly language: Locale;
}

/** An escalation to the experts of a channel. */
export interface SupportCase extends CaseContent {
  readonly id: string;
  /** Our short reference, such as `CASE-7K3M9Q`. */
  readonly reference: string;
  /** Raised by every change. */
  readonly version: number;
  /** Raised whenever somebody is looked for anew (released, re-opened): calls and targets of an earlier cycle mean nothing. */
  readonly cycle: number;
  readonly severity: Severity;
  readonly state: CaseState;
  /** Of a waiting case. */
  readonly waitingFor: WaitedFor | undefined;
  readonly owner: { readonly id: string; readonly name: string } | undefined;
  /** Undefined: opened by a policy, for an incident. */
  readonly requester: CaseRequester | undefined;
  /** The service request it came from, or that was filed from it. */
  readonly requestId: string | undefined;
  /** Microsoft's issue it is tied to. */
  readonly issueId: string | undefined;
  /** The version of the plan it was opened under: its policy stays as it was then. */
  readonly planVersion: number;
  /** Name of the policy in that plan. */
  readonly policy: string;
  /** Conversation of the experts' channel, without `;messageid=`; undefined while no route leads anywhere. */
  readonly channelId: string | undefined;
  readonly openedAt: Date;
  /** Since when somebody is, or was last, looked for: of its opening, of its last release or re-opening. */
  readonly openSince: Date;
  /** When it was taken first. */
  readonly takenAt: Date | undefined;
  /** The first sign to the requester or customer that somebody works on it: a note, a wait, a filing, a resolution. */
  readonly firstResponseAt: Date | undefined;
  readonly resolvedAt: Date | undefined;
  readonly cause: CaseCause | undefined;
  readonly resolution: string | undefined;
  /** The requester said that it is solved. */
  readonly confirmedAt: Date | undefined;
  readonly updatedAt: Date;
}

export interface CaseRequester {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly timeZone: string;
}

/** What a case is told of its request: how it was filed, and what Microsoft did with it then. `late`: Microsoft's first response is. */
export const CASE_REQUEST_STATES = [
  'filed',
  'handed-off',
  'failed',
  'uncertain',
  'answered',
  'attention-needed',
  'reopened',
  'closed',
  'ended',
  'late',
  'number-overdue',
  'lost',
] as const;
export type CaseRequestState = (typeof CASE_REQUEST_STATES)[number];

/** What may happen to a case, by whoever. */
export type CaseAction =
  | { readonly kind: 'take' }
  /** From an owner who is absent, or by a colleague who hands out work. */
  | {
      readonly kind: 'take-over';
      /** Whose it was on the card that was pressed; with somebody else having it by now it is refused. Undefined: whoever has it. */
      readonly from?: string | undefined;
    }
  | { readonly kind: 'hand'; readonly to: { readonly id: string; readonly name: string } }
  | { readonly kind: 'release' }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'wait'; readonly for: WaitedFor }
  | { readonly kind: 'go-on' }
  | { readonly kind: 'severity'; readonly severity: Severity; readonly reason: string }
  | { readonly kind: 'link'; readonly issueId: string }
  | { readonly kind: 'resolve'; readonly cause: CaseCause; readonly text: string }
  | { readonly kind: 'reopen'; readonly reason: string }
  /** By the requester. */
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'confirm' }
  /** The requester says that it is not solved: opens it again. */
  | { readonly kind: 'refuse'; readonly reason: string }
  /** What became of the request that was filed from it, or that it came from. */
  | {
      readonly kind: 'request';
      readonly requestId: string;
      readonly state: CaseRequestState;
      readonly number: string | undefined;
    }
  /** What became of the incident it is tied to. */
  | { readonly kind: 'incident'; readonly issueId: string; readonly change: 'worse' | 'resolved' | 'reopened' | 'post' };
export type CaseActionKind = CaseAction['kind'];

/**
 * What is written down of a case, in its audit trail; most of them are also a line in its thread. The clocks' own: a level was called, a target is near, a
 * target was missed. `stranded`: its card could not be posted in its channel, or is not there any more.
 */
export const CASE_EVENT_KINDS = [
  'opened',
  'take',
  'take-over',
  'hand',
  'release',
  'note',
  'wait',
  'go-on',
  'severity',
  'link',
  'resolve',
  'reopen',
  'withdraw',
  'confirm',
  'refuse',
  'request',
  'incident',
  'call',
  'warning',
  'breach',
  'exhausted',
  'stranded',
] as const;
export type CaseEventKind = (typeof CASE_EVENT_KINDS)[number];

/** One entry of the audit trail. */
export interface CaseEvent {
  readonly id: number;
  readonly caseId: string;
  /** Of the case, after it. */
  readonly version: number;
  readonly at: Date;
  readonly actor: CaseActor;
  readonly kind: CaseEventKind;
  /** Identifiers, codes, figures: what the line and the trail say besides the text. */
  readonly detail: CaseEventDetail;
  /** People's own words; never in logs. */
  readonly text: string | undefined;
}

/** How a case stood before or after an event. */
export interface CaseStand {
  readonly state: CaseState;
  /** Id and name of its owner. */
  readonly owner?: string;
  readonly ownerName?: string;
  readonly severity?: Severity;
}

export interface CaseEventDetail {
  readonly before?: CaseStand;
  readonly after?: CaseStand;
  readonly waitingFor?: WaitedFor;
  readonly cause?: CaseCause;
  readonly issueId?: string;
  readonly incidentChange?: 'worse' | 'resolved' | 'reopened' | 'post';
  readonly requestId?: string;
  readonly requestState?: CaseRequestState;
  readonly number?: string;
  readonly target?: CaseTarget;
  /** Of a call: 1 is the first level; and the how manieth time. */
  readonly level?: number;
  readonly round?: number;
  /** Of a clock: how much later than due it ran, in seconds. */
  readonly lateSeconds?: number;
  /** Of a clock: when it was due. */
  readonly dueAt?: string;
}

/** What is promised: somebody takes it, somebody answers, it is solved. */
export const CASE_TARGETS = ['acknowledge', 'first-response', 'resolution'] as const;
export type CaseTarget = (typeof CASE_TARGETS)[number];

/** Why an action was not carried out; the present state is shown with it. */
export type CaseRefusal =
  /** Somebody has it: whoever pressed first. */
  | 'taken'
  /** It is resolved; only re-opening it helps. */
  | 'resolved'
  | 'not-resolved'
  /** Nobody has it: it is to be taken first. */
  | 'not-taken'
  /** Only its owner may. */
  | 'not-owner'
  /** Only its requester may. */
  | 'not-requester'
  /** It is so already: a second press, or an old card. */
  | 'already';
