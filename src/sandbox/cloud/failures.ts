import { json } from './exchange.ts';
import type { CloudReply } from './exchange.ts';

/** Replies of services in trouble, each in the API's own shape. */

export function graphUnavailable(): CloudReply {
  return graph(503, 'serviceNotAvailable', 'The service is temporarily unavailable.');
}

export function graphThrottled(retryAfterSeconds: number): CloudReply {
  return graph(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(retryAfterSeconds) });
}

export function partnerCenterFailed(): CloudReply {
  return json(500, { code: '800003', description: 'Server error.', data: [], source: 'PartnerFD' });
}

export function partnerCenterThrottled(retryAfterSeconds: number): CloudReply {
  const message = `Rate limit is exceeded. Try again in ${retryAfterSeconds} seconds.`;
  return json(429, { statusCode: 429, message }, { 'retry-after': String(retryAfterSeconds) });
}

function graph(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): CloudReply {
  const innerError = {
    date: '2026-03-02T09:14:51',
    'request-id': '5b1d4d4e-6a0b-4f5e-8a43-0a4e8f1b7e10',
    'client-request-id': '5b1d4d4e-6a0b-4f5e-8a43-0a4e8f1b7e10',
  };
  return json(status, { error: { code, message, innerError } }, headers);
}
