import type { PlanContent } from '../src/domain/escalation-plan-schema.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { PlanProblem } from '../src/domain/plan-problem.ts';
import { anyOf } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import layout from './plan-file-problems.json' with { type: 'json' };
import { planPlaceText } from './plan-place.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { safe } from './safe-text.ts';

type Expected =
  'duration' | 'time' | 'hours' | 'day' | 'per-cent' | 'turn' | 'person' | 'call' | 'choice' | 'text' | 'list' | 'map' | 'number';

/** Why a sent file is not taken. */
export type ShownFileProblem =
  | { readonly code: 'too-large' | 'no-yaml' | 'too-many-aliases' }
  | { readonly code: 'unknown-key' | 'missing-key'; readonly key: string }
  | { readonly code: 'wrong-value'; readonly key: string; readonly expected: Expected; readonly choices: readonly string[] }
  | { readonly code: 'unknown-person' | 'not-staff' | 'people-untold'; readonly named: string }
  | { readonly code: 'too-many-people'; readonly most: number }
  | { readonly code: 'outdated'; readonly seen: number; readonly current: number }
  /** `content`: the plan that the place is in. */
  | (PlanProblem & { readonly content: PlanContent });

interface FoundProblem {
  /** Undefined: it is not of a file any more. */
  readonly line: number | undefined;
  readonly problem: ShownFileProblem;
}

const render = cardLayout(layout);

const SHOWN = 20;

/** A file that is no plan: each problem with its line and what is to be done. */
export function planFileProblemsCard(locale: Locale, problems: readonly FoundProblem[]): AdaptiveCard {
  const t = words(locale);
  const left = problems.length - SHOWN;
  return render(locale, {
    eyebrow: t('plan.file.eyebrow'),
    title: t('plan.file.problemsTitle', { count: problems.length }),
    rows: problems.slice(0, SHOWN).map(({ line, problem }) => ({
      where: [
        line === undefined ? '' : t('plan.file.line', { line }),
        'content' in problem ? planPlaceText(t, problem.content, problem.at) : '',
      ]
        .filter(Boolean)
        .join(' · '),
      text: problemText(t, locale, problem),
    })),
    rest: left > 0 ? t('plan.file.moreProblems', { count: left }) : '',
    buttons: [button(t('plan.asFile'), 'plan.file', {}), commandButton(t, 'escalation')],
  });
}

function problemText(t: Words, locale: Locale, problem: ShownFileProblem): string {
  if ('content' in problem) return t(`plan.problems.${problem.code}`, { named: safe(problem.named, LIMITS.listedName) });
  switch (problem.code) {
    case 'unknown-key':
    case 'missing-key':
      return t(`plan.file.codes.${problem.code}`, { key: safe(problem.key, LIMITS.listedName) });
    case 'wrong-value':
      return wrongValueText(t, locale, problem);
    case 'unknown-person':
    case 'not-staff':
    case 'people-untold':
      return t(`plan.file.codes.${problem.code}`, { named: safe(problem.named, LIMITS.listedName) });
    case 'too-many-people':
      return t('plan.file.codes.too-many-people', { count: problem.most });
    case 'outdated':
      return t('plan.file.codes.outdated', { seen: problem.seen, current: problem.current });
    default:
      return t(`plan.file.codes.${problem.code}`);
  }
}

function wrongValueText(
  t: Words,
  locale: Locale,
  { key, expected, choices }: Extract<ShownFileProblem, { readonly code: 'wrong-value' }>,
): string {
  const known = expected === 'choice' && choices.length === 0 ? 'known' : expected;
  const shown = t(`plan.file.expected.${known}`, {
    choices: anyOf(
      locale,
      choices.map((one) => safe(one, LIMITS.listedName)),
    ),
  });
  // Without a key it is the file as a whole.
  if (key === '') return t('plan.file.codes.wrong-file', { expected: shown });
  return t('plan.file.codes.wrong-value', { key: safe(key, LIMITS.listedName), expected: shown });
}
