import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresRequestStore } from '../../../src/adapters/postgres/request-store.ts';
import { responseNews } from '../../../src/domain/request-news.ts';
import type { RequestFollower, RequestNews, ServiceRequest } from '../../../src/domain/service-request.ts';
import type { JobName } from '../../../src/ports/job-queue.ts';
import type { RequestStore } from '../../../src/ports/request-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { aReading, NOTHING_REMEMBERED } from '../../support/desk-status.ts';
import { someContent } from '../../support/use-case-fixtures.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
const MEI: RequestFollower = { personId: 'mei', personName: 'Mei Tanaka', locale: 'fr', timeZone: 'Europe/Paris' };
const CLOSED: RequestNews = { kind: 'closed', key: 'closed:1' };
const MESSAGE: RequestNews = { kind: 'message', key: 'message:1' };
const ROUTES = ['partner-center'] as const;

describe('request store, following what was filed', () => {
  let database: Database;
  let requests: RequestStore;
  let jobs: JobName[];
  beforeEach(async () => {
    database = await freshDatabase();
    jobs = [];
    requests = postgresRequestStore(database, { within: () => ({ enqueue: async (name) => void jobs.push(name) }) });
  });

  async function filed(
    some: { readonly caseId?: string; readonly at?: Date; readonly content?: Parameters<typeof someContent>[0] } = {},
  ): Promise<ServiceRequest> {
    const { caseId, at = NOON, content = {} } = some;
    const from = { draftId: randomUUID(), caseId, personId: 'adele', personName: 'Adele Vance', locale: 'en', timeZone: 'UTC' } as const;
    const { id } = await requests.submit({ ...from, route: 'partner-center', place: undefined, content: someContent(content) }, at);
    const claimed = present(await requests.claim(id, at, later(5)));
    const request = present(await requests.change(id, claimed.version, { to: 'filed', number: '7' }, 'system', at));
    jobs.length = 0;
    return request;
  }
  const take = (now: Date, limit = 10) => requests.takeForTracking(ROUTES, now, new Date(now.getTime() + 60_000), limit);
  const idsOf = (list: readonly ServiceRequest[]) => list.map(({ id }) => id);
  const untold = async (id: string) => (await requests.untold(id, 100)).map(({ news, to }) => `${news.kind} ${to.personId}`);

  it('gives what is due to one of several takers, the longest due first', async () => {
    const [second, first] = [await filed({ at: later(1) }), await filed()];

    const taken = await Promise.all([1, 2, 3, 4].map(() => take(later(2), 1)));

    assert.deepEqual(idsOf(taken.flat()).toSorted(), [first.id, second.id].toSorted());
    assert.deepEqual(await take(later(2)), []);
    assert.deepEqual(idsOf(await take(later(10), 1)).length, 1);
  });

  it('takes neither what is over nor what another route holds nor what is not due', async () => {
    const [open, over, unread, put] = [await filed(), await filed(), await filed(), await filed()];
    await requests.setTracked(over.id, aReading({ status: 'closed', nextAt: undefined }), later(1));
    await requests.putOffTracking(unread.id, undefined);
    await requests.putOffTracking(put.id, later(60));

    assert.deepEqual(await requests.takeForTracking(['azure-support'], later(2), later(3), 10), []);
    assert.deepEqual(idsOf(await take(later(2))), [open.id]);
  });

  it('takes what is closed, too, while it has a time', async () => {
    const { id } = await filed();
    await requests.setTracked(id, aReading({ status: 'closed', nextAt: later(720) }), later(1));

    assert.deepEqual(await take(later(719)), []);
    assert.deepEqual(idsOf(await take(later(720))), [id]);
  });

  it('remembers since when a number is not known, until it is', async () => {
    const request = await filed();
    const { id } = request;

    assert.deepEqual([await requests.setLost(request, later(1)), await requests.setLost(request, later(2))], [later(1), later(1)]);
    assert.deepEqual((await requests.byId(id))?.lostSince, later(1));
    await requests.setTracked(id, aReading(), later(3));
    assert.equal((await requests.byId(id))?.lostSince, undefined);
    assert.deepEqual(await requests.setLost(request, later(4)), later(4));
  });

  it('takes nothing that was read under another number than the request has', async () => {
    const request = await filed();
    const other = { id: request.id, number: '8' };

    assert.equal(
      (await requests.setTracked(request.id, aReading({ number: '8', status: 'closed', news: [CLOSED] }), later(1)))?.deskStatus,
      undefined,
    );
    assert.equal(await requests.setLost(other, later(1)), undefined);
    assert.equal((await requests.byId(request.id))?.lostSince, undefined);
  });

  it('is not opened again by what was read before it was closed from here, nor by anything older than what is known', async () => {
    const [closed, waiting] = [await filed(), await filed()];
    const read = (changed: number, some: Parameters<typeof aReading>[0]) =>
      aReading({ ...some, snapshot: { ...NOTHING_REMEMBERED, changedAt: later(changed) } });
    await requests.setTracked(closed.id, read(1, {}), later(1));
    await requests.setTracked(closed.id, aReading({ status: 'closed', snapshot: undefined, news: [CLOSED] }), later(3));
    await requests.setTracked(waiting.id, read(2, { status: 'attention-needed' }), later(3));

    const late = [
      await requests.setTracked(closed.id, read(1, { news: [{ kind: 'reopened', key: 'x' }] }), later(4)),
      await requests.setTracked(waiting.id, read(1, { seenBy: 'adele' }), later(4)),
    ];
    assert.deepEqual(
      late.map((request) => [request?.deskStatus, request?.desk?.changedAt]),
      [
        ['closed', later(1)],
        ['attention-needed', later(2)],
      ],
    );
    assert.equal((await requests.setTracked(closed.id, read(5, {}), later(5)))?.deskStatus, 'open');
  });

  it('remembers a note that was sent while the request was being read', async () => {
    const { id } = await filed();
    const read = aReading({ snapshot: { ...NOTHING_REMEMBERED, noteKeys: ['a'] } });
    await requests.setTracked(id, read, later(1));
    await requests.putOffTracking(id, later(3), 'written:b');

    const after = await requests.setTracked(id, { ...read, snapshot: { ...NOTHING_REMEMBERED, noteKeys: ['a', 'c'] } }, later(2));

    assert.deepEqual(after?.desk?.noteKeys.toSorted(), ['a', 'c', 'written:b']);
  });

  it('moves the time of an answer only with another severity than was remembered (B54–B57)', async () => {
    const { id } = await filed();
    const at = (severity: 'critical' | 'minimal', due: number) =>
      aReading({ snapshot: { ...NOTHING_REMEMBERED, severity }, responseDueAt: later(due), responseWarnAt: later(due - 15) });

    assert.deepEqual((await requests.setTracked(id, at('minimal', 480), later(1)))?.responseDueAt, later(480));
    assert.deepEqual((await requests.setTracked(id, at('minimal', 470), later(2)))?.responseDueAt, later(480));
    assert.deepEqual((await requests.setTracked(id, at('critical', 120), later(3)))?.responseDueAt, later(120));
    assert.deepEqual((await requests.setTracked(id, at('critical', 121), later(4)))?.responseDueAt, later(120));
    assert.deepEqual(idsOf(await requests.awaitingResponse(later(105), 10)), [id]);
  });

  it('does not look for what is due among the many that no desk reads', async () => {
    await sql`insert into service_request (id, reference, version, draft_id, tenant_id, person_id, person_name, locale, time_zone, route, content, state, send_key, attempts, created_at, updated_at, track_at)
      select gen_random_uuid(), 'PSR-' || n, 1, gen_random_uuid(), 't', 'p', 'P', 'en', 'UTC', 'azure-portal', '{}', 'filed', gen_random_uuid(), 1, ${NOON}, ${NOON}, ${NOON}
      from generate_series(1, 3000) n`.execute(database.kysely);
    await filed();
    await sql`analyze service_request`.execute(database.kysely);

    const { rows } =
      await sql`explain select id from service_request where state = 'filed' and track_at <= ${later(2)} and tracked_as in ('partner-center') order by track_at limit 1 for update skip locked`.execute(
        database.kysely,
      );

    assert.match(JSON.stringify(rows), /Index Cond: [^"]*tracked_as = 'partner-center'/);
  });

  it('writes down what was read, with its trail, and has it told once', async () => {
    const { id, version } = await filed();
    const snapshot = { severity: 'critical', owner: 'Engineer', noteKeys: ['a'], changedAt: NOON } as const;
    const reading = aReading({ status: 'closed', snapshot, news: [MESSAGE, CLOSED], respondedAt: later(1), responseDueAt: later(9) });

    const after = await requests.setTracked(id, reading, later(2));
    await requests.setTracked(id, reading, later(3));

    assert.deepEqual(
      [after?.deskStatus, after?.desk, after?.respondedAt, after?.responseDueAt, after?.version],
      ['closed', snapshot, later(1), later(9), version + 1],
    );
    assert.deepEqual(await requests.byId(id), after);
    assert.deepEqual(jobs, ['tell-request']);
    assert.deepEqual(await untold(id), ['message adele', 'closed adele']);
    assert.deepEqual(
      (await requests.audit(id)).slice(-2).map(({ action, actor }) => `${action} ${actor}`),
      ['desk-closed system', 'desk-message system'],
    );
  });

  it('leaves cards as they are when a reading brings no other state, and enqueues nothing for nothing', async () => {
    const { id } = await filed();
    const first = await requests.setTracked(id, aReading(), later(1));
    jobs.length = 0;
    const again = await requests.setTracked(id, aReading({ snapshot: { ...NOTHING_REMEMBERED, noteKeys: ['a'] } }), later(2));
    const message = await requests.setTracked(id, aReading({ news: [MESSAGE] }), later(3));

    assert.deepEqual(
      [again?.version, again?.updatedAt, message?.version, message?.updatedAt],
      [first?.version, first?.updatedAt, first?.version, later(3)],
    );
    assert.deepEqual(jobs, ['tell-request']);
  });

  it('tells a change once that two saw at the same time, as of different moments', async () => {
    const { id } = await filed();
    const seen = (key: string) => aReading({ status: 'closed', news: [{ kind: 'closed', key }] });

    await Promise.all(['a', 'b', 'c'].map((key) => requests.setTracked(id, seen(key), later(1))));

    assert.equal((await requests.newsOf(id)).length, 1);
  });

  it('keeps the first due time and the first response', async () => {
    const { id } = await filed();
    await requests.setTracked(id, aReading({ responseDueAt: later(5), respondedAt: later(4) }), later(4));
    const after = await requests.setTracked(id, aReading({ responseDueAt: later(50), respondedAt: later(40) }), later(40));

    assert.deepEqual([after?.responseDueAt, after?.respondedAt], [later(5), later(4)]);
  });

  it('tells the cases in the same transaction', async () => {
    const { id } = await filed({ caseId: randomUUID() });

    await requests.setTracked(id, aReading({ status: 'closed', news: [CLOSED] }), later(1));

    assert.deepEqual(jobs, ['tell-request', 'follow-case-request']);
  });

  it('changes nothing of a request that is not filed, or not there', async () => {
    const { id } = await filed();
    await database.kysely.updateTable('service_request').set({ state: 'uncertain' }).where('id', '=', id).execute();

    assert.equal((await requests.setTracked(id, aReading({ status: 'closed', news: [CLOSED] }), NOON))?.deskStatus, undefined);
    assert.equal(await requests.setTracked(randomUUID(), aReading(), NOON), undefined);
    assert.deepEqual(jobs, []);
  });

  it('tells whoever saw it on the card nothing of it, and everybody else all of it', async () => {
    const { id } = await filed();
    await requests.join(id, MEI, later(1));

    await requests.setTracked(id, aReading({ status: 'closed', news: [CLOSED], seenBy: 'adele' }), later(2));

    assert.ok((await untold(id)).includes('closed mei'));
    assert.ok(!(await untold(id)).includes('closed adele'));
  });

  it('tells a follower only what came after the joining, in the follower’s own language', async () => {
    const { id } = await filed();
    await requests.setTracked(id, aReading({ news: [MESSAGE] }), later(1));
    await requests.join(id, MEI, later(2));
    await requests.addNews(id, responseNews('response-late', later(2)), later(3));

    const toMei = (await requests.untold(id, 100)).filter(({ to, news }) => to.personId === 'mei' && news.kind !== 'joined');

    assert.deepEqual(
      toMei.map(({ news, to }) => [news.kind, to]),
      [['response-late', MEI]],
    );
  });

  it('lets one of several senders tell, and again what certainly was not sent', async () => {
    const { id } = await filed();
    await requests.addNews(id, CLOSED, later(1));
    const [one] = await requests.untold(id, 10);
    const { newsId } = present(one);

    const marked = await Promise.all([1, 2, 3].map(() => requests.markTold(newsId, 'adele', later(1))));

    assert.equal(marked.filter(Boolean).length, 1);
    assert.deepEqual(await untold(id), []);
    await requests.unmarkTold(newsId, 'adele');
    assert.deepEqual(await untold(id), ['closed adele']);
  });

  it('knows news by its key', async () => {
    const { id } = await filed();

    assert.deepEqual([await requests.addNews(id, CLOSED, later(1)), await requests.addNews(id, CLOSED, later(2))], [true, false]);
    assert.equal(await requests.addNews(randomUUID(), CLOSED, NOON), false);
    assert.deepEqual(await requests.newsOf(id), [{ news: CLOSED, at: later(1) }]);
    assert.deepEqual(jobs, ['tell-request']);
  });

  it('finds what is told to nobody yet, neither what is fresh nor what is too old', async () => {
    const [old, lost, fresh, told] = [await filed(), await filed(), await filed(), await filed()];
    await requests.addNews(old.id, CLOSED, later(1));
    await requests.addNews(lost.id, CLOSED, later(20));
    await requests.addNews(fresh.id, CLOSED, later(40));
    await requests.addNews(told.id, CLOSED, later(20));
    const [one] = await requests.untold(told.id, 1);
    await requests.markTold(present(one).newsId, 'adele', later(20));

    assert.deepEqual(await requests.withUntold(later(10), later(30), 10), [lost.id]);
  });

  it('warns once and says once that it is late, unless Microsoft answered or it is closed', async () => {
    const [waiting, answered, closed] = [await filed(), await filed(), await filed()];
    const clocks = { responseWarnAt: later(60), responseDueAt: later(90) };
    await requests.setTracked(waiting.id, aReading(clocks), later(1));
    await requests.setTracked(answered.id, aReading({ ...clocks, respondedAt: later(30) }), later(1));
    await requests.setTracked(closed.id, aReading({ ...clocks, status: 'closed' }), later(1));
    const awaiting = async (minute: number) => idsOf(await requests.awaitingResponse(later(minute), 10));

    assert.deepEqual(await awaiting(59), []);
    assert.deepEqual(await awaiting(60), [waiting.id]);
    await requests.addNews(waiting.id, responseNews('response-warning', later(90)), later(60));
    assert.deepEqual(await awaiting(89), []);
    assert.deepEqual(await awaiting(90), [waiting.id]);
    await requests.addNews(waiting.id, responseNews('response-late', later(90)), later(90));
    assert.deepEqual(await awaiting(1000), []);
  });

  it('joins once, and never the requester', async () => {
    const { id } = await filed();

    const joined = [await requests.join(id, MEI, NOON), await requests.join(id, MEI, later(1))];

    assert.deepEqual(joined, [true, true]);
    assert.deepEqual(await requests.followers(id), [MEI]);
    assert.deepEqual((await requests.audit(id)).filter(({ action }) => action === 'joined').length, 1);
    assert.equal(await requests.join(id, { ...MEI, personId: 'adele' }, NOON), false);
    assert.equal(await requests.join(randomUUID(), MEI, NOON), false);
  });

  it('has the partner’s own number found in any case, changed and taken away', async () => {
    const { id } = await filed();
    const set = await requests.setOwnTicket(id, 'INC-7', 'adele', NOON);

    assert.deepEqual([set?.ownTicket, (await requests.find('inc-7'))?.id], ['INC-7', id]);
    assert.equal((await requests.setOwnTicket(id, undefined, 'adele', NOON))?.ownTicket, undefined);
    assert.equal(await requests.find('INC-7'), undefined);
    assert.deepEqual(
      (await requests.audit(id)).slice(-2).map(({ action }) => action),
      ['own-ticket', 'own-ticket-removed'],
    );
  });

  it('has open requests of the same customer and product as similar', async () => {
    const [alike, old] = [await filed({ at: later(5) }), await filed()];
    await filed({ at: later(5), content: { product: 'azure' } });
    await filed({ at: later(5), content: { tenantId: randomUUID() } });
    const closed = await filed({ at: later(5) });
    await requests.setTracked(closed.id, aReading({ status: 'closed' }), later(6));

    const { tenantId, product } = someContent();

    assert.deepEqual(idsOf(await requests.similar(tenantId.toUpperCase(), product, later(1))), [alike.id]);
    assert.deepEqual(idsOf(await requests.similar(tenantId, product, NOON)), [alike.id, old.id]);
  });
});

function present<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}
