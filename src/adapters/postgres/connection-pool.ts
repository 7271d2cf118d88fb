import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { databaseError } from './database-error.ts';

/** How long each thing may take, in milliseconds. */
const CONNECT_MS = 5000;
const STATEMENT_MS = 10_000;
/** The driver's own limit, for a server that does not answer at all: after the server's. */
const ANSWER_MS = STATEMENT_MS + 2000;
const IDLE_IN_TRANSACTION_MS = 15_000;
const CONNECTIONS = 10;

const INT8 = 20;
const DATE = 1082;
/** int8 (also `count(*)`) as a number, `date` as its text: the driver would give a string, and local midnight. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return String;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** A pool with limits. `statementMs` 0 lets statements run as long as they need (migrations). */
export function connectionPool(url: string, options: { readonly statementMs?: number; readonly connections?: number } = {}): pg.Pool {
  const { statementMs = STATEMENT_MS, connections = CONNECTIONS } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'partner-support-bot',
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...(statementMs > 0 && {
      statement_timeout: statementMs,
      query_timeout: ANSWER_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    }),
    types,
  });
  // A connection that dies is dropped by the pool, and its statement rejects; without listeners the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The pool as Kysely wants it, with every error translated. */
export function translatingPool(pool: pg.Pool): PostgresPool {
  const translated = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await connect(pool);
      const known = translated.get(client) ?? translatingClient(client);
      translated.set(client, known);
      return known;
    },
  };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw databaseError(error, 'none');
  }
}

function translatingClient(client: pg.PoolClient): PostgresPoolClient {
  const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(sql, storable(parameters));
    } catch (error) {
      throw databaseError(error, effectOf(sql));
    }
  };
  return {
    // Cursors, the other overload, are not used.
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
}

/** What is unknown of a statement whose answer was lost: nothing where it only reads. */
export function effectOf(sql: string): 'none' | 'unknown' {
  return /^\s*select\b/i.test(sql) ? 'none' : 'unknown';
}

/** PostgreSQL stores no NUL, which people's texts may hold. */
export function storable(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => (typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value));
}
