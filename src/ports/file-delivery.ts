/** A file that a person may take. The file itself is made only once the person said yes. */
export interface FileOffer {
  readonly name: string;
  readonly description: string;
  readonly sizeInBytes: number;
  /** Comes back with the answer; people can forge it. */
  readonly context: Readonly<Record<string, string>>;
}

/** Where a file goes that a person has accepted; untrusted. */
export interface UploadPlace {
  /** Whoever has it can write there: it belongs in no log. */
  readonly uploadUrl: string;
  /** Where the person finds the file afterwards. */
  readonly contentUrl: string;
}

/** Files for people, in their own chats with the bot. */
export interface FileDelivery {
  /** False where Teams gives bots no files: in the US Government clouds. */
  readonly possible: boolean;
  /** Asks the person in the own chat; false when there is none. @throws {BackEndError} */
  offer(personId: string, offer: FileOffer): Promise<boolean>;
  /** Writes the whole file, once. @throws {BackEndError} also for a place that is none of Microsoft's. */
  upload(place: UploadPlace, bytes: Uint8Array, signal: AbortSignal): Promise<void>;
}
