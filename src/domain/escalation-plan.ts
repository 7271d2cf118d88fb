import type { BusinessCalendar } from './business-calendar.ts';
import type { Product } from './product.ts';
import type { Locale } from './locale.ts';
import type { Severity } from './severity.ts';

/**
 * How this partner escalates: one document, changed as a whole and kept in every version. Cases stay under the version they were opened with, except for
 * who is on call, which is always asked of the newest. Names (of calendars, rotas, policies) are compared without case.
 */
export interface EscalationPlan {
  /** Raised by every change; 0: nothing was set up yet, the built-in plan. */
  readonly version: number;
  readonly calendars: readonly BusinessCalendar[];
  readonly rotas: readonly Rota[];
  readonly policies: readonly EscalationPolicy[];
  /** The first that fits counts. The last one fits everything. */
  readonly routes: readonly EscalationRoute[];
  readonly incidents: IncidentRule;
}

/** Zone name and wall time, so that a change of the clocks moves nothing (pitfall 26). */
export interface Rota {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** The day the first member begins, `yyyy-MM-dd`. */
  readonly from: string;
  /** Wall time of every hand-over, in minutes after midnight. */
  readonly handOverAt: number;
  /** Length of a turn: so many days (`weekly` is 7); `calendar`: only what was imported or entered by hand. */
  readonly turn: { readonly days: number } | 'calendar';
  /** In their order. Empty only for a rota of a calendar. */
  readonly members: readonly PlanPerson[];
  /** The channel that is told of each change of shift; undefined: none. */
  readonly channelId: string | undefined;
}

export interface PlanPerson {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
}

/** Whom a level calls. A channel cannot be mentioned in Teams: it gets a post of its own. */
export type CallTarget =
  | { readonly rota: string }
  | { readonly person: PlanPerson }
  /** Conversation of another experts' channel. */
  | { readonly channel: string };

export interface EscalationLevel {
  /** Minutes since the case was opened (or open again), in the hours of its severity. Strictly later from level to level. */
  readonly afterMinutes: number;
  /** Called again so often, until the next level begins. */
  readonly repeat: { readonly everyMinutes: number; readonly times: number } | undefined;
  readonly call: readonly CallTarget[];
}

/** What is promised at a severity, in minutes of its hours; undefined: nothing. */
export interface SeverityPolicy {
  readonly acknowledgeMinutes: number | undefined;
  readonly firstResponseMinutes: number | undefined;
  readonly resolutionMinutes: number | undefined;
  /** A warning comes when this share of the time is left, in per cent (0: none). */
  readonly warnAtPercentLeft: number;
  /** The calendar that levels and targets count by; undefined: around the clock. */
  readonly hours: string | undefined;
  readonly levels: readonly EscalationLevel[];
}

export interface EscalationPolicy {
  readonly name: string;
  readonly severities: Readonly<Record<Severity, SeverityPolicy>>;
  /** Cases in these languages count by these calendars, whatever the severity says (B59). */
  readonly languageHours: Readonly<Partial<Record<Locale, string>>>;
}

/** All that is given must fit. */
export interface EscalationRoute {
  readonly products: readonly Product[];
  readonly severities: readonly Severity[];
  readonly tenantIds: readonly string[];
  /** As people typed it. */
  readonly tag: string | undefined;
  /** Only within, or only outside, the hours of a calendar. */
  readonly hours: { readonly calendar: string; readonly when: 'inside' | 'outside' } | undefined;
  /** Conversation of the experts' channel; undefined in the built-in plan only. */
  readonly channelId: string | undefined;
  readonly policy: string;
}

/** Whether an incident opens a case by itself, and how grave. */
export interface IncidentRule {
  readonly openCase: 'never' | 'high-impact' | 'unseen' | 'high-impact-or-unseen';
  readonly severity: Severity;
}
