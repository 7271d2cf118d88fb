/** What delivery writes to the log: identifiers and codes, never texts, names or tokens. Pino's logger fits. */
export interface Log {
  debug(details: object, event: string): void;
  info(details: object, event: string): void;
  warn(details: object, event: string): void;
  error(details: object, event: string): void;
}
