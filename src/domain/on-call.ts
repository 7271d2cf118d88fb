import type { PlanPerson } from './escalation-plan.ts';

/** Who has a rota's duty in a span of time. */
export interface Shift {
  readonly rota: string;
  readonly person: PlanPerson;
  readonly from: Date;
  readonly to: Date;
  readonly source: 'rota' | ShiftSource;
}

/** `override`: entered by hand for a span; `swap`: one of two that changed places; `calendar`: imported. */
export const SHIFT_SOURCES = ['override', 'swap', 'calendar'] as const;
export type ShiftSource = (typeof SHIFT_SOURCES)[number];

/** A shift that stands instead of what the rota says. The one entered last wins; what is imported yields to what is entered by hand. */
export interface EnteredShift {
  readonly id: string;
  readonly rota: string;
  readonly person: PlanPerson;
  readonly from: Date;
  readonly to: Date;
  readonly source: ShiftSource;
  /** Of an imported one: the calendar's id of the event. Of a swap: what its two shifts have in common. */
  readonly uid: string | undefined;
  readonly enteredBy: string;
  readonly enteredAt: Date;
}
