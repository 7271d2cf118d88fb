import type { NewsKind, ServiceRequest } from './service-request.ts';

/** Whether a piece of news is still so when it is told: what was answered or settled meanwhile need not ring any more. */
export function newsHolds(kind: NewsKind, { state, deskStatus, respondedAt }: ServiceRequest): boolean {
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
      return respondedAt === undefined && deskStatus !== 'closed';
    case 'number-overdue':
      return state === 'handed-off';
    case 'message':
    case 'owner':
    case 'severity':
      return true;
  }
}
