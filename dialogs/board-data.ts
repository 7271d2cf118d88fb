import * as z from 'zod';
import { ANY } from '../cards/incident-filter.ts';

/** The data of the buttons on lists over many customers. Whoever uses an id or a tag narrows to what this person may see. */
const id = z.guid().transform((value) => value.toLowerCase());
const offset = z.coerce.number().int().min(0).max(1_000_000).default(0);
const word = z.string().trim().min(1).max(100);

/** As buttons carry it. */
export const FilterData = z.object({
  tenantId: id.optional(),
  service: word.optional(),
  classification: z.enum(['incident', 'advisory']).optional(),
  tag: word.optional(),
});
export type FilterData = z.infer<typeof FilterData>;

/** An input of the form; left alone it says so, or is missing or empty. */
const input = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === ANY || value === '' ? undefined : value), schema.optional());

export const BoardAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('board.refresh') }),
  z.object({ verb: z.literal('board.page'), ...FilterData.shape, offset }),
  z.object({ verb: z.literal('board.form'), ...FilterData.shape }),
  z.object({
    verb: z.literal('board.filter'),
    service: input(word),
    classification: input(FilterData.shape.classification.unwrap()),
    tag: input(word),
    /** A tenant id, picked in the typeahead. */
    customer: input(z.string().trim().max(200)),
  }),
  z.object({ verb: z.literal('board.failing'), offset }),
  z.object({ verb: z.literal('board.csv'), ...FilterData.shape }),
]);
export type BoardAction = z.infer<typeof BoardAction>;

export const TagsAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('tags.edit'), tenantId: id }),
  /** `seen`: the tags that the person changed. */
  z.object({
    verb: z.literal('tags.save'),
    tenantId: id,
    seen: z.string().max(2_000).default(''),
    tags: z.string().max(2_000).default(''),
  }),
  z.object({ verb: z.literal('tags.list') }),
  z.object({ verb: z.literal('tags.show'), tag: word, offset }),
  z.object({ verb: z.literal('tags.add'), tag: word, customer: z.string().trim().max(200).default('') }),
  z.object({ verb: z.literal('tags.remove'), tag: word, tenantId: id, offset }),
]);
export type TagsAction = z.infer<typeof TagsAction>;
