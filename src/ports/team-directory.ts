/** Teams and their channels, as Teams and the directory tell them. */
export interface TeamDirectory {
  /**
   * Whether a person owns a team; false of one that our directory does not have. `groupId`: the Microsoft 365 group behind it.
   *
   * @throws {BackEndError}
   */
  isOwner(groupId: string, personId: string, signal: AbortSignal): Promise<boolean>;
}
