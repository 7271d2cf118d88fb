import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import { postgresAnnouncementStore } from '../../src/adapters/postgres/announcement-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresDeliveryLedger } from '../../src/adapters/postgres/delivery-ledger.ts';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import { postgresHealthStore } from '../../src/adapters/postgres/health-store.ts';
import { postgresIncidentStore } from '../../src/adapters/postgres/incident-store.ts';
import { postgresToldStore } from '../../src/adapters/postgres/told-store.ts';
import { postgresWatchStore } from '../../src/adapters/postgres/watch-store.ts';
import type { Audience } from '../../src/domain/audience.ts';
import type { IncidentLine } from '../../src/domain/delivery.ts';
import { BackEndError, type ErrorCode } from '../../src/domain/errors.ts';
import { DEFAULT_WATCH, type Watch, type WatchPlace } from '../../src/domain/watch.ts';
import type { PlaceSettings } from '../../src/ports/watch-store.ts';
import { remindUnseen, type RemindUnseen } from '../../src/use-cases/remind-unseen.ts';
import { tellUnseen } from '../../src/use-cases/tell-unseen.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot, later, NOON, someDetails } from '../support/health-fixtures.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { aCustomer, handClock, NEVER } from '../support/use-case-fixtures.ts';

const MINUTE = 60_000;
const AFTER = 15;
const ISSUE = 'EX1';
const CONTOSO = aCustomer();

