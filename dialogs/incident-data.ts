import * as z from 'zod';
import { LOCALES } from '../src/domain/locale.ts';

/** The data of the buttons about an incident. Ids are only known to be well formed here: whoever uses one asks whether this person may. */
const id = z.guid().transform((value) => value.toLowerCase());
const flag = z.union([z.boolean(), z.stringbool()]);
export const issueId = z
  .string()
  .max(30)
  .regex(/^[a-z]{2,}\d+$/i)
  .transform((value) => value.toUpperCase());

/** `tenantId`: the customer that the button names; `customer`: the one picked in the typeahead. */
const about = { issueId, tenantId: id.optional(), customer: z.string().max(200).optional() };

export const IncidentAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('incident.refresh'), ...about }),
  z.object({ verb: z.literal('incident.follow'), ...about }),
  z.object({ verb: z.literal('incident.unfollow'), ...about }),
  /** `inPlace`: on a card with such a text, in another language. */
  z.object({ verb: z.literal('incident.text'), ...about, locale: z.enum(LOCALES).optional(), inPlace: flag.default(false) }),
  z.object({ verb: z.literal('incident.report'), ...about }),
  z.object({ verb: z.literal('incident.requests'), issueId }),
  z.object({ verb: z.literal('incident.link'), issueId, requestId: id, version: z.coerce.number().int().positive() }),
]);
export type IncidentAction = z.infer<typeof IncidentAction>;
/** Those for one customer. */
export type AboutCustomer = Extract<IncidentAction, { readonly tenantId?: string | undefined }>;

const place = { issueId, placeId: id };
/** Those of the living card, about the incident as one chat or channel is told of it; `file` is on the card of the incident. */
export const NoticeAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('notice.seen'), ...place }),
  z.object({ verb: z.literal('notice.report'), ...place }),
  z.object({ verb: z.literal('notice.text'), ...place }),
  z.object({ verb: z.literal('notice.file'), issueId }),
]);

export const FollowAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('follow.answer'), followId: id, gone: flag }),
  z.object({ verb: z.literal('follow.report'), followId: id }),
  /** The issue was not the cause after all: the report goes on. */
  z.object({ verb: z.literal('follow.undo'), followId: id }),
]);
