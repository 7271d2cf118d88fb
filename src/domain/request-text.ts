import words from './facts/request-text.json' with { type: 'json' };
import type { ServiceRequest } from './service-request.ts';
import { asksImpact, SEVERITY_LABELS, type Severity } from './severity.ts';
import { behindSince } from './since.ts';

/**
 * The whole of a request as plain text in the language of the request, for whoever reads it at Microsoft. The first line carries our reference, by which
 * the request is found again; the second names the customer, since a partner-level request has no other place for it (cloud-apis 3.1). The problem
 * category is ours and never sent.
 */
export function requestText(request: ServiceRequest): string {
  const say = words[request.language];
  const { givenName, surname, email, phone } = request.contact;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [say.reference, request.reference],
    [
      say.customer,
      `${request.customerName} (${request.tenantId}${request.customerDomain === undefined ? '' : `, ${request.customerDomain}`})`,
    ],
    [say.title, request.title],
    [say.product, say.products[request.product]],
    [say.nature, say.natures[request.nature]],
    [say.severity, named(request.severity)],
    [say.severityReason, request.severityReason],
    [say.impact, impactLine(request)],
    [say.criterion, request.criterion === undefined ? undefined : say.criteria[request.criterion]],
    [say.since, request.since && behindSince(request.since)],
    [say.peopleHit, request.peopleHit?.toString()],
    [say.tried, request.tried],
    [say.linkedIssueId, request.linkedIssueId],
    [say.azureSubscription, request.azure && `${request.azure.subscriptionName} (${request.azure.subscriptionId})`],
    [say.azureProblem, request.azure?.problemName],
    [say.contact, [`${givenName} ${surname}`, email, phone].filter((part) => part !== undefined).join(', ')],
  ];
  const head = lines.filter(([, value]) => value !== undefined && value !== '').map(([label, value]) => `${label}${say.colon}${value}`);
  return [...head, '', `${say.description}${say.colon.trimEnd()}`, request.description].join('\n');
}

/** As it was answered; a request of an earlier release has only what was made of one question. */
function impactLine({ nature, impact, impactAnswers, language }: ServiceRequest): string | undefined {
  const { impacts, answers } = words[language];
  if (impactAnswers === undefined) return asksImpact(nature) ? impacts[impact] : undefined;
  if ('ongoing' in impactAnswers) return answers.ongoing[impactAnswers.ongoing ? 'yes' : 'no'];
  const { affected, production, workaround } = impactAnswers;
  return [answers.affected[affected], answers.production[production ? 'yes' : 'no'], answers.workaround[workaround ? 'yes' : 'no']].join(
    ', ',
  );
}

/** The person's title with our reference at the end: a list may leave descriptions out. Cut between characters, never within one. */
export function requestTitle({ title, reference }: ServiceRequest, longest: number): string {
  const end = ` (${reference})`;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(title.replaceAll(/\s+/g, ' ').trim())) {
    if (cut.length + segment.length + end.length > longest) break;
    cut += segment;
  }
  return cut + end;
}

/** Whether a request at a back end is ours with this reference: by the end of its title, or by the first line of its text. */
export function isFiledAs(filed: { readonly title: string; readonly description: string }, reference: string): boolean {
  return filed.title.trimEnd().toUpperCase().endsWith(`(${reference.toUpperCase()})`) || carriesReference(filed.description, reference);
}

/** A note to Microsoft that asks for another severity, or tells why it was changed, in the language of the request. */
export function severityNote(
  { language }: ServiceRequest,
  form: 'asked' | 'set',
  { before, after, reason }: { readonly before: Severity; readonly after: Severity; readonly reason: string },
): string {
  const say = words[language];
  const change = `${named(before)} → ${named(after)}`;
  return `${form === 'asked' ? say.severityWish : say.severity}${say.colon}${change}\n${say.severityReason}${say.colon}${reason}`;
}

const named = (severity: Severity): string => `${SEVERITY_LABELS[severity]} (${severity})`;

/** Whether the text of a request is ours with this reference: its first line ends with it. What people wrote further down does not count. */
export function carriesReference(text: string, reference: string): boolean {
  return text.split('\n', 1)[0]?.trimEnd().toUpperCase().endsWith(`: ${reference.toUpperCase()}`) ?? false;
}
