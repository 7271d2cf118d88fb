import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as jsonOf } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { ChannelError } from '../src/sandbox/channel/channel-error.ts';
import { createLimiter, TEAMS_LIMITS } from '../src/sandbox/channel/limits.ts';
import { PARTNER } from '../src/sandbox/world.ts';
import { crowdMessages, roomOfThread } from './crowd-messages.ts';
import type { CrowdAsk, CrowdRules } from './crowd.ts';

/**
 * Teams' connector for very many conversations, in a process of its own so that its work is not counted as the bot's. It knows any conversation, keeps the cards
 * of each, holds Teams' limits where it is told to, and lets nobody write into one conversation twice at once. Says its address to its parent, which asks it by
 * messages (`crowd.ts`).
 */
let rules: CrowdRules = {};
let limiter = createLimiter(TEAMS_LIMITS, () => new Date());
const messages = crowdMessages();
/** Conversations in which an operation is under way. */
const busy = new Set<string>();

const ACTIVITIES = /^\/emea\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;
const NEW_CONVERSATION = '/emea/v3/conversations';
const MEMBERS = /^\/emea\/v3\/conversations\/([^/]+)\/pagedmembers$/;

/** Everybody's channels have one member, of the partner's own. */
const MEMBER = {
  id: '29:1',
  objectId: 'b0000000-0000-4000-8000-000000000001',
  name: 'Person 1',
  userPrincipalName: 'person1@northwindcloud.example',
  tenantId: PARTNER.tenantId,
  userRole: 'user',
};

interface Answer {
  readonly status: number;
  readonly body: object;
}

interface NewConversation {
  readonly channelData?: { readonly channel?: { readonly id: string } };
  readonly members?: readonly { readonly id: string }[];
  readonly activity?: unknown;
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (!pathname.startsWith('/login/')) {
    void serve(request, response, pathname);
    return;
  }
  request.resume();
  const token = { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: 'token' };
  reply(response, { status: 200, body: token });
});

async function serve(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
  const { method = '' } = request;
  const body = method === 'GET' ? undefined : await jsonOf(request);
  const { networkMs = 0 } = rules;
  if (networkMs > 0) await wait(networkMs / 2);
  try {
    const room = roomOf(pathname, body);
    const writes = method !== 'GET';
    if (writes && busy.has(room)) throw new ChannelError(412, 'PreconditionFailed', 'Another operation on this conversation is under way.');
    const answer = act(method, pathname, room, body);
    if (writes) busy.add(room);
    if (networkMs > 0) await wait(networkMs / 2);
    if (writes) busy.delete(room);
    reply(response, answer);
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    const { status, code, message, retryAfterSeconds } = error;
    messages.refused(status);
    if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
    reply(response, { status, body: { error: { code, message } } });
  }
}

function roomOf(pathname: string, body: unknown): string {
  const written = (ACTIVITIES.exec(pathname) ?? MEMBERS.exec(pathname))?.[1];
  if (written !== undefined) return roomOfThread(decodeURIComponent(written));
  const { channelData, members } = body as NewConversation;
  return channelData?.channel?.id ?? members?.[0]?.id ?? '';
}

/** @throws {ChannelError} */
function act(method: string, pathname: string, room: string, body: unknown): Answer {
  const count = (operation: 'create' | 'members' | 'send' | undefined): void => {
    if (rules.limits === true) limiter.count(operation, room);
  };
  const activityId = ACTIVITIES.exec(pathname)?.[2];
  if (method === 'PUT' && activityId !== undefined) {
    count(undefined);
    if (!messages.updated(room, activityId, body)) throw new ChannelError(404, 'ActivityNotFoundInConversation', 'No such activity.');
    return { status: 200, body: { id: activityId } };
  }
  if (method === 'POST' && pathname === NEW_CONVERSATION) {
    const { activity } = body as NewConversation;
    count('create');
    if (activity === undefined) return { status: 201, body: { id: `a:1of-${room}` } };
    const id = messages.posted(room, activity);
    return { status: 201, body: { id: `${room};messageid=${id}`, activityId: id } };
  }
  if (method === 'POST' && ACTIVITIES.test(pathname)) {
    count('send');
    return { status: 201, body: { id: messages.posted(room, body) } };
  }
  if (method === 'GET' && MEMBERS.test(pathname)) {
    count('members');
    messages.read();
    return { status: 200, body: { members: [MEMBER] } };
  }
  throw new ChannelError(404, 'NotFound', 'No such operation.');
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

process.on('message', (ask: CrowdAsk) => {
  if (ask.ask === 'rules') {
    ({ rules } = ask);
    limiter = createLimiter(TEAMS_LIMITS, () => new Date());
  } else if (ask.ask === 'forget') {
    messages.forget();
  }
  process.send?.(messages.report(ask.ask === 'report'));
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
