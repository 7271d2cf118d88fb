import { subscriptionMeant, type AzureSubscription } from './azure-filing.ts';
import { countryNamed } from './countries.ts';
import { LOCALES } from './locale.ts';
import { ESCALATION_CRITERIA, PROBLEM_CATEGORIES, type ProblemCategory } from './problem-category.ts';
import { isCommercial, NATURES, PRODUCTS, type Nature, type Product } from './product.ts';
import type { Contact, ReportFields, ReportStep } from './report-draft.ts';
import { TEXT_LIMITS, type FieldProblem, type ReportField } from './report-problems.ts';
import { AFFECTED, proposalOf, SEVERITIES, YES_OR_NO } from './severity.ts';
import { timeZoneMeant } from './time-zones.ts';

/** The inputs of a pressed card as they came over the wire: nothing about them is certain. */
export type RawInputs = Readonly<Record<string, unknown>>;

/** What the card was made with. */
export interface Offered {
  readonly now: Date;
  readonly topicIds: readonly string[];
  /** Of the customer, in Azure. */
  readonly subscriptions: readonly AzureSubscription[];
}

/** The fields after one card was answered. */
export interface Answered {
  readonly fields: ReportFields;
  /** Only what was wrong with the inputs themselves; what is still missing is for `report-problems.ts` to say. */
  readonly problems: readonly FieldProblem[];
}

/**
 * Takes over the inputs of one card. An input that is not there leaves its field as it was, an empty one clears it.
 * `customer` is not read here: the caller looks it up and calls `withCustomer`; no more is `azureProblemId`, for which there is `withProblem`.
 */
export function applyAnswer(before: ReportFields, step: ReportStep, raw: RawInputs, offered: Offered): Answered {
  const inputs = new InputReader(raw);
  const fields = readStep(before, step, inputs, offered);
  return { fields, problems: inputs.problems };
}

/** Another customer makes the health that was shown, and the issue that was picked, worthless; and the case it came from is about the first one. */
export function withCustomer(before: ReportFields, tenantId: string | undefined): ReportFields {
  if (tenantId === undefined || tenantId === before.tenantId) return before;
  const caseId = before.tenantId === undefined ? before.caseId : undefined;
  return {
    ...before,
    tenantId,
    earlierTenantId: before.tenantId ?? before.earlierTenantId,
    healthSeenAt: undefined,
    linkedIssueId: undefined,
    caseId,
    azureSubscriptionId: undefined,
    portalChosen: undefined,
  };
}

/** Another problem asks for other consents: what was agreed to for the first one does not count. */
export function withProblem(before: ReportFields, azureProblemId: string | undefined): ReportFields {
  return azureProblemId === before.azureProblemId ? before : { ...before, azureProblemId, secondaryConsents: undefined };
}

/** Billing and subscription is the only category of a commercial matter, so it is not asked there. */
export function impliedCategory(product: Product | undefined, nature: Nature | undefined): ProblemCategory | undefined {
  return product === 'commercial' || (nature !== undefined && isCommercial(nature)) ? 'billing-subscription' : undefined;
}

function readStep(before: ReportFields, step: ReportStep, inputs: InputReader, offered: Offered): ReportFields {
  switch (step) {
    case 'subject':
      return readSubject(before, inputs);
    case 'health':
      return {
        ...before,
        healthSeenAt: offered.now,
        criterion: inputs.choice('criterion', ESCALATION_CRITERIA, before.criterion),
        tried: inputs.text('tried', before.tried),
      };
    case 'form':
      return readForm(before, inputs, offered);
    case 'review':
      return before;
  }
}

function readSubject(before: ReportFields, inputs: InputReader): ReportFields {
  const product = inputs.choice('product', PRODUCTS, before.product);
  const nature = inputs.choice('nature', NATURES, before.nature);
  const category = impliedCategory(product, nature) ?? inputs.choice('category', PROBLEM_CATEGORIES, before.category);
  const title = inputs.text('title', before.title);
  const healthSeenAt = product === before.product ? before.healthSeenAt : undefined;
  const fields = { ...before, product, nature, category, title, healthSeenAt };
  if (nature === before.nature) return fields;
  // Another nature asks for other answers, and a reason for another severity was one for the first.
  const proposed = proposalOf(fields);
  return { ...fields, impact: proposed?.impact, severity: proposed?.severity, severityReason: undefined };
}

