import type { TurnContext } from 'botbuilder';
import { nameSpans } from '../src/domain/name-spans.ts';
import { applyTyped } from '../src/domain/report-typed.ts';
import { withCustomer } from '../src/domain/report-answers.ts';
import type { ReportFields } from '../src/domain/report-draft.ts';
import { dueStep, fieldsOf } from '../src/domain/report-steps.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { ownDraft, showWhatBecameOf } from './own-draft.ts';
import type { Outcome } from './report.ts';
import { readSituation } from './report-situation.ts';
import { permitted } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** Typed text fills the fields of the card that is due. */
export async function takeText(context: TurnContext, deps: DialogDependencies, draftId: string, text: string): Promise<Outcome> {
  // As every button of a report asks: the role may have been taken away while it was being written.
  if (!(await permitted(context, 'report'))) return { next: 'ended' };
  const { now } = turnInput(context);
  const draft = await ownDraft(context, deps, draftId);
  if (draft === undefined) {
    await showWhatBecameOf(context, deps, draftId);
    return { next: 'ended' };
  }
  const { facts } = await readSituation(context, deps, draft);
  const step = dueStep(draft, facts);
  const named =
    step === 'subject' ? await namedIn(context, deps, fieldsOf(draft), text) : { fields: fieldsOf(draft), rest: text, candidates: [] };
  const { fields, problems } = applyTyped(named.fields, step, named.rest, now);
  const saved = await deps.drafts.save(draft.id, draft.version, fields, undefined, now);
  return { next: 'ask', draft: saved, problems, candidates: named.candidates };
}

/** The customer a text on the first card names. `rest` is empty when it says nothing else. */
async function namedIn(
  context: TurnContext,
  deps: DialogDependencies,
  fields: ReportFields,
  text: string,
): Promise<{ readonly fields: ReportFields; readonly rest: string; readonly candidates: readonly string[] }> {
  // "Azure" names no customer: nothing is searched for.
  if (nameSpans(text, 1).length === 0) return { fields, rest: text, candidates: [] };
  const found = await deps.findCustomer(text, fields.tenantId === undefined ? 'in-sentence' : 'whole');
  if (found.kind === 'one') {
    await choose(context, deps, found.customer);
    return { fields: withCustomer(fields, found.customer.tenantId), rest: found.rest.trim() === '' ? '' : text, candidates: [] };
  }
  const candidates = found.kind === 'several' && fields.tenantId === undefined ? found.customers.map(({ tenantId }) => tenantId) : [];
  return { fields, rest: text, candidates };
}
