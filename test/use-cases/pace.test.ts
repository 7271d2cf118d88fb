import assert from 'node:assert/strict';
import { createPace } from '../../src/use-cases/pace.ts';
import { NEVER } from '../support/use-case-fixtures.ts';

/** A pace on a clock that moves only by waiting, each wait a little late as real timers are. */
function given(perSecond: number, lateMs = 0) {
  let at = 0;
  const pace = createPace({
    perSecond,
    now: () => at,
    wait: async (ms) => {
      at += ms + lateMs;
    },
    random: () => 0,
  });
  return {
    pace,
    busy: (ms: number) => void (at += ms),
    now: () => at,
    /** The moments of so many slots. */
    slots: async (count: number): Promise<number[]> => {
      const moments: number[] = [];
      for (let n = 0; n < count; n++) {
        await pace.slot(NEVER);
        moments.push(at);
      }
      return moments;
    },
  };
}

const mostWithin = (ms: number, moments: readonly number[]): number =>
  Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + ms).length));

describe('the pace of the tenant', () => {
  it('uses 98 % of what Teams allows, evenly spaced', async () => {
    const { slots } = given(50);

    const moments = await slots(500);

    assert.ok(mostWithin(1_000, moments) <= 50);
    const seconds = ((moments.at(-1) ?? 0) - (moments[0] ?? 0)) / 1_000;
    assert.ok(Math.abs(499 / seconds - 49) < 0.1, `${499 / seconds} a second`);
  });

  it('makes good what timers are late, so that they cost nothing', async () => {
    const { slots } = given(50, 3);

    const moments = await slots(500);

    assert.ok(mostWithin(1_000, moments) <= 50);
    const seconds = ((moments.at(-1) ?? 0) - (moments[0] ?? 0)) / 1_000;
    assert.ok(499 / seconds > 48.9, `${499 / seconds} a second`);
  });

  it('never makes good a longer rest by a burst', async () => {
    const { slots, busy } = given(50);
    await slots(10);
    busy(5_000);

    const moments = await slots(200);

    assert.ok(mostWithin(1_000, moments) <= 50);
    assert.ok(mostWithin(20, moments) <= 2);
  });

  it('has no limit where none is given', async () => {
    const { slots, pace } = given(Infinity);

    assert.equal((await slots(1_000)).at(-1), 0);
    assert.equal(pace.within(20), Infinity);
  });

  it('holds everything for as long as Teams asks when several conversations are refused at once', async () => {
    const { pace, slots } = given(50);
    await slots(1);
    for (const id of ['a', 'b', 'c']) pace.throttled(id, 4_000);

    const [moment = 0] = await slots(1);

    assert.equal(moment, 4_000);
  });

  it('goes on when it is one conversation only, or one after the other', async () => {
    const { pace, slots, busy } = given(50);
    for (const id of ['a', 'a', 'a', 'b']) pace.throttled(id, 4_000);
    busy(1_500);
    pace.throttled('c', 4_000);
    const before = performance.now();

    const [moment = 0] = await slots(1);

    assert.equal(moment, 1_500);
    assert.ok(performance.now() - before < 1_000);
  });

  it('waits without an end only as long as nobody says stop', async () => {
    const { pace, now } = given(50);
    pace.hold(60_000);

    await pace.slot(AbortSignal.abort());

    assert.equal(now(), 0);
  });
});
