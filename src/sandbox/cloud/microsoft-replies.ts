import { randomUUID } from 'node:crypto';
import type { FiledRequest } from './request-book.ts';
import type { CloudState } from './state.ts';
import type { Ticket } from './ticket-book.ts';

/** Microsoft's side of the requests filed: an engineer who answers the newest open one, and closes it. Nothing happens when none is open. */
export interface MicrosoftReplies {
  answer(): void;
  close(): void;
}

type Open = { readonly ticket: Ticket; readonly at: string } | { readonly filed: FiledRequest; readonly at: string };

const ENGINEER = 'support.engineer@microsoft.example';
/** Who writes notes, as the documented sample has it. */
const AGENT = 'Support agent';

/** One after the other; the last one again and again. */
const TEXTS = [
  'Thank you for your request. I have taken it over. Please tell us since when this happens and send the exact text of the error.',
  'We have found the cause and are preparing a correction. The next update follows within one business day.',
  'The correction is in place. Please check whether everything works as expected, and tell us if we may close the request.',
] as const;

export function createMicrosoftReplies(state: CloudState): MicrosoftReplies {
  function newest(): Open | undefined {
    const tickets = state.tickets.all().flatMap((ticket) => (ticket.status === 'Closed' ? [] : [{ ticket, at: ticket.createdDate }]));
    const filed = state.serviceRequests
      .all()
      .flatMap((request) => (request.status === 'closed' ? [] : [{ filed: request, at: request.createdDate }]));
    return [...filed, ...tickets].toSorted((a, b) => a.at.localeCompare(b.at)).at(-1);
  }

  return {
    answer() {
      const open = newest();
      if (open === undefined) return;
      if ('ticket' in open) {
        const { ticket } = open;
        const before = ticket.communications.filter(({ communicationDirection }) => communicationDirection === 'inbound').length;
        state.tickets.change(ticket, { supportEngineer: ENGINEER });
        state.tickets.addCommunication(ticket, {
          name: randomUUID(),
          communicationDirection: 'inbound',
          sender: ENGINEER,
          subject: `TrackingID#${ticket.supportTicketId}`,
          body: `<html><body><p>Hello,</p><p>${textAfter(before)}</p></body></html>`,
        });
      } else {
        const { filed } = open;
        const before = filed.notes.filter(({ createdByName }) => createdByName === AGENT).length;
        state.serviceRequests.addNote(filed, AGENT, textAfter(before));
        state.serviceRequests.setStatus(filed, 'attention_needed');
      }
    },

    close() {
      const open = newest();
      if (open === undefined) return;
      if ('ticket' in open) state.tickets.change(open.ticket, { status: 'Closed' });
      else state.serviceRequests.setStatus(open.filed, 'closed');
    },
  };
}

function textAfter(answers: number): string {
  return TEXTS[answers] ?? TEXTS[2];
}
