import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AccessTokens } from '../transport/access-tokens.ts';
import { withRetry, type RetryRules } from '../transport/retry.ts';
import type { Transport, TransportRequest } from '../transport/transport.ts';
import { partnerCenterFault, partnerCenterRefusal, type Called } from './partner-center-failure.ts';

/** The Partner Center REST API, as the partner's service account (App+User, with MFA). Paths begin with `/` and follow `/v1`. */
export interface PartnerCenterClient {
  /** Repeated on passing faults. @throws {BackEndError} with `effect: 'none'` */
  get<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal, headers?: Readonly<Record<string, string>>): Promise<T>;

  /** Sent once: after an unknown end the caller decides. @throws {BackEndError} */
  write<T>(write: PartnerCenterWrite<T>, signal: AbortSignal): Promise<T>;
}

interface PartnerCenterWrite<T> {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: object;
  /** Reads the answer; `undefined` is what a 204 brings. */
  readonly answer: z.ZodType<T>;
  /** `MS-RequestId`, the idempotency key: the same one when the same intent is sent again. */
  readonly requestId: string;
}

/** As the published SDK: only 5xx and lost answers, at most three tries; never 400, 401, 403, 404, 409, 417, 429. */
const RETRY: RetryRules = {
  tries: 3,
  statuses: new Set([500, 502, 503, 504]),
  tryTimeoutMs: 20_000,
  deadlineMs: 45_000,
  firstWaitMs: 300,
  longestWaitMs: 3000,
};

/** The published SDK's time-out; the caller's signal ends it earlier. */
const WRITE_TIMEOUT_MS = 180_000;
const APPLICATION_NAME = 'partner-support-bot';
const identity = { kind: 'partner-account' } as const;

export function partnerCenterClient(deps: {
  readonly transport: Transport;
  readonly tokens: AccessTokens;
  /** Canonical, such as `https://api.partnercenter.microsoft.com`. */
  readonly baseUrl: string;
  readonly retry?: Partial<RetryRules>;
}): PartnerCenterClient {
  const { transport, tokens, baseUrl } = deps;
  const rules = { ...RETRY, ...deps.retry };

  async function send(called: Called, requestId: string, rest: Omit<TransportRequest, 'method'>): Promise<Response> {
    const token = await tokens.token(identity, 'partnerCenter', rest.signal ?? AbortSignal.timeout(rest.timeoutMs));
    const headers = {
      ...rest.headers,
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'MS-RequestId': requestId,
      'MS-CorrelationId': called.correlationId,
      'MS-Contract-Version': 'v1',
      'MS-PartnerCenter-Application': APPLICATION_NAME,
    };
    const response = await transport.fetch(`${baseUrl}/v1${called.path}`, { ...rest, method: called.method, headers });
    // Not sent again at once, but the next call begins with a new token.
    if (response.status === 401) tokens.discard(identity, 'partnerCenter', token);
    return response;
  }

  async function read<T>(called: Called, schema: z.ZodType<T>, answer: () => Promise<Response>): Promise<T> {
    const response = await answer().catch((error: unknown) => {
      throw partnerCenterFault(called, error);
    });
    if (!response.ok) throw await partnerCenterRefusal(called, response);
    try {
      return schema.parse(response.status === 204 ? undefined : await response.json());
    } catch (error) {
      throw partnerCenterFault(called, error);
    }
  }

  return {
    async get(schema, path, signal, headers = {}) {
      const called: Called = { method: 'GET', path, correlationId: randomUUID() };
      const requestId = randomUUID();
      return await read({ ...called, path: path.split('?')[0] ?? path }, schema, () =>
        withRetry(rules, signal, (timeoutMs) => send(called, requestId, { headers, timeoutMs, signal })),
      );
    },

    async write({ method, path, body, answer, requestId }, signal) {
      const called: Called = { method, path, correlationId: randomUUID() };
      const headers = { 'content-type': 'application/json' };
      return await read(called, answer, () =>
        send(called, requestId, { headers, body: JSON.stringify(body), timeoutMs: WRITE_TIMEOUT_MS, signal }),
      );
    },
  };
}
