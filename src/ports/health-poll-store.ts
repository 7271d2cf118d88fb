import type { ErrorCode } from '../domain/errors.ts';

/** Why a customer's health could not be read. Codes and ids only. */
export interface PollFailure {
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly vendorCode: string | undefined;
  readonly correlationId: string | undefined;
}

/** How the reading of one customer's health goes. */
export interface PollState {
  readonly tenantId: string;
  /** The last success. */
  readonly readAt: Date | undefined;
  readonly triedAt: Date | undefined;
  readonly dueAt: Date;
  /** In a row. */
  readonly failures: number;
  readonly failedSince: Date | undefined;
  readonly failure: PollFailure | undefined;
}

/** First readings of new customers: `apartMs` one after the other, all of them within `withinMs`. */
export interface Spread {
  readonly apartMs: number;
  readonly withinMs: number;
}

export interface PollTotals {
  readonly added: number;
  readonly removed: number;
  /** All that are polled now. */
  readonly customers: number;
  /** Of those, the ones whose last reading failed. */
  readonly failing: number;
}

/** One row a customer: when its health is to be read next, and how it went. The claims of several replicas never meet. */
export interface HealthPollStore {
  /**
   * Brings the rows in step with the customer list: new customers are due one after the other, so far apart; of those removed nothing of their health is
   * kept. Does nothing while another replica does it (undefined).
   */
  reconcile(now: Date, spread: Spread): Promise<PollTotals | undefined>;
  /** Takes customers that are due, longest waiting first; each is given out again at `until` should its reader die. */
  claim(now: Date, until: Date, limit: number): Promise<readonly PollState[]>;
  succeeded(tenantId: string, at: Date, dueAt: Date): Promise<void>;
  failed(tenantId: string, failure: PollFailure, at: Date, dueAt: Date): Promise<void>;
  /** Lets others take at once what was claimed and not read. */
  giveBack(tenantIds: readonly string[]): Promise<void>;
  stateOf(tenantId: string): Promise<PollState | undefined>;
}
