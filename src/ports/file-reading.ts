/** Files that people send to the bot in their own chats. */
export interface FileReading {
  /**
   * The text of a file, which must be UTF-8 and at most 1 MiB. `url`: where it can be read for a few minutes; untrusted, and it belongs in no log.
   *
   * @throws {BackEndError} FORBIDDEN for a place that is none of Microsoft's, NOT_FOUND when it cannot be read there any more, INVALID when it is too large or
   * no text.
   */
  read(url: string, signal: AbortSignal): Promise<string>;
}
