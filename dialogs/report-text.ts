import type { TurnContext } from 'botbuilder';
import { withCustomer } from '../src/domain/report-answers.ts';
import type { ReportDraft, ReportFields } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { withMoment } from '../src/domain/dated-since.ts';
import { applyTyped } from '../src/domain/report-typed.ts';
import { dueStep, fieldsOf } from '../src/domain/report-steps.ts';
import { isFiller, replyIn, withoutCorrection } from '../src/domain/reply.ts';
import { choose } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { draftOfText, showWhatBecameOf } from './own-draft.ts';
import type { Outcome } from './report.ts';
import { goBack, saveDraft } from './report-moves.ts';
import { readSituation } from './report-situation.ts';
import { permitted } from './reply.ts';
import { said } from './said.ts';
import { turnInput } from './turn-input.ts';

/** Typed text fills the fields of the card that is due; "back" goes back, "another customer" asks for one. */
export async function takeText(context: TurnContext, deps: DialogDependencies, draftId: string, text: string): Promise<Outcome> {
  // As every button of a report asks: the role may have been taken away while it was being written.
  if (!(await permitted(context, 'report'))) return { next: 'ended' };
  const draft = await draftOfText(context, deps, draftId);
  if (draft === undefined) {
    await showWhatBecameOf(context, deps, draftId);
    return { next: 'ended' };
  }
  switch (replyIn(text)) {
    case 'back':
      return goBack(context, deps, await readSituation(context, deps, draft));
    case 'other-customer':
      return saveDraft(context, deps, draft, fieldsOf(draft), 'subject');
    case 'alone':
      return { next: 'ask', draft, unclear: text };
    case undefined:
      return addTyped(context, deps, draft, text);
  }
}

/** Takes a text that is about this report over into the fields of the card that is due. */
export async function addTyped(context: TurnContext, deps: DialogDependencies, draft: ReportDraft, text: string): Promise<Outcome> {
  const { now, timeZone } = turnInput(context);
  const { facts } = await readSituation(context, deps, draft);
  const step = dueStep(draft, facts, now);
  const named = step === 'subject' ? await namedIn(context, deps, fieldsOf(draft), text) : { fields: fieldsOf(draft), rest: text };
  const { fields, problems, added } = applyTyped(named.fields, step, named.rest, now);
  const saved = await deps.drafts.save(draft.id, draft.version, withMoment(fields, draft, now, timeZone), undefined, now);
  const { candidates, customerProblem } = named;
  return { next: 'ask', draft: saved, problems, added: saved && added, candidates, customerProblem };
}

/** The customer a text on the first card names. `rest` is empty when it says nothing else. */
async function namedIn(
  context: TurnContext,
  deps: DialogDependencies,
  fields: ReportFields,
  text: string,
): Promise<{
  readonly fields: ReportFields;
  readonly rest: string;
  readonly candidates?: readonly string[];
  readonly customerProblem?: FieldProblem['problem'];
}> {
  const found = await said(context, deps, text).customer();
  const known = fields.tenantId;
  if (found.kind === 'one') {
    const onlyTheName = isFiller(found.rest) || withoutCorrection(found.rest) === '';
    // Somebody else in a sentence with more in it was asked about before.
    if (known !== undefined && !onlyTheName) return { fields, rest: text };
    await choose(context, deps, found.customer);
    return { fields: withCustomer(fields, found.customer.tenantId), rest: onlyTheName ? '' : text };
  }
  const meant = found.kind === 'several' ? found.customers : found.near;
  if (known !== undefined || meant.length === 0) return { fields, rest: text };
  return {
    fields,
    rest: text,
    candidates: meant.map(({ tenantId }) => tenantId),
    customerProblem: found.kind === 'several' ? 'ambiguous' : 'not-found',
  };
}
