import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { BusinessCalendar } from '../../src/domain/business-calendar.ts';
import { BotError } from '../../src/domain/errors.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { MayKnow } from '../../src/use-cases/may-know.ts';
import { remindHandOffs } from '../../src/use-cases/remind-hand-offs.ts';
import { freshDatabase } from '../support/database.ts';
import { filingWorld, type FilingWorld } from '../support/filing-world.ts';
import { NEVER, backEndFailure } from '../support/use-case-fixtures.ts';

const HOUR = 3_600_000;
const WHOLE_DAY = [{ from: 0, to: 1440 }];
const ALWAYS: BusinessCalendar = { name: 'always', timeZone: 'UTC', week: Array.from({ length: 7 }, () => WHOLE_DAY), holidays: [] };

describe('remindHandOffs', () => {
  let database: Database;
  let world: FilingWorld;
  let reminded: string[];

  beforeEach(async () => {
    database = await freshDatabase();
    world = filingWorld(database, { idempotent: true, canTrack: false });
    reminded = [];
  });

  function remind(
    remindOfNumber: Notifier['remindOfNumber'] = (request) => Promise.resolve(void reminded.push(request.id)),
    mayKnow: MayKnow = async () => true,
    hours: BusinessCalendar | undefined = ALWAYS,
  ) {
    const { requests, clock } = world;
    const notifier = { remindOfNumber };
    return remindHandOffs({
      requests,
      mayKnow,
      notifier,
      calendar: async () => hours,
      clock,
      afterMs: 4 * HOUR,
      most: 3,
      log: () => undefined,
    })(NEVER);
  }

  async function handOff(): Promise<string> {
    const { id } = await world.submit({ route: 'azure-portal' });
    await world.settle(id);
    return id;
  }

  it('asks for the number of a hand-off when the time is over, and not again at once', async () => {
    const id = await handOff();
    world.clock.move(4 * HOUR - 1);
    assert.equal(await remind(), 0);

    world.clock.move(2);
    assert.equal(await remind(), 1);
    assert.equal(await remind(), 0);
    assert.deepEqual(reminded, [id]);
  });

  it('rings nobody at night: what is due then waits for the working hours of the calendar', async () => {
    const office = { ...ALWAYS, week: Array.from({ length: 7 }, () => [{ from: 8 * 60, to: 17 * 60 }]) };
    await handOff();
    world.clock.move(9 * HOUR);
    assert.equal(await remind(undefined, undefined, office), 0);

    world.clock.move(14 * HOUR);
    assert.equal(await remind(undefined, undefined, office), 1);
  });

  it('rings nobody in the evening and at night of the requester’s own place, where there is no calendar', async () => {
    const without = (most: number) => {
      const { requests, clock } = world;
      const notifier = { remindOfNumber: async () => undefined };
      const deps = { requests, mayKnow: async () => true, notifier, calendar: async () => undefined, clock, log: () => undefined };
      return remindHandOffs({ ...deps, afterMs: HOUR, most })(NEVER);
    };
    const id = await handOff();
    world.clock.move(10 * HOUR); // 20:00 in Paris
    assert.deepEqual([await without(3), await without(0), await world.requests.newsOf(id)], [0, 0, []]);

    world.clock.move(12 * HOUR);
    assert.equal(await without(3), 1);
  });

  it('asks again after twice and four times as long, then says that it is overdue, and asks no more', async () => {
    const id = await handOff();
    const news = async () => (await world.requests.newsOf(id)).map(({ news: { kind } }) => kind);
    const sent: number[] = [];
    for (const hours of [4, 8, 16, 16]) {
      world.clock.move(hours * HOUR);
      sent.push(await remind());
      world.clock.move(1);
      sent.push(await remind());
    }

    assert.deepEqual(sent, [0, 1, 0, 1, 0, 1, 0, 0]);
    assert.deepEqual(await news(), ['number-overdue']);
    world.clock.move(1000 * HOUR);
    assert.equal(await remind(), 0);
    assert.deepEqual(await news(), ['number-overdue']);
    assert.equal((await world.requests.byId(id))?.reminders, 3);
  });

  it('asks nothing once the number is known', async () => {
    const id = await handOff();
    const { version = 0 } = (await world.requests.byId(id)) ?? {};
    await world.requests.change(id, version, { to: 'filed', number: '2101010050001234' }, 'a-person', world.clock.now());
    world.clock.move(5 * HOUR);

    assert.equal(await remind(), 0);
  });

  it('goes on to the next when one cannot be reached, and does not ring twice', async () => {
    await handOff();
    world.clock.move(1);
    const second = await handOff();
    world.clock.move(5 * HOUR);
    let first = true;
    const failingOnce: Notifier['remindOfNumber'] = ({ id }) => {
      if (!first) return Promise.resolve(void reminded.push(id));
      first = false;
      return Promise.reject(backEndFailure('TIMED_OUT', 'unknown'));
    };

    assert.equal(await remind(failingOnce), 1);
    assert.deepEqual(reminded, [second]);
    assert.equal(await remind(), 0);
  });

  for (const [name, mayKnow] of [
    ['has lost role or access', async () => false],
    ['cannot be asked for', () => Promise.reject(new BotError('ACCESS_UNKNOWN', 'not found out'))],
  ] as const)
    it(`asks nothing of a requester who ${name}; that counts, until it is overdue for whoever looks after the queue`, async () => {
      const id = await handOff();
      for (const hours of [4, 8, 16, 16]) {
        world.clock.move(hours * HOUR + 1);
        assert.equal(await remind(undefined, mayKnow), 0);
      }

      assert.deepEqual(reminded, []);
      assert.deepEqual(
        (await world.requests.list({ waitingForUs: true }, { limit: 5, offset: 0 })).requests.map((request) => [
          request.id,
          request.reminders,
        ]),
        [[id, 3]],
      );
      assert.ok((await world.requests.newsOf(id)).some(({ news: { kind } }) => kind === 'number-overdue'));
    });
});
