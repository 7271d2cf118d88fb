import type { Customer } from './customer.ts';
import { isOwnTenant } from './customer.ts';
import type { FilingAnswer } from './filing-route.ts';
import type { Contact, ReportFields, ReportStep } from './report-draft.ts';
import { proposalOf } from './severity.ts';

/** A field of the report that cannot stay as it is. Sentence: `problems.<problem>`, label: `fields.<field>`. */
export interface FieldProblem {
  readonly field: ReportField;
  readonly problem:
    | 'missing'
    | 'too-long'
    | 'not-offered'
    | 'gone'
    | 'not-an-address'
    | 'address-of-customer'
    | 'reason-needed'
    | 'not-a-number'
    | 'ambiguous'
    | 'not-found';
}

/** Ids of the inputs on the report's cards. */
export const REPORT_FIELDS = [
  'customer',
  'product',
  'nature',
  'category',
  'criterion',
  'tried',
  'impact',
  'affected',
  'production',
  'workaround',
  'ongoing',
  'severity',
  'severityReason',
  'title',
  'description',
  'since',
  'peopleHit',
  'contactGivenName',
  'contactSurname',
  'contactEmail',
  'contactPhone',
  'language',
  'topicId',
  'ownTicket',
  'azureSubscriptionId',
  'azureProblemId',
  'diagnosticConsent',
  'contactCountry',
  'contactTimeZone',
] as const;
export type ReportField = (typeof REPORT_FIELDS)[number];

/** Longest texts taken, in UTF-16 units. What is longer is cut, and said. */
export const TEXT_LIMITS = {
  title: 200,
  description: 8000,
  tried: 4000,
  severityReason: 1000,
  since: 200,
  ownTicket: 50,
  contactGivenName: 100,
  contactSurname: 100,
  contactEmail: 254,
  contactPhone: 50,
} as const satisfies Partial<Record<ReportField, number>>;

/** The customer a report is for, and the way it will go. */
export interface ReportFacts {
  readonly customer: Customer;
  readonly answer: FilingAnswer;
}

/** What the first card still lacks: who and what. */
export function subjectProblems(fields: ReportFields): readonly FieldProblem[] {
  return missing({ customer: fields.tenantId, product: fields.product, nature: fields.nature, category: fields.category });
}

/** What the second card still lacks: why it may go to Microsoft (B22; `none` says it should not) and what was tried (B24). */
export function healthProblems(fields: ReportFields, { answer }: ReportFacts): readonly FieldProblem[] {
  if (!asksForEscalation(answer)) return [];
  return missing({ criterion: fields.criterion === 'none' ? undefined : fields.criterion, tried: fields.tried });
}

/** Whether the escalation criterion and what was tried are asked: technical matters that Microsoft takes. Commercial ones need neither (B23, B25). */
export function asksForEscalation(answer: FilingAnswer): boolean {
  return answer.kind !== 'advice' && answer.route !== 'partner-center';
}

/** What the form still lacks, or must not contain. */
export function formProblems(fields: ReportFields, { customer, answer }: ReportFacts): readonly FieldProblem[] {
  const { affected, severity, severityReason, title, description, contact, language, topicId } = fields;
  const proposed = proposalOf(fields);
  const impact =
    fields.nature === 'fraud'
      ? { ongoing: given(fields.ongoing) }
      : { affected, production: given(fields.production), workaround: given(fields.workaround) };
  const changedWithoutReason = proposed !== undefined && severity !== undefined && severity !== proposed.severity && !severityReason;
  return [
    ...(proposed === undefined ? missing(impact) : []),
    ...missing({ title, description, language, topicId: answer.needsTopic ? topicId : 'none is asked for' }),
    ...(changedWithoutReason ? [{ field: 'severityReason', problem: 'reason-needed' } as const] : []),
    ...(answer.needsAzure ? azureProblems(fields) : []),
    ...contactProblems(contact, customer),
  ];
}

/** Everything that keeps a report from being submitted, in the order of the cards; empty when it is complete. */
export function reportProblems(fields: ReportFields, facts: ReportFacts): readonly FieldProblem[] {
  return [...subjectProblems(fields), ...healthProblems(fields, facts), ...formProblems(fields, facts)];
}

/** The card on which a field is asked. */
export function stepOf(field: ReportField): ReportStep {
  if (field === 'customer' || field === 'product' || field === 'nature' || field === 'category') return 'subject';
  return field === 'criterion' || field === 'tried' ? 'health' : 'form';
}

/**
 * The contact is a person of the partner, never of the customer: no address on a domain of the customer or below it (B31, B35).
 * In the partner's own tenant the partner is the customer, so there the rule does not apply.
 */
export function isAddressOfCustomer(email: string, customer: Customer): boolean {
  if (isOwnTenant(customer)) return false;
  const domain = asciiDomain(email.slice(email.lastIndexOf('@') + 1));
  const theirs = [...customer.domains, customer.domain ?? ''].filter((known) => known !== '').map(asciiDomain);
  return theirs.some((known) => domain === known || domain.endsWith(`.${known}`));
}

/** What Azure Support wants to know beside the rest (cloud-apis 4.6); whether it is offered still is for the caller to see. */
function azureProblems(fields: ReportFields): readonly FieldProblem[] {
  const { azureSubscriptionId, azureProblemId, diagnosticConsent, contactCountry, contactTimeZone } = fields;
  return missing({ azureSubscriptionId, azureProblemId, diagnosticConsent: given(diagnosticConsent), contactCountry, contactTimeZone });
}

function contactProblems(contact: Contact | undefined, customer: Customer): readonly FieldProblem[] {
  const { givenName, surname, email } = contact ?? {};
  const problems = missing({ contactGivenName: givenName, contactSurname: surname, contactEmail: email });
  if (!email) return problems;
  if (!isAddress(email)) return [...problems, { field: 'contactEmail', problem: 'not-an-address' }];
  return isAddressOfCustomer(email, customer) ? [...problems, { field: 'contactEmail', problem: 'address-of-customer' }] : problems;
}

/** One `@`, something before it, a dotted domain after it: whether mail arrives there is not ours to know. */
export function isAddress(email: string): boolean {
  return ADDRESS.test(email);
}

const ADDRESS = /^[^\s@<>"',;:\\()[\]]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]*[\p{L}\p{N}]$/u;

/** In the spelling of DNS, so that an accented domain and its `xn--` form are the same. */
function asciiDomain(domain: string): string {
  const lower = domain.toLowerCase();
  return URL.canParse(`http://${lower}`) ? new URL(`http://${lower}`).hostname : lower;
}

const given = (answer: boolean | undefined): string | undefined => answer?.toString();

function missing(answers: Partial<Record<ReportField, string | undefined>>): readonly FieldProblem[] {
  return REPORT_FIELDS.filter((field) => field in answers && !answers[field]).map((field) => ({ field, problem: 'missing' }));
}
