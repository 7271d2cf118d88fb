import { offersRoundTheClock } from '../../domain/azure-filing.ts';
import { momentBeside } from '../../domain/dated-since.ts';
import { requestText, requestTitle } from '../../domain/request-text.ts';
import type { ServiceRequest } from '../../domain/service-request.ts';
import type { Severity } from '../../domain/severity.ts';
import { serviceOf } from './addresses.ts';
import { azureInvalid } from './azure-support-failure.ts';
import { contactDetails, type ContactDetails } from './contact.ts';

/** What is sent to make a ticket (cloud-apis 4.6). */
export interface TicketProperties {
  readonly serviceId: string;
  readonly problemClassificationId: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly advancedDiagnosticConsent: 'Yes' | 'No';
  readonly require24X7Response: boolean;
  readonly problemStartTime?: string;
  readonly contactDetails: ContactDetails;
  readonly secondaryConsent: readonly { readonly type: string; readonly userConsent: 'Yes' | 'No' }[];
}

/** How long a title may be is not documented; as Partner Center's. */
export const LONGEST_TITLE = 255;
/** A moment with its zone: the members of a date alone would be guessed. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** @throws {BackEndError} INVALID when something is missing or cannot be sent */
export function ticketProperties(request: ServiceRequest): TicketProperties {
  const { azure, contact, language, severity, since } = request;
  if (azure === undefined) throw azureInvalid('what an Azure request is filed under is needed');
  const startedAt = since === undefined ? undefined : startOf(since);
  return {
    serviceId: serviceOf(azure.problemId),
    problemClassificationId: azure.problemId,
    title: requestTitle(request, LONGEST_TITLE),
    description: requestText(request),
    severity,
    advancedDiagnosticConsent: yesOrNo(azure.diagnosticConsent),
    // The severity may have been changed since it was asked.
    require24X7Response: azure.roundTheClock && offersRoundTheClock(request),
    // Anything else stands in the text, in the person's words.
    ...(startedAt && { problemStartTime: startedAt.toISOString() }),
    contactDetails: contactDetails(contact, azure, language),
    secondaryConsent: azure.secondaryConsents.map(({ type, given }) => ({ type, userConsent: yesOrNo(given) })),
  };
}

function startOf(since: string): Date | undefined {
  const typed = MOMENT.test(since) ? new Date(since) : undefined;
  return typed === undefined || Number.isNaN(typed.getTime()) ? momentBeside(since) : typed;
}

function yesOrNo(given: boolean): 'Yes' | 'No' {
  return given ? 'Yes' : 'No';
}
