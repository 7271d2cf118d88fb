import type { Contact } from '../../domain/report-draft.ts';
import type { DeskNote, DeskRecord, DeskStatus } from '../../domain/service-request.ts';
import { SEVERITIES, type Severity } from '../../domain/severity.ts';
import { messageText } from '../transport/message-text.ts';
import type { CommunicationBody, TicketBody } from './schema.ts';

const LONGEST_NOTE = 8000;
/** Elements that a mail program writes; anything else between angle brackets is what a person typed. */
const MARKUP = /<\/?(?:html|body|p|br|div|span|a|b|i|u|strong|em|ul|ol|li|table|tr|td|th|h[1-6]|pre|font|img|style)(?:\s[^<>]*)?\/?>/i;
const MICROSOFT = /@(?:[\w-]+\.)*microsoft\.com$/i;

/** A ticket that has its number, with what was written on it. */
export function toRecord(number: string, ticket: TicketBody, messages: readonly CommunicationBody[], contact: Contact): DeskRecord {
  const engineer = ticket.supportEngineer?.emailAddress || undefined;
  return {
    number,
    title: ticket.title ?? '',
    status: statusOf(ticket.status),
    severity: severityOf(ticket.severity),
    owner: engineer,
    createdAt: ticket.createdDate ?? undefined,
    updatedAt: ticket.modifiedDate ?? undefined,
    notes: messages
      .map((message) => toNote(message, contact, engineer))
      .toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0)),
  };
}

function toNote(
  { name, properties: { sender, subject, body, createdDate } }: CommunicationBody,
  contact: Contact,
  engineer: string | undefined,
): DeskNote {
  const text = body?.trim() ? body : (subject ?? '');
  return {
    key: name,
    by: sender ?? '',
    at: createdDate ?? undefined,
    // Which form a body has is not said (cloud-apis 4.8).
    text: messageText(text, MARKUP.test(text), LONGEST_NOTE),
    from: senderOf(sender ?? '', contact, engineer),
  };
}

/**
 * Who wrote it. `communicationDirection` tells nothing: the published samples have notes of the customer as `outbound`, others as `inbound`. Colleagues of the
 * contact may write in the portal.
 */
function senderOf(sender: string, { email }: Contact, engineer: string | undefined): DeskNote['from'] {
  if (MICROSOFT.test(sender) || sender.toLowerCase() === engineer?.toLowerCase()) return 'microsoft';
  const domain = email.slice(email.lastIndexOf('@')).toLowerCase();
  return domain !== '' && sender.toLowerCase().endsWith(domain) ? 'partner' : 'unknown';
}

/** `Open`, `Closed`, `Updating`; what is not known counts as open. */
export function statusOf(raw: string | null | undefined): DeskStatus {
  return raw?.toLowerCase() === 'closed' ? 'closed' : 'open';
}

/** `highestcriticalimpact` is of Premier only, and of severity A too (cloud-apis 4.6). */
export function severityOf(raw: string | null | undefined): Severity | undefined {
  const word = raw?.toLowerCase();
  return word === 'highestcriticalimpact' ? 'critical' : SEVERITIES.find((severity) => severity === word);
}
