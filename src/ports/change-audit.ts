/** One change of something people keep in the bot: who, what, when, before and after. Never message texts. */
export interface Change {
  readonly at: Date;
  /** Entra object id, or `system`. */
  readonly actor: string;
  /** What kind of thing, such as `customer-tags`. */
  readonly subject: string;
  readonly subjectId: string;
  readonly action: string;
  readonly before: unknown;
  readonly after: unknown;
}
