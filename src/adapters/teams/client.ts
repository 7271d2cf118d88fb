import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { BackEndError, type ErrorCode } from '../../domain/errors.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { TransportFailure } from '../transport/transport-failure.ts';
import type { BotToken } from './bot-token.ts';
import { createExchange, type Exchange, type ExchangeAnswer, type ExchangeRequest } from './exchange.ts';

/** A conversation at the connector: `serviceUrl` as received, the id with its `;messageid=` where a thread is meant. */
export interface Destination {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

/** A team at the connector. */
export interface Team extends Pick<Destination, 'serviceUrl'> {
  readonly teamId: string;
}

/** Whom to open a chat with. */
interface ChatAccount extends Pick<Destination, 'serviceUrl'> {
  readonly botId: string;
  readonly accountId: string;
  readonly tenantId: string;
}

/** The Bot Connector of Teams (teams-platform 2). Every function throws `BackEndError` of `teams`, or of `entra` when there is no token. */
export interface TeamsClient {
  /** Gives the id of the new message. `effect: 'unknown'` when it may have been posted all the same. */
  send(to: Destination, activity: object, replyToId?: string): Promise<string>;
  update(to: Destination, activityId: string, activity: object): Promise<void>;
  remove(to: Destination, activityId: string): Promise<void>;
  /** Opens a chat with a person; gives the id of the one that is there already. */
  openChat(account: ChatAccount): Promise<string>;
  /** Begins a post in a channel, the only documented way to (teams-platform 2.2). Gives its thread, and the id of the message. */
  startPost(channel: Destination, activity: object): Promise<{ readonly conversationId: string; readonly activityId: string }>;
  /** A page of who is in a conversation, as it came over the wire. `after`: the page before it said how it goes on. */
  members(of: Destination, after: string | undefined): Promise<unknown>;
  /** A team, as it came over the wire. */
  team(of: Team): Promise<unknown>;
  /** The channels of a team, as they came over the wire. */
  channels(of: Team): Promise<unknown>;
}

interface TeamsClientSettings {
  readonly token: BotToken;
  /** Origins that get the token, without a final slash. */
  readonly serviceUrls: readonly string[];
  /** For one try. */
  readonly timeoutMs?: number;
  /** For all tries and waits together. */
  readonly deadlineMs?: number;
  /** 1: whoever calls decides what is tried again. */
  readonly tries?: number;
  readonly exchange?: Exchange;
  /** Called once for each try with the HTTP status, or how it failed. */
  readonly onCall?: (outcome: string) => void;
}

/** Teams refuses messages over about 100 KB as UTF-16 and advises to stay below this (teams-platform 5.3). */
const LARGEST_MESSAGE = 80 * 1024;
/** The largest page of a roster (teams-platform 2.2). */
const PAGE_SIZE = 500;
const FIRST_WAIT_MS = 300;
const TRIES = 3;
/** A thread of a channel, as Teams names it: the post's message id is its end. */
const THREAD = /;messageid=(?<root>\d+)$/;
/** Microsoft's list of what to try again (teams-platform 2.4); 500 is not on it. */
const PASSING: ReadonlySet<number> = new Set([412, 429, 502, 503, 504]);
/** Of these it is certain that nothing was posted: a gateway's 502 and 504 may hide a posted message. */
const NOT_POSTED: ReadonlySet<number> = new Set([412, 429, 503]);

export function teamsClient(settings: TeamsClientSettings): TeamsClient {
  const {
    token,
    timeoutMs = 6_000,
    deadlineMs = 10_000,
    tries: mostTries = TRIES,
    exchange = createExchange(),
    onCall = () => undefined,
  } = settings;
  const origins = new Set(settings.serviceUrls);

  async function call(method: ExchangeRequest['method'], url: URL, activity?: object): Promise<ExchangeAnswer> {
    const body = activity === undefined ? '' : JSON.stringify(activity);
    if (body.length * 2 > LARGEST_MESSAGE) throw refusal('INVALID', 'The message is too large for Teams');
    const deadline = performance.now() + deadlineMs;
    let bearer = await token.get();
    for (let tries = 1; ; tries++) {
      const left = Math.max(1, Math.min(timeoutMs, deadline - performance.now()));
      const outcome = await attempt(url, { method, headers: headers(bearer, body), body, timeoutMs: left });
      if (!(outcome instanceof TransportFailure) && outcome.status >= 200 && outcome.status < 300) return outcome;

      const isRefusedToken = !(outcome instanceof TransportFailure) && outcome.status === 401;
      if (isRefusedToken) token.discard(bearer);
      const pause = askedToWaitMs(outcome) ?? FIRST_WAIT_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
      if (tries >= mostTries || !mayRepeat(method, outcome) || performance.now() + pause > deadline) throw failure(method, outcome);
      if (isRefusedToken) bearer = await token.get();
      else await wait(pause);
    }
  }

  async function attempt(url: URL, request: ExchangeRequest): Promise<ExchangeAnswer | TransportFailure> {
    try {
      const answer = await exchange(url, request);
      onCall(String(answer.status));
      return answer;
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      onCall(error.fault);
      return error;
    }
  }

  const addressOf = (to: Destination, activityId?: string): URL =>
    addressed(to, activityId === undefined ? ['activities'] : ['activities', activityId], origins);

  return {
    async send(to, activity, replyToId) {
      const answer = await call('POST', addressOf(to, replyToId), activity);
      // Text and attachment in one activity are split by Teams, and no id comes back (teams-platform 5.4).
      return Posted.safeParse(parsed(answer.body)).data?.id ?? '';
    },
    async update(to, activityId, activity) {
      await call('PUT', addressOf(to, activityId), activity);
    },
    async remove(to, activityId) {
      await call('DELETE', addressOf(to, activityId));
    },
    async openChat({ serviceUrl, botId, accountId, tenantId }) {
      const asked = {
        isGroup: false,
        bot: { id: botId },
        members: [{ id: accountId }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      };
      const { id } = createdBy(await call('POST', under(serviceUrl, ['conversations'], origins), asked));
      return id;
    },
    async startPost({ serviceUrl, conversationId }, activity) {
      const asked = { isGroup: true, channelData: { channel: { id: conversationId } }, activity };
      const { id, activityId = THREAD.exec(id)?.groups?.['root'] } = createdBy(
        await call('POST', under(serviceUrl, ['conversations'], origins), asked),
      );
      if (activityId === undefined) throw unreadable();
      return { conversationId: id, activityId };
    },
    async members(of, after) {
      const url = addressed(of, ['pagedmembers'], origins);
      url.searchParams.set('pageSize', String(PAGE_SIZE));
      if (after !== undefined) url.searchParams.set('continuationToken', after);
      return parsed((await call('GET', url)).body);
    },
    async team({ serviceUrl, teamId }) {
      return parsed((await call('GET', under(serviceUrl, ['teams', teamId], origins))).body);
    },
    async channels({ serviceUrl, teamId }) {
      return parsed((await call('GET', under(serviceUrl, ['teams', teamId, 'conversations'], origins))).body);
    },
  };
}

const Posted = z.object({ id: z.string() });

const Created = z.object({ id: z.string().min(1), activityId: z.string().min(1).optional().catch(undefined) });

function createdBy({ body }: ExchangeAnswer): z.infer<typeof Created> {
  const created = Created.safeParse(parsed(body));
  if (!created.success) throw unreadable();
  return created.data;
}

/** What was posted is there, and cannot be found again. */
export function unreadable(): BackEndError {
  return new BackEndError({ backEnd: 'teams', code: 'UNREADABLE', message: 'What was posted has no id', effect: 'unknown' });
}

function addressed({ serviceUrl, conversationId }: Destination, path: readonly string[], origins: ReadonlySet<string>): URL {
  return under(serviceUrl, ['conversations', conversationId, ...path], origins);
}

/** Only origins of the allow-list get the token, whatever a stored or received `serviceUrl` says. */
function under(serviceUrl: string, path: readonly string[], origins: ReadonlySet<string>): URL {
  const base = URL.parse(serviceUrl);
  if (base === null || !origins.has(base.origin)) throw refusal('MISCONFIGURED', 'The service URL is on no allow-list');
  const folder = serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`;
  return new URL(`${folder}v3/${path.map(encodeURIComponent).join('/')}`);
}

function headers(bearer: string, body: string): ExchangeRequest['headers'] {
  return {
    Authorization: `Bearer ${bearer}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Accept: 'application/json',
  };
}

/** Reads, updates and deletions may be repeated freely; a new message only when it is certain that it was not posted. */
function mayRepeat(method: ExchangeRequest['method'], outcome: ExchangeAnswer | TransportFailure): boolean {
  if (outcome instanceof TransportFailure) return outcome.fault !== 'too-large' && (method !== 'POST' || !outcome.maybeReceived);
  return outcome.status === 401 || (method === 'POST' ? NOT_POSTED : PASSING).has(outcome.status);
}

function askedToWaitMs(outcome: ExchangeAnswer | TransportFailure): number | undefined {
  const value = outcome instanceof TransportFailure ? undefined : outcome.headers['retry-after'];
  return value === undefined ? undefined : retryAfterMs(new Headers({ 'retry-after': value }));
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'INVALID',
  401: 'MISCONFIGURED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  412: 'CONFLICT',
  413: 'INVALID',
  429: 'THROTTLED',
};

/** The two error shapes of the connector (teams-platform 2.4). */
const ErrorBody = z.union([
  z.object({ error: z.object({ code: z.string() }) }).transform(({ error }) => error.code),
  z
    .object({ errorCode: z.number(), message: z.string() })
    .transform(({ errorCode, message }) => SubCode.safeParse(parsed(message)).data?.subCode ?? String(errorCode)),
]);
const SubCode = z.object({ subCode: z.string() });

/** The one place where what the connector did becomes an error of ours. */
function failure(method: ExchangeRequest['method'], outcome: ExchangeAnswer | TransportFailure): BackEndError {
  if (outcome instanceof TransportFailure) {
    const { code, maybeReceived, fault } = outcome;
    return new BackEndError({
      backEnd: 'teams',
      code,
      message: `${method} ended: ${fault}`,
      effect: maybeReceived && method !== 'GET' ? 'unknown' : 'none',
      cause: outcome,
    });
  }
  const { status, body } = outcome;
  const correlationId = outcome.headers['ms-cv'] ?? outcome.headers['x-ms-correlation-id'];
  return new BackEndError({
    backEnd: 'teams',
    code: CODES[status] ?? 'UNAVAILABLE',
    message: `${method} answered ${status}`,
    effect: method === 'GET' || status < 500 || NOT_POSTED.has(status) ? 'none' : 'unknown',
    status,
    vendorCode: ErrorBody.safeParse(parsed(body)).data?.slice(0, 100),
    correlationId: typeof correlationId === 'string' ? correlationId.slice(0, 100) : undefined,
    retryAfterMs: askedToWaitMs(outcome),
  });
}

function refusal(code: ErrorCode, message: string): BackEndError {
  return new BackEndError({ backEnd: 'teams', code, message, effect: 'none' });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // a gateway's page, or nothing
  }
}
