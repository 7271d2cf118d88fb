import type { BusinessCalendar } from '../src/domain/business-calendar.ts';
import type { Locale } from '../src/domain/locale.ts';
import { writtenHours } from '../src/domain/typed-hours.ts';
import { weekdayIn } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import type { PlanFormView } from './plan-choices.ts';
import { planFormCard } from './plan-form.ts';
import { problemTexts } from './plan-typed.ts';
import { zoneField } from './plan-rota.ts';
import type { AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** A calendar as it stands in the form. */
export interface WrittenCalendar {
  readonly name: string;
  readonly zone: string;
  /** Monday first. */
  readonly week: readonly string[];
  /** Days, in any order, one a line; undefined: more than a card can hold. */
  readonly holidays: string | undefined;
}

export interface PlanCalendarView extends PlanFormView {
  /** Undefined: a new one. */
  readonly index: number | undefined;
  readonly written: WrittenCalendar;
  /** Zones that are offered before one is typed. */
  readonly zones: readonly string[];
}

export function calendarAsWritten({ name, timeZone, week, holidays }: BusinessCalendar): WrittenCalendar {
  const days = holidays.join('\n');
  return { name, zone: timeZone, week: week.map(writtenHours), holidays: days.length > HOLIDAYS_LETTERS ? undefined : days };
}

const HOURS_LETTERS = 150;
/** Some 250 days. */
export const HOLIDAYS_LETTERS = 2_750;

/** The hours in which people work (`plan.saveCalendar`). */
export function planCalendarCard(locale: Locale, { plan, problems, index, written, zones }: PlanCalendarView): AdaptiveCard {
  const t = words(locale);
  return planFormCard(locale, {
    title: t(index === undefined ? 'plan.add.calendars' : 'plan.calendars.title'),
    problems: problemTexts(t, problems),
    notes: [t('plan.calendars.note'), ...(written.holidays === undefined ? [t('plan.calendars.long')] : [])],
    fields: [
      { kind: 'text', id: 'name', label: t('plan.inputs.name'), value: plain(written.name, LIMITS.name), most: LIMITS.name },
      zoneField(t('plan.inputs.zone'), t('watches.set.zoneHint'), written.zone, zones),
      ...WEEKDAYS.map((day) => ({
        kind: 'text' as const,
        id: `day${day}`,
        label: weekdayIn(locale, day),
        value: plain(written.week[day - 1] ?? '', HOURS_LETTERS),
        hint: '09:00-12:30, 13:30-17:30',
        most: HOURS_LETTERS,
      })),
      ...(written.holidays === undefined
        ? []
        : [
            {
              kind: 'text' as const,
              id: 'holidays',
              label: t('plan.inputs.holidays'),
              value: plain(written.holidays, HOLIDAYS_LETTERS, 'lines'),
              hint: '2026-12-25',
              most: HOLIDAYS_LETTERS,
              lines: true,
            },
          ]),
    ],
    verb: 'plan.saveCalendar',
    data: { version: plan.version, ...(index !== undefined && { index }) },
    buttons: [button(t('plan.parts.calendars'), 'plan.list', { part: 'calendars' })],
  });
}
