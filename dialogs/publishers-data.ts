import * as z from 'zod';
import type { PublisherFields } from '../src/domain/publisher-contact.ts';

const id = z.guid().transform((value) => value.toLowerCase());
/** Cut only far behind what is taken: what is too long is said at its field. */
const typed = z.string().trim().max(4000).default('');

/** The data of the buttons `publisher.…`, as our cards make it, with the inputs of the form. */
export const PublisherAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('publisher.find'), product: typed }),
  z.object({ verb: z.literal('publisher.search'), product: typed }),
  z.object({ verb: z.literal('publisher.show'), contactId: id }),
  z.object({ verb: z.literal('publisher.edit'), contactId: id.optional(), product: typed }),
  z.object({
    verb: z.literal('publisher.save'),
    contactId: id.optional(),
    version: z.coerce.number().int().positive().optional(),
    product: typed,
    publisher: typed,
    page: typed,
    email: typed,
    phone: typed,
  }),
]);
export type SavePublisher = Extract<z.infer<typeof PublisherAction>, { readonly verb: 'publisher.save' }>;

/** What was entered; an empty input is nothing, and a space and a line break are one space. */
export function enteredFields({ product, publisher, page, email, phone }: SavePublisher): PublisherFields {
  const one = (text: string) => text.replaceAll(/\s+/g, ' ');
  const given = (text: string) => (text === '' ? undefined : one(text));
  return { product: one(product), publisher: one(publisher), page: given(page), email: given(email), phone: given(phone) };
}
