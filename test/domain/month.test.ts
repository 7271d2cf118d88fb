import assert from 'node:assert/strict';
import { monthAfter, monthNamed, monthOf, monthsUpTo } from '../../src/domain/month.ts';

describe('month', () => {
  it('is that of the wall clock', () => {
    const moment = new Date('2026-10-31T23:30:00Z');

    assert.deepEqual([monthOf(moment, 'Europe/Paris'), monthOf(moment, 'UTC')], ['2026-11', '2026-10']);
  });

  it('begins and ends at midnight of the zone, over a change of the clocks', () => {
    const { months, to } = monthsUpTo('2026-04', 2, 'Europe/Paris');

    assert.deepEqual(months, [
      { month: '2026-03', from: new Date('2026-02-28T23:00:00Z') },
      { month: '2026-04', from: new Date('2026-03-31T22:00:00Z') },
    ]);
    assert.deepEqual(to, new Date('2026-04-30T22:00:00Z'));
  });

  it('goes on over the end of the year', () => {
    assert.deepEqual([monthAfter('2026-12', 1), monthAfter('2026-01', -12)], ['2027-01', '2025-01']);
  });

  for (const [text, meant] of [
    ['2026-10', '2026-10'],
    ['10/2026', '2026-10'],
    ['1.2026', '2026-01'],
    ['october', '2026-10'],
    [' Octobre 2025 ', '2025-10'],
    ['août', '2026-08'],
    ['октябрь', '2026-10'],
    ['октября 2024', '2024-10'],
    ['December', '2025-12'],
    ['november', '2026-11'],
    ['13/2026', undefined],
    ['2026-00', undefined],
    ['smarch', undefined],
    ['constructor', undefined],
    ['', undefined],
  ] as const) {
    it(`reads “${text}” as ${meant ?? 'no month'} in November 2026`, () => {
      assert.equal(monthNamed(text, '2026-11'), meant);
    });
  }
});
