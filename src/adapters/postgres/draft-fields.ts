import { z } from 'zod';
import { LOCALES } from '../../domain/locale.ts';
import { ESCALATION_CRITERIA, PROBLEM_CATEGORIES } from '../../domain/problem-category.ts';
import { NATURES, PRODUCTS } from '../../domain/product.ts';
import type { ReportFields } from '../../domain/report-draft.ts';
import { AFFECTED, IMPACTS, SEVERITIES } from '../../domain/severity.ts';

/** A field that this release cannot read, of a draft begun with another release, is asked again. */
const field = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const text = field(z.string());

const Contact = z
  .object({ givenName: z.string(), surname: z.string(), email: z.string(), phone: z.string().optional() })
  // JSON drops what is undefined; the domain's record has it.
  .transform((contact) => ({ ...contact, phone: contact.phone }));

/** The fields of a draft as stored. */
export const DraftFields: z.ZodType<ReportFields> = z.object({
  tenantId: text,
  earlierTenantId: text,
  product: field(z.enum(PRODUCTS)),
  nature: field(z.enum(NATURES)),
  category: field(z.enum(PROBLEM_CATEGORIES)),
  healthSeenAt: field(z.coerce.date()),
  linkedIssueId: text,
  criterion: field(z.enum(ESCALATION_CRITERIA)),
  tried: text,
  impact: field(z.enum(IMPACTS)),
  affected: field(z.enum(AFFECTED)),
  production: field(z.boolean()),
  workaround: field(z.boolean()),
  ongoing: field(z.boolean()),
  severity: field(z.enum(SEVERITIES)),
  severityReason: text,
  title: text,
  description: text,
  since: text,
  peopleHit: field(z.number()),
  contact: field(Contact),
  language: field(z.enum(LOCALES)),
  topicId: text,
  caseId: text,
  ownTicket: text,
  inSupportGroup: field(z.boolean()),
  handedOverBy: field(z.array(z.object({ personId: z.string(), personName: z.string(), locale: z.enum(LOCALES), timeZone: z.string() }))),
  notSimilarTo: field(z.array(z.string())),
  portalChosen: field(z.boolean()),
  azureSubscriptionId: text,
  azureProblemId: text,
  diagnosticConsent: field(z.boolean()),
  secondaryConsents: field(z.array(z.object({ type: z.string(), given: z.boolean() }))),
  roundTheClock: field(z.boolean()),
  contactCountry: text,
  contactTimeZone: text,
});
