import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { DeskNote } from '../../src/domain/service-request.ts';
import { freshDatabase } from '../support/database.ts';
import { EVERY_MS, MEI, trackingWorld, unlessDead, type TrackingWorld } from '../support/tracking-world.ts';
import { aPerson, backEndFailure, NEVER, never } from '../support/use-case-fixtures.ts';

const HOUR = 3_600_000;
const ME = aPerson().id;

describe('trackRequests', () => {
  let database: Database;
  let world: TrackingWorld;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.kysely.deleteFrom('request_news').execute();
    await database.kysely.updateTable('service_request').set({ track_at: null, response_warn_at: null }).execute();
    world = trackingWorld(database);
  });

  const newsOf = async (id: string) => (await world.requests.newsOf(id)).map(({ news: { kind } }) => kind);
  const aNote = (key: string, some: Partial<DeskNote> = {}): DeskNote => ({
    key,
    by: 'Support',
    at: world.clock.now(),
    text: 'Please send a trace.',
    from: 'microsoft',
    ...some,
  });
  const pass = async (ms: number): Promise<void> => {
    world.clock.move(ms);
    await world.tracking();
    await world.tell();
  };

  it('reads what is due, and again after the interval, severity A twice as often', async () => {
    const [critical, minimal] = [await world.filed(), await world.filed({ content: { severity: 'minimal' } })];
    for (let run = 0; run < 3; run++) {
      await world.tracking();
      world.clock.move(EVERY_MS / 2);
    }

    const times = (id: string) => world.readings.filter((read) => read === id).length;
    assert.deepEqual([times(critical.id), times(minimal.id)], [3, 2]);
  });

  it('tells the requester and who joined each change once, however often it is read', async () => {
    const { id } = await world.filed();
    await world.requests.join(id, MEI, world.clock.now());
    await world.tell();
    await world.tracking();
    await world.tell();
    world.told.length = 0;

    world.says(id, { notes: [aNote('a')], status: 'attention-needed' });
    for (let run = 0; run < 3; run++) await pass(EVERY_MS);
    world.says(id, { notes: [aNote('a'), aNote('b')], status: 'closed' });
    for (let run = 0; run < 3; run++) await pass(EVERY_MS);

    for (const person of [ME, 'mei']) {
      assert.deepEqual(
        world.told.filter((line) => line.endsWith(person)),
        ['attention-needed', 'message', 'closed', 'message'].map((kind) => `${kind} ${person}`),
      );
    }
  });

  it('reads a closed request no more', async () => {
    const { id } = await world.filed();
    world.says(id, { status: 'closed' });
    await pass(0);
    world.readings.length = 0;
    await pass(10 * EVERY_MS);

    assert.deepEqual(world.readings, []);
  });

  it('works out by when Microsoft should answer, and stops at its first response (B55–B60)', async () => {
    const { id, filedAt } = await world.filed();
    await pass(0);
    const waiting = await world.requests.byId(id);
    world.says(id, { notes: [aNote('a')] });
    await pass(HOUR);
    const answeredAt = world.clock.now();
    await pass(10 * HOUR);

    assert.equal(waiting?.responseDueAt?.getTime(), (filedAt?.getTime() ?? 0) + 2 * HOUR);
    assert.equal((await world.requests.byId(id))?.respondedAt?.getTime(), answeredAt.getTime() - HOUR);
    assert.deepEqual(await newsOf(id), ['message']);
  });

  it('guesses no clock of a request of an earlier release, of which nobody knows when it was filed', async () => {
    const { id } = await world.filed();
    await database.kysely.updateTable('service_request').set({ filed_at: null }).where('id', '=', id).execute();
    await pass(0);
    await pass(48 * HOUR);

    assert.equal((await world.requests.byId(id))?.responseDueAt, undefined);
    assert.deepEqual(await newsOf(id), []);
  });

  it('warns with a quarter of the time left, then says that it is late, each once', async () => {
    const { id } = await world.filed();
    await pass(0);
    await pass(1.5 * HOUR - 1);
    assert.deepEqual(world.told, []);
    await pass(1);
    await pass(0.4 * HOUR);
    assert.deepEqual(world.told, [`response-warning ${ME}`]);
    await pass(0.1 * HOUR);
    await pass(HOUR);

    assert.deepEqual(world.told, [`response-warning ${ME}`, `response-late ${ME}`]);
    assert.deepEqual(await newsOf(id), ['response-warning', 'response-late']);
  });

  it('says that it is late once when everything due was left undone for a day', async () => {
    const { id } = await world.filed();
    await pass(0);
    await pass(24 * HOUR);

    assert.deepEqual(await newsOf(id), ['response-late']);
  });

  it('does not warn of an answer that has come, and was not read yet', async () => {
    const { id } = await world.filed();
    await pass(0);
    world.says(id, { notes: [aNote('a')] });
    await pass(1.9 * HOUR);

    assert.deepEqual(await newsOf(id), ['message']);
  });

  it('tells nobody what was seen on the card, but everybody else', async () => {
    const request = await world.filed();
    await world.requests.join(request.id, MEI, world.clock.now());
    await pass(0);
    world.told.length = 0;
    world.says(request.id, { status: 'attention-needed' });

    await world.look((await world.requests.byId(request.id)) ?? request, NEVER, { seenBy: ME });
    await pass(EVERY_MS);

    assert.deepEqual(world.told, ['attention-needed mei']);
  });

  it('holds up nothing for one that cannot be read, and asks for that one later', async () => {
    const [bad, good] = [await world.filed(), await world.filed()];
    world.fakes.read = async ({ id }) => {
      if (id === bad.id) throw backEndFailure('UNAVAILABLE');
      return undefined;
    };
    await pass(0);
    assert.deepEqual(world.readings.toSorted(), [bad.id, good.id].toSorted());

    await pass(EVERY_MS);
    assert.deepEqual(world.readings.filter((id) => id === bad.id).length, 2);
    assert.deepEqual(world.logged.toSorted(), ['request not read: NOT_FOUND', ...Array<string>(2).fill('request not read: UNAVAILABLE')]);
  });

  it('waits as long as the back end asks, leaves the rest of that back end alone, and goes on with the others', async () => {
    for (let made = 0; made < 10; made++) await world.filed();
    const azure = await world.filed({ route: 'azure-support' });
    world.fakes.read = async ({ route }) => {
      if (route === 'partner-center') throw backEndFailure('THROTTLED', 'none', 20 * 60_000);
      return undefined;
    };
    await pass(0);
    const asked = world.readings.filter((id) => id !== azure.id).length;

    assert.ok(asked <= 4, `${asked} were asked for`);
    assert.ok(world.readings.includes(azure.id));
  });

  it('gives up on a back end that hangs, and asks again later', async () => {
    const { id } = await world.filed();
    world.fakes.read = () => never();
    await pass(0);
    await pass(EVERY_MS);

    assert.deepEqual(world.readings, [id, id]);
    assert.deepEqual(world.logged, Array<string>(2).fill('request not read: TIMED_OUT'));
  });

  it('reads each once when two processes run at the same time', async () => {
    const filed = [];
    for (let made = 0; made < 6; made++) filed.push((await world.filed()).id);

    await Promise.all([world.tracking(), world.tracking()]);

    assert.deepEqual(world.readings.toSorted(), filed.toSorted());
  });

  it('has told again what a job gave up on, for a day', async () => {
    const { id } = await world.filed();
    await pass(0);
    world.says(id, { status: 'closed' });
    world.clock.move(EVERY_MS);
    await world.tracking();
    world.jobs.length = 0; // Lost, with all its tries.

    world.clock.move(2 * 60_000);
    await world.tracking();
    assert.deepEqual(world.jobs, []);
    world.clock.move(2 * 60_000);
    await world.tracking();
    assert.deepEqual(world.jobs, [{ name: 'tell-request', id }]);
    world.jobs.length = 0;
    world.clock.move(25 * HOUR);
    await world.tracking();
    assert.deepEqual(world.jobs, []);
  });

  it('tells a change once, wherever a process is killed on its way', async () => {
    for (let calls = 1; calls <= 12; calls++) {
      for (const effect of [false, true]) {
        await database.kysely.updateTable('service_request').set({ track_at: null, response_warn_at: null }).execute();
        world = trackingWorld(database);
        const { id } = await world.filed();
        await pass(0);
        world.says(id, { status: 'closed', notes: [aNote('a')] });
        world.clock.move(EVERY_MS);

        const life = { calls, effect };
        await unlessDead(world.tracking(life));
        for (const { name, id: of } of world.jobs.splice(0)) if (name === 'tell-request') await unlessDead(world.telling(of, life));
        // Another process takes up everything.
        for (let run = 0; run < 3; run++) {
          await world.telling(id);
          await pass(EVERY_MS);
        }

        const lines = world.told.filter((line) => line.endsWith(ME));
        assert.ok(new Set(lines).size === lines.length, `killed at ${calls}, ${effect}: ${lines.join()}`);
        assert.deepEqual(await world.requests.untold(id, 10), []);
        assert.deepEqual((await newsOf(id)).toSorted(), ['closed', 'message']);
      }
    }
  }).timeout(20_000);
});
