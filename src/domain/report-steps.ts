import { REPORT_STEPS, type ReportDraft, type ReportFields, type ReportStep } from './report-draft.ts';
import { asksForEscalation, formProblems, healthProblems, subjectProblems, type ReportFacts } from './report-problems.ts';

/** How long what was seen of the health counts: a report that lay longer shows it anew, as an incident may have begun since (B19). */
const HEALTH_COUNTS_FOR_MS = 3_600_000;

/** The card that is due: the one the person went back to, else the first whose answers are not all there. Without facts (no customer, no product yet) it is the first. */
export function dueStep(draft: ReportDraft, facts: ReportFacts | undefined, now: Date): ReportStep {
  if (facts === undefined || subjectProblems(draft).length > 0) return 'subject';
  const { editing } = draft;
  if (editing !== undefined && editing !== 'review' && cardsOf(facts).includes(editing)) return editing;
  if (isHealthDue(draft, facts, now) || healthProblems(draft, facts).length > 0) return 'health';
  return formProblems(draft, facts).length > 0 ? 'form' : 'review';
}

/** Whether the health of the services has to be looked at before anything is filed: for the first time, or again. */
export function isHealthDue({ healthSeenAt }: Pick<ReportDraft, 'healthSeenAt'>, { answer }: ReportFacts, now: Date): boolean {
  return asksForEscalation(answer) && (healthSeenAt === undefined || now.getTime() - healthSeenAt.getTime() > HEALTH_COUNTS_FOR_MS);
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

/** Whether anybody wrote something in it, rather than only pressed. */
export function hasText({ title, description, tried, ownTicket }: ReportFields): boolean {
  return [title, description, tried, ownTicket].some(Boolean);
}

/** Whether more was answered in it than what its first sentence said. */
export function hasAnswers({ healthSeenAt, criterion, tried, affected, severity, topicId }: ReportFields): boolean {
  return [healthSeenAt, criterion, tried, affected, severity, topicId].some((answer) => answer !== undefined);
}

/** The gathered fields alone, without the row's own. */
export function fieldsOf(draft: ReportDraft): ReportFields {
  const { id: _id, version: _v, personId: _p, conversationId: _c, editing: _e, createdAt: _at, updatedAt: _up, ...fields } = draft;
  return fields;
}

function cardsOf({ answer }: ReportFacts): readonly ReportStep[] {
  return REPORT_STEPS.filter((step) => step !== 'health' || asksForEscalation(answer));
}
