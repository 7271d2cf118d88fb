import { customerById, customerNamed, CUSTOMERS } from './customers.ts';
import { post, promised, writtenPost } from './issue-posts.ts';
import { tenantsOf } from './issues.ts';
import type { WorldIssue } from './issues.ts';
import type { CloudState } from './state.ts';

/** An Exchange outage that a person lets unfold, stage by stage. What needs an open incident does nothing without one. */
export interface Incident {
  /** Opens the incident, unless it is open. */
  start(): void;
  /** Makes it worse by one stage, for more customers, opening it first when needed. */
  worsen(): void;
  /** What `worsen` would do; undefined when it cannot get worse, or is not open. */
  nextStage(): WorseStage | undefined;
  addCustomer(): void;
  /** Who would be hit next. */
  nextCustomer(): string | undefined;
  /** It hits the customer no more that it came to last. */
  removeCustomer(): void;
  lastCustomer(): string | undefined;
  /** Publishes a post, changing nothing else. */
  post(): void;
  resolve(): void;
  /** Opens the one resolved last again, until its review is published. */
  reopen(): void;
  /** Publishes the post-incident report of the one resolved last, once. */
  review(): void;
}

export interface WorseStage {
  readonly highImpact: boolean;
  /** How many more it hits. */
  readonly customers: number;
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

/** Whom it can come to beside. */
const OTHERS = [
  'Adventure Works Cycles',
  'Southridge Video',
  'Østfjord Shipping AS',
  'Éditions Soleil Levant',
  'Ювелирный дом «Янтарь»',
] as const;

interface Unfolding {
  readonly issue: WorldIssue;
  readonly tenantIds: Set<string>;
  stage: number;
}

export function createIncident(state: CloudState): Incident {
  let number = FIRST_NUMBER;
  let open: Unfolding | undefined;
  let over: Unfolding | undefined;

  function enter(incident: Unfolding, stage: number): void {
    const { status, highImpact, text, next, customers } = STAGES[stage] ?? STAGES[0];
    incident.stage = stage;
    for (const tenantId of tenantsOf(...customers)) incident.tenantIds.add(tenantId);
    publish(incident, text, next, { status, highImpact });
  }

  function publish({ issue }: Unfolding, text: string, nextUpdateHours: number, change: Partial<WorldIssue> = {}): void {
    const now = state.now();
    Object.assign(issue, change, { lastModifiedDateTime: now.toISOString() });
    const nextUpdateAt = promised(now, nextUpdateHours);
    issue.posts.push(writtenPost(now, { title: issue.title, impact: issue.impactDescription, status: text, nextUpdateAt }));
  }

  function start(): void {
    if (open !== undefined) return;
    open = { issue: newIssue(`EX${number}`, state.now()), tenantIds: new Set(), stage: 0 };
    number += 1;
    state.issues.push(open);
    enter(open, 0);
  }

  const nextStage = (): WorseStage | undefined => {
    const stage = open && STAGES[open.stage + 1];
    return stage && { highImpact: stage.highImpact === true, customers: stage.customers.length };
  };
  const nextCustomer = (): string | undefined => OTHERS.find((name) => open?.tenantIds.has(customerNamed(name).tenantId) === false);
  const lastCustomer = (): string | undefined => {
    const last = [...(open?.tenantIds ?? [])].at(-1);
    return last === undefined ? undefined : customerById(CUSTOMERS, last)?.name;
  };

  return {
    start,
    nextStage,
    nextCustomer,
    lastCustomer,

    worsen() {
      if (open === undefined) start();
      if (open !== undefined && nextStage() !== undefined) enter(open, open.stage + 1);
    },

    addCustomer() {
      const name = nextCustomer();
      if (name !== undefined) open?.tenantIds.add(customerNamed(name).tenantId);
    },

    removeCustomer() {
      const name = lastCustomer();
      if (name !== undefined) open?.tenantIds.delete(customerNamed(name).tenantId);
    },

    post() {
      if (open === undefined) return;
      publish(open, `The reversion is under way: ${open.issue.posts.length} of 12 regions are done.`, 1);
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
      over = open;
      open = undefined;
    },

    reopen() {
      if (open !== undefined || over === undefined) return;
      open = over;
      over = undefined;
      const again = { status: 'serviceDegradation', isResolved: false, endDateTime: null };
      publish(open, 'The failure has come back for some users. We are looking into it again.', 1, again);
    },

    review() {
      if (over === undefined) return;
      const now = state.now();
      Object.assign(over.issue, { status: 'postIncidentReviewPublished', lastModifiedDateTime: now.toISOString() });
      over.issue.posts.push(post(now, 'A post-incident report has been published.', { postType: 'strategic' }));
      over = undefined;
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
