import type { BaseUrls } from '../../config.ts';
import { networkFailure, TransportFailure } from './transport-failure.ts';

/** One request; `signal` is the caller who may leave earlier. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** From the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The one way out to Microsoft's clouds. The code writes canonical URLs; requests go to the configured base URL instead, which is the same
 * one in production. Any other host is refused, so that no bearer token leaves for it. Redirects are not followed.
 */
export interface Transport {
  /**
   * Sends one request and reads the whole answer, whatever its status.
   *
   * @throws {TransportFailure}
   */
  fetch(url: string, request: TransportRequest): Promise<Response>;

  /** Where a canonical URL really is. @throws {TransportFailure} for a host that is not ours. */
  locate(url: string): string;
}

export function createTransport(options: {
  readonly canonical: BaseUrls;
  readonly actual: BaseUrls;
  readonly fetch?: typeof fetch;
  /** Longest answer that is read. */
  readonly maxBytes?: number;
}): Transport {
  const { canonical, actual, fetch: send = fetch, maxBytes = 8 * 1024 * 1024 } = options;
  const bases = new Map(
    [
      [canonical.login, actual.login],
      [canonical.graph, actual.graph],
      [canonical.partnerCenter, actual.partnerCenter],
      [canonical.arm, actual.arm],
    ].map(([from = '', to = '']) => [new URL(from).origin, to.replace(/\/$/, '')]),
  );

  function locate(url: string): string {
    const wanted = URL.parse(url);
    const base = wanted === null || wanted.username !== '' ? undefined : bases.get(wanted.origin);
    if (wanted === null || base === undefined) throw new TransportFailure('host-refused', false);
    return base + wanted.pathname + wanted.search;
  }

  return {
    locate,

    async fetch(url, { method, headers, body, timeoutMs, signal }) {
      const target = locate(url);
      if (signal?.aborted === true) throw new TransportFailure('cancelled', false, { cause: signal.reason });
      const abort = new AbortController();
      const cancel = (): void => abort.abort(new TransportFailure('cancelled', true, { cause: signal?.reason }));
      const timer = setTimeout(() => abort.abort(new TransportFailure('timed-out', true)), timeoutMs);
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        const init = { method, headers, signal: abort.signal, redirect: 'manual' } as const;
        return await readWhole(await send(target, body === undefined ? init : { ...init, body }), maxBytes);
      } catch (error) {
        if (error instanceof TransportFailure) throw error;
        if (abort.signal.reason instanceof TransportFailure) throw abort.signal.reason;
        throw networkFailure(error);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
      }
    },
  };
}

const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** Reads the body to its end, so that the connection is free again and a cut answer shows here. */
async function readWhole(response: Response, maxBytes: number): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TransportFailure('too-large', true);
    chunks.push(chunk);
  }
  const { status, headers } = response;
  return new Response(WITHOUT_BODY.has(status) ? null : Buffer.concat(chunks), { status, headers });
}
