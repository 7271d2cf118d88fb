import assert from 'node:assert/strict';
import { isCivilHour } from '../../src/domain/civil-hour.ts';

const at = (time: string) => new Date(`2026-11-20T${time}Z`);

describe('isCivilHour', () => {
  it('is between 8:00 and 19:00 by the person’s own clock where there is no calendar', () => {
    const hours = ['06:59', '07:00', '17:59', '18:00', '23:00'].map((time) => isCivilHour(undefined, 'Europe/Paris', at(time)));

    assert.deepEqual(hours, [false, true, true, false, false]);
  });

  it('is while people work by the calendar, wherever the person is', () => {
    const friday = [[], [], [], [], [{ from: 540, to: 720 }], [], []];
    const calendar = { name: 'support', timeZone: 'UTC', week: friday, holidays: [] };

    assert.deepEqual(
      ['08:59', '09:00', '12:00'].map((time) => isCivilHour(calendar, 'Asia/Tokyo', at(time))),
      [false, true, false],
    );
  });

  it('is any where the clock of a place is not known', () => {
    assert.ok(isCivilHour(undefined, 'Nowhere/Land', at('03:00')));
  });
});
