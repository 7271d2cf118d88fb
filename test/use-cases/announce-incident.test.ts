import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts';
import { startQueue } from '../../src/adapters/postgres/queue.ts';
import { postgresHealthStore } from '../../src/adapters/postgres/health-store.ts';
import { postgresDeliveryStore } from '../../src/adapters/postgres/delivery-store.ts';
import { postgresAnnouncementStore } from '../../src/adapters/postgres/announcement-store.ts';
import { postgresWatchStore } from '../../src/adapters/postgres/watch-store.ts';
import { URGENCY } from '../../src/domain/delivery.ts';
import type { HealthIssue } from '../../src/domain/service-health.ts';
import { announceIncident } from '../../src/use-cases/announce-incident.ts';
import { announcing, INTERVAL_MS } from '../support/announcing.ts';
import { seedPlaces } from '../support/crowd-places.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot, later, NOON } from '../support/health-fixtures.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { NEVER } from '../support/use-case-fixtures.ts';

describe('an incident is announced', () => {
  let database: Database;
  let given: ReturnType<typeof announcing>;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await sql`truncate incident, incident_customer, incident_change, delivery, watch_place, watch, watch_silence, conversation, customer, health_snapshot,
      delegated_relationship, access_assignment`.execute(database.kysely);
    given = announcing(database);
    await given.customers('a', 'b', 'c');
  });

  const rows = () => database.kysely.selectFrom('delivery').selectAll().execute();
  /** A row in short. */
  const standOf = async (issueId: string, placeId: string) => {
    const row = await given.row(issueId, placeId);
    return row && `${row.state}${row.reason === null ? '' : ` (${row.reason})`} ${row.wanted_revision} ${row.ring ?? 'silent'}`;
  };

  describe('to whoever watches', () => {
    it('once, in the transaction of the change, and sent at once (pitfall 16)', async () => {
      const [adele, dmitri] = [
        await given.place('adele'),
        await given.place('dmitri', { label: 'Helpdesk', conversationId: '19:channel' }),
      ];
      await given.polled('a', 0, anIssue('EX1'));

      await given.announce('EX1', 1);
      await given.announce('EX1', 2);

      assert.deepEqual([await standOf('EX1', adele.id), await standOf('EX1', dmitri.id)], ['queued 1 new', 'queued 1 new']);
      assert.deepEqual(await given.changes('EX1'), ['1: new']);
      assert.deepEqual(given.jobs, [{ name: 'send-deliveries', key: 'tenant', after: undefined }]);
      const row = await given.row('EX1', adele.id);
      assert.deepEqual([row?.due_at, row?.urgency, row?.activity_id], [later(1), URGENCY.ringing, null]);
    });

    it('in the first lane when its impact is high (pitfall 19)', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1', { highImpact: true }));

      await given.announce('EX1', 1);

      assert.equal((await given.row('EX1', id))?.urgency, URGENCY.urgent);
    });

    it('and to nobody whose watches it does not fit', async () => {
      await given.place('adele', { watch: { services: ['SharePoint Online'] } });
      await given.place('dmitri', { watch: { customers: { kind: 'list', tenantIds: ['b'] } } });
      await given.polled('a', 0, anIssue('EX1'));

      await given.announce('EX1', 1);

      assert.deepEqual([await rows(), await given.changes('EX1')], [[], ['1: new']]);
    });

    it('with a row that says why and until when it is held back', async () => {
      const places = {
        quiet: await given.place('quiet', { settings: { quiet: { from: 0, to: 780 } }, watch: { askSeen: true } }),
        silent: await given.place('silent'),
        recording: await given.place('recording', { watch: { mode: 'record' } }),
        stale: await given.place('stale', { minutes: -25 * 60 }),
        loud: await given.place('loud', { watch: { askSeen: true } }),
      };
      await given.silence(places.silent, 30);
      await given.polled('a', 0, anIssue('EX1'));

      await given.announce('EX1', 1);

      const stands = Object.fromEntries(
        await Promise.all(
          Object.entries(places).map(async ([name, { id }]) => {
            const row = await given.row('EX1', id);
            return [name, [row?.state, row?.reason, row?.due_at, row?.ask_seen]] as const;
          }),
        ),
      );
      assert.deepEqual(stands, {
        quiet: ['muted', 'quiet', later(60), true],
        silent: ['muted', 'silence', later(30), false],
        recording: ['muted', 'record-only', null, false],
        stale: ['muted', 'access', null, false],
        loud: ['queued', null, later(1), true],
      });
    });

    it('and whose person may see a customer that it hits: by an assignment in force, or the own tenant', async () => {
      const checked = announcing(database, { checkAccess: true });
      const places = await Promise.all(
        ['held', 'ended', 'old', 'other'].map((group) => checked.place(group, { access: { mayWatch: true, groupIds: [group] } })),
      );
      const relationship = {
        name: 'r',
        raw_status: 'active',
        auto_extends: false,
        roles: [],
        activated_at: null,
        provider_tenant_id: null,
      };
      const of = (id: string, some: object) =>
        database.kysely
          .insertInto('delegated_relationship')
          .values({
            ...relationship,
            id,
            tenant_id: 'a',
            status: 'active',
            ends_at: null,
            modified_at: null,
            assignments_read_at: NOON,
            ...some,
          })
          .execute();
      await of('held', {});
      await of('ended', { ends_at: later(-1) });
      await of('old', { assignments_read_at: later(-3 * 24 * 60) });
      for (const id of ['held', 'ended', 'old'])
        await database.kysely.insertInto('access_assignment').values({ relationship_id: id, group_id: id, roles: [] }).execute();
      await database.kysely
        .updateTable('customer')
        .set({ sources: ['own-tenant'] })
        .where('tenant_id', '=', 'b')
        .execute();
      await checked.polled('a', 0, anIssue('EX1'));
      await checked.polled('b', 0, anIssue('EX2'));

      for (const id of ['EX1', 'EX2']) await checked.announce(id, 1);

      const told = async (issueId: string) =>
        (await rows())
          .filter(({ issue_id }) => issue_id === issueId)
          .map(({ place_id }) => places.find(({ id }) => id === place_id)?.personId);
      assert.deepEqual([await told('EX1'), (await told('EX2')).length], [['held'], 4]);
    });
  });

  describe('when it changes', () => {
    it('a burst is one revision, and one row that rings for the strongest', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', id, 1);
      await given.told('EX1', 1, { title: 'Other' });
      await given.told('EX1', 2, { highImpact: true });
      await given.told('EX1', 3, { highImpact: true, status: 'serviceInterruption' });

      for (const minutes of [4, 5]) await given.announce('EX1', minutes);

      assert.deepEqual(await given.changes('EX1'), ['1: new', '2: worse status post']);
      assert.equal(await standOf('EX1', id), 'queued 2 worse');
      assert.equal((await rows()).length, 1);
    });

    it('without ringing when nobody need look up', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', id, 1);
      await given.told('EX1', 1);

      await given.announce('EX1', 2);

      const row = await given.row('EX1', id);
      assert.deepEqual([await standOf('EX1', id), row?.urgency, row?.activity_id], ['queued 2 silent', URGENCY.routine, `card of ${id}`]);
    });

    it('to the end: those who know of it ring, and nobody else is told', async () => {
      const adele = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', adele.id, 1);
      const late = await given.place('late');
      await given.told('EX1', 1, { resolved: true, status: 'serviceRestored' });

      await given.announce('EX1', 2);

      assert.deepEqual([await standOf('EX1', adele.id), await standOf('EX1', late.id)], ['queued 2 resolved', undefined]);
    });

    it('to the end also for those whose customers left it shortly before, as their health was read', async () => {
      const { id } = await given.place('adele', { watch: { customers: { kind: 'list', tenantIds: ['a'] } } });
      await given.polled('a', 0, anIssue('EX1'));
      await given.polled('b', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', id, 1);
      await given.polled('a', 60, anIssue('EX2'));
      await given.polled('b', 64, anIssue('EX2'));
      await given.incidents.endUnlisted('EX1', later(65));

      await given.announce('EX1', 66);

      assert.equal(await standOf('EX1', id), 'queued 2 resolved');
    });

    it('is held back until it is over, and then never sent', async () => {
      const { id } = await given.place('adele', { settings: { quiet: { from: 0, to: 780 } } });
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.told('EX1', 1, { resolved: true });

      await given.announce('EX1', 2);

      assert.deepEqual([await standOf('EX1', id), (await given.row('EX1', id))?.due_at], ['muted (quiet) 2 new', null]);
    });

    it('to and fro across a size rings once: only for more customers than it ever hit since it began', async () => {
      const { id } = await given.place('adele');
      const tenantIds = Array.from({ length: 10 }, (_, n) => `t${n}`);
      await given.customers(...tenantIds);
      for (const tenantId of tenantIds.slice(0, 9)) await given.polled(tenantId, 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', id, 1);
      await given.polled('t9', 60, anIssue('EX1'));
      await given.announce('EX1', 60);
      await given.shown('EX1', id, 2);
      await given.polled('t9', 240);
      await given.announce('EX1', 240);
      await given.polled('t9', 480, anIssue('EX1'));
      await given.announce('EX1', 480);

      assert.deepEqual(await given.changes('EX1'), ['1: new', '2: worse customers', '3: customers', '4: customers']);
      assert.equal(await standOf('EX1', id), 'queued 4 silent');
    });

    it('to and fro in its status rings once within an hour, and again when it was better for longer', async () => {
      await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      const becomes = async (status: 'serviceInterruption' | 'serviceDegradation', minutes: number): Promise<void> => {
        await given.told('EX1', minutes, { status, rawStatus: status });
        await given.announce('EX1', minutes);
      };
      await becomes('serviceInterruption', 10);
      await becomes('serviceDegradation', 20);
      await becomes('serviceInterruption', 30);
      await becomes('serviceDegradation', 40);
      await becomes('serviceInterruption', 120);

      const rung = (await given.changes('EX1')).filter((change) => change.includes('worse'));
      assert.deepEqual(rung, ['2: worse status post', '6: worse status']);
    });

    it('one that was over before its first card went out is sent all the same', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.told('EX1', 1, { resolved: true });

      await given.announce('EX1', 2);

      assert.equal(await standOf('EX1', id), 'queued 2 new');
    });

    it('one that is over when it is first heard of is told to nobody, until it begins again', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.told('EX1', 1, { resolved: true });
      await given.announce('EX1', 2);
      const before = [await given.changes('EX1'), await rows()];
      await given.polled('a', 3, anIssue('EX1', { modifiedAt: later(3) }));

      await given.announce('EX1', 4);

      assert.deepEqual([before, await given.changes('EX1'), await standOf('EX1', id)], [[[], []], ['1: reopened'], 'queued 1 new']);
    });

    it('a card at quiet hours is changed all the same, and what is to ring is kept', async () => {
      const { id } = await given.place('adele', { settings: { quiet: { from: 0, to: 780 } }, minutes: -1 });
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', id, 1);
      await given.told('EX1', 1, { status: 'serviceInterruption' });

      await given.announce('EX1', 2);

      assert.deepEqual([await standOf('EX1', id), (await given.row('EX1', id))?.due_at], ['queued 2 worse', later(2)]);
    });

    it('a card goes on to be changed where nobody watches any more, in silence; without a card there is nothing', async () => {
      const [adele, dmitri] = [await given.place('adele'), await given.place('dmitri')];
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', adele.id, 1);
      for (const place of [adele, dmitri])
        await given.watches.remove(
          place,
          place.watches.map(({ id }) => id),
          'tester',
          NOON,
        );
      await given.told('EX1', 1, { resolved: true });

      await given.announce('EX1', 2);

      assert.deepEqual([await standOf('EX1', adele.id), await standOf('EX1', dmitri.id)], ['queued 2 silent', 'queued 1 new']);
    });
  });

  describe('one that was open for long when it was found', () => {
    const DAYS = -3 * 24 * 60;
    const old = (some: Partial<HealthIssue> = {}) => anIssue('EX1', { startedAt: later(DAYS), modifiedAt: later(DAYS), ...some });

    it('at the first reading of a customer, is told to nobody, however many customers turn out to be hit', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, old());
      await given.announce('EX1', 0);
      await given.polled('b', 1, old());
      await given.announce('EX1', 1);
      await given.announce('EX1', 60);

      assert.deepEqual([await given.row('EX1', id), await given.changes('EX1'), given.jobs], [undefined, [], []]);
    });

    it('is told with its next news', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, old());
      await given.announce('EX1', 0);

      await given.told('EX1', 30, { startedAt: later(DAYS), posts: [{ at: later(30), text: 'News' }] });
      await given.announce('EX1', 30);

      assert.deepEqual([await standOf('EX1', id), await given.changes('EX1')], ['queued 1 new', ['1: post']]);
    });

    it('nor when it was there before incidents were announced at all', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', -5);
      await given.polled('a', 0, old());
      // As the migration leaves it.
      await database.kysely.updateTable('incident').set({ found_open: true }).execute();

      await given.announce('EX1', 0);

      assert.equal(await given.row('EX1', id), undefined);
    });

    for (const [what, some] of [
      ['began within a day', { startedAt: later(-23 * 60), modifiedAt: later(-22 * 60) }],
      ['has news of the last hour', { modifiedAt: later(-50) }],
      ['has high impact', { highImpact: true }],
    ] as const) {
      it(`but ${what} is new`, async () => {
        const { id } = await given.place('adele');
        await given.polled('a', 0, old(some));
        await given.announce('EX1', 0);

        assert.equal(await standOf('EX1', id), 'queued 1 new');
      });
    }

    it('but that a customer had not before is new, whenever Microsoft says that it began', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', -5);
      await given.polled('a', 0, old());
      await given.announce('EX1', 0);

      assert.equal(await standOf('EX1', id), 'queued 1 new');
    });
  });

  describe('while the customers hit become known', () => {
    it('at once to whom they concern, and cards follow once in half a round of polls', async () => {
      const [all, only] = [
        await given.place('all'),
        await given.place('only', { watch: { customers: { kind: 'list', tenantIds: ['b'] } } }),
      ];
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', all.id, 1);
      await given.polled('b', 1, anIssue('EX1'));
      await given.announce('EX1', 1);
      const first = [await standOf('EX1', all.id), await standOf('EX1', only.id), given.jobs.at(-1)];
      await given.polled('c', 2, anIssue('EX1'));
      await given.announce('EX1', 2);
      await given.announce('EX1', 2.5);

      assert.deepEqual(first, ['sent 1 silent', 'queued 1 new', { name: 'announce-incident', key: 'EX1 again', after: later(2.5) }]);
      assert.deepEqual([await standOf('EX1', all.id), await standOf('EX1', only.id)], ['queued 2 silent', 'queued 2 new']);
      assert.deepEqual(await given.changes('EX1'), ['1: new', '2: customers']);
    });

    it('the list that completes is not worse, whatever its size; later growth is', async () => {
      await given.customers(...Array.from({ length: 120 }, (_, n) => `t${n}`));
      const hit = async (from: number, to: number, minutes: number): Promise<void> => {
        for (let n = from; n < to; n++) await given.polled(`t${n}`, minutes, anIssue('EX1'));
      };
      await hit(0, 1, 0);
      await given.announce('EX1', 0);
      await hit(1, 60, 4);
      await given.announce('EX1', 4);
      await hit(60, 90, 6);
      await given.announce('EX1', 6.3);
      await hit(90, 120, 60);
      await given.announce('EX1', 60);

      assert.deepEqual(await given.changes('EX1'), ['1: new', '2: customers', '3: customers', '4: worse customers']);
    });

    it('the list is complete again before more customers of one that began again are worse', async () => {
      await given.customers(...Array.from({ length: 20 }, (_, n) => `t${n}`));
      await given.polled('t0', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.told('EX1', 1, { resolved: true });
      await given.announce('EX1', 100);
      await given.polled('t0', 200, anIssue('EX1', { modifiedAt: later(200) }));
      await given.announce('EX1', 200);
      for (let n = 1; n < 20; n++) await given.polled(`t${n}`, 204, anIssue('EX1', { modifiedAt: later(200) }));

      await given.announce('EX1', 204);

      assert.deepEqual((await given.changes('EX1')).slice(2), ['3: reopened', '4: customers']);
    });
  });

  describe('whatever became of a card', () => {
    /** A card that shows revision 1 and was left so; then the incident gets worse. */
    async function afterWorse(columns: object): Promise<string | undefined> {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', id, 1);
      await given.left('EX1', id, columns);
      await given.told('EX1', 1, { status: 'serviceInterruption', posts: [] });
      await given.announce('EX1', 2);
      return standOf('EX1', id);
    }
    const noCard = { conversation_id: null, activity_id: null, shown_revision: null };

    const fates: readonly [string, object, string][] = [
      ['one that failed is tried again', { state: 'failed', ...noCard }, 'queued 2 new'],
      ['one whose bot was gone and is back', { state: 'gone', ...noCard }, 'queued 2 new'],
      ['one that was removed by hand stays removed', { state: 'muted', reason: 'removed', ...noCard }, 'muted (removed) 1 silent'],
      ['an uncertain one gets its line and no second card', { state: 'uncertain', card_uncertain: true, ...noCard }, 'queued 2 worse'],
      ['an uncertain line does not keep the card from changing', { state: 'uncertain' }, 'queued 2 worse'],
      [
        'one that was held back and is due again is known as such',
        { state: 'queued', reason: 'quiet', ring: 'new', ...noCard },
        'queued (quiet) 2 new',
      ],
      ['one still to be sent is sent with what is true then', { state: 'queued', ring: 'new', ...noCard }, 'queued 2 new'],
    ];
    for (const [what, columns, stand] of fates) {
      it(what, async () => {
        assert.equal(await afterWorse(columns), stand);
      });
    }

    it('an uncertain one stays so when nothing rings', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.left('EX1', id, { state: 'uncertain', card_uncertain: true, ring: null, due_at: null });
      await given.told('EX1', 1);

      await given.announce('EX1', 2);

      assert.equal(await standOf('EX1', id), 'uncertain 2 silent');
    });

    it('a place whose bot left is not told, and is again when it is back', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.left('EX1', id, { state: 'gone' });
      await given.conversations.retire('a:adele', NOON);
      await given.told('EX1', 1);
      await given.announce('EX1', 2);
      const away = await standOf('EX1', id);
      await given.place('adele', { minutes: 3 });
      await given.told('EX1', 4, { title: 'Other' });

      await given.announce('EX1', 5);

      assert.deepEqual([away, await standOf('EX1', id)], ['gone 1 new', 'queued 3 new']);
    });

    it('what waits keeps its place in the lane and the wait that Teams asked for, and may become urgent', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', id, 1);
      await given.left('EX1', id, { state: 'queued', due_at: later(30), attempts: 2, urgency: URGENCY.routine });
      await given.told('EX1', 1, { highImpact: true });

      await given.announce('EX1', 2);

      const row = await given.row('EX1', id);
      assert.deepEqual([row?.due_at, row?.attempts, row?.urgency], [later(30), 2, URGENCY.urgent]);
    });
  });

  describe('with one ring of several that are still to come', () => {
    const worse = { status: 'serviceInterruption' } as const;
    const over = { resolved: true, status: 'serviceRestored' } as const;
    /** What is to ring after each change, of a card that shows revision 1. */
    async function ringsAfter(steps: string): Promise<string | null | undefined> {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      await given.announce('EX1', 0);
      await given.shown('EX1', id, 1);
      for (const [index, step] of steps.split(', ').entries()) {
        const minutes = index + 1;
        if (step === 'worse') await given.told('EX1', minutes, worse);
        if (step === 'over') await given.told('EX1', minutes, over);
        if (step === 'text') await given.told('EX1', minutes, { title: 'Other', posts: [] });
        if (step === 'again') await given.polled('a', minutes, anIssue('EX1', { modifiedAt: later(minutes), status: 'investigating' }));
        await given.announce('EX1', minutes);
      }
      return (await given.row('EX1', id))?.ring;
    }

    const orders: readonly (readonly [steps: string, said: string])[] = [
      ['worse, text', 'worse'],
      ['worse, over', 'resolved'],
      ['over, text', 'resolved'],
      ['over, again', 'reopened'],
      ['over, again, worse', 'reopened'],
      ['over, again, over', 'resolved'],
    ];
    for (const [steps, said] of orders) {
      it(`${steps}: ${said}`, async () => {
        assert.equal(await ringsAfter(steps), said);
      });
    }
  });

  describe('all or nothing', () => {
    it('when the work ends before it is done, neither the change nor a row is there, and the next try tells all', async () => {
      const { id } = await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      const broken = postgresAnnouncementStore(database, { within: () => ({ enqueue: () => Promise.reject(new Error('cut')) }) }, false);

      await assert.rejects(given.announce('EX1', 1, broken), /cut/);
      const nothing = [await given.changes('EX1'), await rows(), (await given.announcements.current('EX1', NOON))?.revision];
      await given.announce('EX1', 2);

      assert.deepEqual(nothing, [[], [], 0]);
      assert.deepEqual([await given.changes('EX1'), await standOf('EX1', id)], [['1: new'], 'queued 1 new']);
    });

    it('two replicas that announce the same at once announce it once', async () => {
      for (let n = 0; n < 20; n++) await given.place(`person${n}`);
      await given.polled('a', 0, anIssue('EX1'));
      const other = await openDatabase(database.url);
      const replica = announcing(other);

      await Promise.all([given, replica, given, replica].map((one) => one.announce('EX1', 1)));
      await other.close();

      assert.deepEqual([await given.changes('EX1'), (await rows()).length], [['1: new'], 20]);
      assert.equal([...given.jobs, ...replica.jobs].length, 1);
    });

    it('nobody is told of an incident that is not there', async () => {
      await given.place('adele');
      await given.announce('EX404', 1);

      assert.deepEqual([await rows(), given.jobs], [[], []]);
    });

    it('to a ledger beyond all measure only in part, and the log says so', async () => {
      await given.polled('a', 0, anIssue('EX1'));
      const place = await given.place('adele');
      let pages = 0;
      const announce = announceIncident({
        announcements: {
          announce: async (issueId, at, plan) =>
            given.announcements.announce(issueId, at, async (now) => {
              const planned = await plan(now);
              return { ...planned, deliveries: [] };
            }),
        },
        watches: {
          next: async (_after, limit) => {
            pages++;
            return Array.from({ length: limit }, () => place);
          },
        },
        clock: { now: () => NOON },
        intervalMs: INTERVAL_MS,
        log: (event) => given.logged.push(event),
      });

      await announce('EX1', NEVER);

      assert.deepEqual([pages, given.logged], [101, ['too many places']]);
    });

    it('a job that is ended leaves nothing behind', async () => {
      await given.place('adele');
      await given.polled('a', 0, anIssue('EX1'));
      const { announcements, watches } = given;
      const announce = announceIncident({
        announcements,
        watches,
        clock: { now: () => NOON },
        intervalMs: INTERVAL_MS,
        log: () => undefined,
      });

      await assert.rejects(announce('EX1', AbortSignal.abort()));

      assert.deepEqual([await given.changes('EX1'), await rows()], [[], []]);
    });
  });

  it('to 10,000 places in a moment, also while 10,000 customers are hit, each seen by one group', async function () {
    const many = 10_000;
    const now = new Date();
    await seedPlaces(database, { serviceUrl: 'https://teams.example', people: many, channels: [], groupIds: ['g1', 'g2', 'g3'] });
    const name = sql`'c' || n`;
    for (const statement of [
      sql`insert into customer (tenant_id, name, domains, sources, key_plain, key_sound, key_core, search_words, search_sounds)
        select ${name}, 'Customer ' || n, '{}', '{partner-center}', '', '', '', '', '' from generate_series(1, ${many}::int) n`,
      sql`insert into delegated_relationship (id, tenant_id, name, status, raw_status, auto_extends, roles, assignments_read_at)
        select ${name}, ${name}, 'r', 'active', 'active', false, '{}', now() from generate_series(1, ${many}::int) n`,
      sql`insert into access_assignment (relationship_id, group_id, roles) select ${name}, 'g' || (1 + n % 3), '{}' from generate_series(1, ${many}::int) n`,
    ])
      await statement.execute(database.kysely);
    const checked = announcing(database, { checkAccess: true });
    await checked.health.save(aSnapshot('c1', now, [anIssue('EX1', { startedAt: now, modifiedAt: now })]));
    await sql`insert into incident_customer (issue_id, tenant_id, since)
      select 'EX1', ${name}, now() from generate_series(2, ${many}::int) n`.execute(database.kysely);
    const { announcements, watches } = checked;
    const announce = announceIncident({ announcements, watches, clock: { now: () => now }, intervalMs: INTERVAL_MS, log: () => undefined });

    const begun = performance.now();
    await announce('EX1', NEVER);
    const ms = Math.round(performance.now() - begun);

    const { rows: states } = await sql<{ state: string; n: number }>`select state, count(*) as n from delivery group by state`.execute(
      database.kysely,
    );
    assert.deepEqual(states, [{ state: 'queued', n: many }]);
    if (this.test !== undefined) this.test.title += ` (planned in ${ms} ms)`;
  });

  it('also when customers of many come at once through two replicas with their real queues', async () => {
    const other = await openDatabase(database.url);
    const queues = await Promise.all([database, other].map((on) => startQueue(on, () => undefined)));
    try {
      const stores = [database, other].map((on, n) => postgresHealthStore(on, queues[n] ?? assert.fail()));
      const ids = Array.from({ length: 12 }, (_, n) => `EX${n}`);
      for (const round of [0, 1]) {
        await Promise.all(
          Array.from({ length: 24 }, async (_, n) => {
            const issues = ids.map((id) => anIssue(id, { modifiedAt: later(n % 3 === 0 ? round : 0) }));
            await stores[n % 2]?.save(aSnapshot(`t${n}`, later(round), n % 4 === 0 ? issues.toReversed() : issues));
          }),
        );
      }
      const { rows: waiting } = await sql<{ key: string }>`
        select singleton_key as key from pgboss.job where name = 'announce-incident' and state = 'created' order by 1`.execute(
        database.kysely,
      );

      assert.deepEqual(waiting.map(({ key }) => key).toSorted(), ids.flatMap((id) => [id, `${id} customers`]).toSorted());
    } finally {
      await Promise.all(queues.map((queue) => queue.stop()));
      await other.close();
    }
  });

  it('beside a sender that notes how its cards went: neither waits for the other for ever', async () => {
    await seedPlaces(database, { serviceUrl: 'https://teams.example', people: 1000, channels: [] });
    const sender = postgresDeliveryStore(database, NO_JOBS);
    const card = { conversationId: 'c', activityId: 'card' };
    // The crowd's roles were looked up by the real clock.
    const now = new Date();
    const { announcements, watches } = given;
    const announce = announceIncident({ announcements, watches, clock: { now: () => now }, intervalMs: INTERVAL_MS, log: () => undefined });
    await given.polled('a', -1);
    await given.polled('a', 0, anIssue('EX1'));
    await announce('EX1', NEVER);
    const placeIds = (await rows()).map(({ place_id }) => place_id);
    const announced = new AbortController();
    const settled = (async () => {
      for (let from = 0; !announced.signal.aborted; from += 61) {
        const some = placeIds.filter((_id, index) => (index * 7 + from) % 13 === 0).toReversed();
        const outcome = { issueId: 'EX1', wantedRevision: 1, kind: 'shown', card, revision: 1, anew: true } as const;
        await sender.settle(
          'sender',
          some.map((placeId) => ({ ...outcome, placeId })),
          now,
        );
      }
    })();

    for (let n = 1; n <= 8; n++) {
      await given.told('EX1', n, { title: `Title ${n}`, posts: [] });
      await announce('EX1', NEVER);
    }
    announced.abort();
    await settled;

    assert.equal((await given.changes('EX1')).length, 9);
  });

  it('by what the sender reads: the incident, its revision, and whom it hits by name', async () => {
    await given.polled('b', 0, anIssue('EX1'));
    await given.polled('a', 0, anIssue('EX1'));
    await given.announce('EX1', 1);

    const current = await given.announcements.current('EX1', later(2));

    assert.deepEqual(
      [current?.incident.id, current?.revision, current?.hits.map(({ name }) => name)],
      ['EX1', 1, ['Customer a', 'Customer b']],
    );
    assert.equal(await given.announcements.current('EX404', NOON), undefined);
    assert.equal((await postgresWatchStore(database).next(undefined, 10)).length, 0);
  });
});
