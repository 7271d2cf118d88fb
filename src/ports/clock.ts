/** The time of day. Passed in, so that time can be moved in tests. */
export interface Clock {
  now(): Date;
}
