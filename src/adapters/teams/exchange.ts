import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { TransportFailure } from '../transport/transport-failure.ts';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
  /** From the first byte sent to the last byte read. */
  readonly timeoutMs: number;
}

export interface ExchangeAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Sends one request, once, and reads the whole answer whatever its status. @throws {TransportFailure} */
export type Exchange = (url: URL, request: ExchangeRequest) => Promise<ExchangeAnswer>;

const LARGEST_ANSWER = 1024 * 1024;
/** Shorter than a server keeps an idle connection: a request on one that just closes would have an unknown outcome. */
const IDLE_MS = 4_000;
const CONNECTIONS = 64;

/**
 * The way to the connector: Node's own client on kept connections. A message out is half of a turn's work; `fetch` costs about twice as much CPU, and
 * it does not tell whether a connection ever stood, which decides whether a message may be sent again.
 */
export function createExchange(): Exchange {
  const options = { keepAlive: true, maxSockets: CONNECTIONS, timeout: IDLE_MS, scheduling: 'lifo' } as const;
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);

  return (url, { method, headers, body, timeoutMs }) =>
    new Promise((resolve, reject) => {
      let connected = false;
      const isSecure = url.protocol === 'https:';
      const request = (isSecure ? https : http).request(url, { method, headers, agent: isSecure ? secure : plain }, (response) => {
        collect(response, settle(resolve), fail);
      });
      const timer = setTimeout(() => request.destroy(new TransportFailure('timed-out', true)), timeoutMs);

      request.once('socket', (socket: Socket) => {
        // The idle time is for free connections only; a request has its own limit.
        socket.setTimeout(0);
        if (!socket.connecting) connected = true;
        else socket.once(isSecure ? 'secureConnect' : 'connect', () => (connected = true));
      });
      request.once('error', fail);
      request.end(body);

      function fail(error: Error): void {
        const { fault } = error instanceof TransportFailure ? error : { fault: connected ? ('broken' as const) : ('unreachable' as const) };
        settle(reject)(new TransportFailure(fault, connected, { cause: error }));
      }
      function settle<T>(how: (outcome: T) => void): (outcome: T) => void {
        return (outcome) => {
          clearTimeout(timer);
          how(outcome);
        };
      }
    });
}

function collect(response: http.IncomingMessage, done: (answer: ExchangeAnswer) => void, fail: (error: Error) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > LARGEST_ANSWER) response.destroy(new TransportFailure('too-large', true));
    else chunks.push(chunk);
  });
  response.once('error', fail);
  response.once('end', () => {
    done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') });
  });
}
