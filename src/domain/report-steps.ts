import { REPORT_STEPS, type ReportDraft, type ReportFields, type ReportStep } from './report-draft.ts';
import { asksForEscalation, formProblems, healthProblems, subjectProblems, type ReportFacts } from './report-problems.ts';

/** The card that is due: the one the person went back to, else the first whose answers are not all there. Without facts (no customer, no product yet) it is the first. */
export function dueStep(draft: ReportDraft, facts: ReportFacts | undefined): ReportStep {
  if (facts === undefined || subjectProblems(draft).length > 0) return 'subject';
  const { editing } = draft;
  if (editing !== undefined && editing !== 'review' && cardsOf(facts).includes(editing)) return editing;
  if (asksForEscalation(facts.answer) && (draft.healthSeenAt === undefined || healthProblems(draft, facts).length > 0)) return 'health';
  return formProblems(draft, facts).length > 0 ? 'form' : 'review';
}

/** The card before this one; undefined at the first. */
export function previousStep(step: ReportStep, facts: ReportFacts): ReportStep | undefined {
  const cards = cardsOf(facts);
  return cards[cards.indexOf(step) - 1];
}

/** Whether anything was said in it: one without is not worth offering to go on with. */
export function isBlank(fields: ReportFields): boolean {
  return fields.product === undefined && fields.nature === undefined && !fields.title && !fields.description && !fields.tried;
}

/** The gathered fields alone, without the row's own. */
export function fieldsOf(draft: ReportDraft): ReportFields {
  const { id: _id, version: _v, personId: _p, conversationId: _c, editing: _e, createdAt: _at, updatedAt: _up, ...fields } = draft;
  return fields;
}

function cardsOf({ answer }: ReportFacts): readonly ReportStep[] {
  return REPORT_STEPS.filter((step) => step !== 'health' || asksForEscalation(answer));
}
