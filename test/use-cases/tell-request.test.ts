import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { BackEndError, type ErrorCode } from '../../src/domain/errors.ts';
import { responseNews } from '../../src/domain/request-news.ts';
import type { RequestNews } from '../../src/domain/service-request.ts';
import { freshDatabase } from '../support/database.ts';
import { aReading } from '../support/desk-status.ts';
import { MEI, trackingWorld, type TrackingWorld } from '../support/tracking-world.ts';
import { aPerson, NEVER, someContent } from '../support/use-case-fixtures.ts';

const ME = aPerson().id;

describe('tellRequest', () => {
  let database: Database;
  let world: TrackingWorld;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(() => {
    world = trackingWorld(database);
  });

  /** A request with news, and Mei who joined before them. */
  async function given(...news: readonly RequestNews['kind'][]) {
    const { id } = await world.filed();
    await world.requests.join(id, MEI, world.clock.now());
    for (const { newsId, to } of await world.requests.untold(id, 10)) await world.requests.markTold(newsId, to.personId, world.clock.now());
    world.clock.move(1);
    const snapshot = { severity: 'moderate', owner: 'Engineer', noteKeys: [] } as const;
    const reading = aReading({ snapshot, news: news.map((kind, index) => ({ kind, key: `${kind}:${index}` })) });
    await world.requests.setTracked(id, reading, world.clock.now());
    return id;
  }
  const teams = (code: ErrorCode, effect: 'none' | 'unknown') => () =>
    Promise.reject(new BackEndError({ backEnd: 'teams', code, message: code, effect }));

  it('tells each person each thing once', async () => {
    const id = await given('owner', 'severity');
    await world.telling(id);
    await world.telling(id);

    assert.deepEqual(world.told.toSorted(), ['owner', 'severity'].flatMap((kind) => [`${kind} ${ME}`, `${kind} mei`]).toSorted());
  });

  it('rings once for several messages', async () => {
    await world.telling(await given('message', 'message', 'message'));

    assert.deepEqual(world.told, [`message ${ME}`, 'message mei']);
  });

  it('brings the card up to date with what Microsoft says now, and remembers where it is', async () => {
    const id = await given('owner');
    world.says(id, { owner: 'Engineer' });
    await world.telling(id);

    assert.equal(world.shown[0]?.record?.owner, 'Engineer');
    assert.deepEqual((await world.requests.byId(id))?.place, { conversationId: 'chat', activityId: 'card' });
  });

  it('shows the card without the messages when Microsoft cannot be asked', async () => {
    const id = await given('owner');
    world.fakes.read = teams('UNAVAILABLE', 'none');
    await world.telling(id);

    assert.deepEqual([world.shown.length, world.shown[0]?.record], [1, undefined]);
    assert.equal(world.told.length, 2);
  });

  it('tells nothing of a customer to whoever has lost the access, now or later', async () => {
    const id = await given('owner');
    world.fakes.access = (personId) => (personId === ME ? 'denied' : 'granted');
    await world.telling(id);
    world.fakes.access = () => 'granted';
    await world.telling(id);

    assert.deepEqual(world.told, ['owner mei']);
  });

  describe('of a report that was handed over', () => {
    /** Sent by somebody else, after Mei had handed it over. */
    async function sending() {
      const { id: personId, displayName: personName } = aPerson();
      const from = { personId, personName, locale: 'en', timeZone: 'UTC', place: undefined, route: 'azure-portal' } as const;
      const { id } = await world.requests.submit(
        { ...from, draftId: randomUUID(), content: someContent({ product: 'azure' }), followers: [MEI] },
        world.clock.now(),
      );
      const claimed = await world.requests.claim(id, world.clock.now(), new Date(world.clock.now().getTime() + 60_000));
      return claimed ?? assert.fail('It is not sent');
    }
    async function handedOver() {
      const { id, version } = await sending();
      const link = { url: 'https://portal.azure.com', portal: 'Azure portal' };
      const off = await world.requests.change(id, version, { to: 'handed-off', link, text: 'x' }, 'system', world.clock.now());
      return off ?? assert.fail('It was not handed off');
    }

    it('tells whoever had it that it is taken to the portal, and that it is filed', async () => {
      const { id, version } = await handedOver();
      await world.telling(id);
      await world.requests.change(id, version, { to: 'filed', number: '4711' }, ME, world.clock.now());
      await world.telling(id);
      await world.telling(id);

      assert.deepEqual(world.told, ['handed-off mei', 'filed mei']);
    });

    it('tells it without a word of the customer to whoever may not see them, and nothing else', async () => {
      const { id, version } = await handedOver();
      world.fakes.access = (personId) => (personId === MEI.personId ? 'denied' : 'granted');
      await world.requests.change(id, version, { to: 'filed', number: '4712' }, ME, world.clock.now());
      await world.requests.addNews(id, { kind: 'closed', key: 'closed' }, world.clock.now());
      await world.telling(id);

      assert.deepEqual(
        world.told.filter((one) => one.includes('mei')),
        ['filed mei (bare)'],
      );
    });

    it('tells whoever had it that it failed, though the requester sees it on the card', async () => {
      const { id, version } = await sending();
      const failed = { to: 'failed', code: 'FORBIDDEN', correlationId: undefined } as const;
      await world.requests.change(id, version, failed, 'system', world.clock.now());
      await world.telling(id);

      assert.deepEqual(world.told, ['failed mei']);
    });

    it('enqueues the telling together with the filing', async () => {
      world.jobs.length = 0;
      const { id } = await handedOver();

      assert.ok(world.jobs.some((job) => job.name === 'tell-request' && job.id === id));
    });
  });

  it('shows the card to nobody who has lost the access', async () => {
    const id = await given('owner');
    world.fakes.access = () => 'denied';
    await world.telling(id);

    assert.deepEqual([world.shown, world.told], [[], []]);
  });

  it('tells nothing to whoever has left, or has no role any more', async () => {
    const id = await given('owner');
    world.fakes.recognise = async (personId) => (personId === ME ? undefined : aPerson({ id: personId, roles: [] }));
    await world.telling(id);

    assert.deepEqual([world.shown, world.told], [[], []]);
  });

  it('lets a request wait for a colleague whose requester has left and whom nobody else hears of', async () => {
    const id = await given('owner');
    const waits = async () =>
      (await world.requests.list({ waitingForUs: true }, { limit: 100, offset: 0 })).requests.some((one) => one.id === id);
    world.fakes.recognise = async (personId) => (personId === ME ? undefined : aPerson({ id: personId }));
    await world.telling(id);
    assert.equal(await waits(), false);

    await world.requests.leave(id, MEI.personId, world.clock.now());
    await world.requests.addNews(id, { kind: 'severity', key: 'severity:later' }, world.clock.now());
    await world.telling(id);
    assert.equal(await waits(), true);

    world.fakes.recognise = async (personId) => aPerson({ id: personId });
    await world.requests.addNews(id, { kind: 'severity', key: 'severity:last' }, world.clock.now());
    await world.telling(id);
    assert.equal(await waits(), false);
  });

  it('tells later whom it cannot find out about now, and the others now', async () => {
    const id = await given('owner');
    world.fakes.access = (personId) => (personId === ME ? 'unknown' : 'granted');
    await assert.rejects(world.telling(id), { code: 'ACCESS_UNKNOWN' });
    assert.deepEqual(world.told, ['owner mei']);

    world.fakes.access = () => 'granted';
    await world.telling(id);
    assert.deepEqual(world.told, ['owner mei', `owner ${ME}`]);
  });

  it('tells nothing that is not so any more', async () => {
    const id = await given('attention-needed');
    const responseDueAt = world.clock.now();
    await world.requests.setTracked(id, aReading({ responseDueAt }), world.clock.now());
    await world.requests.addNews(id, responseNews('response-warning', responseDueAt), world.clock.now());
    await world.requests.setTracked(id, aReading({ respondedAt: world.clock.now() }), world.clock.now());
    await world.telling(id);

    assert.deepEqual(world.told, []);
    assert.deepEqual(await world.requests.untold(id, 10), []);
  });

  it('tries again what certainly was not sent', async () => {
    const id = await given('owner');
    world.fakes.tellNews = teams('THROTTLED', 'none');
    await assert.rejects(world.telling(id), { code: 'THROTTLED' });
    world.fakes.tellNews = async () => true;
    await world.telling(id);

    assert.equal(world.told.length, 2);
  });

  for (const [name, failure] of [
    ['may have been sent', teams('TIMED_OUT', 'unknown')],
    ['Teams refuses for good', teams('FORBIDDEN', 'none')],
  ] as const) {
    it(`does not send again what ${name}`, async () => {
      const id = await given('owner');
      world.fakes.tellNews = failure;
      await world.telling(id);
      world.fakes.tellNews = async () => true;
      await world.telling(id);

      assert.deepEqual(world.told, []);
    });
  }

  it('tells each once when two processes run the job at the same time', async () => {
    const id = await given('owner', 'severity', 'message');
    await Promise.all([world.telling(id), world.telling(id), world.telling(id)]);

    assert.equal(world.told.length, 6);
    assert.equal(new Set(world.told).size, 6);
  });

  it('does nothing for a request that is not there', async () => {
    await assert.doesNotReject(world.telling('c0000000-0000-4000-8000-00000000dead'));
    assert.equal(NEVER.aborted, false);
  });
});
