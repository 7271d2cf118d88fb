import { toldToCase } from '../domain/case-request.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { ActOnCase } from './act-on-case.ts';

/**
 * Writes onto its cases what became of a request: with Microsoft's number, ready for a portal, refused, or uncertain; each once, however often the job runs.
 * Its cases are the one it was filed from, and open ones that were escalated from it before it came to that. By whoever filed it, since a case asks who did what.
 */
export type FollowCaseRequest = (requestId: string, signal: AbortSignal) => Promise<void>;

export function followCaseRequest(deps: {
  readonly requests: Pick<RequestStore, 'byId'>;
  readonly cases: Pick<CaseStore, 'ofRequest'>;
  readonly actOnCase: ActOnCase;
}): FollowCaseRequest {
  const { requests, cases, actOnCase } = deps;

  async function casesOf({ id, caseId, updatedAt }: ServiceRequest): Promise<ReadonlySet<string>> {
    const escalated = (await cases.ofRequest(id)).filter(({ openedAt }) => openedAt <= updatedAt);
    return new Set([...(caseId === undefined ? [] : [caseId]), ...escalated.map((one) => one.id)]);
  }

  return async (requestId, signal) => {
    const request = await requests.byId(requestId);
    const told = request && toldToCase(request);
    if (request === undefined || told === undefined) return;
    const actor = { id: request.personId, name: request.personName };
    for (const caseId of await casesOf(request)) {
      signal.throwIfAborted();
      await actOnCase(caseId, told.action, actor, { key: told.key });
    }
  };
}
