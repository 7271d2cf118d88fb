import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BusinessCalendar } from '../../src/domain/business-calendar.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { NATURES } from '../../src/domain/product.ts';
import { firstResponseTarget, responseDue, responseDueAfter } from '../../src/domain/response-clock.ts';
import { SEVERITIES, type Severity } from '../../src/domain/severity.ts';

describe('firstResponseTarget', () => {
  for (const [severity, hours] of [
    ['critical', 2],
    ['moderate', 4],
    ['minimal', 8],
  ] as const) {
    it(`is ${hours} hours for a ${severity} fault (B55–B57)`, () => {
      const { amount, unit } = firstResponseTarget('break-fix', severity, 'en');

      assert.deepEqual({ amount, unit }, { amount: hours, unit: 'hours' });
    });
  }

  it('is one business day for everything that is no fault (B60)', () => {
    for (const nature of NATURES.filter((one) => one !== 'break-fix')) {
      const { amount, unit } = firstResponseTarget(nature, 'critical', 'en');
      assert.deepEqual({ amount, unit }, { amount: 1, unit: 'business-days' });
    }
  });

  it('holds for requests in English only (B59)', () => {
    assert.equal(firstResponseTarget('break-fix', 'critical', 'en').holds, true);
    assert.equal(firstResponseTarget('break-fix', 'critical', 'fr').holds, false);
    assert.equal(firstResponseTarget('question', 'minimal', 'ru').holds, false);
  });

  it('says where the figure comes from and how old it is (B78)', () => {
    const { source, date } = firstResponseTarget('break-fix', 'critical', 'en');

    assert.match(source, /learn\.microsoft\.com/);
    assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
  });
});

const OFFICE = [{ from: 9 * 60, to: 17 * 60 }];
const PARIS: BusinessCalendar = {
  name: 'Paris',
  timeZone: 'Europe/Paris',
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  holidays: ['2026-12-25', '2027-01-01'],
};
/** Changes its clocks on other dates than Europe: on the 14th of March and the 7th of November 2027. */
const CHICAGO: BusinessCalendar = { ...PARIS, name: 'Chicago', timeZone: 'America/Chicago', holidays: ['2027-03-15'] };
/** Works through the hours in which the clocks change. */
const ALL_WEEK: BusinessCalendar = {
  ...PARIS,
  name: 'All week',
  week: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]),
  holidays: [],
};
const UNEVEN: BusinessCalendar = {
  name: 'Uneven',
  timeZone: 'Europe/Paris',
  week: [
    [
      { from: 480, to: 720 },
      { from: 780, to: 1080 },
    ],
    OFFICE,
    [],
    OFFICE,
    [{ from: 480, to: 750 }],
    [{ from: 1320, to: 1440 }],
    [{ from: 0, to: 240 }],
  ],
  holidays: ['2026-10-26', '2027-03-29'],
};

const QUESTION = { nature: 'question', severity: 'critical', language: 'en' } as const;
const FAULT = { nature: 'break-fix', severity: 'critical', language: 'en' } as const;
const IN_FRENCH = { ...FAULT, language: 'fr' } as const;