describe('what was to be acknowledged and nobody has seen', () => {
  let database: Database;
  let clock: ReturnType<typeof handClock>;
  /** What reached Teams. */
  let sent: { readonly to: string; readonly line: IncidentLine }[];
  /** What Teams does with a line. */
  let teams: () => Promise<void>;
  let readers: Audience;
  before(async () => {
    database = await freshDatabase();
    await postgresCustomerStore(database).replaceAll({ customers: [CONTOSO], missing: [] }, NOON);
  });
  after(() => database.close());
  beforeEach(async () => {
    for (const table of ['delivery', 'watch_place', 'told', 'incident_customer', 'incident', 'health_snapshot'] as const) {
      await database.kysely.deleteFrom(table).execute();
    }
    clock = handClock(NOON.toISOString());
    [sent, teams, readers] = [[], () => Promise.resolve(), 'own'];
    await postgresHealthStore(database, NO_JOBS).save(aSnapshot(CONTOSO.tenantId, NOON, [anIssue(ISSUE)]));
  });

  const ledger = () => postgresDeliveryLedger(database, NO_JOBS);
  const watches = () => postgresWatchStore(database);
  const conversations = () => postgresConversationStore(database);

  /** A process that runs the job. */
  function replica(): RemindUnseen {
    const shared = {
      ledger: ledger(),
      watches: watches(),
      // Everybody sees every customer.
      announcements: postgresAnnouncementStore(database, NO_JOBS, false),
      conversations: conversations(),
      audience: { of: () => Promise.resolve(readers) },
      announcer: {
        line: async ({ conversationId }: { readonly conversationId: string }, line: IncidentLine) => {
          await teams();
          sent.push({ to: conversationId, line });
        },
      },
      clock,
      log: () => undefined,
    };
    const escalation = tellUnseen({ ...shared, told: postgresToldStore(database) });
    return remindUnseen({ ...shared, escalation, afterMs: AFTER * MINUTE, pause: () => Promise.resolve() });
  }
  const run = () => replica()(NEVER);
  async function runAfter(minutes: number): Promise<number> {
    clock.move(minutes * MINUTE);
    return run();
  }

  async function aPlace(scope: WatchPlace['scope'], some: Partial<Watch> = {}): Promise<WatchPlace> {
    const personId = randomUUID();
    const conversationId = `${scope} ${personId}`;
    const address = { conversationId, scope, serviceUrl: 'https://channel.example', tenantId: 't', botId: '28:bot', teamId: undefined };
    await conversations().learn({ ...address, personId, accountId: `29:${personId}` }, NOON);
    const place = {
      scope,
      conversationId,
      personId,
      personName: 'Adele Vance',
      label: undefined,
      locale: 'en',
      timeZone: 'Europe/London',
    } as const;
    const access = { mayWatch: true, groupIds: [] };
    return watches().ensure({ ...place, access }, [{ ...DEFAULT_WATCH, askSeen: true, ...some }], NOON);
  }

  async function set(place: WatchPlace, some: Partial<PlaceSettings>): Promise<WatchPlace> {
    const { highImpactRings, toldOfUnseen, digestAt, quiet, digest } = place;
    const settings = { highImpactRings, toldOfUnseen, digestAt, quiet, digest, timeZone: 'Europe/London', ...some };
    const changed = await watches().set(place, settings, 'adele', NOON);
    assert.ok(changed !== undefined);
    return changed;
  }

  /** A place that has the card of the incident, and was asked. */
  async function asked(scope: WatchPlace['scope'] = 'personal', some: Partial<Watch> = {}): Promise<WatchPlace> {
    const place = await aPlace(scope, some);
    await database.kysely
      .insertInto('delivery')
      .values({
        issue_id: ISSUE,
        place_id: place.id,
        state: 'sent',
        wanted_revision: 0,
        shown_revision: 0,
        urgency: 1,
        conversation_id: scope === 'team' ? `${place.conversationId ?? ''};messageid=1` : (place.conversationId ?? null),
        activity_id: '1',
        ask_seen: true,
        created_at: NOON,
        state_at: NOON,
      })
      .execute();
    return place;
  }

  /** A channel that wants to know of what nobody has seen. */
  const listening = async (some: Partial<Watch> = {}): Promise<WatchPlace> => set(await aPlace('team', some), { toldOfUnseen: true });
  const lines = () => sent.map(({ to, line }) => [line.ring, to]);
  const fails = (code: ErrorCode, effect: 'none' | 'unknown') => () =>
    Promise.reject(new BackEndError({ backEnd: 'teams', code, message: 'no', effect }));

  describe('is reminded of', () => {
    it('once, after the time that was set, in the thread of its card', async () => {
      const place = await asked('team');

      const counts = [await run(), await runAfter(14), await runAfter(1), await runAfter(1), await runAfter(1)];

      assert.deepEqual(counts, [0, 0, 1, 0, 0]);
      assert.deepEqual(lines(), [['unseen', place.conversationId]]);
      assert.deepEqual(sent[0]?.line.place?.conversationId, `${place.conversationId ?? ''};messageid=1`);
      assert.deepEqual(sent[0]?.line.hit, { names: ['Contoso'], total: 1 });
    });

    it('by one of two replicas', async () => {
      await asked();
      await run();
      clock.move(AFTER * MINUTE);

      const counts = await Promise.all([run(), run(), run()]);

      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        1,
      );
      assert.equal(sent.length, 1);
    });

    it('nowhere where it was seen', async () => {
      const place = await asked();
      await run();
      await ledger().markSeen(ISSUE, place.id, { id: 'adele', displayName: 'Adele Vance' }, later(5));

      assert.equal(await runAfter(AFTER), 0);
    });

    it('no more once it is over', async () => {
      await asked();
      await run();
      const over = someDetails(ISSUE, { resolved: true, modifiedAt: later(5) });
      await postgresIncidentStore(database, NO_JOBS, 90).saveDetails(over, later(5));

      assert.equal(await runAfter(AFTER), 0);
    });

    it('after quiet hours, where they began meanwhile (pitfall 24)', async () => {
      await set(await asked(), { quiet: { from: 12 * 60 + 10, to: 13 * 60 } });
      await run();

      assert.deepEqual([await runAfter(15), await runAfter(44), await runAfter(1)], [0, 0, 1]);
    });

    it('nowhere where it was silenced, or is not asked for any more, meanwhile', async () => {
      const silent = await asked();
      const silence = { id: randomUUID(), tenantId: undefined, service: undefined, until: later(120), personName: 'Adele Vance' };
      await watches().silence(silent, silence, 'adele', NOON);
      const changed = await asked();
      await watches().put(changed, { ...DEFAULT_WATCH, id: changed.watches[0]?.id ?? '', askSeen: false }, 'adele', NOON);
      await run();

      assert.equal(await runAfter(AFTER), 0);
    });

    it('not in a channel that people from outside read', async () => {
      await asked('team');
      await run();
      readers = 'outsiders';
      assert.equal(await runAfter(AFTER), 0);

      readers = 'own';
      assert.equal(await runAfter(5), 1);
    });

    it('later where Teams certainly did not take it', async () => {
      await asked();
      await run();
      teams = fails('THROTTLED', 'none');
      assert.equal(await runAfter(AFTER), 0);

      teams = () => Promise.resolve();
      assert.equal(await runAfter(5), 1);
    });

    it('never twice where nobody knows whether it came through, or Teams refused it', async () => {
      await asked();
      await asked();
      await run();
      let calls = 0;
      teams = () => (calls++ === 0 ? fails('TIMED_OUT', 'unknown') : fails('FORBIDDEN', 'none'))();
      await runAfter(AFTER);

      teams = () => Promise.resolve();
      await runAfter(5);
      assert.deepEqual([calls, lines()], [2, []]);
    });
  });

  describe('is escalated', () => {
    it('when a reminder did not help either: to each channel that wants to know, once, with how many chats it is', async () => {
      const channel = await listening();
      await asked();
      await asked();
      await run();
      await runAfter(AFTER);
      sent = [];

      await runAfter(14);
      assert.deepEqual(lines(), []);
      await runAfter(1);
      await runAfter(1);
      await runAfter(AFTER);

      assert.deepEqual(lines(), [['unseen-elsewhere', channel.conversationId]]);
      assert.equal(sent[0]?.line.unseenIn, 2);
    });

    it('whatever the channel watches, but not where it may see none of the customers', async () => {
      const channel = await listening({ services: ['Microsoft Teams'], askSeen: false });
      await asked();
      await run();
      await runAfter(AFTER);
      await database.kysely.deleteFrom('incident_customer').execute();
      await runAfter(AFTER);
      assert.deepEqual(
        lines().filter(([ring]) => ring === 'unseen-elsewhere'),
        [],
      );

      await database.kysely.updateTable('delivery').set({ escalated_at: null }).execute();
      await database.kysely
        .insertInto('incident_customer')
        .values({ issue_id: ISSUE, tenant_id: CONTOSO.tenantId, since: NOON, ended_at: null })
        .execute();
      await run();
      assert.deepEqual(lines().at(-1), ['unseen-elsewhere', channel.conversationId]);
    });

    it('after its quiet hours, to a channel that has some', async () => {
      await set(await listening(), { toldOfUnseen: true, quiet: { from: 12 * 60 + 20, to: 13 * 60 } });
      await asked();
      await run();
      await runAfter(AFTER);
      await runAfter(AFTER);
      assert.deepEqual(
        lines().map(([ring]) => ring),
        ['unseen'],
      );

      await runAfter(AFTER);
      await runAfter(AFTER);
      await runAfter(AFTER);
      assert.deepEqual(
        lines().map(([ring]) => ring),
        ['unseen', 'unseen-elsewhere'],
      );
    });

    it('later to a channel that people from outside read, or that Teams did not take it for', async () => {
      await listening();
      await asked();
      await run();
      await runAfter(AFTER);
      readers = 'outsiders';
      await runAfter(AFTER);
      readers = 'own';
      teams = fails('UNAVAILABLE', 'none');
      await runAfter(5);
      assert.deepEqual(
        lines().map(([ring]) => ring),
        ['unseen'],
      );

      teams = () => Promise.resolve();
      await runAfter(5);
      assert.deepEqual(
        lines().map(([ring]) => ring),
        ['unseen', 'unseen-elsewhere'],
      );
    });

    it('not where somebody has seen it since the reminder', async () => {
      await listening();
      const place = await asked();
      await run();
      await runAfter(AFTER);
      await ledger().markSeen(ISSUE, place.id, { id: 'adele', displayName: 'Adele Vance' }, later(20));

      await runAfter(AFTER);

      assert.deepEqual(
        lines().map(([ring]) => ring),
        ['unseen'],
      );
    });

    it('once, though the process ended before it was noted', async () => {
      await listening();
      await asked();
      await run();
      await runAfter(AFTER);
      await runAfter(AFTER);
      await database.kysely.updateTable('delivery').set({ escalated_at: null }).execute();

      await run();

      assert.equal(lines().filter(([ring]) => ring === 'unseen-elsewhere').length, 1);
    });
  });
});
