import * as z from 'zod';
import { issueId } from './incident-data.ts';

/** The data of the buttons of an escalation. Ids are only known to be well formed here: whoever uses one asks whether this person may. */
const id = z.guid().transform((value) => value.toLowerCase());
const flag = z.union([z.boolean(), z.stringbool()]);

/** Goes with every press of the form; inputs stay beside and are read one by one, so that one bad input costs only itself. */
const form = { caseId: id, requestId: id.optional(), issueId: issueId.optional() };

export const EscalateAction = z.discriminatedUnion('verb', [
  /** From an incident (`customer`: the one picked in the typeahead), or from a report in writing. */
  z.looseObject({
    verb: z.literal('escalate.begin'),
    issueId: issueId.optional(),
    tenantId: id.optional(),
    customer: z.string().max(200).optional(),
    draftId: id.optional(),
  }),
  z.looseObject({ verb: z.literal('escalate.submit'), ...form, anyway: flag.default(false) }),
  z.looseObject({ verb: z.literal('escalate.join'), ...form, joinId: id }),
  z.object({ verb: z.literal('escalate.drop'), ...form }),
]);
export type EscalateAction = z.infer<typeof EscalateAction>;
export type FormAction = Extract<EscalateAction, { readonly verb: 'escalate.submit' | 'escalate.join' }>;
