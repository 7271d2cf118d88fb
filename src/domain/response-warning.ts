import { isFollowed } from './followed-request.ts';
import { responseDue, type ResponseHours } from './response-clock.ts';
import type { ServiceRequest } from './service-request.ts';

const SHARE = 0.25;
const LEAST_MS = 15 * 60_000;

/** When people are warned that Microsoft's first response is near its time: with a quarter of it left, but at least fifteen minutes. */
export function responseWarning(filedAt: Date, dueAt: Date): Date {
  const left = Math.max((dueAt.getTime() - filedAt.getTime()) * SHARE, LEAST_MS);
  return new Date(Math.max(dueAt.getTime() - left, filedAt.getTime()));
}

/**
 * The clock of a request that Microsoft has since `filedAt`. Where nothing can be read of it there is a target too, but nobody is warned: the answer may have come.
 */
export function clockFrom(
  filedAt: Date,
  request: Pick<ServiceRequest, 'nature' | 'severity' | 'language' | 'route' | 'azureTicket'>,
  hours: ResponseHours,
): { readonly responseDueAt: Date; readonly responseWarnAt: Date | undefined } {
  const responseDueAt = responseDue(request, filedAt, hours);
  const seen = isFollowed({ ...request, state: 'filed' });
  return { responseDueAt, responseWarnAt: seen ? responseWarning(filedAt, responseDueAt) : undefined };
}
