import { randomInt } from 'node:crypto';
import type { ErrorView } from '../../cards/error.ts';
import { BackEndError, BotError } from '../domain/errors.ts';
import type { Log } from './log.ts';

/** Without letters that read alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Logs what went wrong in a turn and gives what the person is told, both under the same id. Never texts: of foreign errors only where they came from. */
export function reportFailure(error: unknown, about: Readonly<Record<string, string | undefined>>, log: Log): ErrorView {
  const errorId = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const { code, backEnd, correlationId } = failureOf(error);
  const details = { errorId, code, backEnd, correlationId, ...about, ...inside(error) };
  if (code === 'INTERNAL') log.error(details, 'A turn failed');
  else log.warn(details, 'A turn failed');
  return { code, backEnd, errorId, correlationId };
}

function failureOf(error: unknown): Omit<ErrorView, 'errorId'> {
  if (error instanceof BackEndError) return { code: error.code, backEnd: error.backEnd, correlationId: error.correlationId };
  return { code: error instanceof BotError ? error.code : 'INTERNAL', backEnd: undefined, correlationId: undefined };
}

/** Messages of our own errors hold identifiers and codes only; those of others may quote anything. */
function inside(error: unknown): object {
  if (error instanceof BackEndError) {
    const { message, status, vendorCode, effect } = error;
    return { message, status, vendorCode, effect };
  }
  if (error instanceof BotError) return { message: error.message, frames: framesOf(error) };
  return error instanceof Error ? { error: error.name, frames: framesOf(error) } : { error: typeof error };
}

function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 10);
}
