import * as z from 'zod';

const rota = z.string().max(200);
const id = z.guid().transform((value) => value.toLowerCase());
/** A moment by which a form knows a shift. */
const shift = z.string().max(40).default('');
/** An input that was left empty is not sent. */
const written = z.string().max(40).default('');

export const OnCallAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('oncall.list'), offset: z.coerce.number().int().min(0).max(10_000).default(0) }),
  z.object({ verb: z.literal('oncall.show'), rota }),
  z.object({ verb: z.literal('oncall.change'), rota }),
  z.object({
    verb: z.literal('oncall.enter'),
    rota,
    key: id,
    shift,
    person: z.string().max(100).default(''),
    fromDay: written,
    fromTime: written,
    toDay: written,
    toTime: written,
  }),
  z.object({ verb: z.literal('oncall.swap'), rota }),
  z.object({ verb: z.literal('oncall.exchange'), rota, key: id, one: shift, other: shift }),
  z.object({ verb: z.literal('oncall.undo'), rota, id }),
  z.object({ verb: z.literal('oncall.file'), rota }),
  z.object({ verb: z.literal('oncall.import'), rota, url: z.string().max(3_000) }),
]);
export type OnCallAction = z.infer<typeof OnCallAction>;
export type ShiftInputs = Extract<OnCallAction, { readonly verb: 'oncall.enter' }>;
export type SwapInputs = Extract<OnCallAction, { readonly verb: 'oncall.exchange' }>;
