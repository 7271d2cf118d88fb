import type { Locale } from '../src/domain/locale.ts';
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

/** The target with what it does not promise: no repair (B58), and nothing outside English (B59). */
export function honestTarget(t: Words, target: FirstResponseTarget): string {
  const text = t('targets.notRepair', { target: targetText(t, target) });
  return target.holds ? text : t('targets.englishOnly', { target: text });
}

/** The clock before the severity is known: the hours of A, B and C (B55–B57), or the one business day of everything else (B60). */
export function clockText(t: Words, nature: Nature, language: Locale): string {
  const target = (severity: Severity) => firstResponseTarget(nature, severity, language);
  if (nature !== 'break-fix') return t('targets.anySeverity', { target: targetText(t, target('critical')) });
  const [critical, moderate, minimal] = [target('critical').amount, target('moderate').amount, target('minimal').amount];
  return t('impact.hours', { critical, moderate, minimal });
}

/** The proposed severity with its reason: "A, because production is stopped for everybody and there is no workaround". */
export function proposalText(t: Words, form: 'because' | 'proposed', { severity, reason }: Proposal): string {
  return t(`impact.${form}`, { severity: SEVERITY_LABELS[severity], reason: t(`impact.reasons.${reason}`) });
}

/** The three answers in one line. */
export function impactText(t: Words, { affected, production, workaround }: ImpactAnswers): string {
  const parts = [
    t(`impact.said.affected.${affected}`),
    t(`impact.said.production.${production ? 'yes' : 'no'}`),
    t(`impact.said.workaround.${workaround ? 'yes' : 'no'}`),
  ];
  return listed(t, parts);
}
