import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresRequestStore } from '../../../src/adapters/postgres/request-store.ts';
import type { FilingRoute } from '../../../src/domain/filing-route.ts';
import type { RequestFollower, ServiceRequest } from '../../../src/domain/service-request.ts';
import type { JobName } from '../../../src/ports/job-queue.ts';
import type { RequestStore } from '../../../src/ports/request-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { aReading } from '../../support/desk-status.ts';
import { someContent } from '../../support/use-case-fixtures.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
const MEI: RequestFollower = { personId: 'mei', personName: 'Mei Tanaka', locale: 'fr', timeZone: 'Europe/Paris' };
const FOUND = {
  number: '2603020010000001',
  ticket: { subscriptionId: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name: 'Made-In-Portal' },
  createdAt: later(3),
};

describe('request store, what was filed in the Azure portal', () => {
  let database: Database;
  let requests: RequestStore;
  let jobs: JobName[];
  beforeEach(async () => {
    database = await freshDatabase();
    jobs = [];
    requests = postgresRequestStore(database, { within: () => ({ enqueue: async (name) => void jobs.push(name) }) });
  });

  async function handedOff(
    some: { readonly route?: FilingRoute; readonly caseId?: string; readonly tenantId?: string; readonly at?: Date } = {},
  ): Promise<ServiceRequest> {
    const { route = 'azure-portal', caseId, tenantId = 'tenant-a', at = NOON } = some;
    const from = { draftId: randomUUID(), caseId, personId: 'adele', personName: 'Adele Vance', locale: 'en', timeZone: 'UTC' } as const;
    const content = someContent({ tenantId, product: 'azure' });
    const { id } = await requests.submit({ ...from, route, place: undefined, content }, at);
    const { version } = present(await requests.claim(id, at, later(5)));
    const link = { url: 'https://portal.azure.com/', portal: 'Azure portal' };
    const request = present(await requests.change(id, version, { to: 'handed-off', link, text: 'Text' }, 'system', at));
    jobs.length = 0;
    return request;
  }
  const typed = async ({ id, version }: ServiceRequest, number = FOUND.number) =>
    present(await requests.change(id, version, { to: 'filed', number }, 'adele', later(1)));
  const link = (id: string, some: Partial<typeof FOUND> = {}, actor = 'system') =>
    requests.linkTicket(id, { ...FOUND, ...some }, actor, later(10));
  const search = (now: Date, limit = 10) => requests.takeForTicketSearch(now, new Date(now.getTime() + 120_000), limit);
  const track = (now: Date) => requests.takeForTracking(['azure-support'], now, new Date(now.getTime() + 120_000), 10);
  const idsOf = (list: readonly ServiceRequest[]) => list.map(({ id }) => id).toSorted();
  const untold = async (id: string) => (await requests.untold(id, 100)).map(({ news, to }) => `${news.kind} ${to.personId}`);

  it('files a hand-off with the ticket that was found, from the time when Azure has it, with its trail and its jobs', async () => {
    const { id, version } = await handedOff();

    const request = await link(id);

    assert.deepEqual(
      [request?.state, request?.number, request?.azureTicket, request?.filedAt, request?.version],
      ['filed', FOUND.number, FOUND.ticket, FOUND.createdAt, version + 1],
    );
    assert.deepEqual((await requests.audit(id)).at(-1), { action: 'ticket-found', actor: 'system', at: later(10), state: 'filed' });
    assert.deepEqual(jobs, ['tell-request']);
  });

  it('takes the present moment where Azure tells no time of the filing', async () => {
    const { id } = await handedOff();

    const request = await requests.linkTicket(id, { ...FOUND, createdAt: undefined }, 'system', later(10));

    assert.deepEqual(request?.filedAt, later(10));
  });

  it('tells the requester and who follows it of the number, once, and a case in the same transaction', async () => {
    const { id } = await handedOff({ caseId: randomUUID() });
    await requests.join(id, MEI, NOON);
    jobs.length = 0;

    await Promise.all([link(id), link(id)]);

    assert.deepEqual(await untold(id), ['joined adele', 'number-found adele', 'number-found mei']);
    assert.deepEqual(jobs, ['tell-request', 'follow-case-request']);
  });

  it('tells whoever pressed nothing of it, and the others all of it', async () => {
    const { id } = await handedOff();
    await requests.join(id, MEI, NOON);

    await link(id, {}, 'adele');

    assert.deepEqual(await untold(id), ['number-found mei']);
  });

  it('links what a person brought the number of, tells nobody a number that is known, and has the clock worked out anew', async () => {
    const filed = await typed(await handedOff());
    await requests.setTracked(filed.id, aReading({ responseDueAt: later(60), responseWarnAt: later(45), nextAt: later(5) }), later(2));

    const request = await link(filed.id);

    assert.deepEqual(
      [request?.azureTicket, request?.filedAt, request?.responseDueAt, await untold(filed.id)],
      [FOUND.ticket, FOUND.createdAt, undefined, []],
    );
    assert.deepEqual(await requests.awaitingResponse(later(100), 10), []);
  });

  it('tells that what somebody had called solved is open again, once its ticket is found', async () => {
    const filed = await typed(await handedOff());
    await requests.end(filed.id, filed.version, 'solved', 'adele', later(2));
    await link(filed.id);

    assert.deepEqual(await untold(filed.id), ['reopened adele']);
    assert.deepEqual([present(await requests.byId(filed.id)).ended, jobs.includes('tell-request')], [undefined, true]);
  });

  it('leaves alone what has another number, another ticket or another route, and what is not there', async () => {
    const [other, linked, elsewhere] = [
      await typed(await handedOff(), '2603020010000009'),
      await handedOff(),
      await handedOff({ route: 'admin-center' }),
    ];
    await link(linked.id);

    assert.deepEqual(await Promise.all([link(other.id), link(linked.id, { number: '1' }), link(elsewhere.id), link(randomUUID())]), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('gives one ticket to one request, in any case of its name, and by two at once', async () => {
    const [one, two, three] = [await handedOff(), await handedOff(), await handedOff()];
    const { subscriptionId, name } = FOUND.ticket;

    const linked = await Promise.all([one, two].map(({ id }) => link(id)));
    const again = await link(three.id, { ticket: { subscriptionId: subscriptionId.toUpperCase(), name: name.toUpperCase() } });

    assert.deepEqual([linked.filter((request) => request !== undefined).length, again], [1, undefined]);
    assert.equal((await requests.byId(three.id))?.state, 'handed-off');
  });

  it('has a hand-off looked for two minutes after it was made, and read by the desk of Azure Support once it is found', async () => {
    const { id } = await handedOff();
    const early = await search(later(1.9));
    const due = await search(later(2));
    const before = await track(later(20));
    await link(id);

    assert.deepEqual([early, idsOf(due), before, idsOf(await track(later(11))), await search(later(30))], [[], [id], [], [id], []]);
  });

  it('gives what is due of one customer to one of several searchers, the longest due first', async () => {
    const first = [await handedOff(), await handedOff({ at: later(3) })];
    const second = await handedOff({ tenantId: 'tenant-b', at: later(1) });
    const number = await typed(await handedOff({ at: later(4) }));

    const [one, two, three] = [await search(later(6)), await search(later(6)), await search(later(6))];

    assert.deepEqual([idsOf(one), idsOf(two), three], [idsOf([...first, number]), [second.id], []]);
    assert.deepEqual(idsOf(await search(later(9), 1)).length, 1);
  });

  it('lets one of two replicas have a customer that both ask for at once', async () => {
    const all = [await handedOff(), await handedOff()];

    const taken = await Promise.all([search(later(3)), search(later(3))]);

    assert.deepEqual(idsOf(taken.flat()), idsOf(all));
  });

  it('looks for nothing that goes by another route, failed or was closed by hand', async () => {
    await handedOff({ route: 'admin-center' });
    await handedOff({ route: 'azure-portal-by-domain' });
    const failed = await handedOff();
    await requests.change(failed.id, failed.version, { to: 'failed', code: 'INVALID', correlationId: undefined }, 'system', NOON);

    assert.deepEqual(await search(later(60)), []);
  });

  it('puts off what was not found, ends when told, and never holds up what was found meanwhile', async () => {
    const [later30, ended, found] = [await handedOff(), await handedOff(), await handedOff()];
    await search(later(3));
    await requests.putOffTicketSearch(later30.id, later(30));
    await requests.putOffTicketSearch(ended.id, undefined);
    await link(found.id);
    await requests.putOffTicketSearch(found.id, later(1000));
    await requests.putOffTicketSearch('no id', later(1));

    assert.deepEqual(
      [await search(later(29)), idsOf(await search(later(31))), idsOf(await track(later(11)))],
      [[], [later30.id], [found.id]],
    );
  });

  it('knows which requests of a customer have which numbers', async () => {
    const one = await typed(await handedOff());
    await typed(await handedOff({ tenantId: 'tenant-b' }), '7');

    assert.deepEqual(idsOf(await requests.ofNumbers('TENANT-A', [FOUND.number, '7', '8'])), [one.id]);
    assert.deepEqual(await requests.ofNumbers('tenant-a', []), []);
  });

  it('does not look for what is due among the many that no desk reads', async () => {
    await sql`insert into service_request (id, reference, version, draft_id, tenant_id, person_id, person_name, locale, time_zone, route, content, state, send_key, attempts, created_at, updated_at, track_at)
      select gen_random_uuid(), 'PSR-' || n, 1, gen_random_uuid(), 't', 'p', 'P', 'en', 'UTC', 'admin-center', '{}', 'filed', gen_random_uuid(), 1, ${NOON}, ${NOON}, ${NOON}
      from generate_series(1, 3000) n`.execute(database.kysely);
    await handedOff();
    await sql`analyze service_request`.execute(database.kysely);

    const { rows } = await sql`explain select id from service_request where tracked_as = 'azure-portal' and track_at <= ${later(3)}
      and (state = 'handed-off' or (state = 'filed' and number is not null)) order by track_at limit 1 for update skip locked`.execute(
      database.kysely,
    );

    assert.match(JSON.stringify(rows), /Index Cond: [^"]*tracked_as = 'azure-portal'/);
  });
});

function present<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}
