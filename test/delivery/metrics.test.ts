import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createMetrics } from '../../src/delivery/metrics.ts';

describe('metrics', () => {
  it('show how the ledger stands, until another replica counts it', async () => {
    const clock = sinon.useFakeTimers({ toFake: ['performance'], now: 1000 });
    try {
      const metrics = createMetrics();
      metrics.deliveries({ queued: 3, sent: 5, updated: 0, failed: 1, gone: 0, muted: 0, uncertain: 2 }, 42);
      clock.tick(120_000);
      const counted = await metrics.text();
      clock.tick(60_000);
      const elsewhere = await metrics.text();

      assert.match(counted, /bot_deliveries\{state="uncertain"\} 2/);
      assert.match(counted, /bot_delivery_waiting_seconds 42/);
      assert.doesNotMatch(elsewhere, /bot_deliveries\{/);
      assert.match(elsewhere, /bot_delivery_waiting_seconds 0/);
    } finally {
      clock.restore();
    }
  });

  it('count filings by route and outcome', async () => {
    const metrics = createMetrics();
    metrics.filing('partner-center', 'found');

    assert.match(await metrics.text(), /bot_request_filings_total\{route="partner-center",outcome="found"\} 1/);
  });
});
