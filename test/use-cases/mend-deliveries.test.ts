import assert from 'node:assert/strict';
import type { DeliveryTotals } from '../../src/domain/delivery.ts';
import { mendDeliveries } from '../../src/use-cases/mend-deliveries.ts';
import { later } from '../support/health-fixtures.ts';

const TOTALS: DeliveryTotals = { queued: 3, sent: 5, updated: 0, failed: 1, gone: 0, muted: 0, uncertain: 0 };

function given(some: { readonly unannounced?: readonly string[]; readonly due?: Date; readonly queuedSince?: Date } = {}) {
  const jobs: string[] = [];
  const reports: [DeliveryTotals, number][] = [];
  const logged: string[] = [];
  const mend = mendDeliveries({
    watchdog: {
      unannounced: async () => some.unannounced ?? [],
      stand: async () => ({ totals: TOTALS, queuedSince: some.queuedSince }),
    },
    deliveries: { nextDue: async () => some.due },
    jobs: { enqueue: async (name, { id }, { key } = {}) => void jobs.push([name, id, key].join(' ')) },
    clock: { now: () => later(10) },
    report: (...args) => reports.push(args),
    log: (event, details) => logged.push(`${event} ${JSON.stringify(details)}`),
  });
  return { mend, jobs, reports, logged };
}

describe('the round that mends deliveries', () => {
  it('has incidents announced that nobody announced, and says how many', async () => {
    const { mend, jobs, logged } = given({ unannounced: ['EX1', 'EX2'] });

    assert.equal(await mend(), 2);
    assert.deepEqual(jobs, ['announce-incident EX1 EX1', 'announce-incident EX2 EX2']);
    assert.deepEqual(logged, ['incidents not announced {"incidents":2}']);
  });

  it('has what is due sent, also when its sender is gone or its quiet hours are over', async () => {
    const { mend, jobs } = given({ due: later(10) });

    assert.equal(await mend(), 1);
    assert.deepEqual(jobs, ['send-deliveries  tenant']);
  });

  it('leaves alone what is due later', async () => {
    const { mend, jobs } = given({ due: later(11) });

    assert.equal(await mend(), 0);
    assert.deepEqual(jobs, []);
  });

  it('tells how the ledger stands, and of what waits for long (pitfall 21)', async () => {
    const [late, early] = [given({ queuedSince: later(7) }), given({ queuedSince: later(9) })];
    await late.mend();
    await early.mend();

    assert.deepEqual([late.reports, early.reports], [[[TOTALS, 180]], [[TOTALS, 60]]]);
    assert.deepEqual([late.logged, early.logged], [['deliveries late {"queued":3,"seconds":180}'], []]);
  });
});
