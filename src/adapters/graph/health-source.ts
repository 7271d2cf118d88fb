import { setImmediate } from 'node:timers/promises';
import { BackEndError } from '../../domain/errors.ts';
import { MOST_POSTS, type IncidentDetails, type IncidentPost } from '../../domain/incident.ts';
import {
  healthStatusOf,
  LONGEST_IMPACT,
  rankOf,
  type HealthIssue,
  type IssueClassification,
  type ServiceHealthOverview,
} from '../../domain/service-health.ts';
import type { HealthSource } from '../../ports/health-source.ts';
import type { GraphClient } from './client.ts';
import type { HealthBudget } from './health-budget.ts';
import type { Asking } from './middleware.ts';
import { postText } from './post-text.ts';
import { HealthOverview, Issue, WholeIssue, type Post } from './schema.ts';

const BASE = '/admin/serviceAnnouncement';
const OPEN_ISSUES = `${BASE}/issues?$filter=${encodeURIComponent('isResolved eq false')}`;
/** Without the posts, which are most of the bytes. */
const FIELDS = Object.keys(Issue.shape).join(',');
/** The most that Microsoft gives at once (cloud-apis 1.1). */
const PAGE_SIZE = 1000;

/** Service communications. The tenant asked about is the tenant of the token: there is none in the URL. */
export function graphHealthSource(graph: GraphClient, budget: HealthBudget): HealthSource {
  const identityOf = (tenantId: string) => ({ kind: 'customer-account', tenantId }) as const;
  const within = (tenantId: string): Asking => ({ beforeEach: () => budget.take(tenantId) });

  async function openIssues(tenantId: string, signal: AbortSignal): Promise<readonly Issue[]> {
    const asking = { ...within(tenantId), pageSize: PAGE_SIZE };
    const list = (path: string): Promise<readonly Issue[]> => graph.list(Issue, path, identityOf(tenantId), signal, asking);
    try {
      return await list(`${OPEN_ISSUES}&$select=${FIELDS}`);
    } catch (error) {
      // Which members may be selected is not documented for all of them (cloud-apis 1.5): rather more bytes than no health.
      if (error instanceof BackEndError && error.status === 400) return list(OPEN_ISSUES);
      throw error;
    }
  }

  return {
    async overviews(tenantId, signal) {
      const [services, issues] = await Promise.all([
        graph.list(HealthOverview, `${BASE}/healthOverviews`, identityOf(tenantId), signal, within(tenantId)),
        openIssues(tenantId, signal),
      ]);
      return joined(services, issues);
    },

    async incident(tenantId, issueId, signal) {
      const path = `${BASE}/issues/${encodeURIComponent(issueId)}`;
      try {
        return await toDetails(await graph.get(WholeIssue, path, identityOf(tenantId), signal, within(tenantId)));
      } catch (error) {
        if (error instanceof BackEndError && error.status === 404) return undefined;
        throw error;
      }
    },
  };
}

/** Issues know their service by its display name only. One of a service that is not listed brings its service along: it must not stay unseen. */
function joined(services: readonly HealthOverview[], issues: readonly Issue[]): readonly ServiceHealthOverview[] {
  // Filtered again: how far filters are honoured is not documented. And a list that changes while it is paged may name one twice.
  const open = new Map(issues.filter(({ isResolved }) => !isResolved).map((issue) => [issue.id, toIssue(issue)]));
  const ofService = Map.groupBy(open.values(), ({ service }) => service);
  const byName = new Map(services.map((overview) => [overview.service, overview]));
  const listed = [...byName.values()].map(({ id, service, status }) => ({
    id,
    service,
    status: healthStatusOf(status),
    rawStatus: status,
    issues: ofService.get(service) ?? [],
  }));
  const unlisted = [...ofService].filter(([service]) => !byName.has(service)).map(([service, own]) => withoutOverview(service, own));
  return [...listed, ...unlisted];
}

function withoutOverview(service: string, issues: readonly HealthIssue[]): ServiceHealthOverview {
  const [worst] = issues.toSorted((a, b) => rankOf(a.status) - rankOf(b.status));
  return { id: service, service, status: worst?.status ?? 'unknown', rawStatus: worst?.rawStatus ?? '', issues };
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
    modifiedAt: issue.lastModifiedDateTime,
    impact: shortened(issue.impactDescription ?? ''),
    feature: issue.feature ?? undefined,
    highImpact: issue.highImpact ?? false,
  };
}

function shortened(impact: string): string {
  return impact.length > LONGEST_IMPACT ? `${impact.slice(0, LONGEST_IMPACT - 1).toWellFormed()}…` : impact;
}

async function toDetails(issue: WholeIssue): Promise<IncidentDetails> {
  const newest = (issue.posts ?? []).toSorted((a, b) => a.createdDateTime.getTime() - b.createdDateTime.getTime()).slice(-MOST_POSTS);
  const posts: IncidentPost[] = [];
  for (const post of newest) {
    posts.push(toPost(post));
    // Hostile markup takes some 20 ms: turns must have their time in between.
    await setImmediate();
  }
  return {
    ...toIssue(issue),
    featureGroup: issue.featureGroup ?? undefined,
    endedAt: issue.endDateTime ?? undefined,
    resolved: issue.isResolved,
    posts,
  };
}

function toPost({ createdDateTime, description }: Post): IncidentPost {
  return { at: createdDateTime, text: postText(description?.content ?? '', description?.contentType ?? 'html') };
}

function classificationOf(raw: string): IssueClassification {
  const wanted = raw.toLowerCase();
  return wanted === 'incident' || wanted === 'advisory' ? wanted : 'unknown';
}
