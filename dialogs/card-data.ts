import * as z from 'zod';
import { CHOICE_GOALS } from '../src/domain/command.ts';
import { FILING_ROUTES, ROUTE_COSTS } from '../src/domain/filing-route.ts';
import { LOCALES } from '../src/domain/locale.ts';
import { COMMAND_NAMES } from '../src/domain/permissions.ts';
import { REPORT_STEPS } from '../src/domain/report-draft.ts';
import { REQUEST_ENDINGS } from '../src/domain/service-request.ts';
import type { CardAction } from './turn-input.ts';

/**
 * The data of each button, as our cards make it. Ids are only known to be well formed here: whoever uses one asks whether this person may.
 */
const id = z.guid().transform((value) => value.toLowerCase());
const version = z.coerce.number().int().positive();
const text = z.string().max(40_000);

export const CommandData = z.object({
  command: z.enum(COMMAND_NAMES),
  text: text.optional(),
  tenantId: id.optional(),
  requestId: id.optional(),
});
export type CommandData = z.infer<typeof CommandData>;

/** Pressed in a row (`tenantId`), or picked in the typeahead (`customer`). */
export const CustomerChoice = z.object({
  tenantId: id.optional(),
  customer: text.optional(),
  goal: z.enum(CHOICE_GOALS).default('customer'),
});

/** A switch of an input or a value of ours: both spellings arrive. */
const flag = z.union([z.boolean(), z.stringbool()]);
export const FavouriteData = z.object({ tenantId: id, on: flag });
export const LanguageData = z.object({ locale: z.enum(LOCALES) });
export const CustomerData = z.object({ tenantId: id });

const draft = { draftId: id };
/** What the review said. A card of an earlier release does not tell. */
const shownWay = z
  .object({ route: z.enum(FILING_ROUTES), cost: z.enum(ROUTE_COSTS) })
  .optional()
  .catch(undefined);
const versioned = { ...draft, version };
/** Inputs stay beside: they are read one by one, so that one bad input costs only itself. */
export const ReportAction = z.discriminatedUnion('verb', [
  z.looseObject({ verb: z.literal('report.answer'), ...versioned, step: z.enum(REPORT_STEPS) }),
  z.object({ verb: z.literal('report.edit'), ...versioned, step: z.enum(REPORT_STEPS) }),
  z.object({ verb: z.literal('report.back'), ...versioned }),
  z.object({ verb: z.literal('report.linkIssue'), ...versioned, issueId: text }),
  z.looseObject({ verb: z.literal('report.submit'), ...versioned, shown: shownWay }),
  /** Follows a similar request instead of filing another one. */
  z.object({ verb: z.literal('report.join'), ...versioned, requestId: id }),
  /** Goes on although similar requests are open. */
  z.object({ verb: z.literal('report.notSimilar'), ...versioned }),
  /** Gives the report to a colleague who can file it: the one of the button (`to`), or the one who was searched for. */
  z.object({ verb: z.literal('report.handOver'), ...versioned, to: text.optional(), colleague: text.optional() }),
  /** Takes the report to the Azure portal, where the bot cannot file it itself. */
  z.object({ verb: z.literal('report.byPortal'), ...versioned }),
  /** Gives a report that was handed over back to whoever handed it over. */
  z.object({ verb: z.literal('report.handBack'), ...draft }),
  /** A text for whoever files it instead, in this language. */
  z.object({ verb: z.literal('report.text'), ...versioned, language: z.enum(LOCALES).optional() }),
  /** The person is in a support group that may file in the Azure portal (B6). */
  z.object({ verb: z.literal('report.inSupportGroup'), ...versioned }),
  /** What becomes of a text that names another customer: a new report, this one's customer, or a part of this report. `bare`: it is but a name. */
  z.object({
    verb: z.literal('report.aside'),
    ...versioned,
    do: z.enum(['new', 'change', 'add']),
    bare: flag.default(false),
    tenantId: id.optional(),
    asideCustomer: id.optional().catch(undefined),
    asideText: text.default(''),
  }),
  /** Takes a typed text out of a field again: its last characters. */
  z.object({
    verb: z.literal('report.takeAway'),
    ...versioned,
    field: z.enum(['tried', 'description']),
    length: z.coerce.number().int().min(1),
  }),
  z.object({ verb: z.literal('report.cancel'), ...versioned }),
  z.object({ verb: z.literal('report.resume'), ...draft }),
  z.object({ verb: z.literal('report.restart'), ...draft }),
]);
export type ReportAction = z.infer<typeof ReportAction>;

const request = { requestId: id };
export const RequestAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('request.refresh'), ...request }),
  z.object({ verb: z.literal('request.note'), ...request, version, note: z.string().trim().max(20_000).default('') }),
  z.object({ verb: z.literal('request.close'), ...request, version }),
  /** Typed, or picked from what is at Azure. */
  z.object({
    verb: z.literal('request.number'),
    ...request,
    version,
    number: z.string().trim().max(100).default(''),
    picked: z.string().trim().max(100).default(''),
  }),
  z.object({ verb: z.literal('request.retry'), ...request, version }),
  /** Takes one that failed to the portal instead. `inSupportGroup`: the person says to be in one that may file there (B6). */
  z.object({ verb: z.literal('request.byPortal'), ...request, version, inSupportGroup: flag.default(false) }),
  z.object({ verb: z.literal('request.severity'), ...request, version, severity: text.default(''), reason: text.default('') }),
  /** All messages, whole; from 0, undefined: the newest. */
  z.object({ verb: z.literal('request.messages'), ...request, page: z.coerce.number().int().min(0).max(100_000).optional() }),
  /** Takes it off our list, and puts it back. */
  z.object({ verb: z.literal('request.end'), ...request, version, ending: z.enum(REQUEST_ENDINGS) }),
  z.object({ verb: z.literal('request.resume'), ...request, version }),
  /** Is told of it from now on. */
  z.object({ verb: z.literal('request.join'), ...request }),
  /** Is told of it no more. */
  z.object({ verb: z.literal('request.leave'), ...request }),
  z.object({ verb: z.literal('request.ownTicket'), ...request, version, ownTicket: z.string().trim().max(100).default('') }),
]);
export type RequestAction = z.infer<typeof RequestAction>;

/** Words for customers. `language`: of the text. */
const language = z.enum(LOCALES).optional();
export const WordingAction = z.discriminatedUnion('verb', [
  /** `inPlace`: on a card with such a text. */
  z.object({ verb: z.literal('wording.show'), ...request, language, withStatement: flag.default(false), inPlace: flag.default(false) }),
  z.object({ verb: z.literal('wording.statement'), language }),
]);
export type WordingAction = z.infer<typeof WordingAction>;

/** The action's data in the shape wanted; undefined when it is of an older card, or of no card of ours. */
export function readAction<T>(schema: z.ZodType<T>, { verb, data }: CardAction): T | undefined {
  return schema.safeParse({ ...data, verb }).data;
}
