/** Entries of the audit trail that filing writes beside the changes of state. */
export const FILING_STEPS = {
  /** Written before the request leaves: from here on it may have arrived. */
  sent: 'filing.sent',
  /** The back end refused, was never reached, or looked and has nothing: certainly not there. */
  absent: 'filing.absent',
  /** After a send of unknown outcome the back end could not be asked either. */
  blind: 'filing.blind',
} as const;

/** What the audit trail tells of earlier attempts to file a request. */
export interface FilingHistory {
  /** An earlier send may have arrived: look before sending again. */
  readonly inDoubt: boolean;
  /** When a person last asked for it: when it was submitted, or to be sent again. */
  readonly askedAt: Date | undefined;
  /** Sends since a person last asked for the filing. */
  readonly sends: number;
  /** Looks without an answer since then. */
  readonly blindLooks: number;
  /** When it was last sent. */
  readonly sentAt: Date | undefined;
}

interface AuditEntry {
  readonly action: string;
  readonly state: string | undefined;
  readonly at: Date;
}

/** Reads, oldest entry first, what earlier attempts left behind; also those of a process that died in the middle. */
export function filingHistory(audit: readonly AuditEntry[]): FilingHistory {
  // Only a person's wish makes a request `ready`; what was left in doubt before stays in doubt.
  const ready = audit.findLastIndex(({ state }) => state === 'ready');
  const asked = audit.slice(ready + 1);
  const last = (action: string) => audit.findLastIndex((entry) => entry.action === action);
  const count = (action: string) => asked.filter((entry) => entry.action === action).length;
  return {
    inDoubt: last(FILING_STEPS.sent) > last(FILING_STEPS.absent),
    askedAt: audit[ready]?.at,
    sends: count(FILING_STEPS.sent),
    blindLooks: count(FILING_STEPS.blind),
    sentAt: audit[last(FILING_STEPS.sent)]?.at,
  };
}
