import type { Customer } from '../src/domain/customer.ts';
import { REPORT_STEPS, type ReportDraft, type ReportStep } from '../src/domain/report-draft.ts';
import type { FieldProblem, ReportField } from '../src/domain/report-problems.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { safe } from './safe-text.ts';

/** What the four cards of the report have in common: the step, the problems on top, the ids of the buttons. */
export function reportFrame(t: Words, step: ReportStep, draft: ReportDraft, problems: readonly FieldProblem[]) {
  return {
    eyebrow: t('report.step', { step: REPORT_STEPS.indexOf(step) + 1 }),
    ...problemBlock(t, problems),
    draft: { draftId: draft.id, version: draft.version },
    answer: { draftId: draft.id, version: draft.version, step },
  };
}

/** What cannot stay as it is, on top of a form. */
export function problemBlock(t: Words, problems: readonly FieldProblem[]) {
  return {
    hasProblems: problems.length > 0,
    problemsTitle: t('report.problems', { count: problems.length }),
    problems: problems.map(({ field, problem }) => ({
      text: `• ${t('report.problemLine', { field: t(`fields.${field}`), problem: t(`problems.${problem}`) })}`,
    })),
  };
}

/** That the texts name the customer of before. */
export function stillNamedRemark(
  t: Words,
  { customer, stillNamed }: { readonly customer: Customer; readonly stillNamed?: Customer | undefined },
) {
  if (stillNamed === undefined) return [];
  return [{ text: t('report.stillNamed', { earlier: safe(stillNamed.name, LIMITS.name), customer: safe(customer.name, LIMITS.name) }) }];
}

/**
 * The labels of inputs, as `<field>Label`; a field with a problem says so in its label, where eyes and screen readers look for it. `required`: marked as such
 * by us, not by `isRequired`, with which Teams would let no button take along what is typed so far.
 */
export function labelsOf<Field extends ReportField>(
  t: Words,
  problems: readonly FieldProblem[],
  fields: readonly Field[],
  required: readonly ReportField[] = [],
): Readonly<Record<`${Field}Label`, string>> {
  const label = (field: Field) => {
    const found = problems.find((problem) => problem.field === field);
    const name = `${t(`fields.${field}`)}${required.includes(field) ? ' *' : ''}`;
    return found === undefined ? name : `⚠ ${name} (${t(`problems.${found.problem}`)})`;
  };
  return Object.fromEntries(fields.map((field) => [`${field}Label`, label(field)])) as Readonly<Record<`${Field}Label`, string>>;
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}
