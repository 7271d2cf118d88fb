import type { FileDelivery, UploadPlace } from '../../ports/file-delivery.ts';
import { BackEndError, type ErrorCode } from '../../domain/errors.ts';
import { networkFailure, TransportFailure } from '../transport/transport-failure.ts';
import { isFileHost } from './file-host.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

interface FileDeliverySettings extends ProactiveDeps {
  /** False in clouds where Teams gives bots no files. */
  readonly possible: boolean;
  /** Origins besides Microsoft's that files may be written to, over plain http too: those on loopback that the configuration names. */
  readonly loopbackOrigins: readonly string[];
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** Less than a client waits for the answer to a press (teams-platform 1.9). */
const TIMEOUT_MS = 8_000;
/** OneDrive takes less than 60 MiB in one request. */
const LARGEST = 32 * 1024 * 1024;

/** Files by Teams' own consent: the person accepts, Teams makes a place in the person's OneDrive, the bot writes there (bots-filesv4). */
export function teamsFileDelivery(settings: FileDeliverySettings): FileDelivery {
  const { possible, loopbackOrigins, fetch: send = fetch, timeoutMs = TIMEOUT_MS } = settings;
  const conversations = proactive(settings);

  return {
    possible,

    async offer(personId, { name, description, sizeInBytes, context }) {
      const content = { description, sizeInBytes, acceptContext: context, declineContext: context };
      const message = {
        type: 'message',
        summary: description,
        attachments: [{ contentType: 'application/vnd.microsoft.teams.card.file.consent', name, content }],
        channelData: { notification: { alert: true } },
      };
      return (await conversations.post(personId, message)) !== undefined;
    },

    async upload(place, bytes, signal) {
      checkPlace(place, loopbackOrigins);
      if (bytes.byteLength === 0 || bytes.byteLength > LARGEST) throw refusal('INVALID', 'The file is empty or too large');
      const last = bytes.byteLength - 1;
      const outcome = await put(send, place.uploadUrl, {
        // No token: the address itself is the permission, and OneDrive refuses one that carries both.
        headers: { 'Content-Type': 'application/octet-stream', 'Content-Range': `bytes 0-${last}/${bytes.byteLength}` },
        body: new Uint8Array(bytes),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      if (outcome instanceof TransportFailure) throw lost(outcome);
      if (outcome !== 200 && outcome !== 201) throw answered(outcome);
    },
  };
}

/** Whatever a person's client names is written to only when it is Microsoft's: a file may tell of all customers. */
function checkPlace({ uploadUrl, contentUrl }: UploadPlace, loopbackOrigins: readonly string[]): void {
  if (![uploadUrl, contentUrl].every((url) => isFileHost(url, loopbackOrigins))) {
    throw refusal('FORBIDDEN', 'The place for the file is none of Microsoft’s');
  }
}

/** The status of the answer, or how there was none. */
async function put(send: typeof fetch, url: string, init: RequestInit): Promise<number | TransportFailure> {
  try {
    const response = await send(url, { ...init, method: 'PUT', redirect: 'manual' });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    return init.signal?.aborted === true ? new TransportFailure('timed-out', true) : networkFailure(error);
  }
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'INVALID',
  401: 'FORBIDDEN',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'NOT_FOUND',
  416: 'CONFLICT',
  429: 'THROTTLED',
};

// The address is left out of what is thrown, since whoever has it can write there.
function answered(status: number): BackEndError {
  const effect = status >= 500 ? 'unknown' : 'none';
  return new BackEndError({
    backEnd: 'teams',
    code: CODES[status] ?? 'UNAVAILABLE',
    message: `PUT of a file answered ${status}`,
    effect,
    status,
  });
}

function lost({ code, fault, maybeReceived }: TransportFailure): BackEndError {
  return new BackEndError({ backEnd: 'teams', code, message: `PUT of a file ended: ${fault}`, effect: maybeReceived ? 'unknown' : 'none' });
}

function refusal(code: ErrorCode, message: string): BackEndError {
  return new BackEndError({ backEnd: 'teams', code, message, effect: 'none' });
}
