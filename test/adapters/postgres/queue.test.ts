import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { startQueue, type PostgresQueue, type QueueLog } from '../../../src/adapters/postgres/queue.ts';
import { BotError } from '../../../src/domain/errors.ts';
import type { JobData } from '../../../src/ports/job-queue.ts';
import { freshDatabase } from '../../support/database.ts';

describe('queue', () => {
  let database: Database;
  const queues: PostgresQueue[] = [];
  const logged: string[] = [];
  const log: QueueLog = (event, details) => void logged.push(JSON.stringify([event, details]));
  const start = async (): Promise<PostgresQueue> => {
    const queue = await startQueue(database, log);
    queues.push(queue);
    return queue;
  };
  beforeEach(async () => {
    database = await freshDatabase();
    logged.length = 0;
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.stop()));
  });

  const waiting = async (): Promise<number> =>
    (await sql<{ n: number }>`select count(*) as n from pgboss.job where state = 'created'`.execute(database.kysely)).rows[0]?.n ?? 0;

  it('hands a job to its handler', async () => {
    const queue = await start();
    const handled = Promise.withResolvers<JobData>();
    await queue.work('file-request', async (data) => handled.resolve(data));

    await queue.enqueue('file-request', { id: 'r-1' });

    assert.deepEqual(await handled.promise, { id: 'r-1' });
    assert.equal(queue.isUp(), true);
  });

  it('lets one job of a key wait, and any number without a key', async () => {
    const queue = await start();

    for (const id of ['a', 'a', 'b']) await queue.enqueue('file-request', { id }, { key: id });
    for (const id of ['a', 'b']) await queue.enqueue('learn-domains', { id });

    assert.equal(await waiting(), 4);
  });

  it('lets a job be enqueued again by its own handler', async () => {
    const queue = await start();
    let runs = 0;
    const second = Promise.withResolvers<number>();
    await queue.work('file-request', async () => {
      if (++runs === 2) second.resolve(runs);
      else await queue.enqueue('file-request', { id: 'r' }, { key: 'r' });
    });

    await queue.enqueue('file-request', { id: 'r' }, { key: 'r' });

    assert.equal(await second.promise, 2);
  });

  it('moves a waiting job forward when it is wanted earlier, never back', async () => {
    const queue = await start();
    const dueIn = async (): Promise<number> =>
      (await sql<{ s: number }>`select round(extract(epoch from start_after - now()))::int as s from pgboss.job`.execute(database.kysely))
        .rows[0]?.s ?? NaN;
    const inSeconds = (seconds: number) => ({ key: 'r', after: new Date(Date.now() + seconds * 1000) });

    await queue.enqueue('file-request', { id: 'r' }, inSeconds(600));
    await queue.enqueue('file-request', { id: 'r' }, inSeconds(900));
    const unmoved = await dueIn();
    await queue.enqueue('file-request', { id: 'r' }, inSeconds(300));
    const moved = await dueIn();

    assert.ok(Math.abs(unmoved - 600) < 30, `due in ${unmoved} s`);
    assert.ok(Math.abs(moved - 300) < 30, `due in ${moved} s`);
  });

  it('has a job that was enqueued in a transaction when that commits, and not otherwise', async () => {
    const queue = await start();
    const enqueue = (id: string, fails: boolean) =>
      database.kysely.transaction().execute(async (transaction) => {
        await queue.within(transaction).enqueue('file-request', { id }, { key: id });
        if (fails) throw new Error('rolled back');
      });

    await assert.rejects(enqueue('lost', true), /rolled back/);
    await enqueue('kept', false);

    const { rows } = await sql`select data from pgboss.job`.execute(database.kysely);
    assert.deepEqual(rows, [{ data: { id: 'kept' } }]);
  });

  type Enqueue = (queue: PostgresQueue, within: Parameters<PostgresQueue['within']>[0]) => Promise<void>;
  const ways: readonly [string, Enqueue][] = [
    ['', (queue, within) => queue.within(within).enqueue('announce-incident', { id: 'EX1' }, { key: 'EX1' })],
    [
      ', nor when many are enqueued at once',
      (queue, within) =>
        queue.enqueueAll(within, 'announce-incident', [
          { key: 'EX1', data: { id: 'EX1' }, afterSeconds: undefined },
          { key: 'EX2', data: { id: 'EX2' }, afterSeconds: undefined },
        ]),
    ],
  ];
  for (const [when, enqueue] of ways) {
    it(`lets a waiting job begin no sooner than the rows are there that it is wanted for${when}`, async () => {
      const queue = await start();
      await enqueue(queue, database.kysely);
      const began: string[] = [];
      const ran = Promise.withResolvers<void>();

      await database.kysely.transaction().execute(async (transaction) => {
        await enqueue(queue, transaction);
        await queue.work('announce-incident', async () => {
          began.push('job');
          ran.resolve();
        });
        // Whoever looks for work now finds the job locked.
        await queue.enqueue('learn-domains', { id: 'other' });
        const other = Promise.withResolvers<void>();
        await queue.work('learn-domains', async () => other.resolve());
        await other.promise;
        began.push('rows');
      });
      await ran.promise;

      assert.equal(began[0], 'rows');
    });
  }

  it('enqueues another when the one that waited began in this moment', async () => {
    const queue = await start();
    await queue.enqueue('send-deliveries', {}, { key: 'tenant' });
    await sql`update pgboss.job set state = 'active'`.execute(database.kysely);

    await queue.enqueue('send-deliveries', {}, { key: 'tenant' });

    assert.equal(await waiting(), 1);
  });

  it('tries a failed job again, and logs and keeps its code alone', async () => {
    const queue = await start();
    let runs = 0;
    const second = Promise.withResolvers<void>();
    await queue.work('file-request', async () => {
      if (++runs === 2) return second.resolve();
      throw new BotError('THROTTLED', 'about Fabrikam');
    });

    await queue.enqueue('file-request', { id: 'r' });
    await second.promise;

    const { rows } = await sql`select output::text from pgboss.job`.execute(database.kysely);
    assert.deepEqual(logged, [JSON.stringify(['job.failed', { job: 'file-request', try: 1, reason: 'THROTTLED' }])]);
    assert.equal(JSON.stringify(rows).includes('Fabrikam'), false);
  });

  it('asks running handlers to end when it stops, and another replica runs the job', async () => {
    const leaving = await start();
    const running = Promise.withResolvers<void>();
    await leaving.work('file-request', async (_data, signal) => {
      running.resolve();
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('asked to end')), { once: true });
      });
    });
    await leaving.enqueue('file-request', { id: 'r' });
    await running.promise;

    await leaving.stop();
    const staying = await start();
    const taken = Promise.withResolvers<JobData>();
    await staying.work('file-request', async (data) => taken.resolve(data));

    assert.deepEqual(await taken.promise, { id: 'r' });
    assert.equal(leaving.isUp(), false);
  });

  it('is started by several replicas at once', async () => {
    const several = await Promise.all([start(), start(), start()]);

    assert.equal(
      several.every((queue) => queue.isUp()),
      true,
    );
  });

  it('schedules a job once for all replicas', async () => {
    const [one, two] = [await start(), await start()];

    await one.schedule('prune', '0 3 * * *');
    await two.schedule('prune', '0 4 * * *');

    const { rows } = await sql`select name, cron, timezone from pgboss.schedule`.execute(database.kysely);
    assert.deepEqual(rows, [{ name: 'prune', cron: '0 4 * * *', timezone: 'UTC' }]);
  });

  it('is unavailable without its database', async () => {
    const gone = { ...database, url: 'postgres://nobody@127.0.0.1:1/none' };

    await assert.rejects(startQueue(gone, log), { backEnd: 'database', code: 'UNAVAILABLE' });
  });
});
