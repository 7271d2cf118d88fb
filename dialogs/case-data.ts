import * as z from 'zod';
import { CASE_CARDS } from '../cards/case-data.ts';
import { CASE_CAUSES, WAITED_FOR } from '../src/domain/support-case.ts';
import { SEVERITIES } from '../src/domain/severity.ts';

const id = z.guid().transform((value) => value.toLowerCase());
/** A field of a form. Empty ones are told apart from cards that are not ours. */
const field = (limit: number) => z.string().trim().max(limit).default('');

const on = {
  caseId: id,
  version: z.coerce.number().int().positive(),
  /** Which card it stands on. */
  on: z.enum(CASE_CARDS),
};

/** The buttons of a case's cards with their forms. */
export const CasePress = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('case.take'), ...on }),
  /** `from`: who had it when the card was made. */
  z.object({ verb: z.literal('case.takeOver'), ...on, from: z.string().max(100).optional() }),
  z.object({ verb: z.literal('case.hand'), ...on, colleague: field(100) }),
  z.object({ verb: z.literal('case.release'), ...on }),
  z.object({ verb: z.literal('case.note'), ...on, note: field(4_000) }),
  z.object({ verb: z.literal('case.wait'), ...on, for: z.enum(WAITED_FOR) }),
  z.object({ verb: z.literal('case.goOn'), ...on }),
  z.object({ verb: z.literal('case.severity'), ...on, severity: z.enum(SEVERITIES), severityReason: field(1_000) }),
  z.object({ verb: z.literal('case.link'), ...on, issue: field(40) }),
  z.object({
    verb: z.literal('case.resolve'),
    ...on,
    cause: z.enum(CASE_CAUSES).exclude(['withdrawn']).optional().catch(undefined),
    resolution: field(4_000),
  }),
  z.object({ verb: z.literal('case.reopen'), ...on, reopenReason: field(2_000) }),
  z.object({ verb: z.literal('case.withdraw'), ...on }),
  z.object({ verb: z.literal('case.confirm'), ...on }),
  z.object({ verb: z.literal('case.refuse'), ...on, refuseReason: field(2_000) }),
  z.object({ verb: z.literal('case.post'), ...on }),
]);
export type CasePress = z.infer<typeof CasePress>;

/** Another page of a list. */
export const CasesPage = z.object({
  verb: z.literal('case.page'),
  filter: z.enum(['mine', 'open', 'all']).optional(),
  tenantId: id.optional(),
  offset: z.coerce.number().int().min(0).max(1_000),
});
export type CasesPage = z.infer<typeof CasesPage>;