describe('responseDue', () => {
  const due = (request: Parameters<typeof responseDue>[0], filedAt: string, calendar?: BusinessCalendar, businessHoursOnly = false) =>
    responseDue(request, new Date(filedAt), { calendar, businessHoursOnly }).toISOString();

  describe('of a fault reported in English', () => {
    for (const [severity, end] of [
      ['critical', '2026-11-21T04:30:00.000Z'],
      ['moderate', '2026-11-21T06:30:00.000Z'],
      ['minimal', '2026-11-21T10:30:00.000Z'],
    ] as const) {
      it(`counts the hours of ${severity} around the clock, through night and weekend (B55–B57)`, () => {
        assert.equal(due({ ...FAULT, severity }, '2026-11-21T02:30:00Z', PARIS), end);
      });
    }

    it('counts real hours over both changes of the clocks', () => {
      assert.equal(due(FAULT, '2027-03-28T00:30:00Z', PARIS), '2027-03-28T02:30:00.000Z');
      assert.equal(due(FAULT, '2026-10-25T00:30:00Z', PARIS), '2026-10-25T02:30:00.000Z');
    });

    it('counts in business hours where that is set', () => {
      assert.equal(due(FAULT, '2026-11-20T15:30:00Z', PARIS, true), '2026-11-23T09:30:00.000Z');
    });

    it('counts around the clock without a calendar, whatever is set', () => {
      assert.equal(due(FAULT, '2026-11-20T16:30:00Z', undefined, true), '2026-11-20T18:30:00.000Z');
    });
  });

  describe('of a fault reported in another language (B59)', () => {
    it('counts in business hours', () => {
      assert.equal(due(IN_FRENCH, '2026-11-19T15:30:00Z', PARIS), '2026-11-20T09:30:00.000Z');
    });

    it('ends with the day where its hours do', () => {
      assert.equal(due(IN_FRENCH, '2026-11-19T14:00:00Z', PARIS), '2026-11-19T16:00:00.000Z');
    });

    it('leaves out the weekend', () => {
      assert.equal(due(IN_FRENCH, '2026-11-21T10:00:00Z', PARIS), '2026-11-23T10:00:00.000Z');
    });

    it('leaves out a holiday', () => {
      assert.equal(due(IN_FRENCH, '2026-12-24T15:00:00Z', PARIS), '2026-12-28T09:00:00.000Z');
    });

    it('opens at nine by the wall on either side of a change of the clocks', () => {
      // Paris is an hour ahead of UTC in winter and two in summer: Monday at nine is 07:00 after the 28th of March, 08:00 after the 25th of October.
      assert.equal(due(IN_FRENCH, '2027-03-26T15:00:00Z', PARIS), '2027-03-29T08:00:00.000Z');
      assert.equal(due(IN_FRENCH, '2026-10-23T14:00:00Z', PARIS), '2026-10-26T09:00:00.000Z');
    });

    it('knows that another place changes its clocks on another date', () => {
      // The Monday after the change in Chicago is a holiday there: the hour left runs on Tuesday from 09:00, 14:00 UTC.
      assert.equal(due(IN_FRENCH, '2027-03-12T22:00:00Z', CHICAGO), '2027-03-16T15:00:00.000Z');
      assert.equal(due(IN_FRENCH, '2027-11-05T21:00:00Z', CHICAGO), '2027-11-08T16:00:00.000Z');
    });
  });

  describe('of what is no fault (B60)', () => {
    it('is the same time of the next working day', () => {
      assert.equal(due(QUESTION, '2026-11-18T14:20:00Z', PARIS), '2026-11-19T14:20:00.000Z');
      assert.equal(due(QUESTION, '2026-11-20T14:20:00Z', PARIS), '2026-11-23T14:20:00.000Z');
    });

    it('is the same time by the wall over a change of the clocks', () => {
      assert.equal(due(QUESTION, '2027-03-26T14:20:00Z', PARIS), '2027-03-29T13:20:00.000Z');
      assert.equal(due(QUESTION, '2026-10-23T13:20:00Z', PARIS), '2026-10-26T14:20:00.000Z');
    });

    it('is the end of the next working day for what comes in outside of its hours', () => {
      assert.equal(due(QUESTION, '2026-11-21T10:00:00Z', PARIS), '2026-11-23T16:00:00.000Z');
      assert.equal(due(QUESTION, '2026-11-20T16:00:00Z', PARIS), '2026-11-23T16:00:00.000Z');
    });

    it('leaves out a holiday', () => {
      assert.equal(due(QUESTION, '2026-12-24T10:00:00Z', PARIS), '2026-12-28T10:00:00.000Z');
    });

    it('is a day later without a calendar', () => {
      assert.equal(due(QUESTION, '2026-11-21T10:00:00Z'), '2026-11-22T10:00:00.000Z');
    });

    it('is one day in every language and at every severity', () => {
      const all = LOCALES.flatMap((language) => SEVERITIES.map((severity) => ({ nature: 'billing', language, severity }) as const));

      assert.deepEqual([...new Set(all.map((each) => due(each, '2026-11-18T14:20:00Z', PARIS)))], ['2026-11-19T14:20:00.000Z']);
    });
  });

  it('is what a reading minute by minute gives, around every change of the clocks', () => {
    const minute = fc.oneof(
      ...['2026-10-23T00:00:00Z', '2026-12-23T00:00:00Z', '2027-03-11T00:00:00Z', '2027-03-26T00:00:00Z', '2027-11-05T00:00:00Z'].map(
        (from) => fc.integer({ min: 0, max: 4 * 1440 }).map((minutes) => new Date(Date.parse(from) + minutes * 60_000)),
      ),
    );
    const request = fc.record({
      nature: fc.constantFrom(...NATURES),
      severity: fc.constantFrom(...SEVERITIES),
      language: fc.constantFrom(...LOCALES),
    });
    const calendar = fc.constantFrom(PARIS, CHICAGO, ALL_WEEK, UNEVEN);
    fc.assert(
      fc.property(request, minute, calendar, fc.boolean(), (asked, filedAt, hours, businessHoursOnly) => {
        const counted = responseDue(asked, filedAt, { calendar: hours, businessHoursOnly });
        assert.equal(counted.toISOString(), naiveDue(asked, filedAt, hours, businessHoursOnly).toISOString());
      }),
      { numRuns: 100 },
    );
  });
});

