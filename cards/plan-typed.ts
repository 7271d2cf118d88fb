import type { PlanContent } from '../src/domain/escalation-plan-schema.ts';
import type { PlanProblem } from '../src/domain/plan-problem.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { planPlaceText } from './plan-place.ts';
import { safe } from './safe-text.ts';

/** Why what was typed into a form of the plan cannot be read. */
export const TYPED_PROBLEMS = [
  'no-name',
  'bad-span',
  'bad-number',
  'bad-time',
  'bad-zone',
  'bad-hours',
  'unknown-person',
  'several-people',
  'not-staff',
  'people-untold',
  'no-customer',
] as const;

export interface TypedProblem {
  readonly name: (typeof TYPED_PROBLEMS)[number];
  /** What was typed. */
  readonly named: string;
}

/** Why a change was not saved: it cannot be read, or makes no sense in the plan (`content`: as it would be). */
export type FormProblem = TypedProblem | (PlanProblem & { readonly content: PlanContent });

const SHOWN = 6;

/** The first of them: each with what is to be done. */
export function problemTexts(t: Words, problems: readonly FormProblem[]): readonly string[] {
  const left = problems.length - SHOWN;
  return [...problems.slice(0, SHOWN).map((problem) => problemText(t, problem)), ...(left > 0 ? [t('words.more', { count: left })] : [])];
}

function problemText(t: Words, problem: FormProblem): string {
  const named = safe(problem.named, LIMITS.listedName);
  if (!('code' in problem)) return t(`plan.typed.${problem.name}`, { named });
  const text = t(`plan.problems.${problem.code}`, { named });
  const place = planPlaceText(t, problem.content, problem.at);
  return place === '' ? text : t('words.labelled', { label: place, text });
}
