import type { CaseEvent, CaseTarget, SupportCase } from './support-case.ts';

/**
 * Whether what is to be said of an event still means something right before it is said (pitfall 24). What people did is said in any case; a call, and a
 * warning of what is promised, only while it can be acted upon.
 */
export function lineHolds({ kind, at, detail }: Pick<CaseEvent, 'kind' | 'at' | 'detail'>, c: SupportCase): boolean {
  // Of before somebody was looked for anew.
  const isOvertaken = at < c.openSince;
  switch (kind) {
    case 'call':
    case 'exhausted':
      return c.state === 'open' && !isOvertaken;
    case 'warning':
      return !isOvertaken && c.waitingFor !== 'customer' && (detail.target === undefined || !isMet(detail.target, c));
    default:
      return true;
  }
}

function isMet(target: CaseTarget, c: SupportCase): boolean {
  switch (target) {
    case 'acknowledge':
      return c.state !== 'open';
    case 'first-response':
      return c.firstResponseAt !== undefined;
    case 'resolution':
      return c.state === 'resolved';
  }
}