describe('responseDueAfter', () => {
  const at = (hour: number): Date => new Date(Date.parse('2026-11-20T08:00:00Z') + hour * 3_600_000);
  const AROUND_THE_CLOCK = { calendar: undefined, businessHoursOnly: false };
  const due = (
    severities: readonly [Severity, Severity],
    { dueAt, hour }: { readonly dueAt: number; readonly hour: number },
    request: Pick<Parameters<typeof responseDue>[0], 'nature' | 'language'> = FAULT,
  ): number => {
    const [before, after] = severities;
    const moved = responseDueAfter(request, { before, after, dueAt: at(dueAt), filedAt: at(0), at: at(hour) }, AROUND_THE_CLOCK);
    return (moved.getTime() - at(0).getTime()) / 3_600_000;
  };

  it('counts the target of a raised severity from when it was raised (B54–B57)', () => {
    assert.equal(due(['minimal', 'critical'], { dueAt: 8, hour: 1 }), 3);
  });

  it('is never later for a severity that was raised (B54–B57)', () => {
    assert.equal(due(['minimal', 'critical'], { dueAt: 8, hour: 7 }), 8);
    assert.equal(due(['moderate', 'critical'], { dueAt: 4, hour: 20 }), 4);
  });

  it('counts the target of a lowered severity from the filing (B54–B57)', () => {
    assert.equal(due(['critical', 'minimal'], { dueAt: 2, hour: 1 }), 8);
    assert.equal(due(['critical', 'moderate'], { dueAt: 2, hour: 3 }), 4);
  });

  it('is never nearer for a severity that was lowered (B54–B57)', () => {
    assert.equal(due(['critical', 'moderate'], { dueAt: 8, hour: 7.5 }), 8);
  });

  it('stays the business day of what is no fault, at every severity (B60)', () => {
    for (const severities of [
      ['minimal', 'critical'],
      ['critical', 'minimal'],
    ] as const)
      assert.equal(due(severities, { dueAt: 24, hour: 5 }, QUESTION), 24);
  });
});

/** Looks at the wall clock each minute until the target's working minutes have passed. */
function naiveDue(
  { nature, severity, language }: Parameters<typeof responseDue>[0],
  filedAt: Date,
  calendar: BusinessCalendar,
  businessHoursOnly: boolean,
): Date {
  const isWork = nature === 'break-fix' && language === 'en' && !businessHoursOnly ? () => true : (at: number) => isOpen(calendar, at);
  let at = filedAt.getTime();
  let left: number;
  if (nature === 'break-fix') left = { critical: 2, moderate: 4, minimal: 8 }[severity] * 60;
  else {
    while (!isWork(at)) at += 60_000;
    const { day } = onTheWall(calendar, at);
    left = 0;
    for (let minute = at - 1500 * 60_000; minute < at + 1500 * 60_000; minute += 60_000) {
      if (onTheWall(calendar, minute).day === day && isWork(minute)) left += 1;
    }
  }
  for (; left > 0; at += 60_000) if (isWork(at)) left -= 1;
  return new Date(at);
}

function isOpen(calendar: BusinessCalendar, at: number): boolean {
  const { day, minutes } = onTheWall(calendar, at);
  if (calendar.holidays.includes(day)) return false;
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return calendar.week[weekday]?.some(({ from, to }) => minutes >= from && minutes < to) ?? false;
}

const walls = new Map<string, Intl.DateTimeFormat>();

function onTheWall({ timeZone }: BusinessCalendar, at: number): { readonly day: string; readonly minutes: number } {
  const wall = walls.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  walls.set(timeZone, wall);
  const [day = '', time = ''] = wall.format(at).split(' ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { day, minutes: hour * 60 + minute };
}