function readForm(before: ReportFields, inputs: InputReader, { topicIds, subscriptions }: Offered): ReportFields {
  const impact = readImpact(before, inputs);
  const proposed = proposalOf({ nature: before.nature, ...impact });
  // The severity follows the impact unless the person says otherwise (B54), and only then a reason means anything.
  const severity = inputs.choice('severity', SEVERITIES, undefined) ?? proposed?.severity;
  const severityReason = inputs.text('severityReason', before.severityReason);
  return {
    ...before,
    ...impact,
    impact: proposed?.impact,
    severity,
    severityReason: severity === proposed?.severity ? undefined : severityReason,
    title: inputs.text('title', before.title),
    description: inputs.text('description', before.description),
    since: inputs.text('since', before.since),
    peopleHit: inputs.count('peopleHit', before.peopleHit),
    contact: readContact(before.contact, inputs),
    language: inputs.choice('language', LOCALES, before.language),
    topicId: inputs.choice('topicId', topicIds, before.topicId),
    ownTicket: ownTicketOf(inputs.text('ownTicket', before.ownTicket)),
    azureSubscriptionId: inputs.named(
      'azureSubscriptionId',
      before.azureSubscriptionId,
      (text) => subscriptionMeant(text, subscriptions)?.id,
    ),
    diagnosticConsent: inputs.flag('diagnosticConsent', before.diagnosticConsent),
    contactCountry: inputs.named('contactCountry', before.contactCountry, countryNamed),
    contactTimeZone: inputs.named('contactTimeZone', before.contactTimeZone, timeZoneMeant),
  };
}

function readImpact({ affected, production, workaround, ongoing }: ReportFields, inputs: InputReader) {
  return {
    affected: inputs.choice('affected', AFFECTED, affected),
    production: inputs.flag('production', production),
    workaround: inputs.flag('workaround', workaround),
    ongoing: inputs.flag('ongoing', ongoing),
  };
}

function readContact(before: Contact | undefined, inputs: InputReader): Contact {
  return {
    givenName: inputs.text('contactGivenName', before?.givenName) ?? '',
    surname: inputs.text('contactSurname', before?.surname) ?? '',
    email: inputs.text('contactEmail', before?.email) ?? '',
    phone: inputs.text('contactPhone', before?.phone),
  };
}

const DIRECTION_MARKS = /\p{Bidi_Control}/gu;
const MAX_PEOPLE = 10_000_000;

/** Reads inputs one by one and keeps what was wrong with them. */
export class InputReader {
  readonly #raw: RawInputs;
  readonly problems: FieldProblem[] = [];

  constructor(raw: RawInputs) {
    this.#raw = raw;
  }

  text(field: ReportField, before: string | undefined): string | undefined {
    const value = this.#raw[field];
    if (typeof value !== 'string') return before;
    const text = storable(value);
    const limit = limitOf(field);
    if (text.length > limit) this.problems.push({ field, problem: 'too-long' });
    return cut(text, limit) || undefined;
  }

  choice<T extends string>(field: ReportField, offered: readonly T[], before: T | undefined): T | undefined {
    const value = this.#raw[field];
    if (value === undefined) return before;
    if (value === '') return undefined;
    const found = offered.find((one) => one === value);
    if (found === undefined) this.problems.push({ field, problem: 'not-offered' });
    return found;
  }

  /** One chosen from a list, or typed where an id belongs; `known` finds what is meant, if it is certain. */
  named(field: ReportField, before: string | undefined, known: (text: string) => string | undefined): string | undefined {
    const value = this.#raw[field];
    if (typeof value !== 'string') return before;
    const text = cut(value.trim(), limitOf(field));
    if (text === '') return undefined;
    const found = known(text);
    if (found === undefined) this.problems.push({ field, problem: 'not-offered' });
    return found;
  }

  /** One of `yes` and `no`. */
  flag(field: ReportField, before: boolean | undefined): boolean | undefined {
    const known = before === undefined ? undefined : before ? 'yes' : 'no';
    const said = this.choice(field, YES_OR_NO, known);
    return said && said === 'yes';
  }

  count(field: ReportField, before: number | undefined): number | undefined {
    const value = this.#raw[field];
    if (value === undefined) return before;
    if (value === '' || value === null) return undefined;
    const number = typeof value === 'number' ? value : Number(typeof value === 'string' ? value.trim() : Number.NaN);
    if (Number.isInteger(number) && number >= 0 && number <= MAX_PEOPLE) return number;
    this.problems.push({ field, problem: 'not-a-number' });
    return undefined;
  }
}

/**
 * Without what a database refuses, null characters and halves of surrogate pairs, and without the marks that turn the direction of writing: whoever reads
 * the request at Microsoft would read something else than was written. Letters written from right to left need none.
 */
export function storable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\0', '').replaceAll(DIRECTION_MARKS, '').toWellFormed().trim();
}

/** The partner's own ticket number as it is kept and searched for: one short line; undefined when nothing is left of it. */
export function ownTicketOf(typed: string | undefined): string | undefined {
  return cut(storable(typed ?? '').replace(/\s+/gu, ' '), TEXT_LIMITS.ownTicket) || undefined;
}

/** Why another severity is wanted, as it is kept and sent; undefined when nothing is left of it. */
export function reasonOf(typed: string): string | undefined {
  return cut(storable(typed), TEXT_LIMITS.severityReason) || undefined;
}

/** At most `limit` long, without half a character at the end. */
export function cut(text: string, limit: number): string {
  const end = text.charCodeAt(limit - 1);
  return text.length <= limit ? text : text.slice(0, end >= 0xd800 && end <= 0xdbff ? limit - 1 : limit);
}

function limitOf(field: ReportField): number {
  const limits: Partial<Record<ReportField, number>> = TEXT_LIMITS;
  return limits[field] ?? 200;
}
