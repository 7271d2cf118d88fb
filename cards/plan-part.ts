import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { PlanPart } from '../src/domain/plan-change.ts';
import { SEVERITIES, SEVERITY_LABELS } from '../src/domain/severity.ts';
import { clockTime } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, type Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { pageButtons } from './page-buttons.ts';
import { planListCard, type PlanRemarkShown, type PlanRow } from './plan-list.ts';
import { problemTexts, type FormProblem } from './plan-typed.ts';
import { channelOf, routeText, targetsText, type NamedChannel, type RouteCustomers } from './plan-words.ts';
import type { AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface PlanPartView {
  readonly plan: EscalationPlan;
  readonly channels: readonly NamedChannel[];
  readonly mayChange: boolean;
  readonly remark: PlanRemarkShown | undefined;
  /** Why the last change was not saved. */
  readonly problems: readonly FormProblem[];
}

export interface PlanPageView extends PlanPartView {
  readonly part: PlanPart;
  readonly offset: number;
  /** Customers of the routes of this page, by the index of the route. */
  readonly customers: ReadonlyMap<number, RouteCustomers>;
}

/** How many of a part a card has room for. */
export const PAGE_ROWS = 4;

/** A page of a part of the plan (`plan.list`): what is there, each to open, change, move or take away. */
export function planPartCard(locale: Locale, view: PlanPageView): AdaptiveCard {
  const t = words(locale);
  const { plan, part, offset, mayChange, remark, problems } = view;
  const { version } = plan;
  const total = plan[part].length;
  const indices = [...plan[part].keys()].slice(offset, offset + PAGE_ROWS);
  const page = { offset, limit: PAGE_ROWS, total };
  return planListCard(locale, {
    title: t(`plan.parts.${part}`),
    remark,
    problems: problemTexts(t, problems),
    rows: total === 0 ? [emptyRow(t)] : indices.map((index) => rowOf(t, locale, view, index)),
    page,
    buttons: [
      ...(mayChange ? [button(t(`plan.add.${part}`), 'plan.form', { part, version }, { style: 'positive' })] : []),
      ...pageButtons(t, 'plan.list', { part }, page),
      button(t('plan.back'), 'plan.show', {}),
    ],
  });
}

/** Where there is nothing. */
export const emptyRow = (t: Words): PlanRow => ({ name: t('plan.none'), plainName: t('plan.none'), lines: [], acts: [] });

function rowOf(t: Words, locale: Locale, view: PlanPageView, index: number): PlanRow {
  const { plan, part, channels, customers, mayChange } = view;
  const { version } = plan;
  const data = { version, part, index };
  const change = { title: t('plan.change'), verb: 'plan.form', data };
  const remove = { title: t('plan.remove'), verb: 'plan.remove', data };
  switch (part) {
    case 'routes': {
      const route = plan.routes[index];
      const last = plan.routes.length - 1;
      if (route === undefined) return emptyRow(t);
      const named = (shown: typeof safe): string => `${index + 1}. ${routeText(t, route, customers.get(index) ?? 'nobody', shown)}`;
      const move = (by: -1 | 1): Pick<Button, 'title' | 'verb' | 'data'> => ({
        title: t(by < 0 ? 'plan.up' : 'plan.down'),
        verb: 'plan.move',
        data: { version, index, by },
      });
      return {
        name: index === last ? `${index + 1}. ${t('plan.route.everything')}` : named(safe),
        plainName: named(plain),
        lines: [
          `→ ${channelOf(t, route.channelId, channels)} · ${t('plan.route.policy', { policy: safe(route.policy, LIMITS.listedName) })}`,
        ],
        acts: !mayChange
          ? []
          : [
              change,
              ...(index > 0 && index < last ? [move(-1)] : []),
              ...(index < last - 1 ? [move(1)] : []),
              ...(index < last ? [remove] : []),
            ],
      };
    }
    case 'policies': {
      const policy = plan.policies[index];
      if (policy === undefined) return emptyRow(t);
      return {
        name: safe(policy.name, LIMITS.listedName),
        plainName: policy.name,
        lines: SEVERITIES.map(
          (severity) =>
            `**${SEVERITY_LABELS[severity]}** ${targetsText(t, locale, policy.severities[severity])} · ${t('plan.levels.count', { count: policy.severities[severity].levels.length })}`,
        ),
        acts: [{ title: t('plan.open'), verb: 'plan.policy', data: { version, index } }, ...(mayChange ? [change, remove] : [])],
      };
    }
    case 'rotas': {
      const rota = plan.rotas[index];
      if (rota === undefined) return emptyRow(t);
      const turn =
        rota.turn === 'calendar'
          ? t('plan.rotas.calendar')
          : t('plan.rotas.turn', { count: rota.turn.days, time: clockTime(rota.handOverAt) });
      return {
        name: safe(rota.name, LIMITS.listedName),
        plainName: rota.name,
        lines: [
          `${turn} · ${safe(rota.timeZone, LIMITS.listedName)}`,
          rota.members.length === 0
            ? t('plan.rotas.nobody')
            : peopleText(
                t,
                rota.members.map(({ name }) => name),
              ),
        ],
        acts: mayChange ? [change, remove] : [],
      };
    }
    case 'calendars': {
      const calendar = plan.calendars[index];
      if (calendar === undefined) return emptyRow(t);
      const days = calendar.week.filter((spans) => spans.length > 0).length;
      return {
        name: safe(calendar.name, LIMITS.listedName),
        plainName: calendar.name,
        lines: [safe(calendar.timeZone, LIMITS.listedName), t('plan.calendars.line', { days, holidays: calendar.holidays.length })],
        acts: mayChange ? [change, remove] : [],
      };
    }
  }
}

const PEOPLE_SHOWN = 6;

function peopleText(t: Words, names: readonly string[]): string {
  const shown = names.slice(0, PEOPLE_SHOWN).map((name) => safe(name, LIMITS.status + 16));
  const left = names.length - shown.length;
  return left > 0 ? `${shown.join(', ')} ${t('words.more', { count: left })}` : shown.join(', ');
}
