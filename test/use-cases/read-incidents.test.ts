import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { IncidentDetails } from '../../src/domain/incident.ts';
import type { HealthSource } from '../../src/ports/health-source.ts';
import type { DueIncident } from '../../src/ports/incident-store.ts';
import { readIncidents } from '../../src/use-cases/read-incidents.ts';
import { someDetails } from '../support/health-fixtures.ts';
import { backEndFailure, handClock, NEVER } from '../support/use-case-fixtures.ts';

describe('readIncidents', () => {
  function given(due: readonly DueIncident[], source: HealthSource['incident']) {
    const incidents = {
      takeDue: async () => due,
      saveDetails: sinon.fake.resolves<[IncidentDetails, Date], Promise<void>>(undefined),
      endUnlisted: sinon.fake.resolves<[string, Date], Promise<void>>(undefined),
    };
    const log = sinon.fake();
    const read = readIncidents({ source: { incident: source }, incidents, clock: handClock(), log });
    return { read, incidents, log };
  }

  it('stores what Microsoft tells to the customer named', async () => {
    const source = sinon.fake((_tenantId: string, issueId: string) => Promise.resolve(someDetails(issueId)));
    const { read, incidents } = given([{ issueId: 'EX1', tenantId: 't' }], source);

    assert.equal(await read(NEVER), 1);
    assert.deepEqual([source.args[0]?.slice(0, 2), incidents.saveDetails.args[0]?.[0].id], [['t', 'EX1'], 'EX1']);
  });

  it('ends what Microsoft knows nothing of any more', async () => {
    const { read, incidents } = given([{ issueId: 'EX1', tenantId: 't' }], () => Promise.resolve(undefined));
    await read(NEVER);

    assert.deepEqual([incidents.endUnlisted.args[0]?.[0], incidents.saveDetails.callCount], ['EX1', 0]);
  });

  it('ends what no customer of ours has ever seen, without asking', async () => {
    const source = sinon.fake.rejects(new Error('asked'));
    const { read, incidents } = given([{ issueId: 'EX1', tenantId: undefined }], source);
    await read(NEVER);

    assert.deepEqual([incidents.endUnlisted.callCount, source.callCount], [1, 0]);
  });

  it('reads the others when one cannot be read, and says which in the log by its ids', async () => {
    const due = Array.from({ length: 20 }, (_, n) => ({ issueId: `EX${n}`, tenantId: 't' }));
    const { read, incidents, log } = given(due, (_tenantId, issueId) =>
      issueId === 'EX3' ? Promise.reject(backEndFailure('FORBIDDEN')) : Promise.resolve(someDetails(issueId)),
    );

    assert.equal(await read(NEVER), 19);
    assert.equal(incidents.saveDetails.callCount, 19);
    assert.deepEqual(log.args, [['incident not read', { issueId: 'EX3', tenantId: 't', code: 'FORBIDDEN' }]]);
  });

  it('stops between two when it is told to', async () => {
    const stop = new AbortController();
    const due = Array.from({ length: 20 }, (_, n) => ({ issueId: `EX${n}`, tenantId: 't' }));
    const { read, incidents } = given(due, (_tenantId, issueId) => {
      stop.abort();
      return Promise.resolve(someDetails(issueId));
    });
    await read(stop.signal);

    assert.ok(incidents.saveDetails.callCount < 20);
  });
});
