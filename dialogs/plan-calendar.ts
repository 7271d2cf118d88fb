import type { TurnContext } from 'botbuilder';
import { calendarAsWritten, planCalendarCard, type WrittenCalendar } from '../cards/plan-calendar.ts';
import type { FormProblem, TypedProblem } from '../cards/plan-typed.ts';
import type { BusinessCalendar } from '../src/domain/business-calendar.ts';
import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import { withCalendar } from '../src/domain/plan-change.ts';
import { timeZoneNamed } from '../src/domain/time-zones.ts';
import { typedHours } from '../src/domain/typed-hours.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { PlanInputs } from './plan-data.ts';
import { areProblems, savedPlan } from './plan-save.ts';
import { showPart } from './plan-show.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'escalationChannels' | 'gate' | 'plans' | 'savePlan' | 'watchReach'>;

const WORKDAYS = 5;

/** The form of a calendar, or of a new one. */
export async function showCalendarForm(context: TurnContext, deps: Needs, plan: EscalationPlan, index: number | undefined): Promise<void> {
  const calendar = index === undefined ? undefined : plan.calendars[index];
  if (index !== undefined && calendar === undefined) return showPart(context, deps, 'calendars', 0, { plan, remark: 'stale' });
  const week = Array.from({ length: 7 }, (_, day) => (day < WORKDAYS ? '09:00-17:00' : ''));
  const fresh: WrittenCalendar = { name: '', zone: turnInput(context).timeZone, week, holidays: '' };
  await showForm(context, plan, index, calendar === undefined ? fresh : calendarAsWritten(calendar), []);
}

export async function saveCalendar(
  context: TurnContext,
  deps: Needs,
  plan: EscalationPlan,
  inputs: PlanInputs<'plan.saveCalendar'>,
): Promise<void> {
  const { index, name, zone, holidays } = inputs;
  const before = index === undefined ? undefined : plan.calendars[index];
  if (index !== undefined && before === undefined) return showPart(context, deps, 'calendars', 0, { plan, remark: 'stale' });
  const week = [inputs.day1, inputs.day2, inputs.day3, inputs.day4, inputs.day5, inputs.day6, inputs.day7];
  const again = (problems: readonly FormProblem[]): Promise<void> =>
    showForm(context, plan, index, { name, zone, week, holidays }, problems);
  const problems: TypedProblem[] = [];
  const spans = week.map((text) => typedHours(text) ?? noted(problems, text));
  const timeZone = timeZoneNamed(zone);
  if (name === '') problems.push({ name: 'no-name', named: '' });
  if (timeZone === undefined) problems.push({ name: 'bad-zone', named: zone });
  if (problems.length > 0 || timeZone === undefined) return again(problems);
  const calendar: BusinessCalendar = {
    name,
    timeZone,
    week: spans,
    holidays: holidays === undefined ? (before?.holidays ?? []) : daysOf(holidays),
  };
  const saved = await savedPlan(context, deps, withCalendar(plan, index, calendar));
  if (areProblems(saved)) return again(saved);
  const offset = index ?? plan.calendars.length;
  await showPart(context, deps, 'calendars', offset, saved === 'stale' ? { remark: 'stale' } : { plan: saved, remark: 'saved' });
}

function noted(problems: TypedProblem[], text: string): readonly never[] {
  problems.push({ name: 'bad-hours', named: text });
  return [];
}

/** In their order, each once. Whether they are days is for the plan's own check. */
function daysOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((day) => day !== ''))].toSorted();
}

async function showForm(
  context: TurnContext,
  plan: EscalationPlan,
  index: number | undefined,
  written: WrittenCalendar,
  problems: readonly FormProblem[],
): Promise<void> {
  const { locale, timeZone } = turnInput(context);
  await reply(context, planCalendarCard(locale, { plan, index, written, zones: [timeZone, 'UTC'], problems }));
}
