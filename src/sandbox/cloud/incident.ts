import { post, promised, writtenPost } from './issue-posts.ts';
import { tenantsOf } from './issues.ts';
import type { WorldIssue } from './issues.ts';
import type { CloudState } from './state.ts';

/** An Exchange outage that a person lets unfold, stage by stage. */
export interface Incident {
  /** Opens the incident, unless it is open. */
  start(): void;
  /** Makes it worse by one stage, for more customers, opening it first when needed. */
  worsen(): void;
  /** Resolves it, if it is open. */
  resolve(): void;
  /** Publishes the post-incident report of the one resolved last, once. */
  review(): void;
}

const FIRST_NUMBER = 1090017;

const STAGES = [
  {
    status: 'investigating',
    highImpact: null,
    text: "We're investigating a potential problem with email and will provide details shortly.",
    next: 1,
    customers: [
      'Contoso',
      'Woodgrove Bank',
      'Fabrikam',
      'Litware',
      'Boulangerie Lefèvre',
      'Müller Präzisionstechnik GmbH',
      'Азимут Логистика',
    ],
  },
  {
    status: 'serviceDegradation',
    highImpact: false,
    text: 'A recent deployment makes part of the mail transport infrastructure reject connections. We are reverting it.',
    next: 1,
    customers: ['Contoso GmbH', 'Bellows College', 'Humongous Insurance', 'Żubr Logistyka'],
  },
  {
    status: 'serviceInterruption',
    highImpact: true,
    text: 'The reversion did not complete in all regions. <strong>Most users cannot send or receive email.</strong>',
    next: 0.5,
    customers: ['Contoso Énergie SAS', 'Tailspin Toys', 'Wingtip Toys', 'Čapek Robotika s.r.o.', 'Северный ветер', 'Полярная звезда'],
  },
] as const;

export function createIncident(state: CloudState): Incident {
  let number = FIRST_NUMBER;
  let open: { readonly issue: WorldIssue; readonly tenantIds: Set<string>; readonly stage: number } | undefined;
  let unreviewed: WorldIssue | undefined;

  function enter(issue: WorldIssue, tenantIds: Set<string>, stage: number): void {
    const { status, highImpact, text, next, customers } = STAGES[stage] ?? STAGES[0];
    const now = state.now();
    open = { issue, tenantIds, stage };
    for (const tenantId of tenantsOf(...customers)) tenantIds.add(tenantId);
    Object.assign(issue, { status, highImpact, lastModifiedDateTime: now.toISOString() });
    issue.posts.push(
      writtenPost(now, { title: issue.title, impact: issue.impactDescription, status: text, nextUpdateAt: promised(now, next) }),
    );
  }

  function start(): void {
    if (open !== undefined) return;
    const issue = newIssue(`EX${number}`, state.now());
    const tenantIds = new Set<string>();
    number += 1;
    state.issues.push({ issue, tenantIds });
    enter(issue, tenantIds, 0);
  }

  return {
    start,

    worsen() {
      if (open === undefined) start();
      if (open !== undefined && open.stage + 1 < STAGES.length) enter(open.issue, open.tenantIds, open.stage + 1);
    },

    resolve() {
      if (open === undefined) return;
      const { issue } = open;
      const now = state.now();
      const at = now.toISOString();
      Object.assign(issue, { status: 'serviceRestored', isResolved: true, endDateTime: at, lastModifiedDateTime: at });
      issue.posts.push(
        writtenPost(now, {
          title: issue.title,
          impact: 'Users may have been unable to send or receive email through any connection method.',
          finalStatus: 'The change that caused the failure was rolled back; mail flows again.',
          startedAt: new Date(issue.startDateTime),
          endedAt: now,
          rootCause: 'A deployment to the mail transport infrastructure.',
        }),
      );
      open = undefined;
      unreviewed = issue;
    },

    review() {
      if (unreviewed === undefined) return;
      const now = state.now();
      Object.assign(unreviewed, { status: 'postIncidentReviewPublished', lastModifiedDateTime: now.toISOString() });
      unreviewed.posts.push(post(now, 'A post-incident report has been published.', { postType: 'strategic' }));
      unreviewed = undefined;
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
