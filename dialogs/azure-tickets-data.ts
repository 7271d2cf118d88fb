import * as z from 'zod';

/** A page begins beside a ticket, by its number; nowhere said: at the newest. */
const number = z.string().trim().min(1).max(100);

export const TicketsAction = z.object({
  verb: z.literal('tickets.page'),
  tenantId: z.guid().transform((value) => value.toLowerCase()),
  behind: number.optional(),
  before: number.optional(),
});
