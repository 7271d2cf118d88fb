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

/** By the calendar of that name in the newest escalation plan; without a name by the plan's first. A plan without it counts all hours of Monday to Friday (UTC). */
export function responseHours(deps: {
  readonly plans: Pick<PlanStore, 'current'>;
  readonly calendarName: string | undefined;
  readonly businessHoursOnly: boolean;
}): () => Promise<ResponseHours> {
  const { plans, calendarName, businessHoursOnly } = deps;
  return async () => {
    const plan = await plans.current();
    const calendar = calendarName === undefined ? plan.calendars[0] : calendarNamed(plan, calendarName);
    return { calendar: calendar ?? WEEKDAYS, businessHoursOnly };
  };
}
