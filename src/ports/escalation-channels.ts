import type { Locale } from '../domain/locale.ts';

/** A channel that cases may be posted in: set up by an owner of its team, in the channel itself. */
export interface EscalationChannel {
  /** Without `;messageid=`. */
  readonly conversationId: string;
  readonly teamId: string | undefined;
  readonly teamName: string | undefined;
  /** Undefined of a team's General channel, which Teams gives no name. */
  readonly name: string | undefined;
  readonly kind: 'standard' | 'private' | 'shared' | 'unknown';
  /** What is written there is in this language, by this clock. */
  readonly locale: Locale;
  readonly timeZone: string;
  /** Cases may be posted although outsiders read along. */
  readonly outsidersAllowed: boolean;
  readonly setUpBy: { readonly id: string; readonly name: string };
  readonly setUpAt: Date;
}

/** The channels that were set up. Every change is in the audit (`change_audit`, subject `escalation-channel`). */
export interface EscalationChannels {
  /** Sets it up, or anew. */
  setUp(channel: EscalationChannel): Promise<void>;
  remove(conversationId: string, actor: string, at: Date): Promise<boolean>;
  byId(conversationId: string): Promise<EscalationChannel | undefined>;
  /** All, by team and name; bounded. */
  list(): Promise<readonly EscalationChannel[]>;
}
