import { randomUUID } from 'node:crypto';
import { PEOPLE } from '../world.ts';
import { AZURE_SERVICES } from './azure-services.ts';
import type { CloudState } from './state.ts';
import type { TicketContent, TicketSeverity } from './ticket-bodies.ts';
import type { Ticket } from './ticket-book.ts';

/** What somebody fills in in the Azure portal, as far as it matters here. */
export interface PortalForm {
  readonly subscriptionId: string;
  readonly title: string;
  readonly description: string;
  readonly severity: TicketSeverity;
}

/** A ticket that a person files in the Azure portal: of the same kind as those that are made by the API, by a name that the portal makes up. */
export function fileInPortal({ tickets }: Pick<CloudState, 'tickets'>, form: PortalForm): Ticket {
  const { subscriptionId, title, description, severity } = form;
  const name = randomUUID();
  tickets.begin({ subscriptionId, ticket: name, seconds: 0, creates: contentOf({ title, description, severity }) });
  const made = tickets.find(subscriptionId, name);
  if (made === undefined) throw new Error('The portal made no ticket');
  return made;
}

/** Under the first problem of the list: nobody asks for it here. */
function contentOf(typed: Pick<PortalForm, 'title' | 'description' | 'severity'>): TicketContent {
  const [service] = AZURE_SERVICES;
  const [problem] = service?.problems ?? [];
  const [person] = PEOPLE;
  if (service === undefined || problem === undefined || person === undefined) throw new Error('The world is empty');
  const serviceId = `/providers/Microsoft.Support/services/${service.id}`;
  return {
    ...typed,
    serviceId,
    problemClassificationId: `${serviceId}/problemClassifications/${problem.id}`,
    advancedDiagnosticConsent: 'No',
    contactDetails: {
      firstName: person.givenName,
      lastName: person.surname,
      preferredContactMethod: 'email',
      primaryEmailAddress: person.email,
      preferredTimeZone: 'Romance Standard Time',
      country: 'fra',
      preferredSupportLanguage: 'en-us',
    },
  };
}
