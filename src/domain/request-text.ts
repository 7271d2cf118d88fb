import words from './facts/request-text.json' with { type: 'json' };
import type { ServiceRequest } from './service-request.ts';
import { SEVERITY_LABELS } from './severity.ts';
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
    [say.severity, `${SEVERITY_LABELS[request.severity]} (${request.severity})`],
    [say.severityReason, request.severityReason],
    [say.impact, say.impacts[request.impact]],
    [say.criterion, request.criterion === undefined ? undefined : say.criteria[request.criterion]],
    [say.since, request.since && behindSince(request.since)],
    [say.peopleHit, request.peopleHit?.toString()],
    [say.tried, request.tried],
    [say.linkedIssueId, request.linkedIssueId],
    [say.contact, [`${givenName} ${surname}`, email, phone].filter((part) => part !== undefined).join(', ')],
  ];
  const head = lines.filter(([, value]) => value !== undefined && value !== '').map(([label, value]) => `${label}: ${value}`);
  return [...head, '', `${say.description}:`, request.description].join('\n');
}

/** Whether the text of a request is ours with this reference: its first line ends with it. What people wrote further down does not count. */
export function carriesReference(text: string, reference: string): boolean {
  return text.split('\n', 1)[0]?.trimEnd().toUpperCase().endsWith(`: ${reference.toUpperCase()}`) ?? false;
}
