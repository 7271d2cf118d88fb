import type { BusinessCalendar } from '../domain/business-calendar.ts';
import { calendarNamed } from '../domain/escalation-routing.ts';
import type { ResponseHours } from '../domain/response-clock.ts';
import type { PlanStore } from '../ports/plan-store.ts';

const WHOLE_DAY = [{ from: 0, to: 1440 }];
/** Where nothing is known of the hours in which people answer, nobody answers on a Sunday. */
const WEEKDAYS: BusinessCalendar = {
  name: 'weekdays',
  timeZone: 'UTC',
  week: [WHOLE_DAY, WHOLE_DAY, WHOLE_DAY, WHOLE_DAY, WHOLE_DAY, [], []],
  holidays: [],
};

interface CalendarDeps {
  readonly plans: Pick<PlanStore, 'current'>;
  readonly calendarName: string | undefined;
}

/** The calendar of that name in the newest escalation plan; without a name the plan's first. undefined: the plan has none such. */
export function chosenCalendar({ plans, calendarName }: CalendarDeps): () => Promise<BusinessCalendar | undefined> {
  return async () => {
    const plan = await plans.current();
    return calendarName === undefined ? plan.calendars[0] : calendarNamed(plan, calendarName);
  };
}

/** By the chosen calendar. A plan without it counts all hours of Monday to Friday (UTC). */
export function responseHours(deps: CalendarDeps & { readonly businessHoursOnly: boolean }): () => Promise<ResponseHours> {
  const { businessHoursOnly } = deps;
  const chosen = chosenCalendar(deps);
  return async () => ({ calendar: (await chosen()) ?? WEEKDAYS, businessHoursOnly });
}
