import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { CardPlace } from '../../domain/service-request.ts';
import type { CaseCard, CaseLine, CasePostFailure } from '../../ports/case-post-store.ts';
import { toEvent } from './case-row.ts';
import type { CaseCardTable, CaseEventTable, CaseLineTable } from './schema.ts';

const Failure: z.ZodType<CasePostFailure | null> = z
  .object({ code: z.string(), status: z.number().optional(), correlationId: z.string().optional() })
  .nullable();

export function toCard(row: Selectable<CaseCardTable>): CaseCard {
  return {
    caseId: row.case_id,
    audience: row.audience,
    state: row.state,
    place: placeOf(row),
    shownVersion: row.shown_version ?? undefined,
    reposted: row.reposted,
    attempts: row.attempts,
    notBefore: row.not_before ?? undefined,
    failure: Failure.parse(row.failure) ?? undefined,
  };
}

function placeOf({ conversation_id: conversationId, activity_id: activityId }: Selectable<CaseCardTable>): CardPlace | undefined {
  return conversationId === null || activityId === null ? undefined : { conversationId, activityId };
}

export function toLine(row: Selectable<CaseLineTable>, event: Selectable<CaseEventTable>): CaseLine {
  return {
    id: row.id,
    caseId: row.case_id,
    to: row.sent_to,
    channelId: row.channel_id ?? undefined,
    event: toEvent(event),
    attempts: row.attempts,
    notBefore: row.not_before ?? undefined,
    failure: Failure.parse(row.failure) ?? undefined,
  };
}
