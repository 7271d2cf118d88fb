import assert from 'node:assert/strict';
import sinon from 'sinon';
import { BackEndError } from '../../src/domain/errors.ts';
import { type HealthSnapshot } from '../../src/domain/service-health.ts';
import type { PollFailure, PollState } from '../../src/ports/health-poll-store.ts';
import type { PollHealth } from '../../src/use-cases/poll-health.ts';
import { showHealth } from '../../src/use-cases/show-health.ts';
import { aSnapshot } from '../support/health-fixtures.ts';
import { NEVER, backEndFailure, handClock, never } from '../support/use-case-fixtures.ts';

const MINUTE = 60_000;

describe('showHealth', () => {
  let stored: HealthSnapshot | undefined;
  const clock = handClock();
  const store = { latest: () => Promise.resolve(stored) };
  const now = (): HealthSnapshot => aSnapshot('t', clock.now(), []);

  beforeEach(() => {
    stored = undefined;
    noted = undefined;
  });

  let noted: PollFailure | undefined;
  const polls = { stateOf: (tenantId: string) => Promise.resolve(stateOf(tenantId, noted)) };
  const show = (poll: PollHealth, deadlineMs = 1000) => showHealth({ poll, store, polls, clock, intervalMs: 5 * MINUTE, deadlineMs });

  it('asks Microsoft for a tenant not read yet', async () => {
    const result = await show(() => Promise.resolve(now()))('t', { fresh: false }, NEVER);

    assert.deepEqual(result, { snapshot: now(), failure: undefined });
  });

  it('takes the polled copy while it is younger than two intervals, unless a fresh one is wanted', async () => {
    const poll = sinon.fake.resolves<Parameters<PollHealth>, ReturnType<PollHealth>>(now());
    const health = show(poll);
    stored = aSnapshot('t', new Date(clock.now().getTime() - 10 * MINUTE + 1), []);
    const young = await health('t', { fresh: false }, NEVER);
    assert.deepEqual([young.snapshot, poll.callCount], [stored, 0]);

    await health('t', { fresh: true }, NEVER);
    assert.equal(poll.callCount, 1);

    stored = aSnapshot('t', new Date(clock.now().getTime() - 10 * MINUTE), []);
    await health('t', { fresh: false }, NEVER);
    assert.equal(poll.callCount, 2);
  });

  it('tells with a young copy why nothing newer could be read', async () => {
    stored = aSnapshot('t', new Date(clock.now().getTime() - MINUTE), []);
    noted = { code: 'MFA_NEEDED', status: 400, vendorCode: 'AADSTS50076', correlationId: 'c1' };
    const result = await show(() => never())('t', { fresh: false }, NEVER);

    assert.equal(result.snapshot, stored);
    assert.ok(result.failure instanceof BackEndError);
    assert.deepEqual([result.failure.code, result.failure.vendorCode, result.failure.correlationId], ['MFA_NEEDED', 'AADSTS50076', 'c1']);
  });

  it('shows the stored copy with the reason when Microsoft does not answer', async () => {
    stored = aSnapshot('t', new Date(0), []);
    const { snapshot, failure } = await show(() => Promise.reject(backEndFailure('CONSENT_MISSING')))('t', { fresh: false }, NEVER);

    assert.deepEqual(snapshot, stored);
    assert.equal(failure?.code, 'CONSENT_MISSING');
  });

  it('never makes an error of a tenant never seen look healthy', async () => {
    const result = await show(() => Promise.reject(backEndFailure('UNREACHABLE')))('t', { fresh: false }, NEVER);

    assert.equal(result.snapshot, undefined);
    assert.equal(result.failure?.code, 'UNREACHABLE');
  });

  it('does not wait for a slow answer', async () => {
    stored = aSnapshot('t', new Date(0), []);
    const { snapshot, failure } = await show(() => never(), 1)('t', { fresh: true }, NEVER);

    assert.deepEqual([snapshot, failure?.code], [stored, 'TIMED_OUT']);
  });

  it('ends with the turn that asked', async () => {
    await assert.rejects(show(() => never())('t', { fresh: true }, AbortSignal.abort(new Error('turn over'))), /turn over/);
  });
});

function stateOf(tenantId: string, failure: PollFailure | undefined): PollState {
  const at = new Date(0);
  return {
    tenantId,
    readAt: undefined,
    triedAt: undefined,
    dueAt: at,
    failures: failure === undefined ? 0 : 1,
    failedSince: undefined,
    failure,
  };
}
