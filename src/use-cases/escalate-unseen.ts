import type { UnseenEscalation } from '../ports/unseen-escalation.ts';
import type { OpenIncidentCase } from './open-incident-case.ts';

/** Of what nobody has seen a case is opened, where the plan says so, besides what is told of it. */
export function escalateUnseen(deps: { readonly openIncidentCase: OpenIncidentCase; readonly tell: UnseenEscalation }): UnseenEscalation {
  const { openIncidentCase, tell } = deps;
  return {
    async escalate(issueId, unseenIn, signal) {
      await openIncidentCase(issueId, 'unseen');
      return tell.escalate(issueId, unseenIn, signal);
    },
  };
}
