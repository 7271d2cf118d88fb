import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import { planRemarks } from '../src/domain/plan-remarks.ts';
import { SEVERITY_LABELS } from '../src/domain/severity.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { planListCard, type PlanRemarkShown, type PlanRow } from './plan-list.ts';
import { planRemarkText } from './plan-place.ts';
import { channelOf, routeText, type NamedChannel } from './plan-words.ts';
import type { AdaptiveCard } from './render.ts';
import { safe } from './safe-text.ts';

export interface PlanView {
  readonly plan: EscalationPlan;
  readonly channels: readonly NamedChannel[];
  readonly mayChange: boolean;
  readonly remark: PlanRemarkShown | undefined;
}

const SHOWN = 4;

/** How this partner escalates, at a glance; each part opens (`plan.list`, `plan.incidents`). Customers are only counted here. */
export function planCard(locale: Locale, { plan, channels, mayChange, remark }: PlanView): AdaptiveCard {
  const t = words(locale);
  const { version, routes, policies, rotas, calendars, incidents } = plan;
  const channelLines = channels.length === 0 ? [t('plan.noChannels')] : [];
  const rows: PlanRow[] = [
    part(t, 'routes', [
      ...channelLines,
      ...few(
        t,
        routes.map((route) => `${routeText(t, route, 'nobody')} → ${channelOf(t, route.channelId, channels)}`),
      ),
    ]),
    part(
      t,
      'policies',
      few(
        t,
        policies.map(({ name }) => safe(name, LIMITS.listedName)),
      ),
    ),
    part(
      t,
      'rotas',
      few(
        t,
        rotas.map(({ name, members }) => t('plan.rotas.line', { rota: safe(name, LIMITS.listedName), count: members.length })),
      ),
    ),
    part(
      t,
      'calendars',
      few(
        t,
        calendars.map(({ name, timeZone }) => `${safe(name, LIMITS.listedName)} · ${safe(timeZone, LIMITS.listedName)}`),
      ),
    ),
    {
      name: t('plan.parts.incidents'),
      plainName: t('plan.parts.incidents'),
      lines: [
        incidents.openCase === 'never'
          ? t('plan.incidents.kinds.never')
          : `${t(`plan.incidents.kinds.${incidents.openCase}`)} · ${t('plan.route.severity', { severity: SEVERITY_LABELS[incidents.severity] })}`,
      ],
      acts: mayChange ? [{ title: t('plan.change'), verb: 'plan.incidents', data: { version } }] : [],
    },
  ];
  const hints = mayChange ? planRemarks(plan).map((hint) => planRemarkText(t, plan, hint)) : [];
  if (hints.length > 0) rows.push({ name: t('plan.hints'), plainName: t('plan.hints'), lines: few(t, hints), acts: [] });
  return planListCard(locale, {
    title: version === 0 ? t('plan.builtIn') : t('plan.title', { version }),
    remark,
    problems: [],
    rows,
    page: { offset: 0, limit: rows.length, total: rows.length },
    buttons: [
      button(t('plan.tryOut'), 'plan.preview', {}),
      button(t('plan.asFile'), 'plan.file', {}),
      commandButton(t, 'oncall'),
      ...(mayChange ? [commandButton(t, 'setup')] : []),
    ],
  });
}

function part(t: Words, name: 'routes' | 'policies' | 'rotas' | 'calendars', lines: readonly string[]): PlanRow {
  const title = t(`plan.parts.${name}`);
  return { name: title, plainName: title, lines, acts: [{ title: t('plan.open'), verb: 'plan.list', data: { part: name } }] };
}

function few(t: Words, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [t('plan.none')];
  const left = lines.length - SHOWN;
  return [...lines.slice(0, SHOWN).map((line) => `• ${line}`), ...(left > 0 ? [t('words.more', { count: left })] : [])];
}
