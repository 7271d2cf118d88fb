import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { DeskRecord, ServiceRequest } from '../../src/domain/service-request.ts';
import type { ServiceDesk } from '../../src/ports/service-desk.ts';
import { noteReading } from '../../src/use-cases/note-reading.ts';
import { readRequest } from '../../src/use-cases/read-request.ts';
import { freshDatabase } from '../support/database.ts';
import { filingWorld, type FilingWorld } from '../support/filing-world.ts';
import { NEVER, aroundTheClock, backEndFailure, never, notFound } from '../support/use-case-fixtures.ts';

describe('readRequest', () => {
  let database: Database;
  let world: FilingWorld;
  let filed: ServiceRequest;
  const record: DeskRecord = {
    number: '1',
    title: 'T',
    status: 'attention-needed',
    severity: undefined,
    owner: undefined,
    updatedAt: undefined,
    notes: [],
  };

  before(async () => {
    database = await freshDatabase();
  });

  beforeEach(async () => {
    world = filingWorld(database, { idempotent: true });
    filed = await world.settle((await world.submit()).id);
  });

  function read(request: ServiceRequest, answer: ServiceDesk['read'], canTrack = true) {
    const desks = [{ ...world.desk, canTrack, read: answer }];
    const noted = noteReading({ requests: world.requests, responseHours: aroundTheClock, clock: world.clock, everyMs: 300_000 });
    return readRequest({ desks, findAzureTicket: notFound, noteReading: noted, deadlineMs: 20 })(request, NEVER);
  }

  it('tells what the back end says, and keeps its status', async () => {
    const reading = await read(filed, () => Promise.resolve(record));

    assert.deepEqual([reading.record, reading.failure, reading.request.deskStatus], [record, undefined, 'attention-needed']);
    assert.equal((await world.requests.byId(filed.id))?.deskStatus, 'attention-needed');
  });

  it('leaves the version of an unchanged request alone, so that its cards stay good', async () => {
    const first = await read(filed, () => Promise.resolve(record));
    const second = await read(first.request, () => Promise.resolve(record));

    assert.equal(second.request.version, first.request.version);
  });

  for (const [name, answer, code] of [
    ['fails', () => Promise.reject(backEndFailure('FORBIDDEN')), 'FORBIDDEN'],
    ['does not answer', () => never<undefined>(), 'TIMED_OUT'],
    ['does not know the number', () => Promise.resolve(undefined), 'NOT_FOUND'],
  ] as const) {
    it(`gives the stored copy and the reason when the back end ${name}`, async () => {
      const reading = await read(filed, answer);

      assert.deepEqual([reading.request, reading.record, reading.failure?.code], [filed, undefined, code]);
    });
  }

  it('asks nobody where there is no number, or nobody to ask', async () => {
    const answer = () => Promise.reject(new Error('asked'));
    const ready = await world.submit();

    assert.deepEqual(await read(ready, answer), { request: ready, record: undefined, failure: undefined });
    assert.deepEqual(await read(filed, answer, false), { request: filed, record: undefined, failure: undefined });
  });
});
