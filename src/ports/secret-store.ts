/** Small secrets at rest, encrypted. */
export interface SecretStore {
  /** The newest value and when it was stored. @throws {BotError} MISCONFIGURED when it cannot be decrypted with this ENCRYPTION_KEY. */
  read(name: string): Promise<{ readonly value: string; readonly at: Date } | undefined>;
  write(name: string, value: string, at: Date): Promise<void>;
}
