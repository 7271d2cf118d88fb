import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BusinessCalendar } from '../../src/domain/business-calendar.ts';
import { addWorkingTime, isWorkingTime, workingTimeBetween } from '../../src/domain/business-hours.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OFFICE = [{ from: 540, to: 1080 }];

const office = (timeZone: string, changed: Partial<BusinessCalendar> = {}): BusinessCalendar => ({
  name: 'office',
  timeZone,
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  holidays: [],
  ...changed,
});
const after = (calendar: BusinessCalendar | undefined, from: string, ms: number): string =>
  addWorkingTime(calendar, new Date(from), ms).toISOString();

describe('business hours', () => {
  it('count every moment without a calendar', () => {
    assert.equal(after(undefined, '2026-11-21T22:00:00Z', 4 * HOUR), '2026-11-22T02:00:00.000Z');
    assert.equal(isWorkingTime(undefined, new Date('2026-11-22T02:00:00Z')), true);
  });

  it('go on the next working day where one day does not suffice', () => {
    // Friday 16:00 in Paris, and 4 hours: 2 on Friday, 2 on Monday.
    assert.equal(after(office('Europe/Paris'), '2026-11-20T15:00:00Z', 4 * HOUR), '2026-11-23T10:00:00.000Z');
  });

  it('end with the day rather than begin the next one', () => {
    assert.equal(after(office('Europe/Paris'), '2026-11-20T08:00:00Z', 9 * HOUR), '2026-11-20T17:00:00.000Z');
  });

  it('begin with the first working moment where no time is asked for', () => {
    assert.equal(after(office('Europe/Paris'), '2026-11-21T12:00:00Z', 0), '2026-11-23T08:00:00.000Z');
    assert.equal(after(office('Europe/Paris'), '2026-11-20T12:00:00Z', 0), '2026-11-20T12:00:00.000Z');
  });

  it('leave out holidays', () => {
    const calendar = office('Europe/Paris', { holidays: ['2026-11-23'] });

    assert.equal(after(calendar, '2026-11-20T16:00:00Z', 2 * HOUR), '2026-11-24T09:00:00.000Z');
  });

  it('join at midnight where one day ends and the next begins with work', () => {
    const all = [{ from: 0, to: 1440 }];
    const calendar = office('Asia/Kathmandu', { week: [all, all, all, all, all, all, all] });

    assert.equal(after(calendar, '2026-11-20T15:00:00Z', 100 * HOUR), '2026-11-24T19:00:00.000Z');
  });

  it('lose the hour that the clocks leap over in spring, and have the repeated one of autumn twice', () => {
    const nights = office('Europe/Paris', { week: [[], [], [], [], [], [], [{ from: 60, to: 240 }]] });

    assert.equal(workingTimeBetween(nights, new Date('2026-03-28T12:00:00Z'), new Date('2026-03-29T12:00:00Z')), 2 * HOUR);
    assert.equal(workingTimeBetween(nights, new Date('2026-10-24T12:00:00Z'), new Date('2026-10-25T12:00:00Z')), 4 * HOUR);
  });

  it('begin after the gap where a span begins within the hour that the clocks leap over', () => {
    const early = office('Europe/Paris', { week: [[], [], [], [], [], [], [{ from: 150, to: 240 }]] });

    // 02:30 is not on the clock that Sunday: 01:59 is followed by 03:00, which is 01:00 UTC.
    assert.equal(after(early, '2026-03-28T23:30:00Z', 0), '2026-03-29T01:00:00.000Z');
    assert.equal(after(early, '2026-03-28T23:30:00Z', HOUR), '2026-03-29T02:00:00.000Z');
  });

  it('keep 9 o’clock at 9 o’clock on the days after the clocks changed', () => {
    const calendar = office('Europe/Paris');

    assert.equal(after(calendar, '2026-03-27T20:00:00Z', 0), '2026-03-30T07:00:00.000Z');
    assert.equal(after(calendar, '2026-10-23T20:00:00Z', 0), '2026-10-26T08:00:00.000Z');
  });

  it('give a far moment, soon, where nobody ever works', () => {
    const never = office('Europe/Paris', { week: [[], [], [], [], [], [], []] });
    const unknownZone = office('Mars/Olympus');

    assert.equal(after(never, '2026-01-01T00:00:00Z', HOUR), '2036-01-09T00:00:00.000Z');
    assert.equal(after(unknownZone, '2026-01-01T00:00:00Z', HOUR), '2036-01-09T00:00:00.000Z');
    assert.equal(workingTimeBetween(never, new Date(0), new Date('2026-01-01T00:00:00Z')), 0);
  });

  describe('read minute by minute', () => {
    const CHANGES = [
      ['Europe/Paris', '2026-03-29'],
      ['Europe/Paris', '2026-10-25'],
      ['Europe/London', '2026-03-29'],
      ['Europe/London', '2026-10-25'],
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['Australia/Lord_Howe', '2026-04-05'],
      ['Australia/Lord_Howe', '2026-10-04'],
      ['Africa/Cairo', '2026-04-24'],
      ['America/Nuuk', '2026-10-24'],
      ['Europe/Moscow', '2026-03-29'],
      ['Asia/Kathmandu', '2026-10-25'],
    ] as const;
    const around = fc.constantFrom(...CHANGES);
    const spans = fc
      .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 })
      .map((edges) => edges.toSorted((one, other) => one - other))
      .map((edges) =>
        edges.flatMap((from, index) => (index % 2 === 1 ? [] : edges.slice(index + 1, index + 2).map((to) => ({ from, to })))),
      );
    const situation = fc.record({
      around,
      week: fc.array(spans, { minLength: 7, maxLength: 7 }),
      holiday: fc.integer({ min: -2, max: 2 }),
      fromMinute: fc.integer({ min: -2 * 1440, max: 1440 }),
      minutes: fc.integer({ min: 0, max: 2 * 1440 }),
    });

    it('count what the wall clock shows, over every change of the clocks', () => {
      fc.assert(
        fc.property(situation, ({ around: [timeZone, day], week, holiday, fromMinute, minutes }) => {
          const change = Date.parse(day);
          const calendar = office(timeZone, { week, holidays: [new Date(change + holiday * 24 * HOUR).toISOString().slice(0, 10)] });
          const from = change + fromMinute * MINUTE;
          const worked = naively(calendar, from, from + minutes * MINUTE);

          const to = new Date(from + minutes * MINUTE);

          assert.equal(workingTimeBetween(calendar, new Date(from), to), worked * MINUTE);
          assert.equal(isWorkingTime(calendar, to), naively(calendar, to.getTime(), to.getTime() + MINUTE) === 1);
        }),
        { numRuns: 150 },
      );
    });

    it('add and subtract alike, at the first moment at which so much has passed', () => {
      fc.assert(
        fc.property(situation, ({ around: [timeZone, day], week, fromMinute, minutes }) => {
          // Not beyond the ten years in which working time is looked for.
          const weekly = week.flat().reduce((sum, span) => sum + span.to - span.from, 0);
          fc.pre(weekly * 500 >= minutes && weekly > 0);
          const calendar = office(timeZone, { week });
          const from = new Date(Date.parse(day) + fromMinute * MINUTE);

          const end = addWorkingTime(calendar, from, minutes * MINUTE);

          assert.equal(workingTimeBetween(calendar, from, end), minutes * MINUTE);
          if (minutes > 0) assert.ok(workingTimeBetween(calendar, from, new Date(end.getTime() - 1)) < minutes * MINUTE);
        }),
        { numRuns: 300 },
      );
    });
  });
});

/** Minutes of the span whose beginning the wall clock shows within the hours. */
function naively({ timeZone, week, holidays }: BusinessCalendar, from: number, to: number): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  let minutes = 0;
  for (let moment = from; moment < to; moment += MINUTE) {
    const shown = new Map(clock.formatToParts(moment).map(({ type, value }) => [type, value]));
    const day = `${shown.get('year')}-${shown.get('month')}-${shown.get('day')}`;
    const minute = Number(shown.get('hour')) * 60 + Number(shown.get('minute'));
    const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(shown.get('weekday') ?? '');
    if (!holidays.includes(day) && week[weekday]?.some((span) => minute >= span.from && minute < span.to)) minutes += 1;
  }
  return minutes;
}
