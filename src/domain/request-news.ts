import type { NewsKind, RequestNews, ServiceRequest } from './service-request.ts';

/** Whether a piece of news is still so when it is told: what was answered or settled meanwhile need not ring any more. */
export function newsHolds({ kind, key }: RequestNews, request: ServiceRequest): boolean {
  const { state, deskStatus, respondedAt, responseDueAt, lostSince, ended } = request;
  switch (kind) {
    case 'attention-needed':
      return deskStatus === 'attention-needed';
    case 'closed':
      return deskStatus === 'closed';
    case 'reopened':
    case 'joined':
      return deskStatus !== 'closed';
    case 'response-warning':
    case 'response-late':
      return (
        respondedAt === undefined && deskStatus !== 'closed' && responseDueAt !== undefined && key === responseNews(kind, responseDueAt).key
      );
    case 'lost':
      return lostSince !== undefined && deskStatus !== 'closed';
    case 'failed':
    case 'uncertain':
      return state === kind && deskStatus !== 'closed';
    case 'number-overdue':
      return state === 'handed-off' && deskStatus !== 'closed';
    case 'ended':
      return ended !== undefined;
    case 'resumed':
      return ended === undefined;
    case 'filed':
    case 'number-found':
      return state === 'filed';
    case 'handed-off':
      return state === kind && deskStatus !== 'closed';
    case 'message':
    case 'owner':
    case 'severity':
      return true;
  }
}

/** What tells nothing of the customer but that the request goes on: told, with its reference and number alone, to whoever may not see the customer. */
const TELLING_NOTHING: ReadonlySet<NewsKind> = new Set(['handed-off', 'filed', 'number-found']);

export function isToldToOutsiders({ kind }: RequestNews): boolean {
  return TELLING_NOTHING.has(kind);
}

/** That it was handed off to a portal, or has its number at Microsoft. */
export function filingNews(to: 'handed-off' | 'filed', number: string | undefined): RequestNews {
  return { kind: to, key: [to, number ?? ''].join(':') };
}

/** That the first response is near its time, or late: told once of each time by which it is expected, since another severity moves it. */
export function responseNews(kind: 'response-warning' | 'response-late', dueAt: Date): RequestNews {
  return { kind, key: `${kind}:${dueAt.toISOString()}` };
}

/** That a filing came to nothing, or to nothing certain; once for each time it is asked for. */
export function endNews(kind: 'failed' | 'uncertain', { attempts }: { readonly attempts: number }): RequestNews {
  return { kind, key: `${kind}:${attempts}` };
}

/** For so long whoever asked for the filing is taken to look at the fresh card, which is updated in place. */
const WATCHED_MS = 60_000;

/** Whether whoever asked for the filing still looks at its card. */
export function isLookedAt(askedAt: Date | undefined, now: Date): boolean {
  return askedAt !== undefined && now.getTime() - askedAt.getTime() <= WATCHED_MS;
}

/** That Microsoft has not known its number since then. */
export function lostNews(since: Date): RequestNews {
  return { kind: 'lost', key: `lost:${since.toISOString()}` };
}
