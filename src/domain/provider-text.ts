import type { Customer } from './customer.ts';
import words from './facts/request-text.json' with { type: 'json' };
import type { Locale } from './locale.ts';
import type { Contact, ReportFields } from './report-draft.ts';
import { asksImpact, SEVERITY_LABELS } from './severity.ts';
import { behindSince } from './since.ts';

/**
 * What is known of a report that somebody else has to file, as plain text in a language of choice: for the indirect provider (B4), or for a colleague outside of
 * Teams. The problem category is ours and never sent.
 */
export function providerText(fields: ReportFields, customer: Customer, contact: Contact, language: Locale): string {
  const say = words[language];
  const { product, nature, severity, impact, criterion, since, peopleHit } = fields;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [say.customer, [customer.name, `(${[customer.tenantId, customer.domain].filter((part) => part !== undefined).join(', ')})`].join(' ')],
    [say.title, fields.title],
    [say.product, product && say.products[product]],
    [say.nature, nature && say.natures[nature]],
    [say.severity, severity && `${SEVERITY_LABELS[severity]} (${severity})`],
    [say.severityReason, fields.severityReason],
    [say.impact, impact && (nature === undefined || asksImpact(nature)) ? say.impacts[impact] : undefined],
    [say.criterion, criterion && say.criteria[criterion]],
    [say.since, since && behindSince(since)],
    [say.peopleHit, peopleHit?.toString()],
    [say.tried, fields.tried],
    [say.linkedIssueId, fields.linkedIssueId],
    [say.contact, contactLine(contact)],
  ];
  const head = lines.flatMap(([label, value]) => (value ? [`${label}${say.colon}${value}`] : []));
  return [...head, ...(fields.description ? [`${say.description}${say.colon.trimEnd()}`, fields.description] : [])].join('\n');
}

function contactLine({ givenName, surname, email, phone }: Contact): string {
  return [`${givenName} ${surname}`.trim(), email, phone ?? ''].filter((part) => part !== '').join(', ');
}
