import type { FirstResponseTarget } from '../src/domain/response-clock.ts';
import { SEVERITY_LABELS, type Severity } from '../src/domain/severity.ts';
import type { Words } from '../src/locales/words.ts';

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
