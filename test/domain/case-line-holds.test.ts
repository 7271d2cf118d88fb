import assert from 'node:assert/strict';
import { lineHolds } from '../../src/domain/case-line-holds.ts';
import { CASE_EVENT_KINDS, type CaseEvent, type CaseTarget, type SupportCase } from '../../src/domain/support-case.ts';
import { aCase, DMITRI, minutesLater } from '../support/cases.ts';

const at = minutesLater(10);
const anEvent = (kind: CaseEvent['kind'], target?: CaseTarget) => ({ kind, at, detail: target === undefined ? {} : { target } });
const holds = (kind: CaseEvent['kind'], some: Partial<SupportCase> = {}, target?: CaseTarget): boolean =>
  lineHolds(anEvent(kind, target), aCase(some));
const TAKEN = { state: 'taken', owner: DMITRI, takenAt: at } as const;

describe('what is to be said of a case', () => {
  it('is what people did, whatever became of the case since', () => {
    const clocks = new Set(['call', 'exhausted', 'warning']);
    const said = CASE_EVENT_KINDS.filter((kind) => !clocks.has(kind));

    assert.deepEqual(
      said.filter((kind) => !holds(kind, { state: 'resolved', openSince: minutesLater(60) })),
      [],
    );
  });

  for (const kind of ['call', 'exhausted'] as const)
    it(`is a clock's ${kind} only while nobody has the case, and not of before it was open again`, () => {
      assert.equal(holds(kind), true);
      assert.equal(holds(kind, { openSince: at }), true);
      assert.equal(holds(kind, TAKEN), false);
      assert.equal(holds(kind, { state: 'resolved' }), false);
      assert.equal(holds(kind, { openSince: minutesLater(11) }), false);
    });

  it('is no warning of what is done by now', () => {
    assert.equal(holds('warning', {}, 'acknowledge'), true);
    assert.equal(holds('warning', TAKEN, 'acknowledge'), false);
    assert.equal(holds('warning', TAKEN, 'first-response'), true);
    assert.equal(holds('warning', { ...TAKEN, firstResponseAt: at }, 'first-response'), false);
    assert.equal(holds('warning', TAKEN, 'resolution'), true);
    assert.equal(holds('warning', { state: 'resolved' }, 'resolution'), false);
  });

  it('is no warning while the case waits for the customer, nor of before it was open again', () => {
    assert.equal(holds('warning', { state: 'waiting', waitingFor: 'customer' }, 'resolution'), false);
    assert.equal(holds('warning', { state: 'waiting', waitingFor: 'microsoft' }, 'resolution'), true);
    assert.equal(holds('warning', { openSince: minutesLater(11) }, 'resolution'), false);
  });
});
