import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Incident } from '../../src/domain/incident.ts';
import type { HealthSource } from '../../src/ports/health-source.ts';
import { showIncident } from '../../src/use-cases/show-incident.ts';
import { NOON, someDetails } from '../support/health-fixtures.ts';
import { aCustomer, backEndFailure, handClock, never, NEVER } from '../support/use-case-fixtures.ts';

type Read = HealthSource['incident'];

describe('showIncident', () => {
  const clock = handClock();
  const customer = aCustomer();
  let stored: Incident | undefined;
  let seenBy: string | undefined;
  beforeEach(() => {
    stored = { ...someDetails('EX1'), posts: [], postsKnown: false, firstSeenAt: NOON, resolvedAt: undefined, nextUpdateAt: undefined };
    seenBy = customer.tenantId;
  });

  function show(read: Read, deadlineMs = 1000) {
    return showIncident({
      incidents: {
        byId: async () => stored,
        saveDetails: async (details) => {
          stored = stored && { ...stored, ...details, postsKnown: true };
        },
      },
      reach: { seenBy: async () => seenBy },
      board: { customersHit: async () => ({ customers: [customer], total: 7 }) },
      polls: {
        stateOf: async (tenantId) => ({
          tenantId,
          readAt: NOON,
          triedAt: NOON,
          dueAt: NOON,
          failures: 0,
          failedSince: undefined,
          failure: undefined,
        }),
      },
      source: { incident: read },
      clock,
      deadlineMs,
    });
  }
  const reading = () => sinon.fake.resolves<Parameters<Read>, ReturnType<Read>>(someDetails('EX1'));

  it('reads the posts at Microsoft while they were never read, and stores them', async () => {
    const read = reading();
    const result = await show(read)('EX1', 'all', { fresh: false }, NEVER);

    assert.deepEqual([result?.incident.postsKnown, result?.incident.posts.length], [true, 1]);
    assert.deepEqual(read.firstCall.args.slice(0, 2), [customer.tenantId, 'EX1']);
    assert.deepEqual(result?.readAt, clock.now());
    assert.deepEqual(result?.hit, { customers: [customer], total: 7 });
  });

  it('takes what is stored, with its age, once the posts are known', async () => {
    stored = stored && { ...stored, postsKnown: true };
    const read = reading();
    const result = await show(read)('EX1', 'all', { fresh: false }, NEVER);

    assert.equal(read.callCount, 0);
    assert.deepEqual(result?.readAt, NOON);
  });

  it('reads anew when asked to', async () => {
    stored = stored && { ...stored, postsKnown: true };
    const read = reading();
    await show(read)('EX1', 'all', { fresh: true }, NEVER);

    assert.equal(read.callCount, 1);
  });

  it('shows what is stored, and why there is nothing newer, when Microsoft fails', async () => {
    const result = await show(() => Promise.reject(backEndFailure('CONSENT_MISSING')))('EX1', 'all', { fresh: true }, NEVER);

    assert.equal(result?.failure?.code, 'CONSENT_MISSING');
    assert.deepEqual([result.incident.id, result.readAt], ['EX1', NOON]);
  });

  it('does not wait for a slow answer, which is read once whoever asks', async () => {
    const read = sinon.fake<Parameters<Read>, ReturnType<Read>>(() => never());
    const ask = show(read, 10);
    const [first, second] = await Promise.all([ask('EX1', 'all', { fresh: true }, NEVER), ask('EX1', 'all', { fresh: true }, NEVER)]);

    assert.deepEqual([first?.failure?.code, second?.failure?.code], ['TIMED_OUT', 'TIMED_OUT']);
    assert.equal(read.callCount, 1);
  });

  it('keeps what was known, with its age, when the customer sees it no more', async () => {
    const result = await show(() => Promise.resolve(undefined))('EX1', 'all', { fresh: true }, NEVER);

    assert.deepEqual([result?.incident.id, result?.failure, result?.readAt], ['EX1', undefined, NOON]);
  });

  it('tells nothing to a person who may see none of the customers hit, and asks nobody', async () => {
    seenBy = undefined;
    const read = reading();

    assert.equal(await show(read)('EX1', 'none', { fresh: true }, NEVER), undefined);
    assert.equal(read.callCount, 0);
  });

  it('knows no incident that was never listed', async () => {
    stored = undefined;

    assert.equal(await show(reading())('EX1', 'all', { fresh: false }, NEVER), undefined);
  });

  describe('of an id that is not stored, at a customer open to the person', () => {
    const elseAt = customer.tenantId;
    beforeEach(() => {
      stored = undefined;
    });

    it('finds one that is over already', async () => {
      const past = someDetails('EX1', { resolved: true, status: 'postIncidentReviewPublished' });
      const result = await show(() => Promise.resolve(past))('EX1', 'all', { fresh: false, elseAt }, NEVER);

      assert.deepEqual([result?.incident.status, result?.incident.postsKnown], ['postIncidentReviewPublished', true]);
      assert.deepEqual(result?.hit, { customers: [], total: 0 });
    });

    it('finds none that the customer does not see, and none where Microsoft fails', async () => {
      for (const read of [() => Promise.resolve(undefined), () => Promise.reject(backEndFailure('UNAVAILABLE'))]) {
        assert.equal(await show(read)('EX1', 'all', { fresh: false, elseAt }, NEVER), undefined);
      }
    });

    it('leaves an open one to the polling of the customer’s health', async () => {
      assert.equal(await show(reading())('EX1', 'all', { fresh: false, elseAt }, NEVER), undefined);
    });
  });
});
