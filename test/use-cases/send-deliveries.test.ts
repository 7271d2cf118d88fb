import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { seedPlaces } from '../support/crowd-places.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, later } from '../support/health-fixtures.ts';
import { sending } from '../support/sending.ts';
import { startTeamsWire, type TeamsWire, type WireCallKind, type WireFault } from '../support/teams-wire.ts';
import { NEVER } from '../support/use-case-fixtures.ts';

describe('deliveries are sent', () => {
  let database: Database;
  let wire: TeamsWire;
  let given: ReturnType<typeof sending>;
  before(async () => {
    wire = await startTeamsWire();
  });
  after(() => wire.stop());
  beforeEach(async () => {
    wire.messages.length = 0;
    wire.calls.length = 0;
    wire.fault = () => undefined;
    wire.before = async () => undefined;
    database = await freshDatabase();
    given = sending(database, wire);
    await given.customers('a', 'b');
  });
  afterEach(() => database.close());

  /** EX1 begins at customer a, and is announced. */
  const begin = async (): Promise<void> => {
    await given.polled('a', 0, anIssue('EX1'));
    await given.announce('EX1', 1);
  };
  const worsen = async (minutes = 5): Promise<void> => {
    await given.told('EX1', minutes, { status: 'serviceInterruption', rawStatus: 'serviceInterruption' });
    await given.announce('EX1', minutes);
  };
  const end = async (minutes = 9): Promise<void> => {
    await given.told('EX1', minutes, { status: 'serviceRestored', rawStatus: 'serviceRestored', resolved: true, endedAt: later(minutes) });
    await given.announce('EX1', minutes);
  };
  const kinds = (): string[] => wire.calls.map(({ kind }) => kind);

  describe('as one living card', () => {
    it('that rings when it comes, is changed in place, and rings by a line', async () => {
      const { id } = await given.chat('adele');
      await begin();

      await given.sendAll();
      const first = await given.stand('EX1', id);
      await worsen();
      await given.sendAll();
      await end();
      await given.sendAll();

      assert.deepEqual([first, await given.stand('EX1', id)], ['sent', 'updated']);
      assert.deepEqual(kinds(), ['card', 'update', 'line', 'update', 'line']);
      const [card] = wire.cards();
      assert.deepEqual([card?.rings, card?.shows.length, wire.cards().length], [true, 3, 1]);
      assert.equal(
        wire.lines().every(({ rings }) => rings),
        true,
      );
    });

    it('that stands in a post of its own in a channel, with the lines below it', async () => {
      const { id } = await given.channel('helpdesk');
      await begin();
      await given.sendAll();
      await worsen();

      await given.sendAll();

      const [card] = wire.cards('19:helpdesk');
      const [line] = wire.lines('19:helpdesk');
      assert.equal(line?.thread, card?.id);
      assert.equal((await given.row('EX1', id))?.conversation_id, `19:helpdesk;messageid=${card?.id}`);
    });
  });

  describe('in spite of every fault at every step', () => {
    const again: readonly WireFault[] = [
      { status: 429 },
      { status: 429, retryAfter: 2 },
      { status: 412 },
      { status: 502 },
      { status: 503 },
      { status: 504 },
      { status: 401 },
    ];
    const lost: readonly WireFault[] = ['lost', 'cut', 'silence', { status: 500 }, { status: 500, done: true }];
    const gone: readonly WireFault[] = [
      { status: 403, code: 'BotNotInConversationRoster' },
      { status: 403, code: 'ConversationBlockedByUser' },
      { status: 404, code: 'ConversationNotFound' },
    ];
    const refused: readonly WireFault[] = [
      { status: 400, code: 'BadArgument' },
      { status: 413, code: 'MessageSizeTooBig' },
      { status: 403, code: 'InvalidBotApiHost' },
    ];
    const table: readonly (readonly [WireCallKind, readonly WireFault[], string])[] = [
      ['open', [...again, ...lost], 'sent'],
      ['open', gone, 'gone'],
      ['open', refused, 'failed'],
      ['card', again, 'sent'],
      ['card', lost, 'uncertain'],
      ['card', gone, 'gone'],
      ['card', refused, 'failed'],
      ['update', [...again, ...lost], 'updated'],
      ['update', gone, 'gone'],
      ['update', refused, 'failed'],
      ['line', again, 'updated'],
      ['line', lost, 'uncertain'],
      ['line', gone, 'gone'],
      ['line', refused, 'failed'],
    ];
    for (const [kind, faults, state] of table) {
      for (const fault of faults) {
        const name = typeof fault === 'string' ? fault : Object.values(fault).join(' ');
        it(`${name} of ${kind}: ${state}, and nothing twice`, async () => {
          const { id } = kind === 'open' ? await given.met('adele') : await given.chat('adele');
          await begin();
          if (kind === 'update' || kind === 'line') {
            await given.sendAll();
            await worsen();
          }
          let faulty = 1;
          wire.fault = (call) => (call.kind === kind && faulty-- > 0 ? fault : undefined);

          await given.sendAll();

          assert.equal(await given.stand('EX1', id), state);
          assert.ok(wire.cards().length <= 1, 'one card');
          assert.ok(wire.lines().length <= 1, 'one line');
        });
      }
    }

    it('a fault that stays: failed in the end, after a bounded number of tries', async () => {
      const { id } = await given.chat('adele');
      await begin();
      wire.fault = () => ({ status: 503 });

      await given.sendAll();

      assert.equal(await given.stand('EX1', id), 'failed');
      assert.equal(wire.calls.length, 12);
      assert.match(JSON.stringify((await given.row('EX1', id))?.failure), /503/);
    });

    it('a card deleted by hand: posted anew, once', async () => {
      const { id } = await given.chat('adele');
      const forget = (): void => void wire.messages.splice(0);
      await begin();
      await given.sendAll();
      forget();
      await worsen();
      await given.sendAll();
      const anew = [await given.stand('EX1', id), wire.cards().length];
      forget();
      await end();

      await given.sendAll();

      assert.deepEqual(anew, ['sent', 1]);
      assert.deepEqual([await given.stand('EX1', id), wire.cards().length], ['muted (removed)', 0]);
    });

    it('a post deleted by hand just before its line, in a channel: posted anew', async () => {
      const { id } = await given.channel('helpdesk');
      await begin();
      await given.sendAll();
      await worsen();
      wire.fault = ({ kind }) => (kind === 'line' ? { status: 404, code: 'ConversationNotFound' } : undefined);

      await given.sendAll();

      assert.deepEqual([await given.stand('EX1', id), wire.cards().length], ['sent', 2]);
      assert.notEqual(await given.conversations.byId('19:helpdesk'), undefined);
    });

    it('a card that may be there: never again, but lines when it rings; and mended when a person answers on it', async () => {
      const { id } = await given.chat('adele');
      await begin();
      wire.fault = ({ kind }) => (kind === 'card' ? 'lost' : undefined);
      await given.sendAll();
      await worsen();
      await given.sendAll();
      const uncertain = [await given.stand('EX1', id), wire.cards().length, wire.lines().length];
      const [card] = wire.cards();

      await given.deliveries.foundCard('EX1', id, { conversationId: 'a:adele', activityId: card?.id ?? '' }, later(6));
      await given.sendAll();

      assert.deepEqual(uncertain, ['uncertain', 1, 1]);
      assert.deepEqual([await given.stand('EX1', id), wire.cards().length, card?.shows.length], ['updated', 1, 2]);
    });

    it('a bot that is not there any more: its address is retired, and nothing is sent until it is back', async () => {
      const { id } = await given.chat('adele');
      await begin();
      wire.fault = () => ({ status: 403, code: 'BotNotInConversationRoster' });
      await given.sendAll();
      const calls = wire.calls.length;
      await worsen();
      await given.sendAll();
      const silent = [await given.stand('EX1', id), wire.calls.length - calls];

      wire.fault = () => undefined;
      await given.chat('adele');
      await end();
      await given.sendAll();

      assert.deepEqual(silent, ['gone', 0]);
      assert.equal(await given.stand('EX1', id), 'sent');
    });
  });

  describe('as is right in the moment of sending (pitfall 24)', () => {
    it('not where it was silenced after it was queued; and then when the silence is over', async () => {
      const place = await given.chat('adele');
      await begin();
      await given.silence(place, 30);

      await given.sender()(NEVER);
      const silent = [await given.stand('EX1', place.id), wire.calls.length];
      given.clock.move(30 * 60_000);
      await given.sendAll();

      assert.deepEqual(silent, ['muted (silence)', 0]);
      assert.equal(await given.stand('EX1', place.id), 'sent');
    });

    it('not in quiet hours that began after it was queued, and never of what was over before they ended', async () => {
      const { id } = await given.chat('adele', { settings: { quiet: { from: 722, to: 780 } } });
      await begin();
      await given.sender()(NEVER);
      const quiet = await given.stand('EX1', id);
      await end();
      given.clock.move(70 * 60_000);

      await given.sendAll();

      assert.deepEqual([quiet, await given.stand('EX1', id), wire.calls.length], ['muted (quiet)', 'muted (quiet)', 0]);
    });

    it('in quiet hours by changing the card only: it rings when they are over', async () => {
      const { id } = await given.chat('adele', { settings: { quiet: { from: 724, to: 780 } } });
      await begin();
      await given.sender()(NEVER);
      given.clock.move(4 * 60_000);
      await worsen();
      await given.sender()(NEVER);
      const quiet = [await given.stand('EX1', id), ...kinds()];
      given.clock.move(60 * 60_000);

      await given.sendAll();

      assert.deepEqual(quiet, ['muted (quiet)', 'card', 'update']);
      assert.deepEqual([await given.stand('EX1', id), ...kinds()], ['updated', 'card', 'update', 'line']);
    });

    it('not to who has no role any more', async () => {
      const { id } = await given.chat('adele');
      await begin();
      await given.watches.setAccess('adele', { mayWatch: false, groupIds: [] }, later(2));

      await given.sendAll();

      assert.deepEqual([await given.stand('EX1', id), wire.calls.length], ['muted (access)', 0]);
    });

    it('not to who watches nothing any more', async () => {
      const place = await given.chat('adele');
      await begin();
      await given.watches.remove(
        place,
        place.watches.map((watch) => watch.id),
        'adele',
        later(2),
      );

      await given.sendAll();

      assert.deepEqual([await given.stand('EX1', place.id), wire.calls.length], ['muted (unwatched)', 0]);
    });

    it('into the new chat of a person whose old one, with the card, is not there any more', async () => {
      const { id } = await given.chat('adele');
      await begin();
      await given.sendAll();
      await given.chat('adele', { conversationId: 'a:anew' });
      wire.fault = ({ conversation }) => (conversation === 'a:adele' ? { status: 404, code: 'ConversationNotFound' } : undefined);

      await worsen();
      await given.sendAll();

      assert.deepEqual([await given.stand('EX1', id), kinds()], ['sent', ['card', 'update', 'card']]);
      assert.equal((await given.row('EX1', id))?.conversation_id, 'a:anew');
    });

    it('nor is a card changed whose person has lost the role, whatever is watched there', async () => {
      const place = await given.chat('adele');
      await begin();
      await given.sendAll();
      const watches = place.watches.map((watch) => watch.id);
      await given.watches.remove(place, watches, 'adele', later(2));
      await given.watches.setAccess('adele', { mayWatch: false, groupIds: [] }, later(2));

      await worsen();
      await given.sendAll();

      assert.deepEqual([await given.stand('EX1', place.id), kinds()], ['muted (access)', ['card']]);
    });

    it('into a channel after its readers were asked for, at the pace of everything else (pitfall 24)', async () => {
      for (const name of ['helpdesk', 'exchange', 'azure']) await given.channel(name);
      await begin();
      given.audienceKnown = false;
      const begun = performance.now();

      await given.sender({ perSecond: 10 })(NEVER);
      const spanMs = performance.now() - begun;

      // Six requests, each of them some 100 ms after the one before.
      assert.equal(wire.calls.length, 3);
      assert.ok(spanMs > 450, `${spanMs} ms`);
    });

    it('not into a channel that outsiders read, and only later where that cannot be told', async () => {
      const { id } = await given.channel('helpdesk');
      await begin();
      given.audience = 'unknown';
      await given.sender()(NEVER);
      const unknown = [await given.stand('EX1', id), (await given.row('EX1', id))?.failure];
      given.clock.move(120_000);
      given.audience = 'outsiders';

      await given.sendAll();

      assert.deepEqual(unknown, ['queued', { code: 'ACCESS_UNKNOWN' }]);
      assert.deepEqual([await given.stand('EX1', id), wire.calls.length], ['muted (outsiders)', 0]);
    });

    it('green, when it was over before the card could go out', async () => {
      const { id } = await given.chat('adele');
      await begin();
      await end();

      await given.sendAll();

      assert.deepEqual([await given.stand('EX1', id), ...kinds()], ['sent', 'card']);
    });

    it('once, with the newest content, after a burst of changes', async () => {
      await given.chat('adele');
      await begin();
      await given.sendAll();
      await worsen(5);
      await worsen(6);
      await end(7);

      await given.sendAll();

      assert.deepEqual(kinds(), ['card', 'update', 'line']);
    });

    it('once more, when a change comes while the card is on its way', async () => {
      const { id } = await given.chat('adele');
      await begin();
      let changes = 1;
      wire.before = async ({ kind }) => {
        if (kind === 'card' && changes-- > 0) await end();
      };

      await given.sendAll();

      assert.deepEqual([await given.stand('EX1', id), ...kinds()], ['updated', 'card', 'update', 'line']);
    });
  });

  describe('by one sender', () => {
    it('in the whole cluster: of two that start together neither doubles anything', async () => {
      await seedPlaces(database, { serviceUrl: wire.url, people: 150, channels: [] });
      await begin();

      await Promise.all([given.sender({ perSecond: 300 })(NEVER), given.sender({ perSecond: 300 })(NEVER), given.sender()(NEVER)]);

      assert.equal(wire.calls.length, 150);
      assert.equal(new Set(wire.cards().map(({ conversation }) => conversation)).size, 150);
    });

    it('that ends in order: what is on its way is finished, the rest given back, and another run asked for', async () => {
      await seedPlaces(database, { serviceUrl: wire.url, people: 100, channels: [] });
      await begin();
      const stop = new AbortController();
      wire.before = async () => {
        if (wire.calls.length === 20) stop.abort();
      };

      await given.sender({ perSecond: 200 })(stop.signal);

      const rows = await database.kysely.selectFrom('delivery').select(['state', 'claimed_until', 'posting']).execute();
      assert.equal(
        rows.every((row) => row.claimed_until === null && row.posting === null),
        true,
      );
      assert.equal(rows.filter(({ state }) => state === 'sent').length, wire.cards().length);
      assert.ok(wire.cards().length < 60);
      assert.deepEqual(given.asked.at(-1), undefined);
      assert.ok(given.asked.length > 0);
    });

    it('that lets what is urgent overtake a thousand others', async () => {
      await seedPlaces(database, { serviceUrl: wire.url, people: 1000, channels: [], services: ['Exchange Online'] });
      await begin();
      let sentBefore = 0;
      const urgent = async (): Promise<void> => {
        await given.chat('dmitri', { watch: { services: ['SharePoint Online'] } });
        await given.polled('b', 1, anIssue('EX2', { highImpact: true, service: 'SharePoint Online' }));
        await given.announce('EX2', 2);
        sentBefore = wire.calls.length;
      };
      let begun: Promise<void> | undefined;
      wire.before = async () => {
        if (wire.calls.length === 50) begun = urgent();
      };
      await given.sender({ perSecond: 400 })(NEVER);
      await begun;

      const place = wire.calls.findIndex(({ conversation }) => conversation === 'a:dmitri');
      assert.ok(place > 0 && place - sentBefore < 150, `sent as number ${place}, due as number ${sentBefore}`);
      assert.ok(wire.calls.length > 1000);
    });

    it('at the pace of the tenant: Teams refuses next to nothing, and most of what it allows is used', async () => {
      const strict = await startTeamsWire({ limits: true });
      const world = sending(database, strict);
      await seedPlaces(database, { serviceUrl: strict.url, people: 120, channels: [] });
      await begin();
      const begun = performance.now();

      await world.sender({ perSecond: 50 })(NEVER);

      const seconds = (performance.now() - begun) / 1000;
      await strict.stop();
      assert.equal(strict.cards().length, 120);
      // A machine that stops for a moment may send two at once.
      assert.ok(strict.throttled <= 2, `${strict.throttled} refused`);
      assert.ok(120 / seconds > 30, `${120 / seconds} a second`);
    });

    it('that spaces the messages of one conversation as Teams wants it', async () => {
      await given.chat('adele');
      const ids = Array.from({ length: 20 }, (_none, index) => `EX${index}`);
      await given.polled('a', 0, ...ids.map((id) => anIssue(id)));
      for (const id of ids) await given.announce(id, 1);
      const times: number[] = [];
      wire.before = async () => void times.push(given.clock.now().getTime());

      await given.sendAll();

      assert.equal(wire.cards().length, 20);
      const most = (ms: number): number => Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
      assert.ok(most(1_000) <= 7 && most(2_000) <= 8 && most(30_000) <= 20, `${most(1_000)} ${most(2_000)} ${most(30_000)}`);
    });
  });

  it('with a chat opened for who was met in a channel only', async () => {
    const { id } = await given.met('mei');
    await begin();

    await given.sendAll();
    await worsen();
    await given.sendAll();

    assert.deepEqual(kinds(), ['open', 'card', 'update', 'line']);
    assert.equal((await given.watches.byId(id))?.conversationId, 'a:29:mei');
    assert.equal((await given.conversations.personalChatOf('mei'))?.conversationId, 'a:29:mei');
  });
});
