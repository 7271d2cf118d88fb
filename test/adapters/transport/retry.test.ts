import assert from 'node:assert/strict';
import { retryAfterMs, withRetry, type RetryRules } from '../../../src/adapters/transport/retry.ts';
import { TransportFailure } from '../../../src/adapters/transport/transport-failure.ts';
import { UNHURRIED } from '../../support/microsoft-clouds.ts';

const RULES: RetryRules = {
  tries: 3,
  statuses: new Set([429, 503]),
  tryTimeoutMs: 1000,
  deadlineMs: 2000,
  firstWaitMs: 1,
  longestWaitMs: 1000,
};

describe('retry', () => {
  /** Answers with each of these in turn; counts the tries. */
  function given(...outcomes: (Response | Error)[]) {
    const timeouts: number[] = [];
    const attempt = (timeoutMs: number): Promise<Response> => {
      timeouts.push(timeoutMs);
      const outcome = outcomes[timeouts.length - 1] ?? assert.fail('One try too many');
      return outcome instanceof Response ? Promise.resolve(outcome) : Promise.reject(outcome);
    };
    return { attempt, timeouts };
  }
  const busy = (headers: Record<string, string> = {}): Response => new Response(null, { status: 503, headers });

  it('repeats what may pass, until it passes', async () => {
    const { attempt, timeouts } = given(busy(), new TransportFailure('broken', true), new Response('yes'));

    const response = await withRetry(RULES, UNHURRIED, attempt);

    assert.deepEqual([response.status, timeouts.length], [200, 3]);
  });

  it('gives the last answer when the tries are used up', async () => {
    const { attempt } = given(busy(), busy(), busy());

    assert.equal((await withRetry(RULES, UNHURRIED, attempt)).status, 503);
  });

  it('does not repeat another status', async () => {
    const { attempt, timeouts } = given(new Response(null, { status: 404 }));

    await withRetry(RULES, UNHURRIED, attempt);

    assert.equal(timeouts.length, 1);
  });

  for (const fault of ['host-refused', 'too-large', 'cancelled'] as const)
    it(`does not repeat after ${fault}`, async () => {
      const { attempt, timeouts } = given(new TransportFailure(fault, true));

      await assert.rejects(withRetry(RULES, UNHURRIED, attempt), { fault });
      assert.equal(timeouts.length, 1);
    });

  it('hands a long Retry-After to the caller instead of waiting', async () => {
    const { attempt } = given(busy({ 'retry-after': '30' }));

    const response = await withRetry(RULES, UNHURRIED, attempt);

    assert.equal(retryAfterMs(response.headers), 30_000);
  });

  it('gives no try more time than is left', async () => {
    const { attempt, timeouts } = given(new Response('yes'));

    await withRetry({ ...RULES, deadlineMs: 40 }, UNHURRIED, attempt);

    assert.ok((timeouts[0] ?? 1000) <= 40);
  });

  it('begins no wait that would end after the deadline', async () => {
    const { attempt, timeouts } = given(busy());

    await withRetry({ ...RULES, deadlineMs: 100, firstWaitMs: 1000 }, UNHURRIED, attempt);

    assert.equal(timeouts.length, 1);
  });

  it('ends a wait when the caller leaves', async () => {
    const caller = new AbortController();
    const { attempt } = given(busy(), new TransportFailure('cancelled', false));
    setTimeout(() => caller.abort(), 5);

    await assert.rejects(withRetry({ ...RULES, deadlineMs: 60_000, firstWaitMs: 30_000 }, caller.signal, attempt), { fault: 'cancelled' });
  });

  it('reads Retry-After as seconds, as a date, and not at all', () => {
    const at = new Date(Date.now() + 10_000).toUTCString();
    const wait = retryAfterMs(new Headers({ 'retry-after': at })) ?? 0;

    assert.equal(retryAfterMs(new Headers({ 'retry-after': '7' })), 7000);
    assert.ok(wait > 8000 && wait <= 10_000);
    assert.equal(retryAfterMs(new Headers({ 'retry-after': 'soon' })), undefined);
    assert.equal(retryAfterMs(new Headers()), undefined);
  });
});
