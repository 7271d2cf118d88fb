import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { connectionPool, effectOf, storable, translatingPool } from './connection-pool.ts';
import { databaseError } from './database-error.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';

/** A statement run so often that it is prepared once on each connection. */
interface Statement {
  readonly name: string;
  readonly text: string;
}

/** The bot's database, migrated. */
export interface Database {
  readonly kysely: Kysely<Tables>;
  /** Contains the password; never logged. */
  readonly url: string;
  /** Runs a prepared statement. @throws {BackEndError} */
  run<Row extends pg.QueryResultRow>(this: void, statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /** Whether the database answers, within the signal's time. Never throws. */
  isUp(signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Connects, checks that the server is fit, and migrates.
 *
 * @throws {BackEndError} when the database cannot be reached, or refuses.
 * @throws {BotError} MISCONFIGURED when it is not fit, with the reason.
 */
export async function openDatabase(url: string): Promise<Database> {
  await migrate(url);
  return migratedDatabase(url);
}

/** The same for a database that is known to be fit and migrated; connects when it is first asked for something. */
export function migratedDatabase(url: string): Database {
  const pool = connectionPool(url);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: translatingPool(pool) }) });
  let closing: Promise<void> | undefined;
  return {
    kysely,
    url,
    async run<Row extends pg.QueryResultRow>({ name, text }: Statement, values: readonly unknown[]) {
      try {
        return (await pool.query<Row>({ name, text, values: storable(values) })).rows;
      } catch (error) {
        throw databaseError(error, effectOf(text));
      }
    },
    async isUp(signal) {
      const given = Promise.withResolvers<boolean>();
      const giveUp = (): void => given.resolve(false);
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      const answered = pool.query('select 1').then(
        () => true,
        () => false,
      );
      try {
        return await Promise.race([answered, given.promise]);
      } finally {
        signal.removeEventListener('abort', giveUp);
      }
    },
    close: () => (closing ??= pool.end()),
  };
}
