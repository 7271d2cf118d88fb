import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { remindHandOffs } from '../../src/use-cases/remind-hand-offs.ts';
import { freshDatabase } from '../support/database.ts';
import { filingWorld, type FilingWorld } from '../support/filing-world.ts';
import { NEVER, backEndFailure } from '../support/use-case-fixtures.ts';

const HOUR = 3_600_000;

describe('remindHandOffs', () => {
  let database: Database;
  let world: FilingWorld;
  let reminded: string[];

  beforeEach(async () => {
    database = await freshDatabase();
    world = filingWorld(database, { idempotent: true, canTrack: false });
    reminded = [];
  });

  function remind(remindOfNumber: Notifier['remindOfNumber'] = (request) => Promise.resolve(void reminded.push(request.id))) {
    const notifier = { ...world.notifier, remindOfNumber };
    return remindHandOffs({ requests: world.requests, notifier, clock: world.clock, afterMs: 4 * HOUR, most: 3, log: () => undefined })(
      NEVER,
    );
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
});
