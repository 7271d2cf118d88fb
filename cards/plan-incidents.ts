import type { IncidentRule } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import { SEVERITIES } from '../src/domain/severity.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { planFormCard } from './plan-form.ts';
import { problemTexts } from './plan-typed.ts';
import type { PlanFormView } from './plan-choices.ts';
import type { AdaptiveCard } from './render.ts';
import { severityName } from './severity-words.ts';
import { choice } from './watch-words.ts';

export const OPENS_CASE = ['never', 'high-impact', 'unseen', 'high-impact-or-unseen'] as const;

/** Whether an incident opens a case by itself (`plan.saveIncidents`). */
export function planIncidentsCard(locale: Locale, { plan, problems, rule }: PlanFormView & { readonly rule: IncidentRule }): AdaptiveCard {
  const t = words(locale);
  return planFormCard(locale, {
    title: t('plan.parts.incidents'),
    problems: problemTexts(t, problems),
    notes: [t('plan.incidents.note')],
    fields: [
      {
        kind: 'one',
        id: 'openCase',
        label: t('plan.inputs.openCase'),
        value: rule.openCase,
        choices: OPENS_CASE.map((one) => choice(t(`plan.incidents.kinds.${one}`), one)),
      },
      {
        kind: 'one',
        id: 'severity',
        label: t('plan.inputs.caseSeverity'),
        value: rule.severity,
        choices: SEVERITIES.map((severity) => choice(severityName(t, severity), severity)),
      },
    ],
    verb: 'plan.saveIncidents',
    data: { version: plan.version },
    buttons: [button(t('plan.back'), 'plan.show', {})],
  });
}
