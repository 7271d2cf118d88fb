/** People who have a chat of their own with the bot. */
export interface PeopleWithChats {
  /** The next ids in their order, after the one given; at most `limit`. */
  next(afterPersonId: string | undefined, limit: number): Promise<readonly string[]>;
}
