import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isQuiet, minuteOfDay, quietUntil, type QuietHours } from '../../src/domain/quiet-hours.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string): Date => new Date(text);
const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const hours = (from: string, to: string): QuietHours => ({ from: minutes(from), to: minutes(to) });

const MINUTE_MS = 60_000;
/** Europe, America, half hours (Lord Howe), the southern half, none, and a change at midnight. */
const ZONES = [BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Asia/Kolkata', 'America/Santiago', 'UTC'] as const;
/** Around the changes of the clocks of 2026, and anywhere. */
const CHANGES = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-03-08T07:00Z',
  '2026-11-01T06:00Z',
  '2026-04-04T15:00Z',
  '2026-10-03T16:00Z',
];
const MOMENTS = fc.oneof(
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -1500, max: 1500 }), fc.integer({ min: 0, max: 59_999 }))
    .map(([change, minute, ms]) => new Date(at(change).getTime() + minute * MINUTE_MS + ms)),
  fc.date({ min: at('2024-01-01T00:00Z'), max: at('2030-01-01T00:00Z'), noInvalidDate: true }),
);
const HOURS = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }))
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }));

describe('quiet hours', () => {
  it('may go over midnight; the first minute belongs to them, the last one does not', () => {
    const night = hours('22:00', '07:00');

    assert.deepEqual(
      ['20:59', '21:00', '23:30', '05:59', '06:00'].map((time) => isQuiet(night, BERLIN, at(`2026-01-10T${time}:00Z`))),
      [false, true, true, true, false],
    );
  });

  it('end at the wall clock’s time, whatever the clocks did meanwhile (pitfall 26)', () => {
    const night = hours('22:00', '07:00');

    assert.deepEqual(quietUntil(night, BERLIN, at('2026-03-28T22:30:00Z')), at('2026-03-29T05:00:00Z'));
    assert.deepEqual(quietUntil(night, BERLIN, at('2026-10-24T21:30:00Z')), at('2026-10-25T06:00:00Z'));
    assert.deepEqual(quietUntil(night, BERLIN, at('2026-01-10T22:30:20Z')), at('2026-01-11T06:00:00Z'));
  });

  it('end when the clocks leap over their end', () => {
    assert.deepEqual(quietUntil(hours('22:00', '02:30'), BERLIN, at('2026-03-29T00:59:30Z')), at('2026-03-29T01:00:00Z'));
  });

  it('are over when the clocks go back before their beginning', () => {
    assert.deepEqual(quietUntil(hours('02:30', '03:30'), BERLIN, at('2026-10-25T00:45:00Z')), at('2026-10-25T01:00:00Z'));
  });

  it('end at the first moment that is not quiet, after every quiet one', () => {
    fc.assert(
      fc.property(
        HOURS,
        fc.constantFrom(...ZONES),
        MOMENTS,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })),
        (quiet, zone, moment, parts) => {
          fc.pre(isQuiet(quiet, zone, moment));

          const until = quietUntil(quiet, zone, moment);

          assert.ok(until > moment);
          assert.ok(!isQuiet(quiet, zone, until));
          const between = [0.999999, ...parts].map(
            (part) => new Date(moment.getTime() + Math.floor(part * (until.getTime() - moment.getTime()))),
          );
          for (const one of between) assert.ok(isQuiet(quiet, zone, one), one.toISOString());
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a time that somebody typed', () => {
  it('is a minute of the day, or none', () => {
    assert.deepEqual(['00:00', '7:05', '23:59', '22:30:00'].map(minuteOfDay), [0, 425, 1439, 1350]);
    for (const text of ['', '24:00', '12:60', '12', 'noon', '12:3', '-1:00']) assert.equal(minuteOfDay(text), undefined, text);
  });
});
