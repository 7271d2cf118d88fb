import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Next, Request, Response } from 'restify';
import type { HttpAnswer } from './answers.ts';
import type { Bot } from './bot.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { restify } from './mended-restify.ts';
import { readBody } from './read-body.ts';

/** Which parts are ready; `ready` when all are. */
export type Readiness = Readonly<Record<string, boolean>>;

interface ServerDeps {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly receive: Bot['receive'];
  /** What `/readyz` tells; never throws. */
  readonly isReady: () => Promise<Readiness>;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'refused'>;
}

/** The public HTTP server: messages, alive, ready. */
export interface Server {
  /** @throws when the port is taken. */
  listen(): Promise<{ readonly port: number }>;
  /** Takes no more requests, lets running turns finish for a while, then ends. */
  stop(): Promise<void>;
}

/** Teams sends far less; a card's inputs are the largest things people send. */
const LARGEST_BODY = 256 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 20_000;
/** Longer than the idle time of the load balancers in front, so that they and not we close idle connections. */
const KEEP_ALIVE_MS = 75_000;
const LONGEST_STOP_MS = 20_000;

const INTERNAL: HttpAnswer = { status: 500, body: { error: 'internal' } };

/** The public side: `POST /api/messages`, `GET /healthz`, `GET /readyz`. Every refusal has a constant body; nothing of the inside is told. */
export function createServer({ host, port, receive, isReady, log, metrics }: ServerDeps): Server {
  // Without a name there is no `Server` header.
  const server = restify.createServer({ name: '', handleUncaughtExceptions: false });
  const http = server.server as import('node:http').Server;
  http.headersTimeout = HEADERS_TIMEOUT_MS;
  http.requestTimeout = REQUEST_TIMEOUT_MS;
  http.keepAliveTimeout = KEEP_ALIVE_MS;

  server.on('restifyError', keepInside);

  server.post('/api/messages', async (request: Request, response: Response) => {
    const read = await readBody(request, LARGEST_BODY);
    if (read.kind === 'refused') {
      metrics.refused(read.reason);
      // The rest of the body will not be read.
      if (!request.readableEnded) response.setHeader('Connection', 'close');
      answer(response, { status: read.status, body: { error: read.error } });
      return;
    }
    try {
      answer(response, await receive(read.body, request.headers.authorization));
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'A request failed');
      answer(response, INTERNAL);
    }
  });

  server.get('/healthz', async (_request: Request, response: Response) => answer(response, { status: 200, body: { status: 'alive' } }));

  // One look serves all who ask meanwhile: anybody may ask, and each look takes a connection to the database.
  let looking: Promise<Readiness> | undefined;
  server.get('/readyz', async (_request: Request, response: Response) => {
    const parts = await (looking ??= isReady().finally(() => (looking = undefined)));
    const ready = Object.values(parts).every(Boolean);
    answer(response, { status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'not ready', parts } });
  });

  return {
    listen: async () => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      server.once('error', reject); // restify takes the errors of the server behind it and passes them on
      http.listen(port, host, resolve);
      await promise;
      server.off('error', reject);
      server.on('error', (error: Error) => log.error({ error: error.name }, 'The server failed'));
      return { port: (http.address() as AddressInfo).port };
    },

    stop: async () => {
      const closed = new Promise<true>((resolve) => http.close(() => resolve(true)));
      const deadline = Date.now() + LONGEST_STOP_MS;
      // A connection that finishes its last turn goes idle and has to be closed then.
      for (;;) {
        http.closeIdleConnections();
        if ((await Promise.race([closed, sleep(50)])) === true) return;
        if (Date.now() > deadline) http.closeAllConnections();
      }
    },
  };
}

function answer(response: Response, { status, body }: HttpAnswer): void {
  response.status(status);
  if (body === undefined) response.end();
  else response.json(body);
}

/** restify would tell the message of an error to the caller, with paths and all. */
function keepInside(
  _request: Request,
  _response: Response,
  error: { statusCode?: number; toJSON?: unknown; toString?: unknown },
  done: Next,
): void {
  const known = error.statusCode === 404 ? 'not found' : error.statusCode === 405 ? 'method not allowed' : 'internal';
  error.toJSON = () => ({ error: known });
  error.toString = () => known;
  done();
}
