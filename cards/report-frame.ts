import { REPORT_STEPS, type ReportDraft, type ReportStep } from '../src/domain/report-draft.ts';
import type { FieldProblem, ReportField } from '../src/domain/report-problems.ts';
import type { Words } from '../src/locales/words.ts';

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

/** The labels of inputs, as `<field>Label`; a field with a problem says so in its label, where eyes and screen readers look for it. */
export function labelsOf<Field extends ReportField>(
  t: Words,
  problems: readonly FieldProblem[],
  fields: readonly Field[],
): Readonly<Record<`${Field}Label`, string>> {
  const label = (field: Field) => {
    const found = problems.find((problem) => problem.field === field);
    const name = t(`fields.${field}`);
    return found === undefined ? name : `⚠ ${name} (${t(`problems.${found.problem}`)})`;
  };
  return Object.fromEntries(fields.map((field) => [`${field}Label`, label(field)])) as Readonly<Record<`${Field}Label`, string>>;
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}
