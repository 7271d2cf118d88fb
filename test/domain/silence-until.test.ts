import assert from 'node:assert/strict';
import { silenceUntil } from '../../src/domain/silence-until.ts';

const NOW = new Date('2026-10-24T20:30:00Z');
const BERLIN = 'Europe/Berlin';
const NONE = { day: '', time: '' };

describe('a silence', () => {
  it('lasts an hour, four, or until midnight by the wall clock', () => {
    assert.deepEqual(silenceUntil('hour', NONE, BERLIN, NOW), new Date('2026-10-24T21:30:00Z'));
    assert.deepEqual(silenceUntil('four-hours', NONE, BERLIN, NOW), new Date('2026-10-25T00:30:00Z'));
    assert.deepEqual(silenceUntil('midnight', NONE, BERLIN, NOW), new Date('2026-10-24T22:00:00Z'));
    // The day is 25 hours long.
    assert.deepEqual(silenceUntil('midnight', NONE, BERLIN, new Date('2026-10-24T22:10:00Z')), new Date('2026-10-25T23:00:00Z'));
  });

  it('lasts until a day and time by the wall clock, also behind a change of the clocks', () => {
    assert.deepEqual(silenceUntil('at', { day: '2026-10-26', time: '08:00' }, BERLIN, NOW), new Date('2026-10-26T07:00:00Z'));
    assert.deepEqual(silenceUntil('at', { day: ' 2026-10-26 ', time: '08:00:00' }, 'UTC', NOW), new Date('2026-10-26T08:00:00Z'));
    assert.deepEqual(silenceUntil('at', { day: '2026-10-26', time: '7:05' }, 'UTC', NOW), new Date('2026-10-26T07:05:00Z'));
  });

  it('does not last until a moment that is none, over, or more than 90 days away', () => {
    for (const [day, time] of [
      ['', ''],
      ['2026-10-26', ''],
      ['tomorrow', '8'],
      ['2026-13-01', '08:00'],
      ['2026-10-26', '24:30'],
    ] as const)
      assert.equal(silenceUntil('at', { day, time }, BERLIN, NOW), 'no-moment', `${day} ${time}`);
    assert.equal(silenceUntil('at', { day: '2026-10-24', time: '22:30' }, BERLIN, NOW), 'past');
    assert.equal(silenceUntil('at', { day: '2027-01-23', time: '22:30' }, BERLIN, NOW), 'too-long');
  });
});
