import { healthStatusOf, type HealthIssue, type IssueClassification, type ServiceHealthOverview } from '../../domain/service-health.ts';
import type { HealthSource } from '../../ports/health-source.ts';
import type { GraphClient } from './client.ts';
import { HealthOverview, type Issue } from './schema.ts';

/** Service communications. The tenant asked about is the tenant of the token: there is none in the URL. */
export function graphHealthSource(graph: GraphClient): HealthSource {
  return {
    async overviews(tenantId, signal) {
      const path = '/admin/serviceAnnouncement/healthOverviews?$expand=issues';
      return (await graph.list(HealthOverview, path, { kind: 'customer-account', tenantId }, signal)).map(toOverview);
    },
  };
}

function toOverview({ id, service, status, issues }: HealthOverview): ServiceHealthOverview {
  const open = (issues ?? []).filter(({ isResolved }) => !isResolved).map(toIssue);
  return { id, service, status: healthStatusOf(status), rawStatus: status, issues: open };
}

function toIssue(issue: Issue): HealthIssue {
  return {
    id: issue.id,
    title: issue.title,
    service: issue.service,
    classification: classificationOf(issue.classification),
    status: healthStatusOf(issue.status),
    rawStatus: issue.status,
    startedAt: issue.startDateTime,
    impact: issue.impactDescription ?? '',
    feature: issue.feature ?? undefined,
    highImpact: issue.highImpact ?? false,
  };
}

function classificationOf(raw: string): IssueClassification {
  const wanted = raw.toLowerCase();
  return wanted === 'incident' || wanted === 'advisory' ? wanted : 'unknown';
}
