import { randomUUID } from 'node:crypto';
import { header, json } from './exchange.ts';
import type { CloudReply, CloudRequest } from './exchange.ts';

/** A Graph error body with the request's ids (cloud-apis 0.3). */
export function graphError(
  request: CloudRequest,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): CloudReply {
  const requestId = randomUUID();
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': header(request, 'client-request-id') ?? requestId,
  };
  return json(status, { error: { code, message, innerError } }, { 'request-id': requestId, ...headers });
}
