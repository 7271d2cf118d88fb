import { json } from './exchange.ts';
import type { CloudReply } from './exchange.ts';

/** Replies of services in trouble, each in the API's own shape. */

export function graphUnavailable(): CloudReply {
  return graphFailure(503, 'serviceNotAvailable', 'The service is temporarily unavailable.');
}

/** Without a time to wait Graph leaves it to the caller. */
export function graphThrottled(retryAfterSeconds?: number): CloudReply {
  if (retryAfterSeconds === undefined) return graphFailure(429, 'activityLimitReached', 'The request has been throttled.');
  return graphFailure(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(retryAfterSeconds) });
}

export function graphFailure(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): CloudReply {
  const innerError = {
    date: '2026-03-02T09:14:51',
    'request-id': '5b1d4d4e-6a0b-4f5e-8a43-0a4e8f1b7e10',
    'client-request-id': '5b1d4d4e-6a0b-4f5e-8a43-0a4e8f1b7e10',
  };
  return json(status, { error: { code, message, innerError } }, headers);
}

export function partnerCenterFailed(): CloudReply {
  return json(500, { code: '800003', description: 'Server error.', data: [], source: 'PartnerFD' });
}

/** It will not be taken, however often it is sent. */
export function partnerCenterRefused(): CloudReply {
  return json(400, { code: 400, description: 'The request is not valid.', data: [], source: 'PartnerFD' });
}

export function partnerCenterThrottled(retryAfterSeconds: number): CloudReply {
  const message = `Rate limit is exceeded. Try again in ${retryAfterSeconds} seconds.`;
  return json(429, { statusCode: 429, message }, { 'retry-after': String(retryAfterSeconds) });
}

export function armThrottled(retryAfterSeconds: number): CloudReply {
  const message = `The request is being throttled. Please retry after ${retryAfterSeconds} seconds.`;
  return armFailure(429, 'TooManyRequests', message, { 'retry-after': String(retryAfterSeconds) });
}

export function armFailure(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): CloudReply {
  return json(status, { error: { code, message } }, headers);
}
