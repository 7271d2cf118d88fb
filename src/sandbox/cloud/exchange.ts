import type { IncomingHttpHeaders } from 'node:http';
import type { Claims } from '../signing.ts';

export type ApiName = 'login' | 'graph' | 'partner-center' | 'arm';

/** One request to the sandbox's cloud. */
export interface CloudRequest {
  readonly api: ApiName;
  readonly method: string;
  /** Path below the API's base, as sent: still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What the bearer token says, when the sandbox signed it and it is in force. */
  readonly claims: Claims | undefined;
}

export interface CloudReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One API of the cloud. */
export interface CloudApi {
  answer(request: CloudRequest): CloudReply;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): CloudReply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(value) };
}

/** Ends the handling of a request with this reply. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reply: CloudReply;

  constructor(reply: CloudReply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

/** The reply of `handle`, or the one it was refused with. */
export function answerOrRefusal(handle: () => CloudReply): CloudReply {
  try {
    return handle();
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

export interface Route<Context> {
  readonly method: string;
  /** Matched against the whole path; named groups become parameters, percent-decoded. */
  readonly path: RegExp;
  handle(context: Context, params: Readonly<Record<string, string>>): CloudReply;
}

/** The first route that fits, ready to run; undefined when there is none. */
export function findRoute<Context>(
  routes: readonly Route<Context>[],
  request: CloudRequest,
): ((context: Context) => CloudReply) | undefined {
  for (const route of routes) {
    const match = route.method === request.method ? route.path.exec(request.path) : null;
    if (match === null) continue;
    const params = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decoded(value)]));
    return (context) => route.handle(context, params);
  }
  return undefined;
}

function decoded(value: string | undefined): string {
  try {
    return decodeURIComponent(value ?? '');
  } catch {
    return value ?? '';
  }
}

/** A header as one string. */
export function header(request: CloudRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The JSON value of a text; undefined when it is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
