import { createHash } from 'node:crypto';
import { opensCase, type IncidentOccasion } from '../domain/case-incident.ts';
import { completeAt } from '../domain/incident-change.ts';
import type { Incident } from '../domain/incident.ts';
import { productOfService } from '../domain/related-issues.ts';
import { cut, storable } from '../domain/report-answers.ts';
import { TEXT_LIMITS } from '../domain/report-problems.ts';
import type { AnnouncementStore } from '../ports/announcement-store.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { OpenCase } from './open-case.ts';

/**
 * Opens a case for an incident where the plan says so: one in an incident's life, whichever replica asks how often, and none where people have an open one
 * already. An incident that is open again opens no second one: whoever has the first can re-open it. Microsoft's words are English, and so is the case.
 */
export type OpenIncidentCase = (issueId: string, occasion: IncidentOccasion) => Promise<void>;

export function openIncidentCase(deps: {
  readonly plans: Pick<PlanStore, 'current'>;
  readonly announcements: Pick<AnnouncementStore, 'current'>;
  readonly cases: Pick<CaseStore, 'ofIncident'>;
  readonly tags: Pick<TagStore, 'of'>;
  readonly openCase: OpenCase;
  readonly clock: Clock;
  /** How often each customer's health is read. */
  readonly intervalMs: number;
}): OpenIncidentCase {
  const { plans, announcements, cases, tags, openCase, clock, intervalMs } = deps;
  return async (issueId, occasion) => {
    const { incidents: rule } = await plans.current();
    if (!opensCase(rule, occasion)) return;
    const now = clock.now();
    const current = await announcements.current(issueId, now);
    if (current === undefined || current.incident.resolved) return;
    const { incident, hits } = current;
    if (occasion === 'high-impact' && !incident.highImpact) return;
    if ((await cases.ofIncident(issueId)).length > 0) return;
    // Before every customer was read once, the first that is hit only seems to be the only one.
    const [only] = hits.length === 1 && completeAt(incident.firstSeenAt, intervalMs) <= now ? hits : [];
    await openCase(
      {
        id: incidentCaseId(issueId),
        tenantId: only?.tenantId,
        customerName: only?.name,
        product: productOfService(incident.service),
        ...textsOf(incident),
        tried: undefined,
        language: 'en',
        severity: rule.severity,
        requester: undefined,
        requestId: undefined,
        issueId,
        tags: only === undefined ? [] : await tags.of(only.tenantId),
      },
      'system',
    );
  };
}

/** The same in every replica and at every time. */
export function incidentCaseId(issueId: string): string {
  const digest = createHash('sha256').update(`incident ${issueId}`).digest('hex');
  // In the form of a version 8 UUID, which is free in what it is made of.
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

function textsOf({ id, title, impact }: Pick<Incident, 'id' | 'title' | 'impact'>): {
  readonly title: string;
  readonly description: string;
} {
  const description = storable(impact) || storable(title) || id;
  return { title: cut(storable(`${id}: ${title}`), TEXT_LIMITS.title), description: cut(description, TEXT_LIMITS.description) };
}
