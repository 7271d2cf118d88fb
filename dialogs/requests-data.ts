import * as z from 'zod';
import { ANY, REQUEST_STANDS } from '../cards/requests-filter.ts';
import { PRODUCTS } from '../src/domain/product.ts';
import { SEVERITIES } from '../src/domain/severity.ts';

const id = z.guid().transform((value) => value.toLowerCase());

/** What the list is narrowed to, as buttons and offered files carry it: whoever uses the customer asks whether this person may. */
export const RequestsData = z.object({
  stand: z.enum(REQUEST_STANDS).default('all'),
  tenantId: id.optional(),
  product: z.enum(PRODUCTS).optional(),
  severity: z.enum(SEVERITIES).optional(),
  ownTicket: z.string().trim().min(1).max(100).optional(),
});
export type RequestsData = z.infer<typeof RequestsData>;

/** An input of the filter; left alone it says so, or is missing or empty. */
const input = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === ANY || value === '' ? undefined : value), schema.optional());

export const RequestsAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('requests.page'), ...RequestsData.shape, behind: id.optional(), before: id.optional() }),
  z.object({
    verb: z.literal('requests.filter'),
    stand: RequestsData.shape.stand,
    product: input(z.enum(PRODUCTS)),
    severity: input(z.enum(SEVERITIES)),
    /** A tenant id, picked in the typeahead. */
    customer: input(z.string().trim().max(200)),
  }),
  z.object({ verb: z.literal('requests.csv'), ...RequestsData.shape }),
]);
export type RequestsAction = z.infer<typeof RequestsAction>;
