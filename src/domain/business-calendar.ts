/** The hours in which people work, by the wall clock of a place. */
export interface BusinessCalendar {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Working hours of each weekday, Monday first: seven lists of spans in minutes after midnight, in order, not touching. `to` may be 1440. */
  readonly week: readonly (readonly { readonly from: number; readonly to: number }[])[];
  /** Days without work, `yyyy-MM-dd`. */
  readonly holidays: readonly string[];
}
