import * as z from 'zod';
import { NO_TAG } from '../cards/watch-form.ts';
import { ANY_SERVICE } from '../cards/watch-silence.ts';
import { SILENCE_LENGTHS } from '../src/domain/silence-until.ts';
import { DIGESTS } from '../src/domain/watch.ts';

/** The data of the buttons about watches. Ids are only known to be well formed here: whoever uses one asks whether it belongs here, and this person may. */
const id = z.guid().transform((value) => value.toLowerCase());
const flag = z.union([z.boolean(), z.stringbool()]);
const word = z.string().trim().min(1).max(100);
/** Of which place and version the card is (`placeMark`). */
const at = { at: z.string().max(40) };
const watchId = id.optional();

/** Several choices of one input come separated by commas. */
const several = (one: z.ZodType<string, string>, most: number) =>
  z
    .string()
    .max(8_000)
    .default('')
    .transform((text) => text.split(',').filter((part) => part.trim() !== ''))
    .pipe(z.array(one).max(most));

const without = <T extends z.ZodType>(nothing: string, schema: T) =>
  z.preprocess((value) => (value === nothing || value === '' ? undefined : value), schema.optional());

/** What is written in the form of a watch. */
const written = {
  whom: z.enum(['all', 'tag', 'list']),
  tag: without(NO_TAG, word),
  listed: several(id, 100),
  /** A tenant id, picked in the typeahead. */
  customer: without('', z.string().trim().max(200)),
  services: several(word, 50),
  classification: z.enum(['incident', 'advisory', 'all']),
  mode: z.enum(['ring', 'record']),
  askSeen: flag,
};

/** Times and days as clients write them; what is none is told to the person. */
const typed = z.string().trim().max(40).default('');

export const WatchAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('watch.show'), offset: z.coerce.number().int().min(0).max(1_000).default(0) }),
  z.object({ verb: z.literal('watch.begin'), ...at }),
  z.object({ verb: z.literal('watch.stop'), ...at }),
  z.object({ verb: z.literal('watch.form'), ...at, watchId }),
  z.object({ verb: z.literal('watch.more'), ...at, watchId, ...written }),
  z.object({ verb: z.literal('watch.save'), ...at, watchId, ...written }),
  z.object({ verb: z.literal('watch.remove'), ...at, watchId: id }),
  z.object({ verb: z.literal('watch.settings'), ...at }),
  z.object({
    verb: z.literal('watch.set'),
    ...at,
    quietFrom: typed,
    quietTo: typed,
    highImpact: flag,
    zone: z.string().trim().max(100).default(''),
    digest: z.enum(DIGESTS),
    digestTime: typed,
    weekday: z.coerce.number().int().min(1).max(7),
    unseen: flag.default(false),
  }),
  z.object({ verb: z.literal('watch.mute'), ...at }),
  z.object({
    verb: z.literal('watch.silence'),
    ...at,
    customer: without('', z.string().trim().max(200)),
    service: without(ANY_SERVICE, word),
    length: z.enum(SILENCE_LENGTHS),
    day: typed,
    time: typed,
  }),
  z.object({ verb: z.literal('watch.unsilence'), ...at, silenceId: id }),
]);
export type WatchAction = z.infer<typeof WatchAction>;
export type WrittenInputs = Extract<WatchAction, { readonly verb: 'watch.save' }>;
