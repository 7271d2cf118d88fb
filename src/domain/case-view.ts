import type { Locale } from './locale.ts';
import type { CaseEvent, CaseRequestState, SupportCase } from './support-case.ts';
import type { PlanPerson } from './escalation-plan.ts';

/** When the next thing happens to a case if nobody acts: shown on its card. */
export interface CaseOutlook {
  /** Targets that run, with their due times; missed ones are in the past. Paused ones have none. */
  readonly targets: readonly {
    readonly target: 'acknowledge' | 'first-response' | 'resolution';
    readonly dueAt: Date | undefined;
    readonly state: 'running' | 'paused' | 'met' | 'missed';
  }[];
  /** The next level that will be called, and when. */
  readonly nextCall: { readonly level: number; readonly at: Date } | undefined;
}

/** What became last of a case's request. `number`: Microsoft's. */
export interface CaseFiling {
  readonly state: CaseRequestState;
  readonly number: string | undefined;
}

/** What the experts of a channel see, everybody the same. */
export interface ChannelCaseView {
  readonly case: SupportCase;
  readonly outlook: CaseOutlook;
  /** The newest notes, oldest first; few. */
  readonly notes: readonly CaseEvent[];
  /** Undefined: none was. */
  readonly filing?: CaseFiling | undefined;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
}

/** What the requester sees in the own chat. */
export interface RequesterCaseView {
  readonly case: SupportCase;
  readonly outlook: CaseOutlook;
  readonly notes: readonly CaseEvent[];
  readonly filing?: CaseFiling | undefined;
  /** Where it was posted; undefined while no channel is there for it. */
  readonly channelName: string | undefined;
  /** Its card could not be posted in the channel, so far: why. `uncertain`: nobody knows whether it is there. */
  readonly stranded: 'no-channel' | 'gone' | 'failed' | 'outsiders' | 'uncertain' | undefined;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
}

/** A short message about one event. */
export interface CaseLineView {
  readonly case: SupportCase;
  readonly event: CaseEvent;
  /** Everybody who is mentioned, each once. `accountId`: the channel account (`29:…`) or the object id. */
  readonly mentions: readonly (PlanPerson & { readonly accountId: string })[];
  /** Rotas that were to be called and have nobody on duty. */
  readonly nobodyOn: readonly string[];
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
}
