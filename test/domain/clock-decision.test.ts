import assert from 'node:assert/strict';
import type { CaseClock } from '../../src/domain/case-clock.ts';
import { decideClock } from '../../src/domain/clock-decision.ts';
import type { ClockRules } from '../../src/domain/clock-rules.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import { aCase, DMITRI, minutesLater, rulesOf } from '../support/cases.ts';

const MODERATE = rulesOf('moderate');
const RULES: ClockRules = {
  ...MODERATE,
  policy: {
    ...MODERATE.policy,
    levels: [
      { afterMinutes: 10, repeat: undefined, call: [{ rota: 'azure' }] },
      { afterMinutes: 20, repeat: undefined, call: [{ channel: '19:leads' }, { rota: 'leads' }, { channel: '19:managers' }] },
    ],
  },
};
const CLOCK = {
  cycle: 1,
  target: 'none',
  level: 0,
  round: 0,
  state: 'running',
  leftMs: undefined,
  hours: undefined,
  dueAt: minutesLater(20),
} as const;
const CALL = { ...CLOCK, kind: 'call', level: 2, round: 1 } as const;
const TAKEN = aCase({ state: 'taken', owner: DMITRI, takenAt: minutesLater(5) });

const decided = (present: SupportCase, clock: CaseClock & { readonly dueAt: Date }, minute = 20) =>
  decideClock({ case: present, clocks: [] }, clock, RULES, minutesLater(minute));

describe('a clock whose time has come', () => {
  it('calls its level, in the channels too that the level names', () => {
    const decision = decided(aCase(), CALL);

    assert.deepEqual(decision?.event, {
      kind: 'call',
      actor: 'system',
      detail: { dueAt: '2026-03-02T12:20:00.000Z', level: 2, round: 1 },
      text: undefined,
    });
    assert.deepEqual(decision.channels, ['19:leads', '19:managers']);
  });

  it('leaves the case as it is', () => {
    const { version: _version, updatedAt: _updatedAt, ...same } = aCase({ id: 'c1' });

    assert.deepEqual(decided(aCase({ id: 'c1' }), CALL)?.next, same);
  });

  it('says how late it is, from a minute on', () => {
    assert.equal(decided(aCase(), CALL, 20.9)?.event.detail.lateSeconds, undefined);
    assert.equal(decided(aCase(), CALL, 65)?.event.detail.lateSeconds, 45 * 60);
  });

  it('is overtaken by whoever took the case, also of an earlier search', () => {
    assert.equal(decided(TAKEN, CALL), undefined);
    assert.equal(decided(aCase({ cycle: 2 }), CALL), undefined);
    assert.equal(decided(TAKEN, { ...CLOCK, kind: 'exhausted' }), undefined);
  });

  it('warns of a target only while that can be met', () => {
    const warning = { ...CLOCK, kind: 'warning', target: 'first-response' } as const;

    assert.deepEqual(decided(TAKEN, warning)?.event.detail.target, 'first-response');
    assert.equal(decided({ ...TAKEN, firstResponseAt: minutesLater(10) }, warning), undefined);
  });

  it('says that a target was missed, also when it was met late', () => {
    for (const target of ['acknowledge', 'first-response', 'resolution'] as const) {
      const resolved = aCase({ ...TAKEN, state: 'resolved', cycle: 2, firstResponseAt: minutesLater(21) });

      assert.equal(decided(resolved, { ...CLOCK, kind: 'breach', target }, 22)?.event.kind, 'breach');
    }
  });
});
