import { classified } from './arm-services.ts';
import type { TicketSeverity } from './ticket-bodies.ts';
import type { Communication, Ticket } from './ticket-book.ts';

/** Minutes to the first response. */
const SLA_MINUTES: Readonly<Record<TicketSeverity, number>> = { minimal: 480, moderate: 240, critical: 60, highestcriticalimpact: 15 };

/** A ticket as every answer prints it (cloud-apis 4.7): the names of enumerations begin with a capital there. */
export function printedTicket(ticket: Ticket): Readonly<Record<string, unknown>> {
  const { name, content, createdDate } = ticket;
  const { severity } = content;
  const known = classified(content.serviceId, content.problemClassificationId);
  const slaMinutes = SLA_MINUTES[severity];
  return {
    id: pathOf(ticket),
    name,
    type: 'Microsoft.Support/supportTickets',
    properties: {
      enrollmentId: '',
      require24X7Response: false,
      ...content,
      severity: severity === 'highestcriticalimpact' ? 'HighestCriticalImpact' : `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`,
      supportTicketId: ticket.supportTicketId,
      status: ticket.status,
      serviceDisplayName: known?.service.name,
      problemClassificationDisplayName: known?.problem.name,
      supportPlanType: 'Unified',
      supportPlanDisplayName: 'Unified for Partners',
      serviceLevelAgreement: {
        startTime: createdDate,
        expirationTime: new Date(new Date(createdDate).getTime() + slaMinutes * 60_000).toISOString(),
        slaMinutes,
      },
      supportEngineer: { emailAddress: ticket.supportEngineer },
      createdDate,
      modifiedDate: ticket.modifiedDate,
    },
  };
}

export function printedCommunication(ticket: Ticket, communication: Communication): Readonly<Record<string, unknown>> {
  const { name, ...properties } = communication;
  return { id: `${pathOf(ticket)}/communications/${name}`, name, type: 'Microsoft.Support/communications', properties };
}

function pathOf({ subscriptionId, name }: Ticket): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Support/supportTickets/${name}`;
}
