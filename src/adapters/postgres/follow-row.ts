import type { Selectable } from 'kysely';
import type { IncidentFollow } from '../../domain/incident-follow.ts';
import { DraftFields } from './draft-fields.ts';
import type { IncidentFollowTable } from './schema.ts';

export function toFollow(row: Selectable<IncidentFollowTable>): IncidentFollow {
  const { place_conversation_id: conversationId, place_activity_id: activityId } = row;
  return {
    id: row.id,
    issueId: row.issue_id,
    tenantId: row.tenant_id,
    personId: row.person_id,
    locale: row.locale,
    timeZone: row.time_zone,
    reason: row.reason,
    requestId: row.request_id ?? undefined,
    fields: row.fields === null ? undefined : DraftFields.parse(row.fields),
    createdAt: row.created_at,
    askedAt: row.asked_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    answer: row.answer ?? undefined,
    place: conversationId === null || activityId === null ? undefined : { conversationId, activityId },
  };
}
