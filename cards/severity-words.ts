import type { Nature } from '../src/domain/product.ts';
import { firstResponseTarget, type FirstResponseTarget } from '../src/domain/response-clock.ts';
import { SEVERITY_LABELS, type ImpactAnswers, type Proposal, type Severity } from '../src/domain/severity.ts';
import type { Words } from '../src/locales/words.ts';
import { listed } from './listed.ts';

/** "A · Critical" */
export function severityName(t: Words, severity: Severity): string {
  return `${SEVERITY_LABELS[severity]} · ${t(`severities.${severity}.name`)}`;
}

/** "first response within 2 hours" */
export function targetText(t: Words, target: FirstResponseTarget): string {
  return t(`targets.${target.unit}`, { count: target.amount });
}

/** The target, which holds for English only (B59), where it was said before that it promises no repair. */
export function heldTarget(t: Words, target: FirstResponseTarget): string {
  return inEnglishOnly(t, target, targetText(t, target));
}

/** The target with what it does not promise: no repair (B58), and nothing outside English (B59). */
export function honestTarget(t: Words, target: FirstResponseTarget): string {
  return inEnglishOnly(t, target, t('targets.notRepair', { target: targetText(t, target) }));
}

function inEnglishOnly(t: Words, { holds }: FirstResponseTarget, target: string): string {
  return holds ? target : t('targets.englishOnly', { target });
}

/** The clock before the severity is known: the hours of A, B and C (B55–B57), or the one business day of everything else (B60). */
export function clockText(t: Words, nature: Nature): string {
  const target = (severity: Severity) => firstResponseTarget(nature, severity, 'en');
  if (nature !== 'break-fix') return t('targets.anySeverity', { target: targetText(t, target('critical')) });
  const [critical, moderate, minimal] = [target('critical').amount, target('moderate').amount, target('minimal').amount];
  return t('impact.hours', { critical, moderate, minimal });
}

/** The proposed severity with its reason: "A, because production is stopped for everybody and there is no workaround". */
export function proposalText(t: Words, form: 'because' | 'proposed', { severity, reason }: Proposal): string {
  return t(`impact.${form}`, { severity: SEVERITY_LABELS[severity], reason: t(`impact.reasons.${reason}`) });
}

/** The answers in one line. */
export function impactText(t: Words, answers: ImpactAnswers): string {
  if ('ongoing' in answers) return t(`impact.said.ongoing.${answers.ongoing ? 'yes' : 'no'}`);
  const { affected, production, workaround } = answers;
  const parts = [
    t(`impact.said.affected.${affected}`),
    t(`impact.said.production.${production ? 'yes' : 'no'}`),
    t(`impact.said.workaround.${workaround ? 'yes' : 'no'}`),
  ];
  return listed(t, parts);
}
