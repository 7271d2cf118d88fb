import type { Customer } from './customer.ts';
import type { FollowReason, Incident } from './incident.ts';
import type { Locale } from './locale.ts';
import { productOfService } from './related-issues.ts';
import type { ReportFields } from './report-draft.ts';
import type { HealthIssue } from './service-health.ts';
import type { CardPlace, ServiceRequest } from './service-request.ts';

/** What the person says once Microsoft says that an incident is over. */
export const FOLLOW_ANSWERS = ['gone', 'still-there'] as const;
export type FollowAnswer = (typeof FOLLOW_ANSWERS)[number];

/** A person who is asked, once an incident is over, whether the trouble at a customer is gone. One for each person, customer and incident. */
export interface IncidentFollow {
  readonly id: string;
  readonly issueId: string;
  readonly tenantId: string;
  readonly personId: string;
  /** The person's, for the question, which comes outside a turn. */
  readonly locale: Locale;
  readonly timeZone: string;
  /** `linked`: instead of a report, or for a request. */
  readonly reason: FollowReason;
  /** The person's request that was linked to the incident. */
  readonly requestId: string | undefined;
  /** The report as far as it was written when the incident was found to be the cause. */
  readonly fields: ReportFields | undefined;
  readonly createdAt: Date;
  /** Set before the question is sent: it is never sent twice. */
  readonly askedAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  readonly answer: FollowAnswer | undefined;
  /** Where the question stands; undefined when it is not certain that it was posted. */
  readonly place: CardPlace | undefined;
}

/** The question to a follower, with what it is about. */
export interface FollowUp {
  readonly follow: IncidentFollow;
  readonly incident: Pick<Incident, 'id' | 'title' | 'service' | 'impact' | 'status' | 'endedAt' | 'resolvedAt'>;
  readonly customer: Pick<Customer, 'tenantId' | 'name'>;
  /** The request that was linked, where there is one. */
  readonly request: Pick<ServiceRequest, 'id' | 'reference' | 'state' | 'deskStatus'> | undefined;
}

/** What a report about an issue begins with: all that was written before, and for the rest what follows from the issue. Why it goes to Microsoft is asked anew. */
export function reportOfIssue(
  issue: Pick<HealthIssue, 'id' | 'title' | 'service' | 'impact'>,
  tenantId: string,
  written: ReportFields = {},
): ReportFields {
  const said = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
  return {
    product: productOfService(issue.service),
    nature: 'break-fix',
    category: 'performance-availability',
    title: issue.title,
    description: issue.impact.trim() || undefined,
    ...said,
    tenantId,
    linkedIssueId: issue.id,
    criterion: undefined,
    healthSeenAt: undefined,
  };
}

/** Whether the linked request can still be told that the trouble goes on: then another one would only double it. */
export function isRequestOpen({ state, deskStatus }: Pick<ServiceRequest, 'state' | 'deskStatus'>): boolean {
  return state !== 'failed' && deskStatus !== 'closed';
}

/** What was written in a request, as the beginning of another one. */
export function writtenIn(request: ServiceRequest): ReportFields {
  const { product, nature, category, tried, impact, severity, severityReason, title, description, since, peopleHit, contact } = request;
  const { language, topicId } = request;
  return {
    product,
    nature,
    category,
    tried,
    impact,
    severity,
    severityReason,
    title,
    description,
    since,
    peopleHit,
    contact,
    language,
    topicId,
  };
}
