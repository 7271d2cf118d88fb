import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AccessTokens, Identity } from '../transport/access-tokens.ts';
import { withRetry, type RetryRules } from '../transport/retry.ts';
import type { Transport, TransportRequest } from '../transport/transport.ts';
import { azureFault, azureRefusal, azureUnreadable, type Called } from './azure-support-failure.ts';

/** As whom ARM is called. `provesPlan`: a token of the partner tenant goes with it, by which Microsoft sees the partner's support plan (cloud-apis 4.9). */
export interface Caller {
  readonly identity: Identity;
  readonly provesPlan: boolean;
}

export interface ArmAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** undefined where there is none, or no JSON. */
  readonly body: unknown;
}

interface ArmCall<T> {
  /** A path that begins with `/`, or an address that Microsoft gave, which is followed on its own origin only. */
  readonly where: string;
  readonly caller: Caller;
  /** Reads the answer; what it throws other than a `BotError` makes the answer unreadable. */
  readonly as: (answer: ArmAnswer) => T;
}

/** Azure Resource Manager, for Microsoft.Support and for subscriptions. */
export interface AzureSupportClient {
  /** Whether an address that Microsoft gave leads to the same service, so that it may be followed. */
  owns(address: string): boolean;

  /** Repeated on passing faults. `question` is the body of a read that ARM wants as POST. @throws {BackEndError} with `effect: 'none'` */
  read<T>(call: ArmCall<T> & { readonly question?: object }, signal: AbortSignal): Promise<T>;

  /** Sent once: after an unknown end the caller decides. @throws {BackEndError} */
  write<T>(call: ArmCall<T> & { readonly method: 'PUT' | 'PATCH'; readonly body: object }, signal: AbortSignal): Promise<T>;

  /** Items of a list, of at most `mostPages` pages. @throws {BackEndError} UNREADABLE when there are more and `whole` is wanted */
  list<T>(item: z.ZodType<T>, list: ListCall & { readonly whole: boolean }, signal: AbortSignal): Promise<readonly T[]>;

  /** The first pages of a list, and whether that is all. @throws {BackEndError} */
  begin<T>(item: z.ZodType<T>, list: ListCall, signal: AbortSignal): Promise<{ readonly items: readonly T[]; readonly whole: boolean }>;
}

type ListCall = Omit<ArmCall<unknown>, 'as'> & { readonly mostPages: number };

const RETRY: RetryRules = {
  tries: 3,
  statuses: new Set([429, 500, 502, 503, 504]),
  tryTimeoutMs: 20_000,
  deadlineMs: 45_000,
  firstWaitMs: 300,
  longestWaitMs: 3000,
};
/** The caller's signal ends it earlier. */
const WRITE_TIMEOUT_MS = 120_000;

export function azureSupportClient(deps: {
  readonly transport: Transport;
  readonly tokens: AccessTokens;
  /** Canonical, such as `https://management.azure.com`. */
  readonly baseUrl: string;
  readonly retry?: Partial<RetryRules>;
}): AzureSupportClient {
  const { transport, tokens, baseUrl } = deps;
  const rules = { ...RETRY, ...deps.retry };

  async function sendOnce(url: string, caller: Caller, clientRequestId: string, rest: TransportRequest): Promise<Response> {
    const signal = rest.signal ?? AbortSignal.timeout(rest.timeoutMs);
    const identities: readonly Identity[] = caller.provesPlan ? [caller.identity, { kind: 'partner-account' }] : [caller.identity];
    const [token = '', auxiliary] = await Promise.all(identities.map((identity) => tokens.token(identity, 'arm', signal)));
    const response = await transport.fetch(url, {
      ...rest,
      headers: {
        authorization: `Bearer ${token}`,
        ...(auxiliary === undefined ? {} : { 'x-ms-authorization-auxiliary': `Bearer ${auxiliary}` }),
        accept: 'application/json',
        'x-ms-client-request-id': clientRequestId,
        ...(rest.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    });
    // The answer does not tell which of the two was refused.
    if (response.status === 401) {
      tokens.discard(caller.identity, 'arm', token);
      if (auxiliary !== undefined) tokens.discard({ kind: 'partner-account' }, 'arm', auxiliary);
    }
    return response;
  }

  /** A token can be revoked before it expires: once more with new ones. What was refused for its token was not done. */
  async function send(url: string, caller: Caller, clientRequestId: string, rest: TransportRequest): Promise<Response> {
    const response = await sendOnce(url, caller, clientRequestId, rest);
    return response.status === 401 ? await sendOnce(url, caller, clientRequestId, rest) : response;
  }

  async function answered<T>(called: Called, as: (answer: ArmAnswer) => T, answer: () => Promise<Response>): Promise<T> {
    const response = await answer().catch((error: unknown) => {
      throw azureFault(called, error);
    });
    if (!response.ok) throw await azureRefusal(called, response);
    const { status, headers } = response;
    const body = jsonOf(await response.text());
    try {
      return as({ status, headers, body });
    } catch (error) {
      throw azureFault(called, error);
    }
  }

  function owns(given: string): boolean {
    const url = URL.parse(given);
    return url !== null && url.origin === new URL(baseUrl).origin && url.username === '';
  }

  function address(where: string): string {
    if (where.startsWith('/')) return baseUrl + where;
    // A server's address is followed on the same origin only: the tokens go with it.
    if (!owns(where)) throw azureUnreadable('an address that is not followed');
    return where;
  }

  const client: AzureSupportClient = {
    owns,

    async read({ where, caller, as, question }, signal) {
      const url = address(where);
      const method = question === undefined ? 'GET' : 'POST';
      const body = question === undefined ? undefined : JSON.stringify(question);
      const called = { what: `${method} ${pathOf(url)}`, changes: false, clientRequestId: randomUUID() };
      return answered(called, as, () =>
        withRetry(rules, signal, (timeoutMs) =>
          send(url, caller, called.clientRequestId, { method, headers: {}, body, timeoutMs, signal }),
        ),
      );
    },

    async write({ where, caller, as, method, body }, signal) {
      const url = address(where);
      const called = { what: `${method} ${pathOf(url)}`, changes: true, clientRequestId: randomUUID() };
      const whole = { method, headers: {}, body: JSON.stringify(body), timeoutMs: WRITE_TIMEOUT_MS, signal };
      return answered(called, as, () => send(url, caller, called.clientRequestId, whole));
    },

    async list(item, { whole, ...call }, signal) {
      const begun = await client.begin(item, call, signal);
      if (!begun.whole && whole) throw azureUnreadable('the list is too long');
      return begun.items;
    },

    async begin(item, { where, caller, mostPages }, signal) {
      const Page = z.object({ value: z.array(item), nextLink: z.string().nullish() });
      const items: z.output<typeof item>[] = [];
      const seen = new Set<string>();
      let next: string | undefined = where;
      while (next !== undefined && seen.size < mostPages) {
        if (seen.has(next)) throw azureUnreadable('the list does not end');
        seen.add(next);
        const page: z.output<typeof Page> = await client.read({ where: next, caller, as: ({ body }) => Page.parse(body) }, signal);
        items.push(...page.value);
        next = page.nextLink ?? undefined;
      }
      return { items, whole: next === undefined };
    },
  };
  return client;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What needs a body finds none, and says so.
    return undefined;
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
