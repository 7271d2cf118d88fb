/** A calendar's events as shifts, before anybody is told apart by them. */
export interface CalendarShift {
  readonly uid: string;
  /** The event's title: who is on duty, by name or address. */
  readonly summary: string;
  /** Addresses of the event's attendees, lower case; may be empty. */
  readonly addresses: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

export interface ExportedShift {
  readonly uid: string;
  readonly summary: string;
  readonly from: Date;
  readonly to: Date;
}

/** Why a calendar was not read: it is none, it has too much in it, it names a time zone nobody knows, or repeats in a way that is not understood. */
export const CALENDAR_PROBLEMS = ['no-calendar', 'too-large', 'unknown-zone', 'unsupported'] as const;
export type CalendarProblem = (typeof CALENDAR_PROBLEMS)[number];

/** iCalendar files (RFC 5545). */
export interface ShiftCalendar {
  /**
   * The shifts of a calendar that touch a span, in order: repeated ones expanded by the clocks of their own zones, those of no zone and whole days by the
   * calendar's, else by `timeZone`. Cancelled events are left out. All or nothing: a part that is not understood refuses the whole. Bounded in every way.
   */
  read(
    text: string,
    span: { readonly from: Date; readonly to: Date; readonly timeZone: string },
    signal: AbortSignal,
  ): Promise<readonly CalendarShift[] | CalendarProblem>;
  /** The same shift has the same `uid` in every file, so that a calendar which takes the file once more changes its events instead of doubling them. */
  write(name: string, timeZone: string, shifts: readonly ExportedShift[], at: Date): string;
}
