import * as z from 'zod';
import { CHOICE_GOALS } from '../src/domain/command.ts';
import { LOCALES } from '../src/domain/locale.ts';
import { COMMAND_NAMES } from '../src/domain/permissions.ts';
import { REPORT_STEPS } from '../src/domain/report-draft.ts';
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
const versioned = { ...draft, version };
/** Inputs stay beside: they are read one by one, so that one bad input costs only itself. */
export const ReportAction = z.discriminatedUnion('verb', [
  z.looseObject({ verb: z.literal('report.answer'), ...versioned, step: z.enum(REPORT_STEPS) }),
  z.object({ verb: z.literal('report.edit'), ...versioned, step: z.enum(REPORT_STEPS) }),
  z.object({ verb: z.literal('report.back'), ...versioned }),
  z.object({ verb: z.literal('report.linkIssue'), ...versioned, issueId: text }),
  z.object({ verb: z.literal('report.submit'), ...versioned }),
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
  z.object({ verb: z.literal('request.number'), ...request, version, number: z.string().trim().max(100).default('') }),
  z.object({ verb: z.literal('request.retry'), ...request, version }),
]);
export type RequestAction = z.infer<typeof RequestAction>;

/** The action's data in the shape wanted; undefined when it is of an older card, or of no card of ours. */
export function readAction<T>(schema: z.ZodType<T>, { verb, data }: CardAction): T | undefined {
  return schema.safeParse({ ...data, verb }).data;
}
