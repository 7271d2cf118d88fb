import type { BusinessCalendar } from './business-calendar.ts';
import { PLAN_LIMITS } from './escalation-plan-schema.ts';
import type { CallTarget, EscalationLevel, EscalationPolicy, SeverityPolicy } from './escalation-plan.ts';
import { nameKey } from './escalation-routing.ts';
import type { NoteProblem, PlanNames, PlanPlace } from './plan-problem.ts';
import { SEVERITIES } from './severity.ts';

/** Notes what is wrong with a policy. */
export function policyProblems(policy: EscalationPolicy, at: PlanPlace, names: PlanNames, note: NoteProblem): void {
  for (const severity of SEVERITIES) severityProblems(policy, policy.severities[severity], [...at, 'severities', severity], names, note);
  for (const [language, calendar] of Object.entries(policy.languageHours)) {
    if (!names.calendars.has(nameKey(calendar))) note('unknown-calendar', [...at, 'languageHours', language], calendar);
  }
}

function severityProblems(
  { languageHours }: EscalationPolicy,
  rules: SeverityPolicy,
  at: PlanPlace,
  names: PlanNames,
  note: NoteProblem,
): void {
  if (rules.hours !== undefined && !names.calendars.has(nameKey(rules.hours))) note('unknown-calendar', [...at, 'hours'], rules.hours);
  const calendars = [rules.hours, ...Object.values(languageHours)].flatMap((name) => {
    const found = name === undefined ? undefined : names.calendars.get(nameKey(name));
    return found === undefined ? [] : [found];
  });
  // With too little work in a week it would come after years, or never.
  const longest = Math.min(...calendars.map((calendar) => minutesOfWeek(calendar) * MOST_WEEKS));
  targetProblems(rules, longest, at, note);
  for (const [index, level] of rules.levels.entries()) {
    const place = [...at, 'levels', index];
    levelProblems(level, rules.levels[index - 1], rules.levels[index + 1], place, note);
    if (level.afterMinutes > longest) note('never-reached', [...place, 'afterMinutes']);
    for (const [call, target] of level.call.entries()) callProblems(target, [...place, 'call', call], names, note);
  }
}

function targetProblems(rules: SeverityPolicy, longest: number, at: PlanPlace, note: NoteProblem): void {
  let before = 0;
  for (const target of ['acknowledgeMinutes', 'firstResponseMinutes', 'resolutionMinutes'] as const) {
    const minutes = rules[target];
    if (minutes === undefined) continue;
    if (minutes === 0) note('no-time', [...at, target]);
    else if (minutes < before) note('targets-crossed', [...at, target]);
    if (minutes > longest) note('never-reached', [...at, target]);
    before = Math.max(before, minutes);
  }
}

function levelProblems(
  { afterMinutes, repeat, call }: EscalationLevel,
  previous: EscalationLevel | undefined,
  next: EscalationLevel | undefined,
  at: PlanPlace,
  note: NoteProblem,
): void {
  if (previous !== undefined && afterMinutes <= previous.afterMinutes) note('level-not-later', [...at, 'afterMinutes']);
  if (repeat?.everyMinutes === 0) note('no-time', [...at, 'repeat']);
  else if (repeat !== undefined && next !== undefined && afterMinutes + repeat.everyMinutes * repeat.times >= next.afterMinutes) {
    note('repeat-into-next', [...at, 'repeat']);
  }
  if (call.length === 0) note('calls-nobody', [...at, 'call']);
}

function callProblems(target: CallTarget, at: PlanPlace, { rotas, channels }: PlanNames, note: NoteProblem): void {
  if ('rota' in target && !rotas.has(nameKey(target.rota))) note('unknown-rota', at, target.rota);
  if ('channel' in target && !channels.has(target.channel)) note('unknown-channel', at, target.channel);
}

/** Minutes of a calendar's ordinary week. */
const minutesOfWeek = ({ week }: BusinessCalendar): number => week.flat().reduce((sum, { from, to }) => sum + to - from, 0);

/** Weeks within which everything promised must have come. */
const MOST_WEEKS = Math.ceil(PLAN_LIMITS.minutes / (7 * 1440));
