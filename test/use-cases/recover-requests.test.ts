import assert from 'node:assert/strict';
import type { JobQueue } from '../../src/ports/job-queue.ts';
import { recoverRequests } from '../../src/use-cases/recover-requests.ts';
import { freshDatabase } from '../support/database.ts';
import { filingWorld } from '../support/filing-world.ts';

describe('recoverRequests', () => {
  it('enqueues what is due and nobody works on, nothing else', async () => {
    const world = filingWorld(await freshDatabase(), { idempotent: true });
    const waiting = await world.submit();
    const claimed = await world.submit();
    await world.requests.claim(claimed.id, world.clock.now(), new Date(world.clock.now().getTime() + 60_000));
    const abandoned = await world.submit();
    await world.requests.claim(abandoned.id, world.clock.now(), world.clock.now());
    const enqueued: string[] = [];
    const enqueue: JobQueue['enqueue'] = (name, { id }, options) => {
      enqueued.push(`${name} ${id} ${options?.key}`);
      return Promise.resolve();
    };
    const jobs = { enqueue, work: () => Promise.resolve(), schedule: () => Promise.resolve() };

    assert.equal(await recoverRequests({ requests: world.requests, jobs, clock: world.clock })(), 2);
    assert.deepEqual(new Set(enqueued), new Set([waiting.id, abandoned.id].map((id) => `file-request ${id} ${id}`)));
  });
});
