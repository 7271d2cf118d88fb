import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { HealthSnapshot, ServiceHealthOverview } from '../../src/domain/service-health.ts';
import type { HealthSource } from '../../src/ports/health-source.ts';
import { showHealth } from '../../src/use-cases/show-health.ts';
import { NEVER, backEndFailure, handClock, never } from '../support/use-case-fixtures.ts';

const overviews: readonly ServiceHealthOverview[] = [
  { id: 'Exchange', service: 'Exchange Online', status: 'serviceOperational', rawStatus: 'serviceOperational', issues: [] },
];

describe('showHealth', () => {
  let stored: HealthSnapshot | undefined;
  const clock = handClock();
  const store = {
    latest: () => Promise.resolve(stored),
    save: (snapshot: HealthSnapshot) => {
      stored = snapshot;
      return Promise.resolve();
    },
  };

  beforeEach(() => {
    stored = undefined;
  });

  function show(source: HealthSource['overviews'], deadlineMs = 1000) {
    return showHealth({ source: { overviews: source }, store, clock, deadlineMs });
  }

  it('asks Microsoft and stores the answer', async () => {
    const result = await show(() => Promise.resolve(overviews))('t', { fresh: false }, NEVER);

    assert.deepEqual(result, { snapshot: { tenantId: 't', fetchedAt: clock.now(), overviews }, failure: undefined });
    assert.deepEqual(stored, result.snapshot);
  });

  it('takes a copy of the last minute for good enough, unless a fresh one is wanted', async () => {
    const source = sinon.fake.resolves(overviews);
    const health = show(source);
    await health('t', { fresh: false }, NEVER);
    clock.move(59_000);
    await health('t', { fresh: false }, NEVER);
    assert.equal(source.callCount, 1);

    await health('t', { fresh: true }, NEVER);
    assert.equal(source.callCount, 2);

    clock.move(60_000);
    await health('t', { fresh: false }, NEVER);
    assert.equal(source.callCount, 3);
  });

  it('shows the stored copy with the reason when Microsoft does not answer', async () => {
    stored = { tenantId: 't', fetchedAt: new Date(0), overviews };
    const { snapshot, failure } = await show(() => Promise.reject(backEndFailure('CONSENT_MISSING')))('t', { fresh: false }, NEVER);

    assert.deepEqual(snapshot, stored);
    assert.equal(failure?.code, 'CONSENT_MISSING');
  });

  it('never makes an error of a tenant never seen look healthy', async () => {
    const result = await show(() => Promise.reject(backEndFailure('UNREACHABLE')))('t', { fresh: false }, NEVER);

    assert.equal(result.snapshot, undefined);
    assert.equal(result.failure?.code, 'UNREACHABLE');
  });

  it('does not wait for a slow answer, and has it the next time', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly ServiceHealthOverview[]>();
    const source = sinon.fake.returns(promise);
    const health = show(source, 1);
    const first = await health('t', { fresh: false }, NEVER);
    assert.equal(first.failure?.code, 'TIMED_OUT');
    resolve(overviews);

    const second = await showHealth({ source: { overviews: source }, store, clock, deadlineMs: 1000 })('t', { fresh: false }, NEVER);
    assert.deepEqual(second.snapshot?.overviews, overviews);
  });

  it('asks once for all who look at the same time', async () => {
    const source = sinon.fake.resolves(overviews);
    const health = show(source);
    await Promise.all([health('t', { fresh: true }, NEVER), health('t', { fresh: true }, NEVER)]);

    assert.equal(source.callCount, 1);
  });

  it('ends with the turn that asked', async () => {
    await assert.rejects(show(() => never())('t', { fresh: true }, AbortSignal.abort(new Error('turn over'))), /turn over/);
  });
});
