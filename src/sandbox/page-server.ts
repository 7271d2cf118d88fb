import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { SandboxChannel } from './channel/channel.ts';
import { ChannelError } from './channel/channel-error.ts';
import { personByKey } from './channel/rooms.ts';
import type { SandboxControls } from './controls.ts';
import { createPageFiles } from './page-files.ts';
import type { PageEvent } from './page/wire.ts';

const MAX_BODY_BYTES = 1024 * 1024;
/** A page that does not read its events for so long is cut off, and resumes. */
const MAX_UNSENT_BYTES = 4 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** How long a first opening waits for the app's welcome. */
const WELCOME_MS = 3000;

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

const locale = z.enum(['en', 'fr', 'ru']);
const mention = z.object({ type: z.literal('mention'), text: z.string(), mentioned: z.object({ id: z.string(), name: z.string() }) });
const Say = z.object({
  as: z.string(),
  conversation: z.string(),
  thread: z.string().optional(),
  text: z.string().min(1),
  mentions: z.array(mention),
  locale,
});
const Submit = z.object({ as: z.string(), message: z.string(), data: z.unknown(), locale });
const Invoke = z.object({
  as: z.string(),
  message: z.string(),
  name: z.enum(['adaptiveCard/action', 'application/search']),
  value: z.unknown(),
  locale,
});
const SendFile = z.object({ as: z.string(), name: z.string().min(1).max(200), content: z.base64().min(1), locale });
const FileAnswer = z.object({ as: z.string(), message: z.string(), answer: z.enum(['accept', 'decline']), locale });
const Read = z.object({ as: z.string(), conversation: z.string(), id: z.string() });
const Control = z.object({ id: z.string(), choice: z.string().optional() });

interface PageOptions {
  readonly channel: SandboxChannel;
  readonly controls: SandboxControls;
  /** 0 for any free one. */
  readonly port: number;
}

/** Serves the demo client on loopback. Rejects when the port is taken. */
export async function startPage({ channel, controls, port }: PageOptions): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const files = createPageFiles();
  const calls = pageCalls(channel, controls);
  let hosts: readonly string[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://page');
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (!isOwn(request, hosts)) {
      response.writeHead(403).end();
    } else if (request.method === 'POST') {
      const call = calls[url.pathname];
      if (call === undefined) response.writeHead(404).end();
      else json(response, 200, (await call(await readJson(request))) ?? {});
    } else if (url.pathname === '/page/state') {
      json(response, 200, await openState(channel, controls, url.searchParams));
    } else if (url.pathname === '/page/events') {
      streamEvents(channel, request, response, url.searchParams);
    } else {
      const file = await files(url.pathname);
      if (file === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': file.type }).end(file.body);
    }
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const status = error instanceof ChannelError ? error.status : error instanceof z.ZodError || error instanceof SyntaxError ? 400 : 500;
      if (status === 500) console.error('sandbox page', error);
      json(response, status, { error: error instanceof ChannelError ? error.code : 'refused' });
    });
  });
  server.listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const at = (server.address() as AddressInfo).port;
  hosts = [`127.0.0.1:${at}`, `localhost:${at}`];

  return {
    url: `http://127.0.0.1:${at}/`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Another site open in the same browser must not be able to act here: neither by a request of its own nor by a name that points to us. */
function isOwn({ headers, method }: IncomingMessage, hosts: readonly string[]): boolean {
  if (!hosts.includes(headers.host ?? '')) return false;
  return method === 'GET' || headers.origin === undefined || hosts.some((host) => headers.origin === `http://${host}`);
}

type PageCall = (body: unknown) => unknown;

function pageCalls(channel: SandboxChannel, controls: SandboxControls): Readonly<Record<string, PageCall>> {
  return {
    '/page/messages': (body) => channel.people.say(Say.parse(body)),
    '/page/submit': (body) => channel.people.submit(Submit.parse(body)),
    '/page/invoke': (body) => channel.people.invoke(Invoke.parse(body)),
    '/page/files': (body) => channel.people.sendFile(SendFile.parse(body)),
    '/page/file': async (body) => ({ ok: await channel.people.answerFile(FileAnswer.parse(body)) }),
    '/page/read': (body) => {
      const { as, conversation, id } = Read.parse(body);
      channel.people.read(as, conversation, id);
    },
    '/page/control': (body) => {
      const { id, choice } = Control.parse(body);
      controls.press(id, choice);
      channel.feed.publish({ name: 'controls', controls: controls.list() }, () => true);
      return controls.list();
    },
  };
}

async function openState(channel: SandboxChannel, controls: SandboxControls, query: URLSearchParams) {
  const person = personByKey(query.get('as') ?? '');
  const language = locale.safeParse(query.get('lang'));
  const welcome = channel.installs.open(person.key, language.success ? language.data : person.locale);
  await Promise.race([welcome, new Promise((resolve) => setTimeout(resolve, WELCOME_MS).unref())]);
  return { ...channel.stateFor(person.key), controls: controls.list() };
}

function streamEvents(channel: SandboxChannel, request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void {
  const { key } = personByKey(query.get('as') ?? '');
  const after = Number(request.headers['last-event-id'] ?? query.get('after') ?? 0);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('retry: 500\n\n');
  const write = (event: PageEvent, seq?: number): void => {
    response.write(`${seq === undefined ? '' : `id: ${seq}\n`}data: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > MAX_UNSENT_BYTES) response.destroy();
  };
  const unsubscribe = channel.feed.subscribe(key, after, ({ seq, event }) => write(event, seq));
  if (unsubscribe === undefined) {
    write({ name: 'reload' });
    response.end();
    return;
  }
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ChannelError(413, 'TooLarge', 'The request is too large.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
