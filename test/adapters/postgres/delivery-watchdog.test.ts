import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresDeliveryWatchdog } from '../../../src/adapters/postgres/delivery-watchdog.ts';
import { DELIVERY_STATES } from '../../../src/domain/delivery.ts';
import type { DeliveryWatchdog } from '../../../src/ports/delivery-watchdog.ts';
import { announcing } from '../../support/announcing.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, later, NOON } from '../../support/health-fixtures.ts';

describe('the watchdog of deliveries', () => {
  let database: Database;
  let watchdog: DeliveryWatchdog;
  let given: ReturnType<typeof announcing>;
  beforeEach(async () => {
    database = await freshDatabase();
    watchdog = postgresDeliveryWatchdog(database);
    given = announcing(database);
    await given.customers('a', 'b');
  });
  afterEach(() => database.close());

  const unannounced = (minutes: number) => watchdog.unannounced(later(minutes), 10);

  it('finds an incident that began and that nobody announced for a minute', async () => {
    await given.polled('a', 0, anIssue('EX1'));
    const found = [await unannounced(0.5), await unannounced(1)];
    await given.announce('EX1', 1);

    assert.deepEqual([...found, await unannounced(5)], [[], ['EX1'], []]);
  });

  it('finds what was read, ended and began again and was not announced', async () => {
    await given.polled('a', 0, anIssue('EX1'));
    await given.announce('EX1', 0);
    const steps: readonly (() => Promise<unknown>)[] = [
      () => given.told('EX1', 0),
      () => given.told('EX1', 2, { title: 'Other' }),
      () => given.told('EX1', 3, { resolved: true }),
      () => given.polled('a', 4, anIssue('EX1', { modifiedAt: later(4) })),
    ];
    const found: string[][] = [];
    for (const [index, step] of steps.entries()) {
      await step();
      found.push([...(await unannounced(10 * (index + 1)))]);
      await given.announce('EX1', 10 * (index + 1));
      found.push([...(await unannounced(10 * (index + 1) + 5))]);
    }

    assert.deepEqual(
      found,
      steps.flatMap(() => [['EX1'], []]),
    );
  });

  it('has an open incident compared again after an hour, whatever was missed, and one that is over long ago no more', async () => {
    for (const id of ['EX1', 'EX2']) {
      await given.polled('a', 0, anIssue('EX1'), anIssue('EX2'));
      await given.announce(id, 0);
    }
    await given.told('EX2', 1, { resolved: true });
    await given.announce('EX2', 1);

    assert.deepEqual([await unannounced(59), await unannounced(60), await unannounced(2 * 24 * 60)], [[], ['EX1'], ['EX1']]);
  });

  it('names those first that nobody looked at for longest, and no more than are asked for', async () => {
    await given.polled('a', 0, anIssue('EX1'), anIssue('EX2'), anIssue('EX3'));
    await given.announce('EX1', 0);
    await given.announce('EX2', 1);

    assert.deepEqual(await watchdog.unannounced(later(90), 2), ['EX3', 'EX1']);
  });

  it('counts the rows of incidents that are open or ended within a day, and sees which waits longest', async () => {
    await given.polled('a', 0, anIssue('EX1'), anIssue('EX2'), anIssue('EX3'));
    await given.told('EX2', 1, { resolved: true });
    await given.incidents.saveDetails(
      { ...(await given.incidents.byId('EX3')), ...anIssue('EX3'), featureGroup: undefined, endedAt: NOON, resolved: true, posts: [] },
      later(-2 * 24 * 60),
    );
    const put = (issue_id: string, state: (typeof DELIVERY_STATES)[number], minutes: number) =>
      database.kysely
        .insertInto('delivery')
        .values({ issue_id, place_id: randomUUID(), state, wanted_revision: 1, urgency: 1, created_at: NOON, state_at: later(minutes) })
        .execute();
    const none = await watchdog.stand(later(10));
    for (const state of DELIVERY_STATES) await put('EX1', state, 3);
    await put('EX2', 'queued', 2);
    await put('EX3', 'sent', 0);

    const { totals, queuedSince } = await watchdog.stand(later(10));

    assert.deepEqual(none, { totals: Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])), queuedSince: undefined });
    assert.deepEqual(totals, { queued: 2, sent: 1, updated: 1, failed: 1, gone: 1, muted: 1, uncertain: 1 });
    assert.deepEqual(queuedSince, later(2));
  });
});
