import type { FaultTarget } from './faults.ts';

/** What the bot's calls to the connector came to since the start. */
export interface Traffic {
  /** Calls that were carried out, whether or not their answer arrived. */
  readonly done: Readonly<Record<FaultTarget, number>>;
  /** Refused with 429 by the limits (not by a fault), and by which of them. */
  readonly throttled: { readonly conversation: number; readonly tenant: number };
  /** Refused with 412. */
  readonly overlapped: number;
}

export interface TrafficCount {
  readonly done: Record<FaultTarget, number>;
  overlapped: number;
}

export function createTrafficCount(): TrafficCount {
  return { done: { send: 0, update: 0, delete: 0, create: 0, read: 0 }, overlapped: 0 };
}
