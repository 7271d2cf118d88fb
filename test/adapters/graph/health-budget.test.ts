import assert from 'node:assert/strict';
import { healthBudget } from '../../../src/adapters/graph/health-budget.ts';
import { handClock } from '../../support/use-case-fixtures.ts';

describe('health budget', () => {
  it('allows 240 requests a minute', () => {
    const clock = handClock();
    const budget = healthBudget({ clock });
    for (let n = 0; n < 240; n++) budget.take('t');

    clock.move(59_000);
    assert.throws(() => budget.take('t'), { code: 'THROTTLED', retryAfterMs: 1000 });

    clock.move(1000);
    assert.doesNotThrow(() => budget.take('t'));
  });

  it('allows 800 requests an hour', () => {
    const clock = handClock();
    const budget = healthBudget({ clock });
    for (let n = 0; n < 800; n++) {
      budget.take('t');
      clock.move(1000);
    }

    assert.throws(() => budget.take('t'), { code: 'THROTTLED', retryAfterMs: 3_600_000 - 800_000 });
  });

  it('counts each tenant by itself', () => {
    const budget = healthBudget({ clock: handClock(), perMinute: 1 });
    budget.take('one');

    assert.doesNotThrow(() => budget.take('another'));
  });

  it('does not count what it refused', () => {
    const clock = handClock();
    const budget = healthBudget({ clock, perMinute: 1 });
    budget.take('t');
    clock.move(30_000);
    assert.throws(() => budget.take('t'));

    clock.move(30_000);
    assert.doesNotThrow(() => budget.take('t'));
  });
});
