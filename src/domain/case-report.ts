import { impliedCategory } from './report-answers.ts';
import type { ReportFields } from './report-draft.ts';
import { answersFor, IMPACTS, proposedSeverity, type Impact, type Severity } from './severity.ts';
import type { SupportCase } from './support-case.ts';

/**
 * What a report begins with that is filed from a case. What a case does not know (why Microsoft has to act, of a commercial matter its nature) is asked; of
 * the impact it begins with answers that give the case's severity.
 */
export function reportOfCase(from: SupportCase): ReportFields {
  const { tenantId, product, title, description, tried, severity, language, issueId } = from;
  const technical = product !== 'commercial';
  return {
    tenantId,
    product,
    nature: technical ? 'break-fix' : undefined,
    category: impliedCategory(product, undefined) ?? 'performance-availability',
    title,
    description,
    tried,
    ...answersFor(severity),
    impact: impactOf(severity),
    severity,
    language,
    linkedIssueId: issueId,
    caseId: from.id,
  };
}

/** The impact that a severity is proposed for. */
export function impactOf(severity: Severity): Impact | undefined {
  return IMPACTS.find((impact) => proposedSeverity(impact) === severity);
}
