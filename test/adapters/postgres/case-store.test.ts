import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { postgresCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { startQueue, type PostgresQueue } from '../../../src/adapters/postgres/queue.ts';
import { decideCase } from '../../../src/domain/case-change.ts';
import type { CaseAction, CaseActor, SupportCase } from '../../../src/domain/support-case.ts';
import type { CaseStore, NewCase } from '../../../src/ports/case-store.ts';
import { ADELE, aNewCase, CAMILLE, CHANNEL, DMITRI, MEI, minutesLater, OPENED_AT, rulesOf } from '../../support/cases.ts';
import { freshDatabase } from '../../support/database.ts';

describe('case store', () => {
  let database: Database;
  let queue: PostgresQueue;
  let cases: CaseStore;
  beforeEach(async () => {
    database = await freshDatabase();
    queue = await startQueue(database, () => undefined);
    cases = postgresCaseStore(database, queue);
  });
  afterEach(() => queue.stop());

  const opened = (change: Partial<NewCase> = {}, at = OPENED_AT): Promise<SupportCase> => cases.open(aNewCase(change), ADELE, at);
  const act = (id: string, action: CaseAction, actor: CaseActor, at = minutesLater(1), key?: string) =>
    cases.change(id, (present) => decideCase(present, action, actor, rulesOf, at), { key, at });
  const rows = async (query: string): Promise<unknown[]> => (await sql.raw(query).execute(database.kysely)).rows;
  const jobs = () => rows(`select name, data, state from pgboss.job order by created_on`);
  const trail = async (id: string) => (await cases.events(id, 100)).map(({ version, kind }) => `${version} ${kind}`);

  it('opens a case with its trail, its clocks, its cards and its job', async () => {
    const fresh = aNewCase();

    const stored = await cases.open(fresh, ADELE, OPENED_AT);

    const { clocks, ...content } = fresh;
    assert.match(stored.reference, /^CASE-[2-9B-Z]{6}$/);
    assert.deepEqual(
      { ...stored, reference: '' },
      {
        ...content,
        reference: '',
        version: 1,
        cycle: 1,
        state: 'open',
        waitingFor: undefined,
        owner: undefined,
        openedAt: OPENED_AT,
        openSince: OPENED_AT,
        takenAt: undefined,
        firstResponseAt: undefined,
        resolvedAt: undefined,
        cause: undefined,
        resolution: undefined,
        confirmedAt: undefined,
        updatedAt: OPENED_AT,
      },
    );
    const byKey = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    assert.deepEqual((await cases.withClocks(stored.id))?.clocks.toSorted(byKey), clocks.toSorted(byKey));
    const [event, ...others] = await cases.events(stored.id, 10);
    assert.deepEqual(
      [{ ...event, id: 0 }, others],
      [
        {
          id: 0,
          caseId: stored.id,
          version: 1,
          at: OPENED_AT,
          actor: ADELE,
          kind: 'opened',
          detail: { after: { state: 'open', severity: 'moderate' } },
          text: undefined,
        },
        [],
      ],
    );
    assert.deepEqual(await rows(`select audience, state from case_card order by audience`), [
      { audience: 'channel', state: 'due' },
      { audience: 'requester', state: 'due' },
    ]);
    assert.deepEqual(await rows(`select case_id, due_at, holder from case_showing`), [
      { case_id: stored.id, due_at: OPENED_AT, holder: null },
    ]);
    assert.deepEqual(await jobs(), [{ name: 'show-case', data: { id: stored.id }, state: 'created' }]);
    assert.deepEqual(await rows(`select id from case_line`), []);
  });

  it('plans no card for a channel or a requester that is not there', async () => {
    await opened({ channelId: undefined, requester: undefined });

    assert.deepEqual(await rows(`select audience from case_card`), []);
  });

  it('opens one case for an id that is opened several times at once', async () => {
    const fresh = aNewCase();

    const results = await Promise.all([1, 2, 3, 4].map(() => cases.open(fresh, ADELE, OPENED_AT)));

    assert.equal(new Set(results.map(({ reference }) => reference)).size, 1);
    assert.deepEqual(await trail(fresh.id), ['1 opened']);
  });

  it('stores nothing when the job cannot be stored', async () => {
    const broken = postgresCaseStore(database, { within: () => ({ enqueue: () => Promise.reject(new Error('no queue')) }) });
    const fresh = aNewCase();
    const { id } = await opened();

    await assert.rejects(broken.open(fresh, ADELE, OPENED_AT), /no queue/);
    await assert.rejects(
      broken.change(id, (present) => decideCase(present, { kind: 'take' }, MEI, rulesOf, OPENED_AT), { key: undefined, at: OPENED_AT }),
      /no queue/,
    );

    assert.equal(await cases.byId(fresh.id), undefined);
    assert.deepEqual([(await cases.byId(id))?.version, await trail(id)], [1, ['1 opened']]);
  });

  it('writes a change with its entry, its clocks, its lines and its job', async () => {
    const { id } = await opened();
    await sql`delete from pgboss.job`.execute(database.kysely);
    await sql`update case_showing set due_at = null`.execute(database.kysely);

    const taken = await act(id, { kind: 'take' }, DMITRI);

    assert.deepEqual(
      [taken?.refusal, taken?.case.state, taken?.case.owner, taken?.case.version, taken?.case.updatedAt],
      [undefined, 'taken', DMITRI, 2, minutesLater(1)],
    );
    assert.deepEqual(await cases.byId(id), taken?.case);
    assert.deepEqual(await trail(id), ['1 opened', '2 take']);
    assert.deepEqual(await rows(`select sent_to, channel_id, state from case_line order by id`), [
      { sent_to: 'thread', channel_id: null, state: 'due' },
      { sent_to: 'requester', channel_id: null, state: 'due' },
    ]);
    assert.deepEqual(await rows(`select distinct state from case_clock where target = 'acknowledge'`), [{ state: 'cancelled' }]);
    assert.deepEqual(await rows(`select due_at from case_showing`), [{ due_at: minutesLater(1) }]);
    assert.deepEqual(await jobs(), [{ name: 'show-case', data: { id }, state: 'created' }]);
  });

  it('keeps the moment from which something waits to be shown', async () => {
    const { id } = await opened();

    await act(id, { kind: 'take' }, DMITRI);

    assert.deepEqual(await rows(`select due_at from case_showing`), [{ due_at: OPENED_AT }]);
  });

  it('posts in every other channel that is called, once', async () => {
    const { id } = await opened({ channelId: undefined });
    const other = '19:azureEscalations@thread.tacv2';

    await cases.change(
      id,
      ({ case: present }) => ({
        next: present,
        event: { kind: 'call', actor: 'system', detail: { level: 1, round: 1 }, text: undefined },
        clocks: { add: [], set: [] },
        channels: [other, CHANNEL, other],
      }),
      { key: undefined, at: OPENED_AT },
    );

    assert.deepEqual(await rows(`select sent_to, channel_id from case_line where sent_to = 'channel' order by channel_id`), [
      { sent_to: 'channel', channel_id: other },
      { sent_to: 'channel', channel_id: CHANNEL },
    ]);
  });

  it('changes nothing by a refusal, and shows how it is', async () => {
    const { id } = await opened();
    await act(id, { kind: 'take' }, DMITRI);

    const refused = await act(id, { kind: 'take' }, MEI);

    assert.deepEqual([refused?.refusal, refused?.case.owner, refused?.case.version], ['taken', DMITRI, 2]);
    assert.deepEqual(await trail(id), ['1 opened', '2 take']);
  });

  it('lets exactly one of many take it', async () => {
    const { id } = await opened();
    const crowd = Array.from({ length: 8 }, (_, n) => ({ id: `expert-${n}`, name: `Expert ${n}` }));

    const results = await Promise.all(crowd.map((person) => act(id, { kind: 'take' }, person)));

    const [winner, ...none] = results.filter((result) => result?.refusal === undefined);
    assert.deepEqual(none, []);
    assert.deepEqual(
      results.filter((result) => result !== winner).map((result) => [result?.refusal, result?.case.owner]),
      Array.from({ length: 7 }, () => ['taken', winner?.case.owner]),
    );
    assert.deepEqual(await trail(id), ['1 opened', '2 take']);
  });

  it('carries out a press once, however often it comes', async () => {
    const { id } = await opened();
    const press = (): ReturnType<typeof act> => act(id, { kind: 'note', text: 'Seen' }, MEI, minutesLater(1), 'note 1 mei');

    const first = await press();
    await act(id, { kind: 'take' }, DMITRI);
    const again = await Promise.all([press(), press(), press()]);

    assert.equal(first?.case.version, 2);
    assert.deepEqual(
      again.map((result) => [result?.refusal, result?.case.version]),
      [1, 2, 3].map(() => [undefined, 3]),
    );
    assert.deepEqual(await trail(id), ['1 opened', '2 note', '3 take']);
  });

  it('carries out a press once that comes several times at the same moment', async () => {
    const { id } = await opened();

    await Promise.all([1, 2, 3, 4, 5].map(() => act(id, { kind: 'note', text: 'Seen' }, MEI, minutesLater(1), 'note 1 mei')));

    assert.deepEqual(await trail(id), ['1 opened', '2 note']);
  });

  it('carries out the same key on another case', async () => {
    const [one, other] = [await opened(), await opened()];

    await act(one.id, { kind: 'note', text: 'Seen' }, MEI, minutesLater(1), 'note 1 mei');
    await act(other.id, { kind: 'note', text: 'Seen' }, MEI, minutesLater(1), 'note 1 mei');

    assert.deepEqual(await trail(other.id), ['1 opened', '2 note']);
  });

  it('gives up after a bounded number of tries, as if others were faster every time', async () => {
    const { id } = await opened();
    let asked = 0;
    const neverHolds: Parameters<CaseStore['change']>[1] = (present) => {
      asked++;
      const decision = decideCase(present, { kind: 'take' }, DMITRI, rulesOf, OPENED_AT);
      assert.ok(typeof decision !== 'string');
      return { ...decision, next: { ...decision.next, id: randomUUID() } };
    };

    await assert.rejects(cases.change(id, neverHolds, { key: undefined, at: OPENED_AT }), { code: 'CONFLICT' });

    assert.equal(asked, 12);
    assert.deepEqual(await trail(id), ['1 opened']);
  });

  for (const [name, statement] of [
    ['update', `update case_event set actor = 'nobody'`],
    ['delete', `delete from case_event`],
    ['truncate', `truncate case_event cascade`],
  ] as const) {
    it(`does not let the trail be changed by ${name}`, async () => {
      const { id } = await opened();

      await assert.rejects(sql.raw(statement).execute(database.kysely), { backEnd: 'database', vendorCode: '23001' });
      assert.deepEqual(await trail(id), ['1 opened']);
    });
  }

  it('gives the newest of the trail, in the order in which it came', async () => {
    const { id } = await opened();
    await act(id, { kind: 'note', text: 'One' }, MEI);
    await act(id, { kind: 'note', text: 'Two' }, MEI);

    assert.deepEqual(
      (await cases.events(id, 2)).map(({ text }) => text),
      ['One', 'Two'],
    );
  });

  it('keeps everything that an action writes down', async () => {
    const { id } = await opened();
    await act(id, { kind: 'take' }, DMITRI);
    await act(id, { kind: 'wait', for: 'microsoft' }, DMITRI);
    await act(id, { kind: 'link', issueId: 'EX100' }, 'system');
    await act(id, { kind: 'request', requestId: randomUUID(), state: 'filed', number: '26030' }, 'system');
    const resolved = await act(id, { kind: 'resolve', cause: 'microsoft', text: 'Half \ud83d a pair, \0 none' }, DMITRI);

    const events = await cases.events(id, 10);
    const stand = { owner: 'dmitri', ownerName: 'Dmitri Sokolov', severity: 'moderate' };
    assert.deepEqual(events.at(-1)?.detail, {
      before: { state: 'waiting', ...stand },
      after: { state: 'resolved', ...stand },
      cause: 'microsoft',
    });
    assert.deepEqual([events.at(-1)?.text, resolved?.case.resolution], ['Half \ufffd a pair,  none', 'Half \ufffd a pair,  none']);
    assert.deepEqual(
      events.map(({ actor, detail: { waitingFor, issueId, number } }) => [
        actor === 'system' ? actor : actor.id,
        waitingFor,
        issueId,
        number,
      ]),
      [
        ['adele', undefined, undefined, undefined],
        ['dmitri', undefined, undefined, undefined],
        ['dmitri', 'microsoft', undefined, undefined],
        ['system', undefined, 'EX100', undefined],
        ['system', undefined, undefined, '26030'],
        ['dmitri', undefined, undefined, undefined],
      ],
    );
  });

  it('finds by our reference in any case of letters', async () => {
    const { id, reference } = await opened();

    const found = await Promise.all([` ${reference.toLowerCase()} `, 'CASE-000000', id].map((text) => cases.find(text)));

    assert.deepEqual(
      found.map((one) => one?.id),
      [id, undefined, undefined],
    );
  });

  it('finds the open cases of a request and of an incident, the newest first', async () => {
    const requestId = randomUUID();
    const old = await opened({ requestId, issueId: 'EX1' });
    const fresh = await opened({ requestId, issueId: 'EX1' }, minutesLater(1));
    const over = await opened({ requestId, issueId: 'EX1' }, minutesLater(2));
    await opened({ issueId: 'EX2' });
    await act(over.id, { kind: 'withdraw' }, ADELE);
    const ids = (found: readonly SupportCase[]): string[] => found.map(({ id }) => id);

    assert.deepEqual(ids(await cases.ofRequest(requestId)), [fresh.id, old.id]);
    assert.deepEqual(ids(await cases.ofIncident('EX1')), [fresh.id, old.id]);
    assert.deepEqual(await cases.ofRequest('no id'), []);
  });

  it('lists the most urgent first, and what is resolved last, in pages', async () => {
    const minimal = await opened({ severity: 'minimal' });
    const older = await opened({ severity: 'critical' }, minutesLater(1));
    const newer = await opened({ severity: 'critical' }, minutesLater(2));
    const taken = await opened({ severity: 'critical' }, minutesLater(3));
    await act(taken.id, { kind: 'take' }, DMITRI);
    const waiting = await opened({ severity: 'critical' }, minutesLater(4));
    await act(waiting.id, { kind: 'take' }, MEI);
    await act(waiting.id, { kind: 'wait', for: 'customer' }, MEI);
    const resolved = [await opened({}, minutesLater(5)), await opened({}, minutesLater(6))];
    for (const { id } of resolved) await act(id, { kind: 'withdraw' }, ADELE);
    const all = [older, newer, minimal, taken, waiting, ...resolved.toReversed()].map(({ id }) => id);

    for (const limit of [1, 2, 3, 5, 7, 10]) {
      const pages: string[] = [];
      let more = true;
      while (more) {
        const page = await cases.list({}, { limit, offset: pages.length });
        pages.push(...page.cases.map(({ id }) => id));
        more = page.more;
      }
      assert.deepEqual(pages, all, `by ${limit}`);
    }
    const open = await cases.list({ openOnly: true }, { limit: 5, offset: 0 });
    assert.deepEqual([open.cases.map(({ id }) => id), open.more], [all.slice(0, 5), false]);
    assert.deepEqual(await cases.list({}, { limit: 5, offset: 50 }), { cases: [], more: false });
  });

  it('lists by owner, requester, customer and channel', async () => {
    const tenantId = randomUUID();
    const nobodys = await opened({ tenantId: undefined, customerName: undefined, requester: undefined, channelId: 'other' });
    const customers = await opened({ tenantId: tenantId.toUpperCase() }, minutesLater(1));
    const taken = await opened({}, minutesLater(2));
    await act(taken.id, { kind: 'take' }, CAMILLE);
    const ids = async (filter: Parameters<CaseStore['list']>[0]) =>
      (await cases.list(filter, { limit: 10, offset: 0 })).cases.map(({ id }) => id);

    assert.deepEqual(await ids({ ownerId: CAMILLE.id }), [taken.id]);
    assert.deepEqual(await ids({ requesterId: ADELE.id }), [customers.id, taken.id]);
    assert.deepEqual([await ids({ personId: ADELE.id }), await ids({ personId: CAMILLE.id })], [[customers.id, taken.id], [taken.id]]);
    assert.deepEqual(await ids({ tenantIds: [tenantId.toUpperCase()] }), [customers.id]);
    assert.deepEqual(await ids({ tenantIds: [] }), []);
    assert.deepEqual(await ids({ exceptTenantIds: [tenantId] }), [nobodys.id, taken.id]);
    assert.deepEqual(await ids({ channelId: CHANNEL }), [customers.id, taken.id]);
    assert.deepEqual(await ids({ channelId: CHANNEL, ownerId: MEI.id }), []);
  });

  it('reads the most urgent of many in the order of an index', async () => {
    await sql`insert into support_case (id, reference, version, cycle, product, severity, language, title, description, state, plan_version, policy, opened_at, open_since, updated_at)
      select gen_random_uuid(), 'CASE-' || n, 1, 1, 'azure', (array['critical', 'moderate', 'minimal'])[1 + n % 3], 'en', 't', 'd', (array['open', 'taken', 'resolved'])[1 + n % 3], 0, 'default',
        ${OPENED_AT}::timestamptz + n * interval '1 second', ${OPENED_AT}, ${OPENED_AT} from generate_series(1, 3000) n`.execute(
      database.kysely,
    );
    await sql`analyze support_case`.execute(database.kysely);

    const plan = await rows(`explain select * from support_case where state <> 'resolved' order by ${URGENCY} limit 11`);

    assert.match(JSON.stringify(plan), /Index Scan using support_case_urgent/);
  });

  it('does not find what is no id', async () => {
    const id = `'; drop table support_case; --`;

    assert.deepEqual(
      [await cases.byId(id), await cases.withClocks(id), await act(id, { kind: 'take' }, MEI), await cases.events(id, 1)],
      [undefined, undefined, undefined, []],
    );
  });
});

const URGENCY = `case state when 'open' then 1 when 'taken' then 2 else 3 end,
  case severity when 'critical' then 1 when 'moderate' then 2 else 3 end, opened_at, id`;
