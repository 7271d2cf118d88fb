import {
  offersRoundTheClock,
  problemLabel,
  type AzureFiling,
  type AzureProblem,
  type AzureSubscription,
  type SecondaryConsent,
} from '../domain/azure-filing.ts';
import type { Customer } from '../domain/customer.ts';
import { BotError } from '../domain/errors.ts';
import type { FilingAnswer } from '../domain/filing-route.ts';
import type { Locale } from '../domain/locale.ts';
import type { ReportDraft } from '../domain/report-draft.ts';
import type { Colleague } from '../domain/roles.ts';
import type { CardPlace, RequestContent, ServiceRequest } from '../domain/service-request.ts';
import { impactAnswers, proposalOf } from '../domain/severity.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestStore } from '../ports/request-store.ts';

/** What of Azure's offers the request is made of, looked up just now. */
export interface AzureChoice {
  readonly subscription: AzureSubscription;
  readonly problem: AzureProblem;
  readonly secondaryConsents: readonly SecondaryConsent[];
}

interface Submission {
  readonly person: Colleague;
  /** Complete: `reportProblems` finds nothing. */
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  /** For the route `azure-support`. */
  readonly azure?: AzureChoice | undefined;
  readonly locale: Locale;
  readonly timeZone: string;
  /** The card that was pressed, to be updated in place. */
  readonly place: CardPlace | undefined;
}

/**
 * Stores the request and its job; sends nothing itself. Twice for one draft gives the same request.
 *
 * @throws {BotError} INVALID when the draft is not complete; CONFLICT when it was changed or given away since it was read.
 */
export type SubmitReport = (submission: Submission) => Promise<ServiceRequest>;

export function submitReport(deps: { readonly requests: RequestStore; readonly clock: Clock }): SubmitReport {
  const { requests, clock } = deps;
  return async ({ person, draft, customer, answer, azure, locale, timeZone, place }) => {
    const content = { ...contentOf(draft, customer, answer), azure: azureFiling(draft, answer, azure) };
    const { route } = answer;
    const { id: draftId, version: draftVersion, caseId, ownTicket, handedOverBy: followers } = draft;
    const { id: personId, displayName: personName } = person;
    return requests.submit(
      { draftId, draftVersion, caseId, personId, personName, locale, timeZone, route, content, ownTicket, followers, place },
      clock.now(),
    );
  };
}

function contentOf(draft: ReportDraft, customer: Customer, answer: FilingAnswer): Omit<RequestContent, 'azure'> {
  const { product, nature, category, title, description, contact, language } = draft;
  const proposed = proposalOf(draft);
  const complete =
    product && nature && category && proposed && title && description && contact && language
      ? {
          product,
          nature,
          category,
          impact: proposed.impact,
          severity: draft.severity ?? proposed.severity,
          title,
          description,
          contact,
          language,
        }
      : undefined;
  if (complete === undefined || draft.tenantId !== customer.tenantId) throw new BotError('INVALID', `Draft ${draft.id} is not complete`);
  if (answer.kind === 'advice') throw new BotError('INVALID', `Draft ${draft.id} takes the route ${answer.route}, where nothing is filed`);
  if (answer.needsTopic && draft.topicId === undefined) throw new BotError('INVALID', `Draft ${draft.id} lacks the support topic`);
  return {
    ...complete,
    impactAnswers: impactAnswers(draft),
    tenantId: customer.tenantId,
    customerName: customer.name,
    customerDomain: customer.domain,
    criterion: draft.criterion,
    tried: draft.tried,
    severityReason: draft.severityReason,
    since: draft.since,
    peopleHit: draft.peopleHit,
    topicId: answer.needsTopic ? draft.topicId : undefined,
    linkedIssueId: draft.linkedIssueId,
  };
}

function azureFiling(draft: ReportDraft, answer: FilingAnswer, azure: AzureChoice | undefined): AzureFiling | undefined {
  if (!answer.needsAzure) return undefined;
  const { diagnosticConsent, contactCountry: country, contactTimeZone: timeZone } = draft;
  if (azure === undefined || diagnosticConsent === undefined || country === undefined || timeZone === undefined) {
    throw new BotError('INVALID', `Draft ${draft.id} lacks what Azure Support needs`);
  }
  const { subscription, problem, secondaryConsents } = azure;
  return {
    subscriptionId: subscription.id,
    subscriptionName: subscription.name,
    problemId: problem.id,
    problemName: problemLabel(problem),
    diagnosticConsent,
    secondaryConsents,
    roundTheClock: draft.roundTheClock === true && offersRoundTheClock(draft),
    country,
    timeZone,
  };
}
