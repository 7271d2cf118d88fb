import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { postgresDraftStore } from '../../../src/adapters/postgres/draft-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { startQueue, type PostgresQueue } from '../../../src/adapters/postgres/queue.ts';
import { postgresRequestStore } from '../../../src/adapters/postgres/request-store.ts';
import type { ServiceRequest } from '../../../src/domain/service-request.ts';
import type { NewServiceRequest, RequestStore } from '../../../src/ports/request-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { aReading, haveDeskStatus } from '../../support/desk-status.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
const LINK = { url: 'https://admin.microsoft.com/', portal: 'Microsoft 365 admin center' };

describe('request store', () => {
  let database: Database;
  let queue: PostgresQueue;
  let requests: RequestStore;
  beforeEach(async () => {
    database = await freshDatabase();
    queue = await startQueue(database, () => undefined);
    requests = postgresRequestStore(database, queue);
  });
  afterEach(() => queue.stop());

  const jobs = async (): Promise<unknown[]> =>
    (await sql`select name, data, state, start_after > now() as waits from pgboss.job order by created_on`.execute(database.kysely)).rows;
  const submitted = (change: Partial<NewServiceRequest> = {}, at = NOON): Promise<ServiceRequest> => requests.submit(aRequest(change), at);
  const claimed = async (): Promise<ServiceRequest> => {
    const { id } = await submitted();
    return present(await requests.claim(id, NOON, later(5)));
  };

  it('stores the request with its job and audit, and the draft is gone', async () => {
    const drafts = postgresDraftStore(database);
    const draft = await drafts.create('adele', 'chat', {}, NOON);

    const request = await submitted({ draftId: draft.id, draftVersion: draft.version });

    assert.match(request.reference, /^PSR-[2-9B-Z]{6}$/);
    assert.deepEqual([request.state, request.version, request.attempts, request.title], ['ready', 1, 0, 'Mail is down']);
    assert.deepEqual(await requests.byId(request.id), request);
    assert.deepEqual(await requests.byDraft(draft.id), request);
    assert.equal(await drafts.byId(draft.id), undefined);
    assert.deepEqual(await jobs(), [{ name: 'file-request', data: { id: request.id }, state: 'created', waits: false }]);
    assert.deepEqual(await requests.audit(request.id), [{ action: 'submitted', actor: 'adele', at: NOON, state: 'ready' }]);
  });

  it('has the case told, in the same transaction, of what became of a request that was filed from it, and of nothing on the way', async () => {
    const caseId = randomUUID();
    const told = async () => (await jobs()).filter((job) => (job as { readonly name: string }).name === 'follow-case-request').length;
    const { id } = await submitted({ caseId });
    const request = present(await requests.claim(id, NOON, later(5)));
    const waiting = present(await requests.change(id, request.version, { to: 'sending', after: later(5), code: 'BUSY' }, 'system', NOON));
    assert.equal(await told(), 0);

    await requests.change(id, waiting.version, { to: 'filed', number: '7' }, 'system', later(1));

    assert.equal(await told(), 1);
    assert.equal((await requests.byId(id))?.caseId, caseId);
  });

  it('has people told what ended badly, in the same transaction, when that is news', async () => {
    const told = async () => (await jobs()).filter((job) => (job as { readonly name: string }).name === 'tell-request').length;
    const seen = await claimed();
    const failed = { to: 'failed', code: 'INVALID', correlationId: undefined } as const;
    await requests.change(seen.id, seen.version, failed, 'system', later(1));
    assert.deepEqual([await requests.newsOf(seen.id), await told()], [[], 0]);

    const { id, version } = present(await requests.claim((await submitted({ draftId: randomUUID() })).id, NOON, later(5)));
    const news = { kind: 'uncertain', key: 'uncertain:1' } as const;
    await requests.change(id, version, { ...failed, to: 'uncertain', news }, 'system', later(1));

    assert.deepEqual(await requests.newsOf(id), [{ news, at: later(1) }]);
    assert.equal(await told(), 1);
    assert.deepEqual(
      (await requests.untold(id, 10)).map(({ to }) => to.personId),
      ['adele'],
    );
  });

  it('lists what was filed from a case, the newest first', async () => {
    const caseId = randomUUID();
    const older = await submitted({ caseId, draftId: randomUUID() });
    const newer = await submitted({ caseId, draftId: randomUUID() }, later(1));
    await submitted({ draftId: randomUUID() }, later(2));

    const ids = (await requests.ofCase(caseId)).map(({ id }) => id);

    assert.deepEqual([ids, await requests.ofCase('no id')], [[newer.id, older.id], []]);
  });

  it('lets the answer to the press come first, which would cover quicker news', async () => {
    await submitted({}, new Date(Date.now() + 60_000));

    assert.deepEqual(
      (await jobs()).map((job) => (job as { readonly waits: boolean }).waits),
      [true],
    );
  });

  it('makes one request and one job of a draft that is submitted several times at once', async () => {
    const request = aRequest();

    const results = await Promise.all([1, 2, 3, 4, 5].map(() => requests.submit(request, NOON)));

    assert.equal(new Set(results.map(({ id }) => id)).size, 1);
    assert.equal((await jobs()).length, 1);
    assert.equal((await requests.list({}, { limit: 10, offset: 0 })).requests.length, 1);
  });

  it('makes no request of a draft that was changed, given away or thrown away since it was read, and leaves it where it is', async () => {
    const drafts = postgresDraftStore(database);
    const { id: draftId, version: draftVersion } = await drafts.create('adele', 'chat', {}, NOON);
    const read = { draftId, draftVersion };

    const saved = present(await drafts.save(draftId, draftVersion, { title: 'Mail' }, undefined, NOON));
    await assert.rejects(submitted(read), { code: 'CONFLICT' });
    await drafts.give(draftId, saved.version, { from: 'adele', to: 'camille' }, {}, NOON);
    const given = present(await drafts.byId(draftId));
    await assert.rejects(submitted({ draftId, draftVersion: given.version }), { code: 'CONFLICT' });
    assert.equal(present(await drafts.byId(draftId)).personId, 'camille');
    await drafts.discard(draftId);
    await assert.rejects(submitted({ draftId, draftVersion: given.version, personId: 'camille' }), { code: 'CONFLICT' });

    assert.deepEqual(await jobs(), []);
    assert.equal(await requests.byDraft(draftId), undefined);
  });

  it('gives the request that was made of a draft to whoever submits it once more, however old the press is', async () => {
    const { id: draftId, version: draftVersion } = await postgresDraftStore(database).create('adele', 'chat', {}, NOON);

    const results = await Promise.all([1, 2, 3].map(() => submitted({ draftId, draftVersion })));

    assert.equal(new Set(results.map(({ id }) => id)).size, 1);
    assert.equal((await submitted({ draftId, draftVersion: 0 })).id, results[0]?.id);
  });

  it('stores nothing when the job cannot be stored', async () => {
    const broken = postgresRequestStore(database, { within: () => ({ enqueue: () => Promise.reject(new Error('no queue')) }) });

    await assert.rejects(broken.submit(aRequest(), NOON), /no queue/);

    assert.deepEqual(await requests.list({}, { limit: 10, offset: 0 }), { requests: [], more: false });
  });

  it('lets one of several claimers have it', async () => {
    const { id } = await submitted();

    const claims = await Promise.all([1, 2, 3, 4].map(() => requests.claim(id, NOON, later(5))));

    const won = claims.filter((claim) => claim !== undefined);
    assert.deepEqual(
      won.map(({ state, attempts, version }) => [state, attempts, version]),
      [['sending', 1, 2]],
    );
  });

  it('lets it be claimed again when the claim has run out', async () => {
    const { id } = await claimed();

    const early = await requests.claim(id, later(4), later(9));
    const late = await requests.claim(id, later(5), later(10));

    assert.deepEqual([early, late?.attempts], [undefined, 2]);
  });

  it('changes nothing on an old version', async () => {
    const { id, version } = await claimed();

    const stale = await requests.change(id, version - 1, { to: 'filed', number: '1' }, 'system', NOON);
    const fresh = await requests.change(id, version, { to: 'filed', number: '2' }, 'system', NOON);

    assert.equal(stale, undefined);
    assert.deepEqual([fresh?.state, fresh?.number, fresh?.version], ['filed', '2', version + 1]);
  });

  it('keeps a request that is tried again as sending, with its job at that time', async () => {
    const { id, version } = await claimed();
    await sql`delete from pgboss.job`.execute(database.kysely);
    const after = new Date(Date.now() + 60_000);

    const request = await requests.change(id, version, { to: 'sending', after, code: 'THROTTLED' }, 'system', NOON);

    assert.deepEqual([request?.state, request?.failure], ['sending', { code: 'THROTTLED', correlationId: undefined }]);
    assert.deepEqual(await jobs(), [{ name: 'file-request', data: { id }, state: 'created', waits: true }]);
    assert.deepEqual([await requests.due(NOON, 10), await requests.due(after, 10)], [[], [id]]);
  });

  it('sends again what is uncertain when a person asks, with the same key, and never what is filed', async () => {
    const { id, version, sendKey } = await claimed();
    const uncertain = await requests.change(id, version, { to: 'uncertain', code: 'TIMED_OUT', correlationId: 'c-1' }, 'system', NOON);

    const ready = await requests.change(id, version + 1, { to: 'ready' }, 'adele', NOON);
    const filed = await requests.change(id, version + 2, { to: 'filed', number: '7' }, 'system', NOON);
    const again = await requests.change(id, version + 3, { to: 'ready' }, 'adele', NOON);

    assert.deepEqual(uncertain?.failure, { code: 'TIMED_OUT', correlationId: 'c-1' });
    assert.deepEqual(
      [ready?.state, ready?.failure, ready?.sendKey, filed?.state, again],
      ['ready', undefined, sendKey, 'filed', undefined],
    );
  });

  it('keeps the hand-off with the number that a person brings back', async () => {
    const { id, version } = await claimed();

    const handedOff = await requests.change(id, version, { to: 'handed-off', link: LINK, text: 'To paste' }, 'system', NOON);
    const filed = await requests.change(id, version + 1, { to: 'filed', number: '2603020040001234' }, 'adele', NOON);

    assert.deepEqual([handedOff?.state, handedOff?.handOff], ['handed-off', { link: LINK, text: 'To paste' }]);
    assert.deepEqual([filed?.state, filed?.number, filed?.handOff], ['filed', '2603020040001234', { link: LINK, text: 'To paste' }]);
  });

  it('writes an audit entry for every change, in order', async () => {
    const { id, version } = await claimed();
    await requests.record(id, 'filing.sent', 'system', later(1));
    await requests.change(id, version, { to: 'filed', number: '7' }, 'system', later(2));
    await requests.setTracked(id, aReading({ status: 'closed' }), later(3));
    await requests.setTracked(id, aReading({ status: 'closed' }), later(4));

    const trail = (await requests.audit(id)).map(({ action, state }) => `${action} ${state}`);

    assert.deepEqual(trail, ['submitted ready', 'claimed sending', 'filing.sent sending', 'filed filed', 'desk-closed filed']);
  });

  for (const [name, statement] of [
    ['update', `update request_audit set actor = 'nobody'`],
    ['delete', `delete from request_audit`],
    ['truncate', `truncate request_audit`],
  ] as const) {
    it(`does not let the audit trail be changed by ${name}`, async () => {
      const { id } = await submitted();

      await assert.rejects(sql.raw(statement).execute(database.kysely), { backEnd: 'database', vendorCode: '23001' });
      assert.equal((await requests.audit(id)).length, 1);
    });
  }

  it('finds by our reference in any case, and by the number', async () => {
    const { id, version, reference } = await claimed();
    await requests.change(id, version, { to: 'filed', number: '615-31' }, 'system', NOON);

    const found = await Promise.all([` ${reference.toLowerCase()} `, '615-31', 'PSR-000000', id].map((text) => requests.find(text)));

    assert.deepEqual(
      found.map((request) => request?.id),
      [id, id, undefined, undefined],
    );
  });

  it('finds what is called so, whatever somebody typed as the own ticket number of a newer one', async () => {
    const { id, version, reference } = await claimed();
    await requests.change(id, version, { to: 'filed', number: '2611210050004711' }, 'system', NOON);
    await submitted({ ownTicket: reference.toLowerCase() }, later(10));
    await submitted({ ownTicket: '2611210050004711' }, later(10));

    const found = await Promise.all([reference, '2611210050004711'].map((text) => requests.find(text)));

    assert.deepEqual(
      found.map((request) => request?.id),
      [id, id],
    );
  });

  it('lists newest first, by person, customers and openness, in pages', async () => {
    const tenant = randomUUID();
    const old = await submitted({ personId: 'mei' }, later(1));
    const other = await submitted({ content: { ...aRequest().content, tenantId: tenant } }, later(2));
    const closed = await submitted({}, later(3));
    await haveDeskStatus(database, closed.id, 'closed');
    const failed = present(await requests.claim((await submitted({}, later(5))).id, NOON, later(5)));
    await requests.change(failed.id, failed.version, { to: 'failed', code: 'INVALID', correlationId: undefined }, 'system', later(6));
    const ids = async (filter: Parameters<RequestStore['list']>[0], limit = 10, offset = 0) => {
      const { requests: page, more } = await requests.list(filter, { limit, offset });
      return [page.map(({ id }) => id), more];
    };

    assert.deepEqual(await ids({}), [[failed.id, closed.id, other.id, old.id], false]);
    assert.deepEqual(await ids({}, 1, 2), [[other.id], true]);
    assert.deepEqual(await ids({}, 1, 3), [[old.id], false]);
    assert.deepEqual(await ids({ personId: 'mei' }), [[old.id], false]);
    assert.deepEqual(await ids({ tenantIds: [tenant.toUpperCase()] }), [[other.id], false]);
    assert.deepEqual(await ids({ tenantIds: [] }), [[], false]);
    assert.deepEqual(await ids({ exceptTenantIds: [tenant.toUpperCase()] }), [[failed.id, closed.id, old.id], false]);
    assert.deepEqual(await ids({ openOnly: true }), [[failed.id, other.id, old.id], false]);
  });

  it('has due what is ready and what was left in sending', async () => {
    const ready = await submitted({}, NOON);
    const left = await submitted({}, later(1));
    await requests.claim(left.id, later(1), later(6));

    assert.deepEqual(
      [await requests.due(later(5), 10), await requests.due(later(6), 10), await requests.due(later(6), 1)],
      [[ready.id], [ready.id, left.id], [ready.id]],
    );
  });

  it('gives each hand-off without a number to one reminder at a time', async () => {
    const { id, version } = await claimed();
    await requests.change(id, version, { to: 'handed-off', link: LINK, text: '' }, 'system', NOON);

    const early = await requests.takeForReminder({ afterMs: 3_600_000, most: 3, timeZones: ['Europe/Paris'] }, later(60), 10);
    const taken = await Promise.all(
      [1, 2, 3].map(() => requests.takeForReminder({ afterMs: 3_600_000, most: 3, timeZones: ['Europe/Paris'] }, later(61), 10)),
    );

    assert.deepEqual(early, []);
    assert.deepEqual(
      taken.flat().map((request) => request.id),
      [id],
    );
  });

  it('learns the place of the card without making the card old', async () => {
    const { id, version } = await submitted();

    const placed = await requests.setPlace(id, { conversationId: 'c', activityId: 'a' });

    assert.deepEqual([placed?.place, placed?.version], [{ conversationId: 'c', activityId: 'a' }, version]);
  });

  it('keeps texts with characters that PostgreSQL does not store', async () => {
    const { content } = aRequest();
    const { id } = await submitted({
      personName: 'A\0B',
      content: { ...content, title: 'x\0y', description: 'half \ud83d pair 🧯 ${a} \\u0000' },
    });

    const stored = await requests.byId(id);

    assert.deepEqual([stored?.personName, stored?.title, stored?.description], ['AB', 'xy', 'half \ufffd pair 🧯 ${a} \\u0000']);
  });

  it('does not find what is no id', async () => {
    const id = `'; drop table service_request; --`;

    assert.deepEqual([await requests.byId(id), await requests.claim(id, NOON, NOON), await requests.audit(id)], [undefined, undefined, []]);
  });
});

function aRequest(change: Partial<NewServiceRequest> = {}): NewServiceRequest {
  return {
    draftId: randomUUID(),
    personId: 'adele',
    personName: 'Adele Vance',
    locale: 'en',
    timeZone: 'Europe/Paris',
    route: 'partner-center',
    place: undefined,
    content: {
      tenantId: 'C0FFEE00-0000-4000-8000-000000000001',
      customerName: 'Fabrikam',
      customerDomain: undefined,
      product: 'microsoft365',
      nature: 'billing',
      category: 'billing-subscription',
      criterion: undefined,
      tried: undefined,
      impact: 'impaired',
      severity: 'moderate',
      severityReason: undefined,
      title: 'Mail is down',
      description: 'Since 9',
      since: undefined,
      peopleHit: 3,
      contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined },
      language: 'en',
      topicId: undefined,
      linkedIssueId: undefined,
      impactAnswers: undefined,
      azure: undefined,
    },
    ...change,
  };
}

function present<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}
