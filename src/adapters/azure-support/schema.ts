import { z } from 'zod';

/** Wire shapes of ARM, as far as they are used; unknown members are ignored, and words are compared without regard to case (cloud-apis 4.7). */
const DateTime = z.string().transform((text) => {
  const date = new Date(text);
  // `0001-01-01T00:00:00` means "not set", as in Partner Center.
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() <= 1 ? undefined : date;
});

export const Subscription = z.object({ subscriptionId: z.string().min(1), displayName: z.string().nullish(), state: z.string().nullish() });

const MOST_SERVICES = 2000;
const MOST_PROBLEMS = 2000;
/** Neither list is paged (cloud-apis 4.2). */
export const Services = z.object({
  value: z.array(z.object({ id: z.string(), properties: z.object({ displayName: z.string() }) })).max(MOST_SERVICES),
});
export const Problems = z.object({
  value: z
    .array(
      z.object({
        id: z.string(),
        properties: z.object({
          displayName: z.string(),
          secondaryConsentEnabled: z.array(z.object({ type: z.string(), description: z.string().nullish() })).nullish(),
        }),
      }),
    )
    .max(MOST_PROBLEMS),
});

export const NameCheck = z.object({ nameAvailable: z.boolean() });

export const Ticket = z.object({
  properties: z.object({
    /** Missing while the ticket is being made. */
    supportTicketId: z.string().nullish(),
    title: z.string().nullish(),
    description: z.string().nullish(),
    status: z.string().nullish(),
    severity: z.string().nullish(),
    supportEngineer: z.object({ emailAddress: z.string().nullish() }).nullish(),
    createdDate: DateTime.nullish(),
    modifiedDate: DateTime.nullish(),
  }),
});
/** As a list has it. */
export const ListedTicket = Ticket.extend({ name: z.string().min(1) });
export type TicketBody = z.output<typeof Ticket>['properties'];

export const Communication = z.object({
  name: z.string().min(1),
  properties: z.object({
    sender: z.string().nullish(),
    subject: z.string().nullish(),
    body: z.string().nullish(),
    createdDate: DateTime.nullish(),
  }),
});
export type CommunicationBody = z.output<typeof Communication>;

/** What became of an operation (cloud-apis 4.7). */
export const Operation = z.object({
  status: z.string(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});
