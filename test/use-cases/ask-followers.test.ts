import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresFollowStore } from '../../src/adapters/postgres/follow-store.ts';
import { postgresHealthStore } from '../../src/adapters/postgres/health-store.ts';
import { postgresIncidentStore } from '../../src/adapters/postgres/incident-store.ts';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import type { CustomerAccess } from '../../src/domain/customer.ts';
import { BackEndError, type ErrorCode } from '../../src/domain/errors.ts';
import type { FollowUp } from '../../src/domain/incident-follow.ts';
import type { CardPlace } from '../../src/domain/service-request.ts';
import { askFollowers, type AskFollowers } from '../../src/use-cases/ask-followers.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot, later, NOON, someDetails } from '../support/health-fixtures.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { aCustomer, aPerson, handClock, NEVER, someContent } from '../support/use-case-fixtures.ts';

const CUSTOMER = aCustomer();
const OTHER = aCustomer({ tenantId: 'c0000000-0000-4000-8000-000000000002', name: 'Lucerne Publishing' });
const QUEUE = { within: () => ({ enqueue: () => Promise.resolve() }) };
const PLACE: CardPlace = { conversationId: 'chat', activityId: 'card' };

describe('askFollowers', () => {
  let database: Database;
  let sent: FollowUp[];
  let logged: string[];
  /** What Teams does with a question. */
  let teams: (followUp: FollowUp) => Promise<CardPlace | undefined>;
  let access: (tenantId: string) => CustomerAccess;
  let person: Parameters<typeof askFollowers>[0]['recognise'];
  const clock = handClock(later(120).toISOString());
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    for (const table of ['incident_follow', 'incident_customer', 'incident', 'health_snapshot'] as const) {
      await database.kysely.deleteFrom(table).execute();
    }
    [sent, logged] = [[], []];
    teams = () => Promise.resolve(PLACE);
    access = () => 'granted';
    person = (id) => Promise.resolve(aPerson({ id }));
    const health = postgresHealthStore(database, NO_JOBS);
    for (const { tenantId } of [CUSTOMER, OTHER]) await health.save(aSnapshot(tenantId, NOON, [anIssue('EX1'), anIssue('EX2')]));
  });

  const follows = () => postgresFollowStore(database, QUEUE);
  const incidents = () => postgresIncidentStore(database, QUEUE);
  const end = (id = 'EX1') => incidents().saveDetails(someDetails(id, { resolved: true, modifiedAt: later(60) }), later(60));
  const follow = async (personId = 'adele', { tenantId } = CUSTOMER, issueId = 'EX1'): Promise<string> =>
    (await follows().follow({ issueId, tenantId, personId, locale: 'en', timeZone: 'Europe/Paris', fields: undefined }, NOON)).id;
  /** A process that runs the job. */
  const replica = (): AskFollowers =>
    askFollowers({
      follows: follows(),
      incidents: incidents(),
      customers: { byTenantId: async (wanted) => [CUSTOMER, OTHER].find(({ tenantId }) => tenantId === wanted) },
      requests: postgresRequestStore(database, QUEUE),
      recognise: (...args) => person(...args),
      gate: { check: async (_person, { tenantId }) => access(tenantId) },
      notifier: {
        askFollower: async (followUp) => {
          const place = await teams(followUp);
          sent.push(followUp);
          return place;
        },
      },
      clock,
      log: (event, { reason }) => logged.push(reason === undefined ? event : `${event}: ${reason}`),
    });
  const refused =
    (code: ErrorCode, effect: 'none' | 'unknown', backEnd: 'teams' | 'entra' = 'teams') =>
    () =>
      Promise.reject(new BackEndError({ backEnd, code, message: code, effect }));

  it('asks each follower once when the incident is over, and remembers where', async () => {
    const ids = [await follow('adele'), await follow('dmitri'), await follow('adele', OTHER)];
    await end();

    assert.equal(await replica()('EX1', NEVER), 3);
    assert.equal(await replica()('EX1', NEVER), 0);

    assert.deepEqual(sent.map(({ follow: { id } }) => id).toSorted(), ids.toSorted());
    const asked = sent.find(({ follow: { id } }) => id === ids[0]);
    assert.deepEqual([asked?.incident.id, asked?.customer.name], ['EX1', CUSTOMER.name]);
    assert.deepEqual((await follows().byId(ids[0] ?? ''))?.place, PLACE);
  });

  it('asks nobody while the incident is open', async () => {
    await follow();

    assert.equal(await replica()('EX1', NEVER), 0);
    assert.equal(await replica()(undefined, NEVER), 0);
  });

  it('asks about this incident only, or about all that are over', async () => {
    await follow();
    await follow('adele', CUSTOMER, 'EX2');
    await end('EX1');
    await end('EX2');

    assert.equal(await replica()('EX2', NEVER), 1);
    assert.deepEqual(
      sent.map(({ incident }) => incident.id),
      ['EX2'],
    );
    assert.equal(await replica()(undefined, NEVER), 1);
  });

  it('asks each follower once when two replicas run the job at the same time', async () => {
    for (const one of ['adele', 'dmitri', 'camille', 'mei', 'ivan']) await follow(one);
    await end();

    await Promise.all([replica()('EX1', NEVER), replica()('EX1', NEVER)]);

    assert.equal(new Set(sent.map(({ follow: { id } }) => id)).size, 5);
    assert.equal(sent.length, 5);
  });

  it('does not ask again after a crash between sending and noting it down', async () => {
    await follow();
    await end();
    teams = () => Promise.reject(new Error('killed'));
    await assert.rejects(replica()('EX1', NEVER), /killed/);

    teams = () => Promise.resolve(PLACE);
    assert.equal(await replica()(undefined, NEVER), 0);
  });

  it('does not ask again when the answer of Teams was lost', async () => {
    await follow();
    await end();
    teams = refused('TIMED_OUT', 'unknown');
    assert.equal(await replica()('EX1', NEVER), 0);

    teams = () => Promise.resolve(PLACE);
    assert.equal(await replica()(undefined, NEVER), 0);
    assert.deepEqual(logged, ['follower may not be asked']);
  });

  for (const [code, backEnd] of [
    ['THROTTLED', 'teams'],
    ['UNREACHABLE', 'teams'],
    ['SIGN_IN_NEEDED', 'entra'],
  ] as const) {
    it(`asks later when it certainly was not sent (${code} of ${backEnd})`, async () => {
      await follow();
      await end();
      teams = refused(code, 'none', backEnd);
      await assert.rejects(replica()('EX1', NEVER), { code });

      teams = () => Promise.resolve(PLACE);
      assert.equal(await replica()(undefined, NEVER), 1);
    });
  }

  it('gives up what Teams refuses for good', async () => {
    await follow();
    await end();
    teams = refused('INVALID', 'none');

    assert.equal(await replica()('EX1', NEVER), 0);
    assert.deepEqual(await follows().due('EX1', 10), []);
  });

  it('takes a person without a chat as a state, not as an error', async () => {
    const id = await follow();
    await end();
    teams = () => Promise.resolve(undefined);

    assert.equal(await replica()('EX1', NEVER), 0);

    assert.deepEqual(logged, ['follower not reachable']);
    assert.equal((await follows().byId(id))?.place, undefined);
  });

  it('tells nothing to a person who lost the role or the access', async () => {
    await follow('gone');
    await follow('guest');
    await follow('adele', OTHER);
    await end();
    person = async (id) => (id === 'gone' ? undefined : aPerson({ id, guest: id === 'guest' }));
    access = (tenantId) => (tenantId === OTHER.tenantId ? 'denied' : 'granted');

    assert.equal(await replica()('EX1', NEVER), 0);

    assert.deepEqual(sent, []);
    assert.deepEqual(logged.toSorted(), ['follower not asked: no access', 'follower not asked: no role', 'follower not asked: no role']);
  });

  it('asks later where nobody can tell who may see the customer, and the others at once', async () => {
    await follow('adele', OTHER);
    await follow('dmitri');
    await end();
    access = (tenantId) => (tenantId === OTHER.tenantId ? 'unknown' : 'granted');
    assert.equal(await replica()('EX1', NEVER), 1);

    access = () => 'granted';
    assert.equal(await replica()(undefined, NEVER), 1);
  });

  it('asks later when the directory does not answer', async () => {
    await follow();
    await end();
    person = refused('UNAVAILABLE', 'none');
    await assert.rejects(replica()('EX1', NEVER), { code: 'UNAVAILABLE' });

    assert.equal((await follows().due('EX1', 10)).length, 1);
  });

  it('lets nobody wait for one who cannot be asked now, and tries that one again', async () => {
    for (const one of ['adele', 'camille', 'dmitri']) await follow(one);
    await end();
    person = (id) => (id === 'adele' ? refused('UNREADABLE', 'none')() : Promise.resolve(aPerson({ id })));
    teams = (followUp) => (followUp.follow.personId === 'camille' ? refused('UNAVAILABLE', 'none')() : Promise.resolve(PLACE));
    await assert.rejects(replica()('EX1', NEVER), BackEndError);
    assert.deepEqual(
      sent.map(({ follow: { personId } }) => personId),
      ['dmitri'],
    );

    assert.equal((await follows().due('EX1', 10)).length, 2);
  });

  it('soon leaves the rest for later when nobody can be asked', async () => {
    for (let n = 0; n < 20; n++) await follow(`person-${n}`);
    await end();
    let tries = 0;
    person = () => {
      tries += 1;
      return refused('UNREACHABLE', 'none')();
    };
    await assert.rejects(replica()('EX1', NEVER), { code: 'UNREACHABLE' });

    assert.equal(tries, 5);
    assert.equal((await follows().due('EX1', 50)).length, 20);
  });

  it('names the request that was linked', async () => {
    const request = await postgresRequestStore(database, QUEUE).submit(
      {
        draftId: 'd0000000-0000-4000-8000-000000000001',
        personId: 'adele',
        personName: 'Adele Vance',
        locale: 'en',
        timeZone: 'Europe/Paris',
        route: 'partner-center',
        content: someContent({ linkedIssueId: 'EX1' }),
        place: undefined,
      },
      NOON,
    );
    await end();

    assert.equal(await replica()('EX1', NEVER), 1);
    assert.equal(sent[0]?.request?.reference, request.reference);
  });

  it('stops when it is told to', async () => {
    await follow();
    await end();

    assert.equal(await replica()('EX1', AbortSignal.abort()), 0);
    assert.equal((await follows().due('EX1', 10)).length, 1);
  });
});
