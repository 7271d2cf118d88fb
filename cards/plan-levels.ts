import type { Locale } from '../src/domain/locale.ts';
import { SEVERITIES, SEVERITY_LABELS, type Severity } from '../src/domain/severity.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { pageButtons } from './page-buttons.ts';
import { planListCard, type PlanRow } from './plan-list.ts';
import { emptyRow, PAGE_ROWS, type PlanPartView } from './plan-part.ts';
import { problemTexts } from './plan-typed.ts';
import { levelText, targetsText } from './plan-words.ts';
import type { AdaptiveCard } from './render.ts';
import { safe } from './safe-text.ts';
import { severityName } from './severity-words.ts';

export interface PlanPolicyView extends PlanPartView {
  readonly index: number;
}

const LEVELS_SHOWN = 3;

/** One policy: what is promised at each severity, and whom it calls when (`plan.targets`, `plan.levels`). */
export function planPolicyCard(locale: Locale, { plan, channels, mayChange, remark, problems, index }: PlanPolicyView): AdaptiveCard {
  const t = words(locale);
  const { version } = plan;
  const policy = plan.policies[index];
  const rows = SEVERITIES.flatMap((severity): readonly PlanRow[] => {
    if (policy === undefined) return [];
    const rules = policy.severities[severity];
    const name = severityName(t, severity);
    const left = rules.levels.length - LEVELS_SHOWN;
    const data = { version, index, severity };
    return [
      {
        name,
        plainName: name,
        lines: [
          targetsText(t, locale, rules),
          ...(rules.levels.length === 0 ? [t('plan.levels.none')] : []),
          ...rules.levels.slice(0, LEVELS_SHOWN).map((level, at) => `${at + 1}. ${levelText(t, locale, level, channels)}`),
          ...(left > 0 ? [t('words.more', { count: left })] : []),
        ],
        acts: mayChange
          ? [
              { title: t('plan.targets.change'), verb: 'plan.targets', data },
              { title: t('plan.levels.change'), verb: 'plan.levels', data },
            ]
          : [],
      },
    ];
  });
  return planListCard(locale, {
    title: t('plan.policy', { policy: safe(policy?.name ?? '', LIMITS.listedName) }),
    remark,
    problems: problemTexts(t, problems),
    rows,
    page: { offset: 0, limit: rows.length, total: rows.length },
    buttons: [
      ...(mayChange ? [button(t('plan.rename'), 'plan.form', { part: 'policies', version, index })] : []),
      button(t('plan.parts.policies'), 'plan.list', { part: 'policies' }),
      button(t('plan.back'), 'plan.show', {}),
    ],
  });
}

export interface PlanLevelsView extends PlanPolicyView {
  readonly severity: Severity;
  readonly offset: number;
}

/** The levels of a severity: whom each calls, when and how often (`plan.level`, `plan.removeLevel`). */
export function planLevelsCard(locale: Locale, view: PlanLevelsView): AdaptiveCard {
  const t = words(locale);
  const { plan, channels, remark, problems, index, severity, offset } = view;
  const levels = plan.policies[index]?.severities[severity].levels ?? [];
  const data = { version: plan.version, index, severity };
  const page = { offset, limit: PAGE_ROWS, total: levels.length };
  const rows = levels.slice(offset, offset + PAGE_ROWS).map((level, at): PlanRow => {
    const name = t('plan.levels.name', { number: offset + at + 1 });
    return {
      name,
      plainName: name,
      lines: [levelText(t, locale, level, channels)],
      acts: [
        { title: t('plan.change'), verb: 'plan.level', data: { ...data, level: offset + at } },
        { title: t('plan.remove'), verb: 'plan.removeLevel', data: { ...data, level: offset + at } },
      ],
    };
  });
  return planListCard(locale, {
    title: t('plan.levels.title', {
      policy: safe(plan.policies[index]?.name ?? '', LIMITS.listedName),
      severity: SEVERITY_LABELS[severity],
    }),
    remark,
    problems: problemTexts(t, problems),
    rows: rows.length === 0 ? [{ ...emptyRow(t), lines: [t('plan.levels.none')] }] : rows,
    page,
    buttons: [
      button(t('plan.levels.add'), 'plan.level', data, { style: 'positive' }),
      ...pageButtons(t, 'plan.levels', data, page),
      button(t('plan.policyBack'), 'plan.policy', { version: plan.version, index }),
    ],
  });
}
