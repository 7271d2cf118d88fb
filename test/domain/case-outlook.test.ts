import assert from 'node:assert/strict';
import { outlookOf } from '../../src/domain/case-outlook.ts';
import type { CaseClock } from '../../src/domain/case-clock.ts';
import { firstClocks, type ClockRules } from '../../src/domain/clock-rules.ts';
import { aCase, DMITRI, minutesLater, OPENED_AT, rulesOf } from '../support/cases.ts';

const MODERATE = rulesOf('moderate');
const RULES: ClockRules = {
  ...MODERATE,
  policy: { ...MODERATE.policy, levels: [10, 20].map((afterMinutes) => ({ afterMinutes, repeat: undefined, call: [{ rota: 'azure' }] })) },
};
const CLOCKS = firstClocks(RULES, OPENED_AT);
const stand = (which: (clock: CaseClock) => boolean, state: CaseClock['state']): readonly CaseClock[] =>
  CLOCKS.map((clock) => (which(clock) ? { ...clock, state } : clock));
const TAKEN = aCase({ state: 'taken', owner: DMITRI, takenAt: minutesLater(5) });

describe('the outlook of a case', () => {
  it('names the due time of each target, and the next call', () => {
    assert.deepEqual(outlookOf(aCase(), CLOCKS, RULES), {
      targets: [
        { target: 'acknowledge', dueAt: minutesLater(60), state: 'running' },
        { target: 'first-response', dueAt: minutesLater(240), state: 'running' },
        { target: 'resolution', dueAt: minutesLater(1440), state: 'running' },
      ],
      nextCall: { level: 1, at: minutesLater(10) },
    });
  });

  it('names the level that comes after those that were called', () => {
    const clocks = stand(({ kind, level }) => kind === 'call' && level === 1, 'run');

    assert.deepEqual(outlookOf(aCase(), clocks, RULES).nextCall, { level: 2, at: minutesLater(20) });
  });

  it('has a target met that was cancelled in time, and no call any more', () => {
    const clocks = stand(({ kind, target }) => kind === 'call' || target === 'acknowledge', 'cancelled');

    const { targets, nextCall } = outlookOf(TAKEN, clocks, RULES);

    assert.deepEqual([targets[0]?.state, nextCall], ['met', undefined]);
  });

  it('keeps a target missed though it was met later', () => {
    const clocks = stand(({ target }) => target === 'acknowledge', 'run');

    assert.deepEqual(outlookOf(TAKEN, clocks, RULES).targets[0], { target: 'acknowledge', dueAt: minutesLater(60), state: 'missed' });
  });

  it('has no due time while a target stands', () => {
    const clocks = CLOCKS.map((clock) =>
      clock.target === 'resolution' ? { ...clock, state: 'paused' as const, dueAt: undefined, leftMs: 1 } : clock,
    );

    assert.deepEqual(outlookOf(TAKEN, clocks, RULES).targets[2], { target: 'resolution', dueAt: undefined, state: 'paused' });
  });

  it('leaves out what came to nothing: withdrawn, or not promised any more', () => {
    const cancelled = stand(() => true, 'cancelled');
    const unpromised = { ...RULES, policy: { ...RULES.policy, acknowledgeMinutes: undefined } };

    assert.deepEqual(outlookOf(aCase({ state: 'resolved', cause: 'withdrawn' }), cancelled, RULES).targets, []);
    assert.ok(outlookOf(TAKEN, cancelled, unpromised).targets.every(({ target }) => target !== 'acknowledge'));
  });

  it('looks at calls and the acknowledgement of the present search only', () => {
    const { targets, nextCall } = outlookOf(aCase({ cycle: 2 }), CLOCKS, RULES);

    assert.deepEqual([targets.map(({ target }) => target), nextCall], [['first-response', 'resolution'], undefined]);
  });
});
