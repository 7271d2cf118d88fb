import type { CaseEvent, SupportCase } from '../domain/support-case.ts';
import type { CardPlace } from '../domain/service-request.ts';

/** Who looks at a card of a case: everybody in its channel, or its requester in the own chat. */
export const CASE_AUDIENCES = ['channel', 'requester'] as const;
export type CaseAudience = (typeof CASE_AUDIENCES)[number];

/** `gone`: the bot is not there any more, or the message was deleted twice. `uncertain`: it may be there; never posted again by itself. */
export type CasePostState = 'due' | 'sent' | 'failed' | 'gone' | 'uncertain' | 'dropped';

/** The card of a case for one audience: exactly one, brought in step with the case. */
export interface CaseCard {
  readonly caseId: string;
  readonly audience: CaseAudience;
  readonly state: CasePostState;
  /** Of a channel with its `;messageid=`. */
  readonly place: CardPlace | undefined;
  /** The version of the case that it shows; undefined also of one that is to be shown anew. */
  readonly shownVersion: number | undefined;
  /** It was deleted by hand and posted anew; that happens once. */
  readonly reposted: boolean;
  readonly attempts: number;
  /** Not before then; undefined: at once. A `failed` one that has it is tried again. */
  readonly notBefore: Date | undefined;
  readonly failure: CasePostFailure | undefined;
}

/** A message that rings, once: a line below the channel's card, a call with its mentions, a line to the requester, a post in another channel. */
export interface CaseLine {
  readonly id: number;
  readonly caseId: string;
  readonly to: 'thread' | 'requester' | 'channel';
  /** Of `channel`: its conversation. */
  readonly channelId: string | undefined;
  readonly event: CaseEvent;
  readonly attempts: number;
  readonly notBefore: Date | undefined;
  readonly failure: CasePostFailure | undefined;
}

export interface CasePostFailure {
  readonly code: string;
  readonly status?: number | undefined;
  readonly correlationId?: string | undefined;
}

/** Codes of failures that are no answer of Teams: people from outside read the channel; it is not set up. */
export const OUTSIDERS_READ = 'OUTSIDERS';
export const NO_CHANNEL = 'NO_CHANNEL';

export type CasePostOutcome =
  | { readonly kind: 'sent'; readonly place: CardPlace }
  /** `failure` undefined: it waits for its place in the pace of the conversation, and has it. */
  | { readonly kind: 'later'; readonly dueAt: Date; readonly failure: CasePostFailure | undefined }
  /** It does not hold any more (pitfall 24). */
  | { readonly kind: 'dropped' }
  /** Of a card: it was deleted by hand, and is to be posted anew, once. */
  | { readonly kind: 'missing' }
  /** `again`: a card is looked at again then. */
  | { readonly kind: 'failed'; readonly failure: CasePostFailure; readonly again?: Date | undefined }
  | { readonly kind: 'gone' | 'uncertain'; readonly failure: CasePostFailure };

/** What a process took for showing. */
export interface ClaimedCase {
  readonly case: SupportCase;
  readonly cards: readonly CaseCard[];
  /** Those to be said, in the order of their events; bounded. */
  readonly lines: readonly CaseLine[];
}

/** What is to be shown and said of cases. Rows are written by `CaseStore` with what they tell of; this is the side of whoever sends. */
export interface CasePostStore {
  /**
   * Takes a case for showing until `until`; undefined when there is nothing to do, or another process has it. What the one before had on its way when it died
   * is `uncertain` from then on, where sending it again could double it.
   */
  claim(caseId: string, holder: string, now: Date, until: Date): Promise<ClaimedCase | undefined>;
  /** Notes what is about to go out, and keeps the case until `until`. False when another process has it: it is not to be sent. */
  posting(holder: string, what: { readonly card: CaseAudience } | { readonly line: number }, caseId: string, until: Date): Promise<boolean>;
  /**
   * `shownVersion`: what the card shows, or would have shown. A requester's card that is there is due again when what it says of the channel's is not so any
   * more; that the channel's is not there (`stranded`) also goes into the trail, and rings for the requester. Nothing happens when another process has the case by now.
   */
  settleCard(
    holder: string,
    card: Pick<CaseCard, 'caseId' | 'audience'>,
    shownVersion: number,
    outcome: CasePostOutcome,
    at: Date,
  ): Promise<void>;
  settleLine(holder: string, line: Pick<CaseLine, 'id' | 'caseId'>, outcome: CasePostOutcome, at: Date): Promise<void>;
  /** Has a line said to the requester too, once: a call that reached nobody. */
  tellRequester(line: Pick<CaseLine, 'id' | 'caseId'>, at: Date): Promise<void>;
  /** Gives the case back. It stays due for what came meanwhile, and for what waits for its time. */
  release(caseId: string, holder: string): Promise<void>;
  /** When there is something to do next, by whoever has it then; undefined when there is not. */
  nextDue(caseId: string): Promise<Date | undefined>;

  /** Cases with something due that nobody has, for the watchdog, the longest waiting first; and since when each waits. */
  waiting(now: Date, limit: number): Promise<readonly { readonly caseId: string; readonly since: Date }[]>;
  /** Makes due the cards of open cases that were `gone` from a conversation where the bot was met again since; gives how many. */
  wake(now: Date): Promise<number>;
  /** A person pressed a button on the card, so it is there: mends one whose outcome was uncertain. */
  foundCard(caseId: string, audience: CaseAudience, place: CardPlace, at: Date): Promise<void>;
  /**
   * Has a channel's card that is not there posted (again), in this channel, because a person asked for it; that is in the audit (`change_audit`, subject
   * `case-post`). False when it is there already, or the case is not.
   */
  repost(caseId: string, channelId: string, actor: string, at: Date): Promise<boolean>;
  cardOf(caseId: string, audience: CaseAudience): Promise<CaseCard | undefined>;
  /** Takes the next place in the pace of a conversation: in how many milliseconds a message may go there, mostly 0. */
  pace(conversationId: string, at: Date): Promise<number>;
  /** Forgets the pace of conversations that are quiet; gives how many. */
  prune(now: Date): Promise<number>;
}
