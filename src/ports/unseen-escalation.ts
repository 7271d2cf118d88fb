/**
 * What happens when an incident was to be acknowledged and nobody did, in spite of a reminder: channels that want to know are told
 * (src/use-cases/tell-unseen.ts), and a case is opened where the plan says so (src/use-cases/escalate-unseen.ts).
 */
export interface UnseenEscalation {
  /**
   * Escalates an incident; again for the same one it does what is still undone. `unseenIn`: how many chats and channels have not seen it. False when
   * something could not be done now: ask again later.
   */
  escalate(issueId: string, unseenIn: number, signal: AbortSignal): Promise<boolean>;
}
