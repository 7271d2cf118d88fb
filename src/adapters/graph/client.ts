import { Client, ResponseType, type GraphRequest } from '@microsoft/microsoft-graph-client';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AccessTokens, Identity } from '../transport/access-tokens.ts';
import type { RetryRules } from '../transport/retry.ts';
import type { Transport } from '../transport/transport.ts';
import { graphFault, graphRefusal } from './graph-failure.ts';
import { GraphCall, graphMiddleware, type Asking } from './middleware.ts';
import { Page } from './schema.ts';

/** Microsoft Graph v1.0, reads only. Paths begin with a slash and are encoded already. */
export interface GraphClient {
  /** @throws {BackEndError} */
  get<T>(schema: z.ZodType<T>, path: string, identity: Identity, signal: AbortSignal, asking?: Asking): Promise<T>;

  /** A read that Graph wants as POST, such as `getMemberGroups`. @throws {BackEndError} */
  ask<T>(schema: z.ZodType<T>, path: string, body: object, identity: Identity, signal: AbortSignal): Promise<T>;

  /** Every item of a collection, paged to the end. @throws {BackEndError} */
  list<T>(item: z.ZodType<T>, path: string, identity: Identity, signal: AbortSignal, asking?: Asking): Promise<readonly T[]>;
}

const RETRY: RetryRules = {
  tries: 3,
  statuses: new Set([429, 500, 502, 503, 504]),
  tryTimeoutMs: 10_000,
  deadlineMs: 20_000,
  firstWaitMs: 300,
  longestWaitMs: 3000,
};

/** More pages than any list here can have: 100,000 customers at 100 a page. */
const MOST_PAGES = 1000;

export function graphClient(deps: {
  readonly transport: Transport;
  readonly tokens: AccessTokens;
  /** Canonical, such as `https://graph.microsoft.com`. */
  readonly baseUrl: string;
  readonly retry?: Partial<RetryRules>;
}): GraphClient {
  const { transport, tokens, baseUrl } = deps;
  const client = Client.initWithMiddleware({
    middleware: graphMiddleware(transport, tokens, { ...RETRY, ...deps.retry }),
    baseUrl: `${baseUrl}/`,
    defaultVersion: 'v1.0',
  });

  async function send<T>(
    what: string,
    schema: z.ZodType<T>,
    path: string,
    call: GraphCall,
    go: (request: GraphRequest) => Promise<unknown>,
  ): Promise<T> {
    const request = client.api(path).middlewareOptions([call]).responseType(ResponseType.RAW);
    const response: unknown = await go(request).catch((error: unknown) => {
      throw graphFault(what, call.failure ?? error);
    });
    if (!(response instanceof Response)) throw graphFault(what, new Error('no response'));
    if (!response.ok) throw await graphRefusal(what, response, call.clientRequestId);
    try {
      return schema.parse(await response.json());
    } catch (error) {
      throw graphFault(what, error);
    }
  }

  const get = <T>(schema: z.ZodType<T>, path: string, call: GraphCall): Promise<T> =>
    send(`GET ${withoutQuery(path)}`, schema, path, call, (request) => request.get());

  return {
    get: (schema, path, identity, signal, asking) => get(schema, path, new GraphCall(identity, signal, randomUUID(), asking)),

    ask: (schema, path, body, identity, signal) =>
      send(`POST ${withoutQuery(path)}`, schema, path, new GraphCall(identity, signal, randomUUID()), (request) => request.post(body)),

    async list(item, path, identity, signal, asking) {
      const schema = Page(item);
      const call = (nextLink?: string): GraphCall => new GraphCall(identity, signal, randomUUID(), asking, nextLink);
      let page = await get(schema, path, call());
      const items = [...page.value];
      const seen = new Set<string>();
      while (page['@odata.nextLink']) {
        const next = page['@odata.nextLink'];
        // A server's link is followed on the same origin only: the token goes with it.
        if (URL.parse(next)?.origin !== baseUrl || seen.has(next) || seen.size >= MOST_PAGES)
          throw graphFault(`GET ${withoutQuery(path)}`, new Error('next page cannot be followed'));
        seen.add(next);
        page = await get(schema, path, call(next));
        items.push(...page.value);
      }
      return items;
    },
  };
}

function withoutQuery(path: string): string {
  return path.split('?')[0] ?? path;
}
