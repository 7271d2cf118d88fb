import type { ErrorCode } from '../../domain/errors.ts';

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'SIGN_IN_NEEDED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  408: 'TIMED_OUT',
  409: 'CONFLICT',
  412: 'CONFLICT',
  429: 'THROTTLED',
};

/** What an answer other than 2xx of Graph, Partner Center or ARM means, by its HTTP status. A redirect is none that can be read. */
export function refusalCode(status: number): ErrorCode {
  if (status >= 500) return 'UNAVAILABLE';
  return CODES[status] ?? (status >= 400 ? 'INVALID' : 'UNREADABLE');
}
