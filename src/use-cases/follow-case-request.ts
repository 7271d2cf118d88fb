import { laterToldToCase, toldToCase, type ToldToCase } from '../domain/case-request.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { SupportCase } from '../domain/support-case.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { ActOnCase } from './act-on-case.ts';

/**
 * Writes onto its cases what became of a request: with Microsoft's number, ready for a portal, refused, or uncertain; and afterwards that Microsoft answered,
 * waits, closed it, is late, or does not know it any more. Each once, however often the job runs. Its cases are the one it was filed from, and open ones that
 * were escalated from it before it came to that. What was filed is by whoever filed it, since a case asks who did what.
 */
export type FollowCaseRequest = (requestId: string, signal: AbortSignal) => Promise<void>;

export function followCaseRequest(deps: {
  readonly requests: Pick<RequestStore, 'byId' | 'newsOf' | 'audit'>;
  readonly cases: Pick<CaseStore, 'ofRequest'>;
  readonly actOnCase: ActOnCase;
}): FollowCaseRequest {
  const { requests, cases, actOnCase } = deps;

  function casesOf({ caseId }: ServiceRequest, escalated: readonly SupportCase[], { at }: ToldToCase): ReadonlySet<string> {
    const before = escalated.filter(({ openedAt }) => openedAt <= at);
    return new Set([...(caseId === undefined ? [] : [caseId]), ...before.map(({ id }) => id)]);
  }

  return async (requestId, signal) => {
    const request = await requests.byId(requestId);
    const filed = request && toldToCase(request, await requests.audit(requestId));
    if (request === undefined || filed === undefined) return;
    const escalated = await cases.ofRequest(requestId);
    const by = { id: request.personId, name: request.personName };
    const all = [
      { told: filed, actor: by },
      ...laterToldToCase(request, await requests.newsOf(requestId)).map((told) => ({ told, actor: 'system' as const })),
    ];
    for (const { told, actor } of all) {
      for (const caseId of casesOf(request, escalated, told)) {
        signal.throwIfAborted();
        await actOnCase(caseId, told.action, actor, { key: told.key });
      }
    }
  };
}
