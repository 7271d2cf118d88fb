import type { PlanContent } from '../src/domain/escalation-plan-schema.ts';
import type { PlanPlace, PlanRemark } from '../src/domain/plan-problem.ts';
import { SEVERITIES, SEVERITY_LABELS } from '../src/domain/severity.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { safe } from './safe-text.ts';

/** Where something stands in a plan, for people: "policy “usual”, severity A, level 2". Empty for the whole plan. */
export function planPlaceText(t: Words, plan: PlanContent, place: PlanPlace): string {
  const [kind, index] = place;
  if (kind === 'incidents') return t('plan.problems.at.incidents');
  if (typeof index !== 'number') return '';
  const severity = SEVERITIES.find((one) => place[2] === 'severities' && one === place[3]);
  const level = place[4] === 'levels' && typeof place[5] === 'number' ? place[5] + 1 : undefined;
  return [
    partText(t, plan, kind, index),
    severity === undefined ? '' : t('plan.problems.at.severity', { severity: SEVERITY_LABELS[severity] }),
    level === undefined ? '' : t('plan.problems.at.level', { number: level }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** What may be meant so: "rota “Nights”: No level calls it." */
export function planRemarkText(t: Words, plan: PlanContent, { code, at }: PlanRemark): string {
  return t('words.labelled', { label: planPlaceText(t, plan, at), text: t(`plan.problems.hints.${code}`) });
}

function partText(t: Words, plan: PlanContent, kind: PlanPlace[0] | undefined, index: number): string {
  const named = (all: readonly { readonly name: string }[]) => ({ name: safe(all[index]?.name ?? '', LIMITS.listedName) });
  switch (kind) {
    case 'calendars':
      return t('plan.problems.at.calendar', named(plan.calendars));
    case 'rotas':
      return t('plan.problems.at.rota', named(plan.rotas));
    case 'policies':
      return t('plan.problems.at.policy', named(plan.policies));
    case 'routes':
      return t('plan.problems.at.route', { number: index + 1 });
    default:
      return '';
  }
}
