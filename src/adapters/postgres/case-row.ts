import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import type { CaseClock } from '../../domain/case-clock.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import {
  CASE_CAUSES,
  CASE_REQUEST_STATES,
  CASE_STATES,
  CASE_TARGETS,
  WAITED_FOR,
  type CaseActor,
  type CaseEvent,
  type CaseEventDetail,
  type SupportCase,
} from '../../domain/support-case.ts';
import type { CaseClockTable, CaseEventTable, SupportCaseTable } from './schema.ts';

/** In place of a person's id. */
const SYSTEM = 'system';

const Stand = z.object({
  state: z.enum(CASE_STATES),
  owner: z.string().optional(),
  ownerName: z.string().optional(),
  severity: z.enum(SEVERITIES).optional(),
});
/** As it was written; what a later release added is left out. */
const Detail: z.ZodType<CaseEventDetail> = z.object({
  before: Stand.optional(),
  after: Stand.optional(),
  waitingFor: z.enum(WAITED_FOR).optional(),
  cause: z.enum(CASE_CAUSES).optional(),
  issueId: z.string().optional(),
  incidentChange: z.enum(['worse', 'resolved', 'reopened', 'post']).optional(),
  requestId: z.string().optional(),
  requestState: z.enum(CASE_REQUEST_STATES).optional(),
  number: z.string().optional(),
  target: z.enum(CASE_TARGETS).optional(),
  level: z.number().optional(),
  round: z.number().optional(),
  lateSeconds: z.number().optional(),
  dueAt: z.string().optional(),
});

export function toCase(row: Selectable<SupportCaseTable>): SupportCase {
  return {
    id: row.id,
    reference: row.reference,
    version: row.version,
    cycle: row.cycle,
    tenantId: row.tenant_id ?? undefined,
    customerName: row.customer_name ?? undefined,
    product: row.product,
    title: row.title,
    description: row.description,
    tried: row.tried ?? undefined,
    language: row.language,
    severity: row.severity,
    state: row.state,
    waitingFor: row.waiting_for ?? undefined,
    owner: row.owner_id === null ? undefined : { id: row.owner_id, name: row.owner_name ?? '' },
    requester: requesterOf(row),
    requestId: row.request_id ?? undefined,
    issueId: row.issue_id ?? undefined,
    planVersion: row.plan_version,
    policy: row.policy,
    channelId: row.channel_id ?? undefined,
    openedAt: row.opened_at,
    openSince: row.open_since,
    takenAt: row.taken_at ?? undefined,
    firstResponseAt: row.first_response_at ?? undefined,
    resolvedAt: row.resolved_at ?? undefined,
    cause: row.cause ?? undefined,
    resolution: row.resolution ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
    updatedAt: row.updated_at,
  };
}

function requesterOf(row: Selectable<SupportCaseTable>): SupportCase['requester'] {
  const { requester_id: id, requester_name: name, requester_locale: locale, requester_time_zone: timeZone } = row;
  return id === null || name === null || locale === null || timeZone === null ? undefined : { id, name, locale, timeZone };
}

/** What may change of a case. Everything else stays as it was when it was opened. */
export function changedColumns(next: Omit<SupportCase, 'version' | 'updatedAt'>) {
  return {
    cycle: next.cycle,
    severity: next.severity,
    state: next.state,
    waiting_for: next.waitingFor ?? null,
    owner_id: next.owner?.id ?? null,
    owner_name: next.owner?.name ?? null,
    request_id: next.requestId ?? null,
    issue_id: next.issueId ?? null,
    open_since: next.openSince,
    taken_at: next.takenAt ?? null,
    first_response_at: next.firstResponseAt ?? null,
    resolved_at: next.resolvedAt ?? null,
    cause: next.cause ?? null,
    resolution: next.resolution ?? null,
    confirmed_at: next.confirmedAt ?? null,
  } satisfies Partial<Insertable<SupportCaseTable>>;
}

export function toEvent(row: Omit<Selectable<CaseEventTable>, 'press_key'>): CaseEvent {
  return {
    id: row.id,
    caseId: row.case_id,
    version: row.version,
    at: row.at,
    actor: row.actor === SYSTEM ? SYSTEM : { id: row.actor, name: row.actor_name ?? '' },
    kind: row.kind,
    detail: Detail.parse(row.detail),
    text: row.text ?? undefined,
  };
}

export function actorColumns(actor: CaseActor): { readonly actor: string; readonly actor_name: string | null } {
  return actor === SYSTEM ? { actor: SYSTEM, actor_name: null } : { actor: actor.id, actor_name: actor.name };
}

export function toClock(row: Selectable<CaseClockTable>): CaseClock {
  return {
    cycle: row.cycle,
    kind: row.kind,
    target: row.target,
    level: row.level,
    round: row.round,
    state: row.state,
    dueAt: row.due_at ?? undefined,
    leftMs: row.left_ms ?? undefined,
    hours: row.hours ?? undefined,
  };
}
