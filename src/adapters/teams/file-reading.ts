import type { FileReading } from '../../ports/file-reading.ts';
import { BackEndError, type ErrorCode } from '../../domain/errors.ts';
import { networkFailure, TransportFailure } from '../transport/transport-failure.ts';
import { isFileHost } from './file-host.ts';

interface FileReadingSettings {
  /** Origins besides Microsoft's that files may be read from, over plain http too: those on loopback that the configuration names. */
  readonly loopbackOrigins: readonly string[];
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** A part of the turn that the file comes in. */
const TIMEOUT_MS = 3_000;
const LARGEST = 1024 * 1024;

/** Files that Teams keeps in the person's OneDrive and gives the bot an address of (bots-filesv4). */
export function teamsFileReading({ loopbackOrigins, fetch: send = fetch, timeoutMs = TIMEOUT_MS }: FileReadingSettings): FileReading {
  return {
    async read(url, signal) {
      if (!isFileHost(url, loopbackOrigins)) throw failure('FORBIDDEN', 'The file lies at none of Microsoft’s places');
      const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      try {
        // No token: the address itself is the permission. It leads nowhere else.
        const response = await send(url, { redirect: 'manual', signal: within });
        if (response.status !== 200) {
          await response.body?.cancel();
          throw answered(response.status);
        }
        return textOf(await wholeOf(response));
      } catch (error) {
        if (error instanceof BackEndError) throw error;
        throw lost(within.aborted ? new TransportFailure('timed-out', true) : networkFailure(error));
      }
    },
  };
}

/** Not a byte more than may be. */
async function wholeOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop ends the transfer.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST) throw failure('INVALID', 'The file is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw failure('INVALID', 'The file is no text');
  }
}

/** OneDrive answers 401 and 403 once the address has expired. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'NOT_FOUND',
  403: 'NOT_FOUND',
  404: 'NOT_FOUND',
  410: 'NOT_FOUND',
  429: 'THROTTLED',
};

// The address is left out of what is thrown, since whoever has it can read there.
function answered(status: number): BackEndError {
  return failure(CODES[status] ?? 'UNAVAILABLE', `GET of a file answered ${status}`, status);
}

function lost({ code, fault }: TransportFailure): BackEndError {
  return failure(code, `GET of a file ended: ${fault}`);
}

function failure(code: ErrorCode, message: string, status?: number): BackEndError {
  return new BackEndError({ backEnd: 'teams', code, message, effect: 'none', status });
}
