import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresRequestStore } from '../../../src/adapters/postgres/request-store.ts';
import type { FilingRoute } from '../../../src/domain/filing-route.ts';
import type { RequestEnding, RequestFollower, ServiceRequest } from '../../../src/domain/service-request.ts';
import type { JobName } from '../../../src/ports/job-queue.ts';
import type { RequestChange, RequestStore } from '../../../src/ports/request-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { aReading } from '../../support/desk-status.ts';
import { someContent } from '../../support/use-case-fixtures.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
const MEI: RequestFollower = { personId: 'mei', personName: 'Mei Tanaka', locale: 'fr', timeZone: 'Europe/Paris' };
const WAIT = { afterMs: 3_600_000, most: 3, timeZones: ['UTC'] };
const TICKET = { subscriptionId: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name: 'Found' };

describe('request store, what people take off the list', () => {
  let database: Database;
  let requests: RequestStore;
  let jobs: JobName[];
  beforeEach(async () => {
    database = await freshDatabase();
    jobs = [];
    requests = postgresRequestStore(database, { within: () => ({ enqueue: async (name) => void jobs.push(name) }) });
  });

  async function a(last: RequestChange, route: FilingRoute = 'admin-center'): Promise<ServiceRequest> {
    const from = { draftId: randomUUID(), personId: 'adele', personName: 'Adele Vance', locale: 'en', timeZone: 'UTC' } as const;
    const { id } = await requests.submit({ ...from, caseId: randomUUID(), route, place: undefined, content: someContent() }, NOON);
    const { version } = present(await requests.claim(id, NOON, later(5)));
    const request = present(await requests.change(id, version, last, 'system', NOON));
    jobs.length = 0;
    return request;
  }
  const filed = (route?: FilingRoute) => a({ to: 'filed', number: '12345' }, route);
  const handedOff = (route?: FilingRoute) =>
    a({ to: 'handed-off', link: { url: 'https://portal.azure.com/', portal: 'Azure portal' }, text: 'Text' }, route);
  const end = ({ id, version }: ServiceRequest, ending: RequestEnding) => requests.end(id, version, ending, 'adele', later(1));
  const resume = ({ id, version }: ServiceRequest) => requests.resume(id, version, 'adele', later(2));
  const listed = async (filter: Parameters<RequestStore['list']>[0]) =>
    (await requests.list(filter, { limit: 10, offset: 0 })).requests.map(({ id }) => id);
  const actions = async (id: string) => (await requests.audit(id)).map(({ action, actor }) => `${action} ${actor}`);

  it('leave it and come back with everybody told but the one who did it, audited', async () => {
    const request = await filed();
    await requests.join(request.id, MEI, NOON);
    jobs.length = 0;

    const ended = present(await end(request, 'solved'));
    assert.deepEqual([ended.state, ended.ended, ended.deskStatus, await listed({ openOnly: true })], ['filed', 'solved', 'closed', []]);
    assert.deepEqual(jobs, ['tell-request', 'follow-case-request']);

    const back = present(await resume(ended));
    assert.deepEqual([back.ended, back.deskStatus, await listed({ openOnly: true })], [undefined, undefined, [request.id]]);
    const untold = (await requests.untold(request.id, 10)).map(({ news, to }) => `${news.kind} ${to.personId}`);
    assert.deepEqual(untold, ['ended mei', 'resumed mei']);
    assert.deepEqual((await actions(request.id)).slice(-2), ['solved adele', 'resumed adele']);
  });

  it('can leave it and come back again and again, each time told', async () => {
    let request = await filed();
    for (let round = 0; round < 2; round += 1) request = present(await resume(present(await end(request, 'solved'))));

    assert.equal((await requests.newsOf(request.id)).length, 4);
  });

  it('are only those of which it is true, on the card of their present version', async () => {
    const [inPortal, followed] = [await filed(), await filed('partner-center')];

    assert.equal(await end(inPortal, 'not-filed'), undefined);
    assert.equal(await end(followed, 'solved'), undefined);
    assert.equal(await end({ ...inPortal, version: inPortal.version - 1 }, 'solved'), undefined);
    assert.equal(await resume(inPortal), undefined);
  });

  it('wait for nobody: neither number nor ticket is asked for, until they are back', async () => {
    const request = await handedOff('azure-portal');
    const ended = present(await end(request, 'not-filed'));

    const due = async (minutes: number) => [
      (await requests.takeForReminder(WAIT, later(minutes), 10)).length,
      (await requests.takeForTicketSearch(later(minutes), later(minutes + 1), 10)).length,
      (await listed({ waitingForUs: true })).length,
    ];
    assert.deepEqual(await due(600), [0, 0, 0]);
    assert.deepEqual(await requests.overdueNumbers({ ...WAIT, most: 0 }, later(6000), 10), []);
    await resume(ended);
    assert.deepEqual(await due(60), [0, 1, 1]);
    assert.deepEqual(await due(63), [1, 1, 1]);
  });

  it('are on it again once their number is brought, or the ticket is found', async () => {
    const [brought, found] = [await handedOff(), await handedOff('azure-portal')];
    const ended = present(await end(brought, 'not-filed'));
    await end(found, 'not-filed');

    const change = await requests.change(ended.id, ended.version, { to: 'filed', number: '777777' }, 'adele', later(3));
    const link = await requests.linkTicket(found.id, { number: '888888', ticket: TICKET, createdAt: undefined }, 'system', later(3));

    for (const request of [change, link])
      assert.deepEqual([request?.state, request?.ended, request?.deskStatus], ['filed', undefined, undefined]);
  });

  it('are on it again once Microsoft knows the number again', async () => {
    const request = await filed('partner-center');
    const { id } = request;
    await requests.setLost(request, later(1));
    await end(present(await requests.byId(id)), 'solved');

    const read = await requests.setTracked(id, aReading(), later(5));

    assert.deepEqual([read?.ended, read?.deskStatus], [undefined, 'open']);
  });

  it('wait for a colleague where nobody could be told, until one follows', async () => {
    const { id } = await filed('partner-center');
    await requests.setUnheard(id, true);
    assert.deepEqual(await listed({ waitingForUs: true }), [id]);

    await requests.join(id, MEI, later(1));
    assert.deepEqual(await listed({ waitingForUs: true }), []);
  });
});

function present<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}
