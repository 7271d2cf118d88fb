import type { Context, Middleware, MiddlewareOptions } from '@microsoft/microsoft-graph-client';
import type { AccessTokens, Identity } from '../transport/access-tokens.ts';
import { withRetry, type RetryRules } from '../transport/retry.ts';
import type { Transport } from '../transport/transport.ts';

/** How a read is asked, beyond its path. */
export interface Asking {
  /** Called before each request leaves: every page, every try. What it throws ends the read. */
  readonly beforeEach?: () => void;
  /** Items wanted on a page, where the default is too few. */
  readonly pageSize?: number;
}

/** Travels with one call through the chain. */
export class GraphCall implements MiddlewareOptions {
  readonly identity: Identity;
  readonly signal: AbortSignal;
  /** The exact URL of a next page; the SDK would take it apart and put it together anew. */
  readonly nextLink: string | undefined;
  readonly clientRequestId: string;
  readonly asking: Asking;
  /** What the chain threw: the SDK wraps it and loses the cause. */
  failure: unknown;
  timeoutMs = 0;
  token = '';

  constructor(identity: Identity, signal: AbortSignal, clientRequestId: string, asking: Asking = {}, nextLink?: string) {
    this.identity = identity;
    this.signal = signal;
    this.clientRequestId = clientRequestId;
    this.asking = asking;
    this.nextLink = nextLink;
  }
}

/** Our chain in place of the SDK's own, whose retries also repeat writes, wait up to three minutes and cannot be cancelled. */
export function graphMiddleware(transport: Transport, tokens: AccessTokens, rules: RetryRules): Middleware[] {
  let retry: Middleware | undefined;
  let token: Middleware | undefined;
  const next = (middleware: Middleware | undefined, context: Context): Promise<Response> => {
    if (middleware === undefined) throw new Error('The chain is not joined');
    return middleware.execute(context).then(() => responseOf(context));
  };

  return [
    {
      setNext: (following) => (retry = following),
      async execute(context) {
        const call = callOf(context);
        try {
          context.response = await withRetry(rules, call.signal, (timeoutMs) => {
            call.timeoutMs = timeoutMs;
            return next(retry, context);
          });
        } catch (error) {
          call.failure = error;
          throw error;
        }
      },
    },
    {
      setNext: (following) => (token = following),
      async execute(context) {
        const call = callOf(context);
        call.token = await tokens.token(call.identity, 'graph', call.signal);
        const response = await next(token, context);
        if (response.status !== 401 || (await response.clone().text()).includes('Authorization_IdentityNotFound')) return;
        // A token can be revoked before it expires: once more with a new one.
        tokens.discard(call.identity, 'graph', call.token);
        call.token = await tokens.token(call.identity, 'graph', call.signal);
        await next(token, context);
      },
    },
    {
      async execute(context) {
        const call = callOf(context);
        const { method, body } = context.options ?? {};
        const { beforeEach, pageSize } = call.asking;
        beforeEach?.();
        context.response = await transport.fetch(call.nextLink ?? String(context.request), {
          method: method === 'POST' ? 'POST' : 'GET',
          headers: {
            authorization: `Bearer ${call.token}`,
            accept: 'application/json',
            'client-request-id': call.clientRequestId,
            'return-client-request-id': 'true',
            ...(pageSize === undefined ? {} : { prefer: `odata.maxpagesize=${pageSize}` }),
            ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
          },
          body: typeof body === 'string' ? body : undefined,
          timeoutMs: call.timeoutMs,
          signal: call.signal,
        });
      },
    },
  ];
}

function callOf(context: Context): GraphCall {
  const call = context.middlewareControl?.getMiddlewareOptions(GraphCall);
  if (!(call instanceof GraphCall)) throw new Error('The request carries no GraphCall');
  return call;
}

function responseOf(context: Context): Response {
  if (context.response === undefined) throw new Error('The chain gave no response');
  return context.response;
}
