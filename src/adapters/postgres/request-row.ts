import type { Selectable } from 'kysely';
import { z } from 'zod';
import { LOCALES } from '../../domain/locale.ts';
import { ESCALATION_CRITERIA, PROBLEM_CATEGORIES } from '../../domain/problem-category.ts';
import { NATURES, PRODUCTS } from '../../domain/product.ts';
import type { RequestContent, ServiceRequest } from '../../domain/service-request.ts';
import { AFFECTED, IMPACTS, SEVERITIES } from '../../domain/severity.ts';
import type { ServiceRequestTable } from './schema.ts';

const text = z.string().optional();

// JSON drops what is undefined; the domain's records have it.
const Contact = z
  .object({ givenName: z.string(), surname: z.string(), email: z.string(), phone: text })
  .transform((contact) => ({ ...contact, phone: contact.phone }));

const ImpactAnswers = z.union([
  z.object({ affected: z.enum(AFFECTED), production: z.boolean(), workaround: z.boolean() }),
  z.object({ ongoing: z.boolean() }),
]);
const Azure = z.object({
  subscriptionId: z.string(),
  subscriptionName: z.string(),
  problemId: z.string(),
  problemName: z.string(),
  diagnosticConsent: z.boolean(),
  secondaryConsents: z.array(z.object({ type: z.string(), given: z.boolean() })),
  roundTheClock: z.boolean().default(false),
  country: z.string(),
  timeZone: z.string(),
});

const Content: z.ZodType<RequestContent> = z
  .object({
    tenantId: z.string(),
    customerName: z.string(),
    customerDomain: text,
    product: z.enum(PRODUCTS),
    nature: z.enum(NATURES),
    category: z.enum(PROBLEM_CATEGORIES),
    criterion: z.enum(ESCALATION_CRITERIA).optional(),
    tried: text,
    impact: z.enum(IMPACTS),
    impactAnswers: ImpactAnswers.optional(),
    severity: z.enum(SEVERITIES),
    severityReason: text,
    title: z.string(),
    description: z.string(),
    since: text,
    peopleHit: z.number().optional(),
    contact: Contact,
    language: z.enum(LOCALES),
    topicId: text,
    linkedIssueId: text,
    azure: Azure.optional(),
  })
  .transform((content) => ({
    ...content,
    customerDomain: content.customerDomain,
    criterion: content.criterion,
    tried: content.tried,
    severityReason: content.severityReason,
    since: content.since,
    peopleHit: content.peopleHit,
    topicId: content.topicId,
    linkedIssueId: content.linkedIssueId,
    impactAnswers: content.impactAnswers,
    azure: content.azure,
  }));

export const Desk = z
  .object({ severity: z.enum(SEVERITIES).optional(), owner: text, noteKeys: z.array(z.string()), changedAt: z.coerce.date().optional() })
  .transform(({ severity, owner, noteKeys, changedAt }) => ({ severity, owner, noteKeys, changedAt }));
const AzureTicket = z.object({ subscriptionId: z.string(), name: z.string() });
const HandOff = z.object({ link: z.object({ url: z.string(), portal: z.string() }), text: z.string() });
const Failure = z.object({ code: z.string(), correlationId: text }).transform(({ code, correlationId }) => ({ code, correlationId }));

export function toRequest(row: Selectable<ServiceRequestTable>): ServiceRequest {
  const { place_conversation_id: conversationId, place_activity_id: activityId } = row;
  return {
    ...Content.parse(row.content),
    id: row.id,
    reference: row.reference,
    version: row.version,
    route: row.route,
    state: row.state,
    sendKey: row.send_key,
    attempts: row.attempts,
    caseId: row.case_id ?? undefined,
    personId: row.person_id,
    personName: row.person_name,
    locale: row.locale,
    timeZone: row.time_zone,
    number: row.number ?? undefined,
    deskStatus: row.desk_status ?? undefined,
    ended: row.ended ?? undefined,
    unheard: row.unheard,
    operation: row.operation ?? undefined,
    ownTicket: row.own_ticket ?? undefined,
    azureTicket: row.azure_ticket === null ? undefined : AzureTicket.parse(row.azure_ticket),
    filedAt: row.filed_at ?? undefined,
    responseDueAt: row.response_due_at ?? undefined,
    respondedAt: row.responded_at ?? undefined,
    lostSince: row.lost_since ?? undefined,
    desk: row.desk === null ? undefined : Desk.parse(row.desk),
    reminders: row.reminders,
    handOff: row.hand_off === null ? undefined : HandOff.parse(row.hand_off),
    failure: row.failure === null ? undefined : Failure.parse(row.failure),
    place: conversationId === null || activityId === null ? undefined : { conversationId, activityId },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
