import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { responseDue } from '../../src/domain/response-clock.ts';
import { BotError } from '../../src/domain/errors.ts';
import { filingHistory } from '../../src/domain/filing-history.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { fileRequest } from '../../src/use-cases/file-request.ts';
import { changeRequest } from '../../src/use-cases/change-request.ts';
import { freshDatabase } from '../support/database.ts';
import {
  ASK_AGAIN_MS,
  SETTLE_MS,
  TAKEN_UP_MS,
  TIMEOUT_MS,
  filingWorld,
  numberOf,
  type FilingWorld,
  type LookEvent,
  type SendEvent,
} from '../support/filing-world.ts';
import { NEVER, aPerson, backEndFailure, never, notRead, notFound, aroundTheClock } from '../support/use-case-fixtures.ts';

const UNCOUNTED = { filing: () => undefined };

describe('fileRequest', () => {
  let database: Database;
  let world: FilingWorld;

  before(async () => {
    database = await freshDatabase();
  });

  beforeEach(() => {
    world = filingWorld(database, { idempotent: false });
  });

  /** The process dies when its send has reached the back end or not; the claim of the dead one goes on. */
  const DEATH_AT_SEND = { calls: 5, effect: true };

  function given(sends: readonly SendEvent[], looks: readonly LookEvent[] = []): void {
    world.sends.push(...sends);
    world.looks.push(...looks);
  }

  it('counts what each filing came to, by its route, and a found one as found', async () => {
    await world.settle((await world.submit()).id);
    await world.settle((await world.submit()).id, [DEATH_AT_SEND]);
    await world.settle((await world.submit({ route: 'admin-center' })).id);

    assert.deepEqual(world.filings, ['partner-center filed', 'partner-center found', 'admin-center failed']);
  });

  it('files a request once and shows the number', async () => {
    const { id, reference } = await world.submit();
    const filed = await world.settle(id);

    assert.deepEqual([filed.state, filed.number, filed.attempts], ['filed', numberOf(reference), 1]);
    assert.equal(world.records(reference).length, 1);
    assert.equal(world.asked.finds, 0);
    assert.deepEqual(
      world.shown.map(({ state }) => state),
      ['filed'],
    );
  });

  it('remembers where the new card is', async () => {
    const { id } = await world.submit();
    await world.settle(id);

    assert.deepEqual((await world.requests.byId(id))?.place, { conversationId: 'chat', activityId: 'card-1' });
  });

  it('updates the card that was pressed', async () => {
    const place = { conversationId: 'chat', activityId: 'pressed' };
    const { id } = await world.submit({ place });
    await world.settle(id);

    assert.deepEqual((await world.requests.byId(id))?.place, place);
  });

  it('makes a hand-off of a route that only a portal files', async () => {
    world = filingWorld(database, { idempotent: false, canTrack: false });
    const { id } = await world.submit({ route: 'azure-portal' });
    const { state, handOff, number } = await world.settle(id);

    assert.deepEqual([state, handOff?.text, number], ['handed-off', 'Text', undefined]);
  });

  it('makes a hand-off again after a crash, without looking for it anywhere', async () => {
    world = filingWorld(database, { idempotent: false, canTrack: false });
    const { id } = await world.submit({ route: 'azure-portal' });
    const { state } = await world.settle(id, [{ calls: 5, effect: true }]);

    assert.equal(state, 'handed-off');
    assert.deepEqual([world.asked.files, world.asked.finds], [2, 0]);
  });

  it('fails at once what the back end refuses, and says why', async () => {
    given(['refused']);
    const { id, reference } = await world.submit();
    const { state, failure } = await world.settle(id);

    assert.deepEqual([state, failure], ['failed', { code: 'INVALID', correlationId: 'correlation-1' }]);
    assert.equal(world.asked.files, 1);
    assert.equal(world.records(reference).length, 0);
  });

  it('fails a request whose route no desk serves', async () => {
    const { id } = await world.submit({ route: 'admin-center' });

    assert.deepEqual((await world.settle(id)).failure?.code, 'MISCONFIGURED');
  });

  it('tries again, with growing waits, while the back end certainly has nothing', async () => {
    given(['down', 'down', 'down']);
    const { id } = await world.submit();
    const start = world.clock.now().getTime();
    const { state, attempts } = await world.settle(id);

    assert.deepEqual([state, attempts], ['filed', 4]);
    assert.equal(world.clock.now().getTime() - start, 85_000);
    assert.equal(world.asked.finds, 0);
    assert.deepEqual(
      world.shown.map((request) => `${request.state} ${request.failure?.code}`),
      [...Array<string>(3).fill('sending UNREACHABLE'), 'filed undefined'],
    );
  });

  it('waits as long as the back end asks', async () => {
    given(['busy']);
    const { id } = await world.submit();
    const start = world.clock.now().getTime();
    await world.settle(id);

    assert.equal(world.clock.now().getTime() - start, 120_000);
  });

  describe('what comes to nothing', () => {
    const news = async (id: string) => (await world.requests.newsOf(id)).map(({ news: { kind } }) => kind);
    const toTell = async (id: string) => (await world.requests.untold(id, 10)).map((one) => `${one.news.kind} ${one.to.personId}`);
    const MEI = { personId: 'mei', personName: 'Mei Tanaka', locale: 'en', timeZone: 'UTC' } as const;

    it('at once is seen on the fresh card, and rings nobody', async () => {
      given(['refused']);
      const { id } = await world.submit();
      await world.settle(id);

      assert.deepEqual(await news(id), []);
    });

    it('after minutes of tries is told to the requester and to those who follow, once', async () => {
      given(Array<SendEvent>(9).fill('down'));
      const { id } = await world.submit({ followers: [MEI] });
      await world.settle(id);
      await world.filing()(id, NEVER);

      assert.deepEqual(
        (await toTell(id)).filter((one) => one.startsWith('failed')),
        [`failed ${aPerson().id}`, 'failed mei'],
      );
    });

    it('hours after it was accepted is told too, as refused or as uncertain', async () => {
      given(['accepted-fails', 'accepted-endless']);
      const { id: refused } = await world.submit();
      await world.settle(refused);
      assert.deepEqual(await news(refused), []);

      const { id } = await world.submit();
      assert.equal((await world.settle(id)).state, 'uncertain');
      assert.deepEqual(await news(id), ['uncertain']);
    });

    it('is told anew when it was asked for once more', async () => {
      given(Array<SendEvent>(10).fill('down'));
      const { id } = await world.submit();
      const { version } = await world.settle(id);
      await world.requests.change(id, version, { to: 'ready' }, aPerson().id, world.clock.now());
      world.jobs.push({ id, after: world.clock.now().getTime(), tries: 0 });
      await world.settle(id);

      assert.deepEqual(await news(id), ['failed', 'failed']);
    });

    it('waits for somebody to decide, and is open until then', async () => {
      given(['refused']);
      const { id } = await world.submit();
      await world.settle(id);
      const page = { limit: 50, offset: 0 };

      for (const filter of [{ waitingForUs: true }, { openOnly: true }])
        assert.ok((await world.requests.list(filter, page)).requests.some((one) => one.id === id));
    });
  });

  it('shows nothing to a requester who may not know it any more, and files it all the same', async () => {
    const { id } = await world.submit();
    const { state } = await world.settle(id, [], { mayKnow: () => Promise.resolve(false) });

    assert.deepEqual([state, world.shown.length], ['filed', 0]);
  });

  it('shows it later while it cannot be found out whether the requester may know', async () => {
    const { id } = await world.submit();
    let asked = 0;
    const mayKnow = () => (asked++ === 0 ? Promise.reject(new BotError('ACCESS_UNKNOWN', 'not found out')) : Promise.resolve(true));
    await world.settle(id, [], { mayKnow });

    assert.deepEqual(
      world.shown.map(({ state }) => state),
      ['filed'],
    );
  });

  it('gives up after five tries, certain that nothing was filed', async () => {
    given(Array<SendEvent>(9).fill('down'));
    const { id } = await world.submit();
    const { state, failure } = await world.settle(id);

    assert.deepEqual([state, failure?.code, world.asked.files], ['failed', 'UNREACHABLE', 5]);
  });

  it('finds at once what was filed though the answer was lost', async () => {
    given(['lost-after']);
    const { id, reference } = await world.submit();
    const { state, number, attempts } = await world.settle(id);

    assert.deepEqual([state, number, attempts], ['filed', numberOf(reference), 1]);
    assert.equal(world.asked.files, 1);
  });

  it('counts what it found from when the back end had it, else from when it was sent (B55–B57)', async () => {
    for (const createdAt of [new Date(world.clock.now().getTime() - 1000), undefined]) {
      world.tells.createdAt = createdAt;
      given(['lost-after'], ['down']);
      const { id } = await world.submit();
      const sentAt = world.clock.now();
      const { filedAt } = await world.settle(id);

      assert.deepEqual(filedAt, createdAt ?? sentAt);
      assert.ok(world.clock.now() > sentAt);
    }
  });

  it('knows at once by when the first response is to be expected, and when to warn of it (B55–B57)', async () => {
    given([]);
    const { id } = await world.submit();
    const { filedAt, responseDueAt, severity, nature, language } = await world.settle(id);

    assert.ok(filedAt);
    const hours = { calendar: undefined, businessHoursOnly: false };
    assert.deepEqual(responseDueAt, responseDue({ severity, nature, language }, filedAt, hours));
    const waiting = await world.requests.awaitingResponse(responseDueAt, 100);
    assert.ok(waiting.some((one) => one.id === id));
  });

  it('counts from now what a back end tells with a clock that is fast', async () => {
    world.tells.createdAt = new Date(world.clock.now().getTime() + 3_600_000);
    given(['lost-after']);
    const { id } = await world.submit();

    assert.deepEqual((await world.settle(id)).filedAt, world.clock.now());
  });

  it('waits for what may still arrive before it sends again', async () => {
    given(['late']);
    const { id, reference } = await world.submit();
    const start = world.clock.now().getTime();
    const { state } = await world.settle(id);

    assert.equal(state, 'filed');
    assert.equal(world.asked.files, 1);
    assert.equal(world.records(reference).length, 1);
    assert.equal(world.clock.now().getTime() - start, SETTLE_MS);
  });

  it('sends again with the same key once the back end has nothing after the settling time', async () => {
    given(['lost-before']);
    const { id, reference, sendKey } = await world.submit();
    const { state } = await world.settle(id);

    assert.equal(state, 'filed');
    assert.equal(world.asked.files, 2);
    assert.deepEqual(world.records(reference), [sendKey]);
  });

  it('fails, not leaves uncertain, what no try brought there', async () => {
    given(Array<SendEvent>(9).fill('lost-before'));
    const { id } = await world.submit();
    const { state, failure } = await world.settle(id);

    assert.deepEqual([state, failure?.code, world.asked.files], ['failed', 'TIMED_OUT', 5]);
  });

  it('does not send while it cannot look, and leaves the request uncertain after five looks', async () => {
    given(['lost-after'], Array<LookEvent>(9).fill('down'));
    const { id, reference } = await world.submit();
    const { state, failure } = await world.settle(id);

    assert.deepEqual([state, failure?.code, world.asked.files], ['uncertain', 'UNAVAILABLE', 1]);
    assert.equal(world.records(reference).length, 1);
  });

  it('leaves the request uncertain at once when only a person can mend the look', async () => {
    given(['lost-after'], ['down', 'sign-in']);
    const { id } = await world.submit();
    const { state, failure } = await world.settle(id);

    assert.deepEqual([state, failure?.code, world.asked.finds], ['uncertain', 'SIGN_IN_NEEDED', 2]);
  });

  it('looks before it sends again what a person retries out of uncertainty', async () => {
    given(['lost-after'], ['down', 'sign-in']);
    const { id, reference } = await world.submit();
    const uncertain = await world.settle(id);
    const change = changeRequest({
      requests: world.requests,
      desks: [world.desk],
      findAzureTicket: notFound,
      noteReading: notRead,
      responseHours: aroundTheClock,
      clock: world.clock,
    });
    await change.retry(uncertain, uncertain.version, aPerson().id);
    const { state, number } = await world.settle(id);

    assert.deepEqual([state, number, world.asked.files], ['filed', numberOf(reference), 1]);
  });

  it('gives a failed request five more tries when a person asks', async () => {
    given(Array<SendEvent>(9).fill('down'));
    const { id } = await world.submit();
    const failed = await world.settle(id);
    const change = changeRequest({
      requests: world.requests,
      desks: [world.desk],
      findAzureTicket: notFound,
      noteReading: notRead,
      responseHours: aroundTheClock,
      clock: world.clock,
    });
    await change.retry(failed, failed.version, aPerson().id);

    assert.equal((await world.settle(id)).state, 'filed');
    assert.equal(world.asked.files, 10);
  });

  it('files once when many processes get the job at the same time', async () => {
    const { id, reference } = await world.submit();
    await Promise.all(Array.from({ length: 8 }, () => world.filing()(id, NEVER)));
    await world.settle(id);

    assert.equal(world.records(reference).length, 1);
    assert.equal(world.asked.files, 1);
  });

  it('does not send when its claim ran out while the process slept', async () => {
    const { id, reference } = await world.submit();
    const slept = {
      ...world.requests,
      audit: async (requestId: string) => {
        const audit = await world.requests.audit(requestId);
        world.clock.move(10 * 60_000);
        await world.settle(id);
        return audit;
      },
    };
    await world.filing(undefined, { requests: slept })(id, NEVER);

    assert.equal(world.records(reference).length, 1);
    assert.equal(world.asked.files, 1);
  });

  it('stays in doubt of a later send when a slow process learns that its own was refused', async () => {
    given(['lost-before', 'lost-after'], ['answers', 'answers', 'answers', 'down']);
    const { id } = await world.submit();
    await world.filing()(id, NEVER);
    world.clock.move(SETTLE_MS);
    const slow = {
      ...world.desk,
      file: async () => {
        world.clock.move(10 * 60_000);
        // Meanwhile another process claims, looks, sends, and gets no answer.
        await world.filing()(id, NEVER);
        throw backEndFailure('THROTTLED');
      },
    };
    await world.filing(undefined, { desks: [slow] })(id, NEVER);

    assert.equal(filingHistory(await world.requests.audit(id)).inDoubt, true);
  });

  describe('with a back end that accepts and makes it in its own time', () => {
    it('asks again until it is there, and shows that it was accepted, once', async () => {
      given(['accepted']);
      const { id, reference } = await world.submit();
      const { state, number, operation } = await world.settle(id);

      assert.deepEqual([state, number, operation, world.asked.files], ['filed', numberOf(reference), undefined, 1]);
      assert.deepEqual(
        world.shown.map((shown) => [shown.state, shown.operation]),
        [
          ['sending', '0'],
          ['filed', undefined],
        ],
      );
    });

    it('asks when the back end wants to be asked', async () => {
      given(['accepted']);
      const { id } = await world.submit();
      const start = world.clock.now().getTime();
      await world.settle(id);

      assert.equal(world.clock.now().getTime() - start, 2 * ASK_AGAIN_MS);
    });

    it('asks more and more seldom, and knows at once after hours', async () => {
      given(['accepted-slow']);
      const { id } = await world.submit();
      const { state } = await world.settle(id);

      assert.equal(state, 'filed');
      assert.ok(world.asked.follows < 40, `${world.asked.follows} questions`);
    });

    it('fails what the back end refused in the end, with its reason', async () => {
      given(['accepted-fails']);
      const { id, reference } = await world.submit();
      const { state, failure, operation } = await world.settle(id);

      assert.deepEqual([state, failure?.code, operation], ['failed', 'PLAN_NEEDED', undefined]);
      assert.equal(world.records(reference).length, 0);
    });

    it('sends again what the back end gave up through a fault of its own, five times', async () => {
      given(Array<SendEvent>(9).fill('accepted-breaks'));
      const { id } = await world.submit();
      const { state, failure } = await world.settle(id);

      assert.deepEqual([state, failure?.code, world.asked.files], ['failed', 'UNAVAILABLE', 5]);
    });

    it('looks for what was made when the operation is forgotten', async () => {
      given(['accepted-gone']);
      const { id, reference } = await world.submit();
      const { state, number } = await world.settle(id);

      assert.deepEqual([state, number, world.asked.files, world.asked.finds], ['filed', numberOf(reference), 1, 1]);
    });

    it('sends again when the operation and what it was to make are gone', async () => {
      given(['accepted-vanished']);
      const { id, reference } = await world.submit();
      const { state } = await world.settle(id);

      assert.deepEqual([state, world.asked.files, world.records(reference).length], ['filed', 2, 1]);
    });

    it('comes back while it cannot ask', async () => {
      given(['accepted']);
      world.follows.push('down', 'down', 'down');
      const { id } = await world.submit();
      const { state } = await world.settle(id);

      assert.deepEqual([state, world.asked.files], ['filed', 1]);
    });

    it('looks for what was made when the answer cannot be read', async () => {
      given(['accepted']);
      world.follows.push('garbled');
      const { id, reference } = await world.submit();
      const { state, number } = await world.settle(id);

      assert.deepEqual([state, number, world.asked.files], ['filed', numberOf(reference), 1]);
    });

    it('leaves it uncertain when only a person can mend the question', async () => {
      given(['accepted']);
      world.follows.push('sign-in');
      const { id } = await world.submit();
      const { state, failure } = await world.settle(id);

      assert.deepEqual([state, failure?.code, world.asked.files], ['uncertain', 'SIGN_IN_NEEDED', 1]);
    });

    it('leaves it uncertain when it has not ended after a day', async () => {
      given(['accepted-endless']);
      const { id } = await world.submit();
      const start = world.clock.now().getTime();
      const { state, failure } = await world.settle(id);
      const hours = (world.clock.now().getTime() - start) / 3_600_000;

      assert.deepEqual([state, failure?.code, world.asked.files], ['uncertain', 'TIMED_OUT', 1]);
      assert.ok(hours >= 24 && hours < 24.5, `${hours} h`);
      // What the audit trail can hold of one request is bounded, and the sending must stay in it.
      assert.ok(world.asked.follows < 150, `${world.asked.follows} questions`);
    });

    it('asks on for what is being made when the process died before it wrote down that it was accepted', async () => {
      given(['accepted-slow']);
      const { id, reference } = await world.submit();
      const { state, number } = await world.settle(id, [DEATH_AT_SEND]);

      assert.deepEqual([state, number, world.asked.files], ['filed', numberOf(reference), 1]);
      assert.deepEqual(
        world.shown.map((request) => [request.state, request.operation !== undefined]),
        [
          ['sending', true],
          ['filed', false],
        ],
      );
    });

    it('leaves it uncertain after a day also when the process died before it wrote down that it was accepted', async () => {
      given(['accepted-endless']);
      const { id } = await world.submit();
      const start = world.clock.now().getTime();
      const { state } = await world.settle(id, [DEATH_AT_SEND]);
      const hours = (world.clock.now().getTime() - start) / 3_600_000;

      assert.deepEqual([state, world.asked.files], ['uncertain', 1]);
      assert.ok(hours >= 24 && hours < 24.5, `${hours} h`);
    });

    it('finds what became of it after an outage of days', async () => {
      given(['accepted']);
      const { id, reference } = await world.submit();
      await world.filing()(id, NEVER);
      world.clock.move(3 * 24 * 3_600_000);

      assert.equal((await world.settle(id)).number, numberOf(reference));
    });

    it('asks, and does not send, when the job comes to another process', async () => {
      given(['accepted']);
      const { id } = await world.submit();
      await world.filing()(id, NEVER);
      world.clock.move(ASK_AGAIN_MS);
      await Promise.all(Array.from({ length: 4 }, () => world.filing()(id, NEVER)));

      assert.equal((await world.settle(id)).state, 'filed');
      assert.equal(world.asked.files, 1);
    });
  });

  it('finds what a dead process sent as soon as the job is taken up, long before its claim ends', async () => {
    const { id, reference } = await world.submit();
    const start = world.clock.now().getTime();
    const { state, number } = await world.settle(id, [DEATH_AT_SEND]);

    assert.deepEqual([state, number, world.asked.files], ['filed', numberOf(reference), 1]);
    assert.equal(world.clock.now().getTime() - start, TAKEN_UP_MS);
    assert.deepEqual(
      world.shown.map((request) => request.state),
      ['filed'],
    );
  });

  it('does not send again for a dead process while its send may be under way, however often it looks', async () => {
    const { id, reference } = await world.submit();
    const start = world.clock.now().getTime();
    let sentAgainAfter = 0;
    const file = (request: ServiceRequest, signal: AbortSignal) => {
      sentAgainAfter = world.clock.now().getTime() - start;
      return world.desk.file(request, signal);
    };
    const { state } = await world.settle(id, [{ ...DEATH_AT_SEND, effect: false }], { desks: [{ ...world.desk, file }] });

    assert.equal(state, 'filed');
    assert.equal(world.records(reference).length, 1);
    assert.ok(world.asked.finds > 1);
    assert.ok(sentAgainAfter >= 2 * TIMEOUT_MS + SETTLE_MS, `${sentAgainAfter} ms`);
  });

  it('changes nothing for a dead process that had not begun to send', async () => {
    const { id } = await world.submit();
    const { state } = await world.settle(id, [{ calls: 2, effect: true }]);

    assert.deepEqual([state, world.asked.files, world.asked.finds], ['filed', 1, 0]);
  });

  it('does not count looks during the claim of another process as looks in vain', async () => {
    given([], Array<LookEvent>(5).fill('down'));
    const { id } = await world.submit();
    const { state } = await world.settle(id, [DEATH_AT_SEND]);

    assert.deepEqual([state, world.asked.files, world.asked.finds], ['filed', 1, 6]);
  });

  it('leaves the look to the next process when this one stops', async () => {
    given(['lost-before']);
    const { id } = await world.submit();
    await world.filing()(id, NEVER);
    world.clock.move(SETTLE_MS);
    const stopping = new AbortController();
    const find = () => {
      stopping.abort(new Error('stopping'));
      return never<undefined>();
    };
    await assert.rejects(world.filing(undefined, { desks: [{ ...world.desk, find }] })(id, stopping.signal), /stopping/);
    assert.equal((await world.requests.byId(id))?.state, 'sending');

    assert.equal((await world.settle(id)).state, 'filed');
  });

  it('shows a card again that could not be shown, without filing again', async () => {
    const { id } = await world.submit();
    const notifier = { ...world.notifier, showRequest: () => Promise.reject(backEndFailure('UNAVAILABLE')) };
    await assert.rejects(world.filing(undefined, { notifier })(id, NEVER), { code: 'UNAVAILABLE' });
    assert.equal((await world.requests.byId(id))?.state, 'filed');

    await world.filing()(id, NEVER);
    assert.deepEqual(
      world.shown.map(({ state }) => state),
      ['filed'],
    );
    assert.equal(world.asked.files, 1);
  });

  it('does not risk a second card when the first may have been posted', async () => {
    const { id } = await world.submit();
    const notifier = { ...world.notifier, showRequest: () => Promise.reject(backEndFailure('TIMED_OUT', 'unknown')) };
    await world.filing(undefined, { notifier })(id, NEVER);

    assert.equal((await world.requests.byId(id))?.state, 'filed');
  });

  it('takes a call that hangs for one of unknown outcome, and looks', async () => {
    const { id, reference } = await world.submit();
    const deaf = { ...world.desk, file: never };
    const { requests, notifier, mayKnow, clock } = world;
    const jobs = { enqueue: () => Promise.resolve(), work: () => Promise.resolve(), schedule: () => Promise.resolve() };
    const log = () => undefined;
    await fileRequest({
      requests,
      desks: [deaf],
      notifier,
      mayKnow,
      jobs,
      responseHours: aroundTheClock,
      clock,
      timeoutMs: 5,
      settleMs: SETTLE_MS,
      metrics: UNCOUNTED,
      log,
    })(id, NEVER);

    const { state, failure } = (await requests.byId(id)) ?? {};
    assert.deepEqual([state, failure?.code, world.asked.finds], ['sending', 'TIMED_OUT', 1]);
    assert.equal(world.records(reference).length, 0);
  });

  it('starts nothing in a process that is about to stop', async () => {
    const { id } = await world.submit();

    await assert.rejects(world.filing()(id, AbortSignal.abort(new Error('stopping'))), /stopping/);
    assert.equal((await world.requests.byId(id))?.state, 'ready');
  });

  it('logs ids and codes, never texts or names', async () => {
    const lines: string[] = [];
    given(['lost-before', 'refused']);
    const { id } = await world.submit();
    const { requests, desk, notifier, mayKnow, clock } = world;
    const jobs = { enqueue: () => Promise.resolve(), work: () => Promise.resolve(), schedule: () => Promise.resolve() };
    const log = (event: string, details: object) => lines.push(`${event} ${JSON.stringify(details)}`);
    await fileRequest({
      requests,
      desks: [desk],
      notifier,
      mayKnow,
      jobs,
      responseHours: aroundTheClock,
      clock,
      timeoutMs: 1000,
      settleMs: SETTLE_MS,
      metrics: UNCOUNTED,
      log,
    })(id, NEVER);

    assert.ok(lines.length > 0);
    assert.doesNotMatch(lines.join('\n'), /Contoso|Adele|Billed|invoice/);
  });
});
