import pg from 'pg';
import { BackEndError, BotError, type ErrorCode } from '../../domain/errors.ts';

type Effect = 'none' | 'unknown';

/**
 * What an error of `pg` means; the one place that knows. Texts of the server are left out where they may quote a row: a customer's name
 * belongs in no log.
 */
export function databaseError(error: unknown, effect: Effect): unknown {
  if (error instanceof BotError || error instanceof TypeError || !(error instanceof Error)) return error;
  if (error instanceof pg.DatabaseError) return fromServer(error, effect);
  // The driver's own words for its `query_timeout`; everything else without an SQLSTATE is a connection that could not be made or is gone.
  if (error.message === 'Query read timeout') return failure('TIMED_OUT', 'The database did not answer in time.', effect, error);
  const reason = 'code' in error && typeof error.code === 'string' ? error.code : 'connection lost';
  return failure('UNAVAILABLE', `The database cannot be reached (${reason}).`, effect, error);
}

/** By SQLSTATE or its class (PostgreSQL manual, appendix A). */
const BY_STATE: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/^57014$|^55P03$|^25P03$/, 'TIMED_OUT', 'The database took too long'],
  [/^08|^57P|^53/, 'UNAVAILABLE', 'The database cannot serve now'],
  [/^28|^3D000$/, 'MISCONFIGURED', 'The database refuses this user, password or database name: check DATABASE_URL'],
  [/^42501$/, 'MISCONFIGURED', 'The database user lacks a right (see src/adapters/postgres/README.md)'],
  [/^25006$/, 'MISCONFIGURED', 'The database accepts no writing: DATABASE_URL must name the primary server'],
];

function fromServer(error: pg.DatabaseError, effect: Effect): BackEndError {
  const state = error.code ?? 'no SQLSTATE';
  const [, code, meaning] = BY_STATE.find(([pattern]) => pattern.test(state)) ?? [undefined, 'INTERNAL' as const, 'The database refused'];
  // A session that is ended, or a connection lost, may have committed; every other error of the server says that it did not.
  const effectHere = /^08|^57P/.test(state) ? effect : 'none';
  // Class 42 is about names and syntax, never about data.
  const detail = state.startsWith('42') ? `: ${error.message}` : '';
  const constraint = error.constraint === undefined ? '' : `, ${error.constraint}`;
  return failure(code, `${meaning} (${state}${constraint})${detail}.`, effectHere, undefined, state);
}

function failure(code: ErrorCode, message: string, effect: Effect, cause: unknown, vendorCode?: string): BackEndError {
  return new BackEndError({ backEnd: 'database', code, message, effect, vendorCode, cause });
}
