import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Incident } from '../../domain/incident.ts';
import { HEALTH_STATUSES, type HealthStatus, type IssueClassification } from '../../domain/service-health.ts';
import type { IncidentTable } from './schema.ts';

const Posts = z.array(z.object({ at: z.coerce.date(), text: z.string() }));
// A status that this release does not know is unknown, and unknown is never healthy.
export const Status: z.ZodType<HealthStatus> = z.enum([...HEALTH_STATUSES, 'unknown']).catch('unknown');
export const Classification: z.ZodType<IssueClassification> = z.enum(['incident', 'advisory', 'unknown']).catch('unknown');

/** All but the posts, which lists do not need. */
export const INCIDENT_COLUMNS = [
  'id',
  'title',
  'service',
  'classification',
  'status',
  'raw_status',
  'high_impact',
  'impact',
  'feature',
  'feature_group',
  'started_at',
  'ended_at',
  'modified_at',
  'posts_of',
  'next_update_at',
  'first_seen_at',
  'resolved_at',
] as const satisfies readonly (keyof IncidentTable)[];

export function toIncident(row: Selectable<Pick<IncidentTable, (typeof INCIDENT_COLUMNS)[number] | 'posts'>>): Incident {
  return { ...withoutPosts(row), posts: Posts.parse(row.posts) };
}

export function withoutPosts(row: Selectable<Pick<IncidentTable, (typeof INCIDENT_COLUMNS)[number]>>): Omit<Incident, 'posts'> {
  return {
    id: row.id,
    title: row.title,
    service: row.service,
    classification: Classification.parse(row.classification),
    status: Status.parse(row.status),
    rawStatus: row.raw_status,
    highImpact: row.high_impact,
    impact: row.impact,
    feature: row.feature ?? undefined,
    featureGroup: row.feature_group ?? undefined,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    modifiedAt: row.modified_at,
    resolved: row.resolved_at !== null,
    firstSeenAt: row.first_seen_at,
    resolvedAt: row.resolved_at ?? undefined,
    nextUpdateAt: row.next_update_at ?? undefined,
    postsKnown: row.posts_of !== null,
  };
}
