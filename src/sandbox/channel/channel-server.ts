import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { setTimeout as passing } from 'node:timers/promises';
import { BOT } from '../world.ts';
import type { Claims, Signing } from '../signing.ts';
import { badArgument, ChannelError } from './channel-error.ts';
import type { Answer, Call, Operation } from './connector.ts';
import type { Drive } from './drive.ts';
import type { Fault, Faults } from './faults.ts';
import type { ChannelBehaviour } from './behaviour.ts';
import type { Limiter } from './limits.ts';
import type { TrafficCount } from './traffic.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const AUDIENCE = 'https://api.botframework.com';

interface ChannelServerOptions {
  readonly signing: Signing;
  readonly operation: (method: string, path: readonly string[]) => Operation | undefined;
  readonly faults: Faults;
  readonly limiter: Limiter;
  readonly behaviour: ChannelBehaviour;
  readonly traffic: TrafficCount;
  readonly drive: Pick<Drive, 'serve'>;
  /** Where the service lives, with slashes at both ends: `/emea/`. */
  readonly base: string;
}

/** The channel's HTTP side: the connector for bots with a good token, and the keys that inbound tokens are checked with. */
export function createChannelServer(options: ChannelServerOptions): { readonly server: Server; readonly metadataPath: string } {
  // A fresh path for each start: the bot SDK keeps keys by URL for as long as its process lives.
  const metadataPath = `/${randomUUID()}/v1/.well-known/openidconfiguration`;
  const keysPath = `${metadataPath.slice(0, metadataPath.lastIndexOf('/'))}/keys`;

  /** Conversations in which something is being written. */
  const writing = new Set<string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    if (url.pathname === metadataPath) {
      json(response, 200, {
        issuer: AUDIENCE,
        jwks_uri: `${url.origin}${keysPath}`,
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      });
    } else if (url.pathname === keysPath) {
      json(response, 200, { keys: [{ ...options.signing.jwk, endorsements: ['msteams'] }] });
    } else if (!options.drive.serve(request, response, url.pathname)) {
      void serve(options, writing, request, response, url);
    }
  });
  return { server, metadataPath };
}

async function serve(
  options: ChannelServerOptions,
  writing: Set<string>,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  try {
    authenticate(options.signing, request.headers.authorization);
    const path = segments(url, `${options.base}v3/`);
    const operation = options.operation(request.method ?? '', path);
    if (operation === undefined) throw new ChannelError(404, 'NotFound', 'No such operation.');
    const call: Call = { path, query: url.searchParams, body: await readJson(request) };
    await alone(options, writing, operation, call, () => carryOut(options, operation, call, response));
  } catch (error) {
    const refusal = error instanceof ChannelError ? error : new ChannelError(500, 'ServiceError', 'The sandbox failed.');
    if (refusal.retryAfterSeconds !== undefined) response.setHeader('retry-after', String(refusal.retryAfterSeconds));
    json(response, refusal.status, { error: { code: refusal.code, message: refusal.message } });
    if (refusal !== error) console.error('sandbox channel', error);
  }
}

/** Lets one write into a conversation at a time, where that is asked for. */
async function alone(
  { behaviour, traffic }: ChannelServerOptions,
  writing: Set<string>,
  operation: Operation,
  call: Call,
  act: () => Promise<void>,
): Promise<void> {
  if (!behaviour.refuseOverlaps || operation.target === 'read') {
    await act();
    return;
  }
  const { conversation } = operation.limit(call);
  if (writing.has(conversation)) {
    traffic.overlapped += 1;
    throw new ChannelError(412, 'PreconditionFailed', 'Another operation on this conversation is under way.');
  }
  writing.add(conversation);
  try {
    await act();
  } finally {
    writing.delete(conversation);
  }
}

async function carryOut(
  { faults, limiter, behaviour, traffic }: ChannelServerOptions,
  operation: Operation,
  call: Call,
  response: ServerResponse,
): Promise<void> {
  const fault = faults.take(operation.target);
  if (await suffer(fault, response)) return;
  const { counts, conversation, weight } = operation.limit(call);
  limiter.count(counts, conversation, weight);
  const answer: Answer = operation.run(call);
  traffic.done[operation.target] += 1;
  if (operation.target !== 'read' && behaviour.writeMs > 0) await passing(behaviour.writeMs);
  if (fault?.kind === 'slow' && fault.when === 'after') await passing(fault.ms);
  if (fault?.kind === 'tell' && fault.when === 'after') await fault.hook();
  if (fault?.kind === 'reset') response.socket?.destroy();
  else json(response, answer.status, answer.body);
  if (fault?.kind === 'tell' && fault.when === 'answered') {
    await finished(response);
    await fault.hook();
  }
}

/** Does what the fault does before the operation; true when the request is thereby over. */
async function suffer(fault: Fault | undefined, response: ServerResponse): Promise<boolean> {
  switch (fault?.kind) {
    case 'status':
      throw new ChannelError(fault.status, fault.code ?? 'ServiceError', 'Planned fault.', fault.retryAfterSeconds);
    case 'slow':
      if (fault.when !== 'after') await passing(fault.ms);
      return false;
    case 'tell':
      if (fault.when !== 'before') return false;
      await fault.hook();
      response.socket?.destroy();
      return true;
    case 'reset':
      if (fault.when === 'before') response.socket?.destroy();
      return fault.when === 'before';
    default:
      return false;
  }
}

function authenticate(signing: Signing, header: string | undefined): void {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header ?? '')?.[1];
  const claims: Claims | undefined = token === undefined ? undefined : signing.verify(token);
  if (claims === undefined || claims['aud'] !== AUDIENCE) throw new ChannelError(401, 'Unauthorized', 'Authorization has been denied.');
  const app = claims['appid'] ?? claims['azp'];
  if (app !== BOT.appId) throw new ChannelError(401, 'BotNotRegistered', 'The bot is not registered with this channel.');
}

function segments(url: URL, prefix: string): readonly string[] {
  // A service URL is joined with and without its final slash, so a doubled one is forgiven.
  const path = url.pathname.replaceAll('//', '/');
  if (!path.startsWith(prefix)) throw new ChannelError(404, 'NotFound', 'No such operation.');
  try {
    return path.slice(prefix.length).split('/').map(decodeURIComponent);
  } catch {
    throw badArgument('The path cannot be read.');
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ChannelError(413, 'MessageSizeTooBig', 'The message size is too big.');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw badArgument('The payload is not JSON.');
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
