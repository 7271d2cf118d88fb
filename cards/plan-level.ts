import type { EscalationLevel, EscalationPlan } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import { peopleOf } from '../src/domain/plan-change.ts';
import { writtenPeople } from '../src/domain/plan-people.ts';
import { SEVERITY_LABELS, type Severity } from '../src/domain/severity.ts';
import { writtenMinutes } from '../src/domain/typed-duration.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { channelChoices, indexOf, namedChoices, type PlanFormView } from './plan-choices.ts';
import { planFormCard, type Field } from './plan-form.ts';
import { problemTexts } from './plan-typed.ts';
import type { NamedChannel } from './plan-words.ts';
import type { AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

/** A level as it stands in the form. */
export interface WrittenLevel {
  readonly after: string;
  readonly every: string;
  readonly times: string;
  /** Indices, joined by commas. */
  readonly rotas: string;
  readonly channels: string;
  /** One a line. */
  readonly people: string;
}

export interface PlanLevelView extends PlanFormView {
  readonly channels: readonly NamedChannel[];
  readonly index: number;
  readonly severity: Severity;
  /** Undefined: a new one. */
  readonly level: number | undefined;
  readonly written: WrittenLevel;
}

export function levelAsWritten(locale: Locale, plan: EscalationPlan, { afterMinutes, repeat, call }: EscalationLevel): WrittenLevel {
  return {
    after: writtenMinutes(locale, afterMinutes),
    every: repeat === undefined ? '' : writtenMinutes(locale, repeat.everyMinutes),
    times: repeat === undefined ? '' : `${repeat.times}`,
    rotas: call.flatMap((target) => ('rota' in target ? [indexOf(plan.rotas, target.rota)] : [])).join(','),
    channels: call.flatMap((target) => ('channel' in target ? [target.channel] : [])).join(','),
    people: writtenPeople(
      call.flatMap((target) => ('person' in target ? [target.person] : [])),
      peopleOf(plan),
    ),
  };
}

const SPAN = 40;
/** Of people, one a line; as many as a level may call. */
export const PEOPLE_LETTERS = 4_100;

/** Whom a level calls, when and how often (`plan.saveLevel`). */
export function planLevelCard(locale: Locale, view: PlanLevelView): AdaptiveCard {
  const t = words(locale);
  const { plan, channels, index, severity, level, written, problems } = view;
  const hint = t('plan.inputs.spanHint');
  const chosen: readonly Field[] = [
    ...(plan.rotas.length === 0
      ? []
      : [
          {
            kind: 'several' as const,
            id: 'rotas',
            label: t('plan.inputs.rotas'),
            value: written.rotas,
            choices: namedChoices(plan.rotas, written.rotas),
          },
        ]),
    ...(channels.length === 0
      ? []
      : [
          {
            kind: 'several' as const,
            id: 'channels',
            label: t('plan.inputs.channels'),
            value: written.channels,
            choices: channelChoices(t, channels, written.channels),
          },
        ]),
  ];
  const policy = safe(plan.policies[index]?.name ?? '', LIMITS.listedName);
  return planFormCard(locale, {
    title: t('plan.levels.title', { policy, severity: SEVERITY_LABELS[severity] }),
    problems: problemTexts(t, problems),
    notes: [t('plan.levels.note')],
    fields: [
      { kind: 'text', id: 'after', label: t('plan.inputs.after'), value: plain(written.after, SPAN), hint, most: SPAN },
      ...chosen,
      {
        kind: 'text',
        id: 'people',
        label: t('plan.inputs.people'),
        value: plain(written.people, PEOPLE_LETTERS, 'lines'),
        hint: t('plan.inputs.peopleHint'),
        most: PEOPLE_LETTERS,
        lines: true,
      },
      { kind: 'text', id: 'every', label: t('plan.inputs.every'), value: plain(written.every, SPAN), hint, most: SPAN },
      { kind: 'text', id: 'times', label: t('plan.inputs.times'), value: plain(written.times, SPAN), most: SPAN },
    ],
    verb: 'plan.saveLevel',
    data: { version: plan.version, index, severity, ...(level !== undefined && { level }) },
    buttons: [button(t('plan.levels.back'), 'plan.levels', { version: plan.version, index, severity })],
  });
}
