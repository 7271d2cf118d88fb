import type { BusinessCalendar } from './business-calendar.ts';
import { PlanDocument, type PlanContent } from './escalation-plan-schema.ts';
import type { Rota } from './escalation-plan.ts';
import { nameKey } from './escalation-routing.ts';
import type { NoteProblem, PlanNames, PlanPlace, PlanProblem } from './plan-problem.ts';
import { policyProblems } from './policy-check.ts';
import { routeProblems } from './route-check.ts';
import { timeZoneNamed } from './time-zones.ts';

/** Problems that are named at once; a plan with so many needs no more of them. */
const MOST_PROBLEMS = 100;

/**
 * Everything that keeps a plan from doing what it says: names that lead nowhere, levels and repeats that never come, routes that are never taken. In the
 * order of the plan; none: it may be saved. `channels`: conversations of the experts' channels that were set up.
 */
export function planProblems(plan: PlanContent, channels: ReadonlySet<string>): readonly PlanProblem[] {
  const problems: PlanProblem[] = [];
  const note: NoteProblem = (code, at, named = '') => problems.push({ code, at, named });
  const shape = PlanDocument.safeParse(plan);
  for (const { path } of shape.error?.issues ?? [])
    note(
      'out-of-bounds',
      path.filter((key) => typeof key !== 'symbol'),
    );
  if (!shape.success) return problems.slice(0, MOST_PROBLEMS);

  const names: PlanNames = {
    calendars: new Map(plan.calendars.map((calendar) => [nameKey(calendar.name), calendar])),
    rotas: keysOf(plan.rotas),
    policies: keysOf(plan.policies),
    channels,
  };
  doubled('calendars', plan.calendars, note);
  for (const [index, calendar] of plan.calendars.entries()) calendarProblems(calendar, ['calendars', index], note);
  doubled('rotas', plan.rotas, note);
  for (const [index, rota] of plan.rotas.entries()) rotaProblems(rota, ['rotas', index], names, note);
  doubled('policies', plan.policies, note);
  for (const [index, policy] of plan.policies.entries()) policyProblems(policy, ['policies', index], names, note);
  routeProblems(plan.routes, names, note);
  return problems.slice(0, MOST_PROBLEMS);
}

const keysOf = (all: readonly { readonly name: string }[]): ReadonlySet<string> => new Set(all.map(({ name }) => nameKey(name)));

function doubled(kind: string, all: readonly { readonly name: string }[], note: NoteProblem): void {
  const seen = new Set<string>();
  for (const [index, { name }] of all.entries()) {
    if (seen.has(nameKey(name))) note('duplicate-name', [kind, index, 'name'], name);
    seen.add(nameKey(name));
  }
}

function calendarProblems({ timeZone, week, holidays }: BusinessCalendar, at: PlanPlace, note: NoteProblem): void {
  if (timeZoneNamed(timeZone) === undefined) note('unknown-zone', [...at, 'timeZone'], timeZone);
  for (const [day, spans] of week.entries()) {
    let free = -1;
    for (const { from, to } of spans) {
      if (from <= free || from >= to) {
        note('bad-spans', [...at, 'week', day]);
        break;
      }
      free = to;
    }
  }
  if (week.every((spans) => spans.length === 0)) note('no-working-time', [...at, 'week']);
  for (const [index, day] of holidays.entries()) if (!isDay(day)) note('bad-holiday', [...at, 'holidays', index], day);
}

function rotaProblems(rota: Rota, at: PlanPlace, { channels }: PlanNames, note: NoteProblem): void {
  if (timeZoneNamed(rota.timeZone) === undefined) note('unknown-zone', [...at, 'timeZone'], rota.timeZone);
  if (!isDay(rota.from)) note('bad-start', [...at, 'from'], rota.from);
  if (rota.handOverAt >= 1440) note('bad-hand-over', [...at, 'handOverAt']);
  if (rota.turn !== 'calendar' && rota.members.length === 0) note('no-members', [...at, 'members']);
  if (rota.channelId !== undefined && !channels.has(rota.channelId)) note('unknown-channel', [...at, 'channelId'], rota.channelId);
}

/** A day that there is, as `yyyy-MM-dd`. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
