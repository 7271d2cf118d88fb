import { titleOf } from './intent.ts';
import { LOCALES } from './locale.ts';
import { PRODUCTS } from './product.ts';
import { InputReader, type RawInputs } from './report-answers.ts';
import type { ReportFields } from './report-draft.ts';
import type { FieldProblem } from './report-problems.ts';
import { IMPACTS, proposedSeverity, SEVERITIES, type Severity } from './severity.ts';
import type { CaseContent } from './support-case.ts';

/** What is asked of an escalation; all of it is also asked of a report. */
export type EscalationFields = Pick<
  ReportFields,
  'tenantId' | 'product' | 'impact' | 'severity' | 'severityReason' | 'title' | 'description' | 'tried' | 'language'
>;

/** Everything that a case needs is there. */
export type WholeEscalation = Omit<CaseContent, 'tenantId' | 'customerName'> & {
  readonly severity: Severity;
  /** Why it is not the one that the impact suggests (B54). */
  readonly severityReason: string | undefined;
};

/** Takes over the inputs of the form; the customer is looked up by the caller. An input that is not there leaves its field as it was, an empty one clears it. */
export function readEscalation(
  before: EscalationFields,
  raw: RawInputs,
): { readonly fields: EscalationFields; readonly problems: readonly FieldProblem[] } {
  const inputs = new InputReader(raw);
  const impact = inputs.choice('impact', IMPACTS, before.impact);
  const proposed = impact && proposedSeverity(impact);
  // The severity follows the impact unless the person says otherwise (B54), and only then a reason means anything.
  const severity = inputs.choice('severity', SEVERITIES, undefined) ?? proposed;
  const severityReason = inputs.text('severityReason', before.severityReason);
  const fields = {
    ...before,
    product: inputs.choice('product', PRODUCTS, before.product),
    impact,
    severity,
    severityReason: severity === proposed ? undefined : severityReason,
    title: inputs.text('title', before.title),
    description: inputs.text('description', before.description),
    tried: inputs.text('tried', before.tried),
    language: inputs.choice('language', LOCALES, before.language),
  };
  return { fields, problems: inputs.problems };
}

/** The whole of it, or what is still missing. What was tried is asked (B24); a title follows from the description. */
export function wholeEscalation(
  { tenantId, product, impact, severity, severityReason, title, description, tried, language }: EscalationFields,
  { customerNeeded }: { readonly customerNeeded: boolean },
): WholeEscalation | readonly FieldProblem[] {
  const missing = (field: FieldProblem['field'], value: unknown): readonly FieldProblem[] =>
    value === undefined ? [{ field, problem: 'missing' }] : [];
  const asked = severity ?? (impact && proposedSeverity(impact));
  const differs = impact === undefined || asked !== proposedSeverity(impact);
  if (product !== undefined && asked !== undefined && description !== undefined && tried !== undefined && language !== undefined) {
    const reasonLacks = differs && severityReason === undefined;
    if (!reasonLacks && (tenantId !== undefined || !customerNeeded)) {
      const reason = differs ? severityReason : undefined;
      return { product, severity: asked, severityReason: reason, title: title ?? titleOf(description), description, tried, language };
    }
  }
  return [
    ...(customerNeeded ? missing('customer', tenantId) : []),
    ...missing('product', product),
    ...missing('impact', asked),
    ...(asked !== undefined && differs ? missing('severityReason', severityReason).map(reasonNeeded) : []),
    ...missing('description', description),
    ...missing('tried', tried),
    ...missing('language', language),
  ];
}

const reasonNeeded = ({ field }: FieldProblem): FieldProblem => ({ field, problem: 'reason-needed' });
