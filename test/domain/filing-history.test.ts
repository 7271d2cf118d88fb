import assert from 'node:assert/strict';
import { FILING_STEPS, filingHistory } from '../../src/domain/filing-history.ts';

const { sent, absent, blind } = FILING_STEPS;

function history(...actions: readonly string[]) {
  return filingHistory(actions.map((action, at) => ({ action, state: action === 'asked' ? 'ready' : 'sending', at: minute(at) })));
}

function minute(at: number): Date {
  return new Date(Date.UTC(2026, 10, 20, 9, at));
}

describe('filingHistory', () => {
  it('is empty for a request just submitted', () => {
    assert.deepEqual(history('asked', 'claimed'), { askedAt: minute(0), inDoubt: false, sends: 0, blindLooks: 0, sentAt: undefined });
  });

  it('is in doubt after a send until the back end is known to have nothing', () => {
    assert.equal(history('asked', sent).inDoubt, true);
    assert.equal(history('asked', sent, absent).inDoubt, false);
    assert.equal(history('asked', sent, absent, sent, blind).inDoubt, true);
  });

  it('counts anew when a person asks again, and keeps the doubt', () => {
    assert.deepEqual(history('asked', sent, blind, blind, 'asked'), {
      askedAt: minute(4),
      inDoubt: true,
      sends: 0,
      blindLooks: 0,
      sentAt: minute(1),
    });
    assert.deepEqual(history('asked', sent, absent, 'asked', sent, blind), {
      askedAt: minute(3),
      inDoubt: true,
      sends: 1,
      blindLooks: 1,
      sentAt: minute(4),
    });
  });
});
