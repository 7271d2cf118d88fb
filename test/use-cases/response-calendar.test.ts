import assert from 'node:assert/strict';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { BusinessCalendar } from '../../src/domain/business-calendar.ts';
import { responseDue } from '../../src/domain/response-clock.ts';
import { responseHours } from '../../src/use-cases/response-calendar.ts';

const PARIS: BusinessCalendar = { name: 'Paris', timeZone: 'Europe/Paris', week: [], holidays: [] };
const DUBLIN: BusinessCalendar = { ...PARIS, name: 'Dublin', timeZone: 'Europe/Dublin' };

describe('responseHours', () => {
  const hoursOf = (calendars: readonly BusinessCalendar[], calendarName: string | undefined, businessHoursOnly = false) =>
    responseHours({ plans: { current: async () => ({ ...BUILT_IN_PLAN, calendars }) }, calendarName, businessHoursOnly })('Europe/Paris');

  it('go by the first calendar of the plan', async () => {
    assert.equal((await hoursOf([PARIS, DUBLIN], undefined)).calendar, PARIS);
  });

  it('go by the calendar that is named, whatever its case', async () => {
    assert.equal((await hoursOf([PARIS, DUBLIN], 'dublin')).calendar, DUBLIN);
  });

  it('are nine to five on weekdays by the requester’s own clock without a calendar, or without the one that is named', async () => {
    const billing = { nature: 'billing', severity: 'minimal', language: 'en' } as const;
    const saturday = new Date('2026-11-21T14:00:00Z');
    const endOfMonday = new Date('2026-11-23T16:00:00Z');

    assert.deepEqual(responseDue(billing, saturday, await hoursOf([], undefined)), endOfMonday);
    assert.deepEqual(responseDue(billing, saturday, await hoursOf([PARIS], 'Dublin')), endOfMonday);
  });

  it('say whether English counts in business hours too (B59)', async () => {
    assert.deepEqual(
      [(await hoursOf([], undefined)).businessHoursOnly, (await hoursOf([], undefined, true)).businessHoursOnly],
      [false, true],
    );
  });
});
