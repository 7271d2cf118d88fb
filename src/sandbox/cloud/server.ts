import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Signing } from '../signing.ts';
import type { ApiName, CloudApi, CloudReply, CloudRequest } from './exchange.ts';
import type { Fault } from './script.ts';
import type { ScriptBook } from './script-book.ts';

interface CloudServer {
  readonly port: number;
  stop(): Promise<void>;
}

const PREFIXES: readonly (readonly [prefix: string, api: ApiName])[] = [
  ['/login', 'login'],
  ['/graph', 'graph'],
  ['/pc', 'partner-center'],
  ['/arm', 'arm'],
];
const LARGEST_BODY = 1024 * 1024;
const HUGE_BODY = 32 * 1024 * 1024;

interface Parts {
  readonly apis: Readonly<Record<ApiName, CloudApi>>;
  readonly signing: Signing;
  readonly book: ScriptBook;
  readonly port: number;
}

/** One server on loopback for all APIs, each below its own prefix. */
export async function startServer({ apis, signing, book, port }: Parts): Promise<CloudServer> {
  const stopping = new AbortController();
  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      // A stop or a client that went away ends a request; anything else is a fault of the sandbox and must be seen.
      if (!stopping.signal.aborted && !message.socket.destroyed) console.error('The sandbox cloud failed:', error);
      response.destroy();
    });
  });

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await received(message, signing);
    if (request === undefined) {
      response.writeHead(404).end();
      return;
    }
    const seen = book.note(request);
    const fault = book.strike(seen);
    await book.reach('arrived', seen);
    if (fault.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal: stopping.signal });
    if (fault.lifted !== undefined) {
      await Promise.race([fault.lifted, new Promise((resolve) => response.once('close', resolve))]);
      if (response.destroyed) return;
    }
    if (fault.reset === 'before') {
      message.socket.destroy();
      return;
    }
    const acts = fault.reply === undefined || fault.act === true;
    const own = acts ? apis[request.api].answer(request) : undefined;
    await book.reach('acted', seen);
    if (fault.reset === 'after') {
      message.socket.destroy();
      return;
    }
    const reply = fault.reply ?? own;
    if (reply === undefined) throw new Error('no reply');
    seen.status = reply.status;
    await send(response, reply, fault);
    await book.reach('answered', seen);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();

  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async stop() {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The request, or undefined when no API has this address. */
async function received(message: IncomingMessage, signing: Signing): Promise<CloudRequest | undefined> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const known = PREFIXES.find(([prefix]) => url.pathname.startsWith(`${prefix}/`));
  if (known === undefined) return undefined;
  const [prefix, api] = known;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  const bearer = /^Bearer (.+)$/.exec(message.headers.authorization ?? '')?.[1];
  return {
    api,
    method: message.method ?? 'GET',
    path: url.pathname.slice(prefix.length),
    query: url.searchParams,
    target: `${url.pathname}${url.search}`.slice(prefix.length),
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    claims: bearer === undefined ? undefined : signing.verify(bearer),
  };
}

/** Sends the reply, spoilt if the fault says so; ends when it is out. */
async function send(response: ServerResponse, reply: CloudReply, { reset, spoil, alter }: Fault): Promise<void> {
  if (response.destroyed) return;
  const altered = alter === undefined || reply.status !== 200 ? reply.body : alter(reply.body);
  const body = spoil === undefined ? altered : spoilt(altered, spoil);
  response.writeHead(reply.status, { ...reply.headers, date: new Date().toUTCString() });
  if (reset === 'half-way') {
    response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.destroy());
    return;
  }
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.end(body);
  });
}

function spoilt(body: string, how: NonNullable<Fault['spoil']>): string {
  if (how === 'cut') return body.slice(0, Math.ceil(body.length / 2));
  if (how === 'malformed') return '<html><body>Service Unavailable</body></html>';
  return `{"value":[],"items":[],"padding":"${'x'.repeat(HUGE_BODY)}"}`;
}
