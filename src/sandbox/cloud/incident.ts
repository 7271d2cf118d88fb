import { post, tenantsOf } from './issues.ts';
import type { WorldIssue } from './issues.ts';
import type { CloudState } from './state.ts';

/** An Exchange outage that a person lets unfold, stage by stage. */
export interface Incident {
  /** Opens the incident, unless it is open. */
  start(): void;
  /** Makes it worse by one stage, opening it first when needed. */
  worsen(): void;
  /** Resolves it, if it is open. */
  resolve(): void;
}

const CUSTOMERS = [
  'Contoso',
  'Woodgrove Bank',
  'Fabrikam',
  'Litware',
  'Boulangerie Lefèvre',
  'Müller Präzisionstechnik GmbH',
  'Азимут Логистика',
];
const FIRST_NUMBER = 1090017;

const STAGES = [
  {
    status: 'investigating',
    highImpact: null,
    text: "We're investigating a potential problem with email and will provide details shortly.",
  },
  {
    status: 'serviceDegradation',
    highImpact: false,
    text: 'A recent deployment makes part of the mail transport infrastructure reject connections. We are reverting it.',
  },
  {
    status: 'serviceInterruption',
    highImpact: true,
    text: 'The reversion did not complete in all regions. <strong>Most users cannot send or receive email.</strong>',
  },
] as const;

export function createIncident(state: CloudState): Incident {
  let number = FIRST_NUMBER;
  let open: { issue: WorldIssue; stage: number } | undefined;

  function enter(issue: WorldIssue, stage: number): void {
    const { status, highImpact, text } = STAGES[stage] ?? STAGES[0];
    const now = state.now();
    open = { issue, stage };
    Object.assign(issue, { status, highImpact, lastModifiedDateTime: now.toISOString() });
    issue.posts.push(post(now, `Title: ${issue.title}<br><br>User impact: ${issue.impactDescription}<br><br>Current status: ${text}`));
  }

  function start(): void {
    if (open !== undefined) return;
    const issue = newIssue(`EX${number}`, state.now());
    number += 1;
    state.issues.push({ issue, tenantIds: tenantsOf(...CUSTOMERS) });
    enter(issue, 0);
  }

  return {
    start,

    worsen() {
      if (open === undefined) start();
      if (open !== undefined && open.stage + 1 < STAGES.length) enter(open.issue, open.stage + 1);
    },

    resolve() {
      if (open === undefined) return;
      const now = state.now();
      const at = now.toISOString();
      Object.assign(open.issue, { status: 'serviceRestored', isResolved: true, endDateTime: at, lastModifiedDateTime: at });
      open.issue.posts.push(post(now, 'Final status: the change that caused the failure was rolled back; mail flows again.', 'strategic'));
      open = undefined;
    },
  };
}

function newIssue(id: string, now: Date): WorldIssue {
  const at = now.toISOString();
  return {
    id,
    title: "Users can't send or receive email through Exchange Online",
    startDateTime: at,
    endDateTime: null,
    lastModifiedDateTime: at,
    impactDescription: 'Users may be unable to send or receive email through any connection method.',
    classification: 'incident',
    origin: 'microsoft',
    status: 'investigating',
    service: 'Exchange Online',
    feature: 'E-Mail and calendar access',
    featureGroup: 'E-Mail and calendar access',
    isResolved: false,
    highImpact: null,
    details: [],
    posts: [],
  };
}
