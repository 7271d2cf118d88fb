import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresRequestStore } from '../../../src/adapters/postgres/request-store.ts';
import type { RequestContent, ServiceRequest } from '../../../src/domain/service-request.ts';
import type { RequestChange, RequestFilter, RequestStore } from '../../../src/ports/request-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { haveDeskStatus } from '../../support/desk-status.ts';
import { someContent } from '../../support/use-case-fixtures.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
const LINK = { url: 'https://portal.azure.com/', portal: 'Azure portal' };

describe('the lists of the ledger', () => {
  let database: Database;
  let requests: RequestStore;
  beforeEach(async () => {
    database = await freshDatabase();
    requests = postgresRequestStore(database, { within: () => ({ enqueue: () => Promise.resolve() }) });
  });

  let minutes = 0;
  /** Each a minute after the one before. */
  const submitted = (content: Partial<RequestContent> = {}, ownTicket?: string, personId = 'adele'): Promise<ServiceRequest> => {
    const about = { draftId: randomUUID(), personId, personName: 'Adele Vance', locale: 'en', timeZone: 'Europe/Paris' } as const;
    return requests.submit(
      { ...about, route: 'partner-center', content: someContent(content), ownTicket, place: undefined },
      later(minutes++),
    );
  };
  const after = async (request: ServiceRequest, change: RequestChange): Promise<ServiceRequest> => {
    const changed = await requests.change(request.id, request.version, change, 'system', later(minutes++));
    assert.ok(changed !== undefined);
    return changed;
  };
  const handedOff = async () => after(await submitted(), { to: 'handed-off', link: LINK, text: '' });
  const ids = async (filter: RequestFilter, page: Partial<Parameters<RequestStore['list']>[1]> = {}) =>
    (await requests.list(filter, { limit: 10, offset: 0, ...page })).requests.map(({ id }) => id);

  it('narrow to a product and to the severity that Microsoft works with', async () => {
    const azure = await submitted({ product: 'azure', severity: 'critical' });
    const filed = await after(await submitted({ severity: 'critical' }), { to: 'filed', number: '7' });
    const snapshot = { severity: 'moderate', owner: undefined, noteKeys: [] } as const;
    const reading = { status: 'open', snapshot, news: [], responseDueAt: undefined, respondedAt: undefined, nextAt: later(60) } as const;
    await requests.setTracked(filed.id, { ...reading, responseWarnAt: undefined, seenBy: undefined }, later(1));

    assert.deepEqual(await ids({ product: 'azure' }), [azure.id]);
    assert.deepEqual(await ids({ severity: 'critical' }), [azure.id]);
    assert.deepEqual(await ids({ severity: 'moderate' }), [filed.id]);
  });

  it('have of a person what the person made or follows', async () => {
    const own = await submitted();
    const followed = await submitted({}, undefined, 'camille');
    await submitted({}, undefined, 'dmitri');
    await requests.join(followed.id, { personId: 'adele', personName: 'Adele Vance', locale: 'en', timeZone: 'UTC' }, NOON);

    assert.deepEqual(await ids({ concerning: 'adele' }), [followed.id, own.id]);
    await requests.leave(followed.id, 'adele', NOON);
    assert.deepEqual(await ids({ concerning: 'adele' }), [own.id]);
  });

  it('find what carries a ticket number of our own, in any case', async () => {
    const first = await submitted({}, 'INC-4711');
    const second = await submitted({}, 'inc-4711');
    await submitted({}, 'INC-4712');

    assert.deepEqual(await ids({ ownTicket: 'Inc-4711' }), [second.id, first.id]);
  });

  describe('of what waits for us', () => {
    it('have numbers to bring, answers to give, doubts to settle and refusals to decide on', async () => {
      await submitted();
      const toFile = await handedOff();
      const doubtful = await after(await submitted(), { to: 'uncertain', code: 'TIMED_OUT', correlationId: undefined });
      const asked = await after(await submitted(), { to: 'filed', number: '1' });
      await haveDeskStatus(database, asked.id, 'attention-needed');
      await after(await submitted(), { to: 'filed', number: '2' });
      const refused = await after(await submitted(), { to: 'failed', code: 'INVALID', correlationId: undefined });

      assert.deepEqual(await ids({ waitingForUs: true }), [refused.id, asked.id, doubtful.id, toFile.id]);
    });

    it('have first those whose number was asked for in vain, across pages', async () => {
      const overdue = await handedOff();
      const others = [await handedOff(), await handedOff()];
      await requests.addNews(overdue.id, { kind: 'number-overdue', key: 'number-overdue' }, NOON);
      const expected = [overdue.id, ...others.toReversed().map(({ id }) => id)];

      assert.deepEqual(await ids({ waitingForUs: true }), expected);
      assert.deepEqual(await ids({ waitingForUs: true }, { behind: overdue.id }), expected.slice(1));
      assert.deepEqual(await ids({ waitingForUs: true }, { behind: expected[1] }), expected.slice(2));
      assert.deepEqual(await ids({ waitingForUs: true }, { before: expected[2] }), expected.slice(0, 2));
    });
  });

  describe('in pages', () => {
    it('go on where they stood, though new ones came and others left', async () => {
      const all: string[] = [];
      for (let made = 0; made < 6; made++) all.unshift((await submitted()).id);
      const first = await ids({ openOnly: true }, { limit: 2 });
      await submitted();
      await haveDeskStatus(database, all[3] ?? '', 'closed');
      const second = await ids({ openOnly: true }, { limit: 2, behind: first[1] });

      assert.deepEqual(first, all.slice(0, 2));
      assert.deepEqual(second, [all[2], all[4]]);
    });

    it('lead back to the nearest newer ones, and say whether there are more', async () => {
      const all: string[] = [];
      for (let made = 0; made < 5; made++) all.unshift((await submitted()).id);
      const back = await requests.list({}, { limit: 2, offset: 0, before: all[3] });

      assert.deepEqual([back.requests.map(({ id }) => id), back.more], [[all[1], all[2]], true]);
      const { more } = await requests.list({}, { limit: 2, offset: 0, before: all[2] });
      assert.equal(more, false);
    });

    it('tell two of the same moment apart', async () => {
      const at = NOON;
      const same = await Promise.all(
        Array.from({ length: 4 }, () =>
          requests.submit(
            {
              draftId: randomUUID(),
              personId: 'adele',
              personName: 'Adele Vance',
              locale: 'en',
              timeZone: 'UTC',
              route: 'partner-center',
              content: someContent(),
              place: undefined,
            },
            at,
          ),
        ),
      );
      const read: string[] = [];
      for (;;) {
        const page = await ids({}, { limit: 1, behind: read.at(-1) });
        if (page.length === 0) break;
        read.push(...page);
      }

      assert.deepEqual(read.toSorted(), same.map(({ id }) => id).toSorted());
    });

    it('are empty behind what is no request', async () => {
      await submitted();

      assert.deepEqual([await ids({}, { behind: randomUUID() }), await ids({}, { behind: 'x' })], [[], []]);
    });
  });

  describe('as lines', () => {
    const own = randomUUID();
    const held = randomUUID();
    const bare = randomUUID();
    const stored = async () => {
      for (const tenantId of [own, held, bare]) await submitted({ tenantId }, tenantId === held ? 'INC-1' : undefined);
    };
    const grants = async (tenantId: string, assignmentsReadAt: Date | null) => {
      const names = { name: 'r', status: 'active', raw_status: 'active', auto_extends: false } as const;
      const moments = { activated_at: NOON, ends_at: null, modified_at: null, assignments_read_at: assignmentsReadAt };
      await database.kysely
        .insertInto('delegated_relationship')
        .values({ id: tenantId, tenant_id: tenantId, ...names, ...moments, provider_tenant_id: null, roles: [] })
        .execute();
      await database.kysely.insertInto('access_assignment').values({ relationship_id: tenantId, group_id: 'group', roles: [] }).execute();
    };
    const listed = () => database.kysely.insertInto('access_list').values({ id: 1, read_at: NOON }).execute();
    const seenBy = async (groupIds: readonly string[]) =>
      (await requests.lines({}, { groupIds, at: later(1) }, 10)).rows.map(({ tenantId }) => tenantId).toSorted();

    it('have everything that a table shows, newest first, and count what is left out', async () => {
      await stored();
      const { rows, total } = await requests.lines({}, 'all', 2);

      assert.deepEqual([rows.map(({ tenantId }) => tenantId), total], [[bare, held], 3]);
      const { tenantId, ownTicket, customerName, title, product, severity, state, createdAt } = rows[1] ?? assert.fail();
      assert.deepEqual(
        [tenantId, ownTicket, customerName, title, product, severity, state, createdAt instanceof Date],
        [held, 'INC-1', 'Contoso', 'Billed twice', 'commercial', 'minimal', 'ready', true],
      );
    });

    it('are of customers whose access the person holds, or who gave none to anybody', async () => {
      await stored();
      await grants(held, NOON);
      await listed();

      assert.deepEqual(await seenBy(['group']), [own, held, bare].toSorted());
      assert.deepEqual(await seenBy(['another group']), [own, bare].toSorted());
      assert.deepEqual((await requests.lines({}, 'none', 10)).rows, []);
    });

    it('are of nobody while it is not known who holds access to whom', async () => {
      await stored();
      assert.deepEqual(await seenBy(['group']), []);

      await listed();
      await grants(held, null);
      assert.deepEqual(await seenBy(['group']), [own, bare].toSorted());
    });
  });
});
