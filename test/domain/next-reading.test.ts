import assert from 'node:assert/strict';
import { nextReading, nextReadingOfClosed } from '../../src/domain/next-reading.ts';
import { responseWarning } from '../../src/domain/response-warning.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const DAY_MS = 86_400_000;
const minutes = (value: number): number => value * 60_000;

describe('nextReading', () => {
  const wait = (quietDays: number, severity: 'critical' | 'minimal' = 'minimal', now?: 'critical'): number =>
    nextReading(
      {
        severity,
        desk: now && { severity: now, owner: undefined, noteKeys: [] },
        updatedAt: new Date(NOW.getTime() - quietDays * DAY_MS),
      },
      NOW,
      minutes(5),
    ).getTime() - NOW.getTime();

  it('looks at severity A twice as often, also when it became A at Microsoft', () => {
    assert.deepEqual([wait(0), wait(0, 'critical'), wait(0, 'minimal', 'critical')], [5, 2.5, 2.5].map(minutes));
  });

  it('looks at what is closed twice a day for two weeks, and then no more', () => {
    const closed = (quietDays: number): number | undefined =>
      nextReadingOfClosed({ updatedAt: new Date(NOW.getTime() - quietDays * DAY_MS) }, NOW)?.getTime();

    assert.deepEqual([closed(0), closed(13.9)], [NOW.getTime() + DAY_MS / 2, NOW.getTime() + DAY_MS / 2]);
    assert.equal(closed(14), undefined);
  });

  it('looks less and less often at what does not move', () => {
    assert.deepEqual([wait(1), wait(3), wait(30), wait(100)], [5, 15, 60, 360].map(minutes));
  });
});

describe('responseWarning', () => {
  const warned = (dueInMinutes: number): number =>
    (responseWarning(NOW, new Date(NOW.getTime() + minutes(dueInMinutes))).getTime() - NOW.getTime()) / minutes(1);

  it('comes with a quarter of the time left', () => {
    assert.deepEqual([warned(120), warned(480)], [90, 360]);
  });

  it('comes fifteen minutes before at the latest, and never before the filing', () => {
    assert.deepEqual([warned(40), warned(10)], [25, 0]);
  });
});
