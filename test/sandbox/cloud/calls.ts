import { z } from 'zod';
import { startCloud, type CloudOptions, type SandboxCloud } from '../../../src/sandbox/cloud/cloud.ts';
import type { Signing } from '../../../src/sandbox/signing.ts';
import { PARTNER } from '../../../src/sandbox/world.ts';
import { sharedSigning } from '../../support/shared-signing.ts';

export type Body = Readonly<Record<string, unknown>>;

/** An answer of the cloud. `body` is empty where it is not a JSON object. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

interface CallOptions {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A running cloud, and ways to call it. */
export interface TestCloud extends SandboxCloud {
  readonly signing: Signing;
  /** Calls an address below one of the base URLs. */
  call(api: keyof SandboxCloud['baseUrls'], path: string, options?: CallOptions): Promise<Answer>;
  /** Asks the token endpoint. */
  askToken(tenant: string, form: Readonly<Record<string, string>>): Promise<Answer>;
  /** A token of the service account. */
  userToken(resource: string, tenant?: string): Promise<string>;
  appToken(resource: string, tenant?: string): Promise<string>;
}

export const GRAPH = 'https://graph.microsoft.com';
export const PARTNER_CENTER = 'https://api.partnercenter.microsoft.com';
export const ARM = 'https://management.azure.com';

const CLIENT = { client_id: PARTNER.clientId, client_secret: PARTNER.clientSecret };

export async function startTestCloud(options: Omit<CloudOptions, 'signing'> = {}): Promise<TestCloud> {
  const signing = await sharedSigning();
  const cloud = await startCloud({ signing, ...options });

  const askToken: TestCloud['askToken'] = async (tenant, form) =>
    answerOf(
      await fetch(`${cloud.baseUrls.login}/${tenant}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...CLIENT, ...form }),
      }),
    );

  const token = async (tenant: string, form: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await askToken(tenant, form);
    const { access_token: given } = answer.body;
    if (typeof given !== 'string') throw new Error(`no token: ${answer.text}`);
    return given;
  };

  return {
    ...cloud,
    signing,
    askToken,
    userToken: (resource, tenant = PARTNER.tenantId) =>
      token(tenant, { grant_type: 'refresh_token', refresh_token: PARTNER.refreshToken, scope: `${resource}/.default` }),
    appToken: (resource, tenant = PARTNER.tenantId) => token(tenant, { grant_type: 'client_credentials', scope: `${resource}/.default` }),

    async call(api, path, { method = 'GET', token: bearer, headers, body } = {}) {
      return answerOf(
        await fetch(`${cloud.baseUrls[api]}${path}`, {
          method,
          redirect: 'manual',
          headers: {
            ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = {};
  }
  return { status: response.status, headers: response.headers, body: z.record(z.string(), z.unknown()).catch({}).parse(body), text };
}

/** The items of a collection: `value` of Graph, `items` of Partner Center. */
export function itemsOf({ body }: Answer): Body[] {
  return z.array(z.record(z.string(), z.unknown())).parse(body['value'] ?? body['items']);
}

/** The code in a Graph or ARM error body. */
export function errorCode({ body }: Answer): string {
  return z.object({ error: z.object({ code: z.string() }) }).parse(body).error.code;
}

/** Entra's number in a token error body. */
export function entraNumber({ body }: Answer): number | undefined {
  return z.object({ error_codes: z.array(z.number()) }).parse(body).error_codes[0];
}

/** The path of the next page of a Graph list; undefined on the last page. */
export function nextPath({ body }: Answer): string | undefined {
  const link = z.string().optional().parse(body['@odata.nextLink']);
  if (link?.startsWith(`${GRAPH}/v1.0/`) === false) throw new Error('the next link is not canonical');
  return link?.slice(GRAPH.length);
}
