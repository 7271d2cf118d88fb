import assert from 'node:assert/strict';
import { ChannelError } from '../../../src/sandbox/channel/channel-error.ts';
import { createLimiter, TEAMS_LIMITS, type Limiter } from '../../../src/sandbox/channel/limits.ts';

describe('sandbox channel: limits', () => {
  let now: number;
  let limiter: Limiter;
  beforeEach(() => {
    now = Date.parse('2026-11-20T12:00:00Z');
    limiter = createLimiter(TEAMS_LIMITS, () => new Date(now));
  });

  /** The seconds that a refused call has to wait; 0 for one that was let through. */
  function wait(conversation = 'a'): number {
    try {
      limiter.count('send', conversation);
      return 0;
    } catch (error) {
      return error instanceof ChannelError ? (error.retryAfterSeconds ?? NaN) : NaN;
    }
  }

  it('let through for hours what keeps every window', () => {
    const waits = Array.from({ length: 7200 }, () => {
      now += 2000;
      return wait();
    });

    assert.ok(waits.every((seconds) => seconds === 0));
  });

  for (const [calls, everyMs, seconds] of [
    [7, 0, 1],
    [8, 150, 1],
    [60, 300, 12],
    [1800, 520, 2664],
  ] as const) {
    it(`refuse the next call after ${calls}, and say when it may come`, () => {
      let passed = 0;
      for (; wait() === 0; now += everyMs) passed += 1;
      const longest = wait();
      now += longest * 1000;

      assert.deepEqual([passed, longest, wait()], [calls, seconds, 0]);
    });
  }

  it('count each conversation and each kind of call by itself', () => {
    for (let n = 0; n < 7; n += 1) wait();

    assert.deepEqual([wait(), wait('b')], [1, 0]);
    assert.doesNotThrow(() => limiter.count('create', 'a'));
    assert.deepEqual(limiter.refused, { conversation: 1, tenant: 0 });
  });

  it('count what is no send for the tenant alone', () => {
    for (let n = 0; n < 50; n += 1) limiter.count(undefined, 'a');

    assert.equal(wait('b'), 1);
    assert.deepEqual(limiter.refused, { conversation: 0, tenant: 1 });
  });
});
