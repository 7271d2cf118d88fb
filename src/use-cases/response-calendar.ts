import { assumedHours } from '../domain/assumed-hours.ts';
import type { BusinessCalendar } from '../domain/business-calendar.ts';
import { calendarNamed } from '../domain/escalation-routing.ts';
import type { ResponseHours } from '../domain/response-clock.ts';
import type { PlanStore } from '../ports/plan-store.ts';

interface CalendarDeps {
  readonly plans: Pick<PlanStore, 'current'>;
  readonly calendarName: string | undefined;
}

/** The hours that the first response to somebody's request is counted in. @param timeZone the requester's: an IANA name */
export type ResponseHoursOf = (timeZone: string) => Promise<ResponseHours>;

/** The calendar of that name in the newest escalation plan; without a name the plan's first. undefined: the plan has none such. */
export function chosenCalendar({ plans, calendarName }: CalendarDeps): () => Promise<BusinessCalendar | undefined> {
  return async () => {
    const plan = await plans.current();
    return calendarName === undefined ? plan.calendars[0] : calendarNamed(plan, calendarName);
  };
}

/** By the chosen calendar; a plan without it counts nine to five, Monday to Friday, of the requester's own clock. */
export function responseHours(deps: CalendarDeps & { readonly businessHoursOnly: boolean }): ResponseHoursOf {
  const { businessHoursOnly } = deps;
  const chosen = chosenCalendar(deps);
  return async (timeZone) => ({ calendar: (await chosen()) ?? assumedHours(timeZone), businessHoursOnly });
}
