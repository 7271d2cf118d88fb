import type { TurnContext } from 'botbuilder';
import type { ReportDraft, ReportFields, ReportStep } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { dueStep, fieldsOf, previousStep } from '../src/domain/report-steps.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { Outcome } from './report.ts';
import type { ReportSituation } from './report-situation.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'drafts'>;

/** To the card before this one; at the first, nothing happens. */
export async function goBack(context: TurnContext, deps: Needs, { draft, facts }: ReportSituation): Promise<Outcome> {
  const to = facts && previousStep(dueStep(draft, facts, turnInput(context).now), facts);
  return to === undefined ? { next: 'ask' } : saveDraft(context, deps, draft, fieldsOf(draft), to);
}

/** A version that does not fit any more means that another press was first: its result is shown. */
export async function saveDraft(
  context: TurnContext,
  { drafts }: Needs,
  draft: ReportDraft,
  fields: ReportFields,
  editing: ReportStep | undefined,
  problems: readonly FieldProblem[] = [],
): Promise<Outcome> {
  const saved = await drafts.save(draft.id, draft.version, fields, editing, turnInput(context).now);
  return { next: 'ask', draft: saved, problems: saved === undefined ? [] : problems };
}
