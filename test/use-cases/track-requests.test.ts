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

  it('tells of an answer that came before the first reading, and of the next one', async () => {
    const { id } = await world.filed();
    world.says(id, { notes: [aNote('a')] });
    await pass(0);
    assert.deepEqual(world.told, [`message ${ME}`]);

    world.says(id, { notes: [aNote('a'), aNote('b')] });
    await pass(EVERY_MS);
    assert.deepEqual(world.told, [`message ${ME}`, `message ${ME}`]);
  });

  it('reads a closed request twice a day for two weeks, then no more', async () => {
    const { id } = await world.filed();
    world.says(id, { status: 'closed' });
    await pass(0);
    world.readings.length = 0;
    for (let hours = 0; hours < 20 * 24; hours += 4) await pass(4 * HOUR);

    assert.equal(world.readings.length, 2 * 14);
  });

  it('tells once that Microsoft opened a request again after it was closed, and follows it as before', async () => {
    const { id } = await world.filed();
    world.says(id, { notes: [aNote('a')] });
    await pass(0);
    world.says(id, { status: 'closed' });
    await pass(EVERY_MS);
    world.clock.move(3 * 24 * HOUR);
    world.says(id, { status: 'open' });
    for (let run = 0; run < 3; run++) await pass(EVERY_MS);

    assert.deepEqual(world.told, [`message ${ME}`, `closed ${ME}`, `reopened ${ME}`]);
    assert.equal((await world.requests.byId(id))?.deskStatus, 'open');
    world.readings.length = 0;
    await pass(EVERY_MS);
    assert.deepEqual(world.readings, [id]);
  });

  it('ends with a closed request that cannot be read', async () => {
    const { id } = await world.filed();
    world.says(id, { status: 'closed' });
    await pass(0);
    world.fakes.read = () => Promise.reject(backEndFailure('FORBIDDEN'));
    world.readings.length = 0;
    for (let hours = 0; hours < 20 * 24; hours += 4) await pass(4 * HOUR);

    assert.equal(world.readings.length, 2 * 14);
    assert.deepEqual(await newsOf(id), ['closed']);
  });

  it('tells once that Microsoft does not know the number any more, when that is so for an hour', async () => {
    await world.filed({ content: { nature: 'question', severity: 'minimal' } });
    await pass(0);
    world.fakes.read = async () => undefined;
    await pass(EVERY_MS);
    for (let minutes = 0; minutes < 50; minutes += 10) await pass(10 * 60_000);
    assert.deepEqual(world.told, []);
    for (let minutes = 0; minutes < 120; minutes += 10) await pass(10 * 60_000);

    assert.deepEqual(world.told, [`lost ${ME}`]);
  });

  it('does not tell of a number that is known again before the hour is over', async () => {
    const { id } = await world.filed({ content: { nature: 'question', severity: 'minimal' } });
    await pass(0);
    const { read } = world.fakes;
    for (let round = 0; round < 3; round++) {
      world.fakes.read = async () => undefined;
      for (let minutes = 0; minutes < 40; minutes += 10) await pass(10 * 60_000);
      world.fakes.read = read;
      await pass(20 * 60_000);
    }

    assert.deepEqual(await newsOf(id), []);
  });

  for (const [what, says] of [
    ['what was read', { status: 'closed', notes: ['of another request'] }],
    ['what was not found', undefined],
  ] as const) {
    it(`takes ${what} under a number that was put right meanwhile for nothing, and reads the right one`, async () => {
      const { id, version, number } = await world.filed();
      const { read } = world.fakes;
      world.fakes.read = async (request) => {
        const open = await read(request);
        if (open === undefined || request.number !== number) return open;
        await world.requests.change(id, version, { to: 'filed', number: '2603020010001111' }, 'mei', world.clock.now());
        return says && { ...open, ...says, notes: says.notes.map((key) => aNote(key)) };
      };
      await pass(0);
      await pass(EVERY_MS);

      const { deskStatus, lostSince } = (await world.requests.byId(id)) ?? {};
      assert.deepEqual([deskStatus, lostSince], ['open', undefined]);
      assert.ok(!(await newsOf(id)).some((kind) => kind === 'closed' || kind === 'message'));
    });
  }

  it('has on the list again, and open, what Microsoft knows again as it was', async () => {
    const { id } = await world.filed();
    await pass(0);
    const { read } = world.fakes;
    world.fakes.read = async () => undefined;
    await pass(EVERY_MS);
    const { version = 0 } = (await world.requests.byId(id)) ?? {};
    assert.ok(await world.requests.end(id, version, 'solved', ME, world.clock.now()));
    world.fakes.read = read;
    await pass(13 * HOUR);

    const { ended, deskStatus } = (await world.requests.byId(id)) ?? {};
    assert.deepEqual([ended, deskStatus], [undefined, 'open']);
  });

  it('does not count other failures as a number that is not known', async () => {
    const { id } = await world.filed({ content: { nature: 'question', severity: 'minimal' } });
    await pass(0);
    world.fakes.read = () => Promise.reject(backEndFailure('FORBIDDEN'));
    for (let minutes = 0; minutes < 180; minutes += 10) await pass(10 * 60_000);

    assert.deepEqual(await newsOf(id), []);
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

  it('warns while hand-offs are being looked for, however long that takes', async () => {
    const { id } = await world.filed();
    await pass(0);
    world.fakes.searchTickets = async () => {
      while ((await newsOf(id)).length === 0);
    };
    await pass(1.6 * HOUR);

    assert.deepEqual(world.told, [`response-warning ${ME}`]);
  });

  it('counts anew when the severity is raised, and warns of the nearer time (B54–B57)', async () => {
    const { id, filedAt } = await world.filed({ content: { severity: 'minimal' } });
    world.says(id, { severity: 'minimal' });
    await pass(0);
    await pass(6.2 * HOUR);
    assert.deepEqual(world.told, [`response-warning ${ME}`]);
    world.says(id, { severity: 'critical' });
    await pass(EVERY_MS);
    const raised = await world.requests.byId(id);
    await pass(8 * HOUR);

    assert.equal(raised?.responseDueAt?.getTime(), (filedAt?.getTime() ?? 0) + 8 * HOUR, 'Two hours from now would be later');
    assert.deepEqual(world.told, [`response-warning ${ME}`, `severity ${ME}`, `response-late ${ME}`]);
  });

  it('warns again of a time that became nearer, once (B54–B57)', async () => {
    const { id } = await world.filed({ content: { severity: 'minimal' } });
    world.says(id, { severity: 'minimal' });
    await pass(0);
    await pass(HOUR);
    world.says(id, { severity: 'critical' });
    await pass(EVERY_MS);
    const raisedAt = world.clock.now().getTime();
    await pass(1.5 * HOUR);
    await pass(EVERY_MS);

    assert.equal((await world.requests.byId(id))?.responseDueAt?.getTime(), raisedAt + 2 * HOUR);
    assert.deepEqual(world.told, [`severity ${ME}`, `response-warning ${ME}`]);
  });

  it('does not call late what has more time at a lowered severity, and says so when that is over (B54–B57)', async () => {
    const { id } = await world.filed();
    world.says(id, { severity: 'critical' });
    await pass(0);
    await pass(1.6 * HOUR);
    world.says(id, { severity: 'minimal' });
    await pass(EVERY_MS);
    await pass(3 * HOUR);
    assert.deepEqual(world.told, [`response-warning ${ME}`, `severity ${ME}`]);
    await pass(2 * HOUR);
    await pass(2 * HOUR);

    assert.deepEqual(world.told.slice(2), [`response-warning ${ME}`, `response-late ${ME}`]);
  });

  it('counts from the filing where the first reading shows another severity: that is how it was filed (B54–B57)', async () => {
    const { id, filedAt } = await world.filed({ content: { severity: 'minimal' } });
    world.says(id, { severity: 'critical' });
    await pass(HOUR);

    assert.equal((await world.requests.byId(id))?.responseDueAt?.getTime(), (filedAt?.getTime() ?? 0) + 2 * HOUR);
  });

  it('moves the clock once when two read the change at the same time', async () => {
    const { id } = await world.filed({ content: { severity: 'minimal' } });
    world.says(id, { severity: 'minimal' });
    await pass(0);
    const before = await world.requests.byId(id);
    world.says(id, { severity: 'critical' });
    assert.ok(before);
    await world.look(before, NEVER);
    const first = await world.requests.byId(id);
    world.clock.move(60_000);
    await world.look(before, NEVER);

    assert.deepEqual((await world.requests.byId(id))?.responseDueAt, first?.responseDueAt);
  });

  it('leaves a clock alone that Microsoft’s answer stopped', async () => {
    const { id } = await world.filed({ content: { severity: 'minimal' } });
    world.says(id, { severity: 'minimal' });
    await pass(0);
    const { responseDueAt } = (await world.requests.byId(id)) ?? {};
    world.says(id, { severity: 'critical', notes: [aNote('a')] });
    await pass(EVERY_MS);

    assert.deepEqual((await world.requests.byId(id))?.responseDueAt, responseDueAt);
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
