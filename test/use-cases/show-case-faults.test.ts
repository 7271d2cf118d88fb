import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import { BackEndError } from '../../src/domain/errors.ts';
import { caseViews } from '../../src/use-cases/case-view.ts';
import { CHANNEL, DMITRI } from '../support/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { ADELES_CHAT, showing } from '../support/showing.ts';
import { startTeamsWire, type TeamsWire, type WireCallKind, type WireFault } from '../support/teams-wire.ts';

/** Passing ones that certainly did nothing, lost ones that may have done something, and the state of an installation. */
const PASSING: Readonly<Record<string, WireFault>> = {
  '429': { status: 429 },
  '429 with Retry-After': { status: 429, retryAfter: 3 },
  '412': { status: 412 },
  '401': { status: 401 },
  '502': { status: 502 },
  '503': { status: 503 },
  '504': { status: 504 },
};
const LOST: Readonly<Record<string, WireFault>> = {
  '500': { status: 500 },
  '500 though it was done': { status: 500, done: true },
  'a connection cut before': 'cut',
  'a connection cut after': 'lost',
  'no answer': 'silence',
};
const GONE: Readonly<Record<string, WireFault>> = {
  '403': { status: 403, code: 'BotNotInConversationRoster' },
  '404': { status: 404, code: 'ConversationNotFound' },
};

/** Every request of showing a case. */
const REQUESTS: Readonly<Record<string, { readonly kind: WireCallKind; readonly conversation: string }>> = {
  "the channel's card": { kind: 'card', conversation: CHANNEL },
  "the requester's card": { kind: 'card', conversation: ADELES_CHAT },
  "a change of the channel's card": { kind: 'update', conversation: CHANNEL },
  "a change of the requester's card": { kind: 'update', conversation: ADELES_CHAT },
  'a line in the thread': { kind: 'line', conversation: CHANNEL },
  'a line to the requester': { kind: 'line', conversation: ADELES_CHAT },
};

describe('while a case is shown', () => {
  let database: Database;
  let wire: TeamsWire;
  let given: ReturnType<typeof showing>;
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
    given = showing(database, wire);
    await given.channel();
    await given.chat();
  });
  afterEach(() => database.close());

  const take = (id: string) => given.happens(id, { kind: 'take', actor: DMITRI }, { state: 'taken', owner: DMITRI });

  /** A case is opened, shown, taken and shown again, with a fault at each request that is like this, so many times. */
  async function lived(at: (typeof REQUESTS)[string], fault: WireFault, times: number): Promise<SupportCase> {
    let left = times;
    wire.fault = ({ kind, conversation }) => (kind === at.kind && conversation === at.conversation && left-- > 0 ? fault : undefined);
    const { id } = await given.open();
    await given.showAll(id);
    const taken = await take(id);
    await given.showAll(id);
    return taken;
  }

  /** What is true whatever happened. */
  async function assertSound({ id }: SupportCase): Promise<void> {
    for (const conversation of [CHANNEL, ADELES_CHAT]) {
      assert.ok(wire.cards(conversation).length <= 1, `two cards in ${conversation}`);
      const texts = wire.lines(conversation).map(({ text }) => text);
      assert.equal(new Set(texts).size, texts.length, `a line twice in ${conversation}`);
    }
    const { rows } = await database.kysely
      .selectFrom('case_card')
      .selectAll()
      .where('case_id', '=', id)
      .execute()
      .then((cards) => ({ rows: cards }));
    assert.ok(rows.every(({ posting }) => !posting));
    assert.ok((await given.lines(id)).every((line) => !line.endsWith('(posting)')));
    const holder = await database.kysely.selectFrom('case_showing').selectAll().where('case_id', '=', id).executeTakeFirst();
    assert.deepEqual([holder?.holder, holder?.until], [null, null]);
  }

  const stranded = async (c: SupportCase) => (await caseViews(given).requester(c)).stranded;

  describe('what passes is tried again until it is done', () => {
    for (const [name, at] of Object.entries(REQUESTS))
      for (const [what, fault] of Object.entries(PASSING))
        it(`${what} at ${name}`, async () => {
          const c = await lived(at, fault, 2);

          await assertSound(c);
          assert.deepEqual([await given.card(c.id), await given.card(c.id, 'requester')], ['sent', 'sent']);
          assert.deepEqual(await given.lines(c.id), ['thread sent', 'requester sent']);
          assert.deepEqual([wire.cards().length, wire.lines().length], [2, 2]);
          assert.equal((await given.posts.cardOf(c.id, 'channel'))?.shownVersion, c.version);
          assert.equal(await stranded(c), undefined);
        });
  });

  describe('a new message that may be there is never sent again, and nothing else stops', () => {
    for (const [name, at] of Object.entries(REQUESTS).filter(([, { kind }]) => kind !== 'update'))
      for (const [what, fault] of Object.entries(LOST))
        it(`${what} at ${name}`, async () => {
          const c = await lived(at, fault, 1);

          await assertSound(c);
          const isCard = at.kind === 'card';
          const isChannel = at.conversation === CHANNEL;
          assert.deepEqual(
            [await given.card(c.id), await given.card(c.id, 'requester')],
            [isCard && isChannel ? 'uncertain' : 'sent', isCard && !isChannel ? 'uncertain' : 'sent'],
          );
          assert.deepEqual(await given.lines(c.id), [
            `thread ${!isCard && isChannel ? 'uncertain' : 'sent'}`,
            `requester ${!isCard && !isChannel ? 'uncertain' : 'sent'}`,
          ]);
          assert.equal(await stranded(c), isCard && isChannel ? 'uncertain' : undefined);
        });
  });

  describe('a change in place is made again', () => {
    for (const [name, at] of Object.entries(REQUESTS).filter(([, { kind }]) => kind === 'update'))
      for (const [what, fault] of Object.entries(LOST))
        it(`after ${what} at ${name}`, async () => {
          const c = await lived(at, fault, 2);

          await assertSound(c);
          assert.deepEqual([await given.card(c.id), await given.card(c.id, 'requester')], ['sent', 'sent']);
          assert.equal((await given.posts.cardOf(c.id, 'channel'))?.shownVersion, c.version);
        });
  });

  describe('where the bot is not any more, nothing is tried for ever, and the others are told', () => {
    for (const [name, at] of Object.entries(REQUESTS))
      for (const [what, fault] of Object.entries(GONE))
        it(`${what} at ${name}`, async () => {
          const c = await lived(at, fault, Infinity);

          await assertSound(c);
          const isChannel = at.conversation === CHANNEL;
          // A line to the requester is what finds out that the chat is gone, when no card is to be changed any more.
          const isLine = at.kind === 'line';
          assert.equal(await given.card(c.id), isChannel ? 'gone' : 'sent');
          assert.equal(await given.card(c.id, 'requester'), isChannel || isLine ? 'sent' : 'gone');
          assert.equal(await stranded(c), isChannel ? 'gone' : undefined);
          assert.equal(await given.conversations.byId(at.conversation), undefined);
          // Where the requester's card said something else before, that rings.
          const told = wire.lines(ADELES_CHAT).filter(({ text = '' }) => text.includes('not in the experts')).length;
          assert.equal(told, isChannel && at.kind !== 'card' ? 1 : 0);
        });
  });

  it('a post that was deleted by hand takes its lines along: the card is posted anew, and the line stands below it', async () => {
    const c = await lived({ kind: 'line', conversation: CHANNEL }, { status: 404, code: 'ActivityNotFoundInConversation' }, 1);

    assert.equal(wire.cards(CHANNEL).length, 2);
    assert.deepEqual(await given.lines(c.id), ['thread sent', 'requester sent']);
    assert.equal(wire.lines(CHANNEL)[0]?.thread, wire.cards(CHANNEL)[1]?.id);
  });

  it('what is refused for good fails, and the requester is told; while the case is open it is tried again now and then', async () => {
    wire.fault = ({ kind, conversation }) =>
      kind === 'card' && conversation === CHANNEL ? { status: 400, code: 'BadArgument' } : undefined;
    const c = await given.open();
    await given.show(c.id);
    assert.deepEqual([await given.card(c.id), await stranded(c)], ['failed', 'failed']);

    wire.fault = () => undefined;
    const seconds = await given.showAll(c.id);

    assert.deepEqual([await given.card(c.id), await stranded(c)], ['sent', undefined]);
    assert.ok(seconds >= 15 * 60, `after ${seconds} s`);
    assert.equal(wire.cards(ADELES_CHAT)[0]?.shows.length, 2);
  });

  it('what Teams refuses for hours is given up, except for the card of an open case', async () => {
    wire.fault = ({ conversation }) => (conversation === CHANNEL ? { status: 503 } : undefined);
    const { id } = await given.open();
    await given.showAll(id, 2 * 3_600_000);
    const tries = wire.calls.filter(({ conversation }) => conversation === CHANNEL).length;

    assert.ok(tries >= 12 && tries < 30, `${tries} tries in two hours`);
    assert.equal(await given.card(id), 'failed');
  });

  it('a process that dies leaves nothing doubled and nothing behind: a line that may be there is marked, a change made again', async () => {
    const { id } = await given.open();
    await given.showAll(id);
    await take(id);
    const now = given.clock.now();
    const until = new Date(now.getTime() + 20_000);
    const claimed = await given.posts.claim(id, 'dead', now, until);
    await given.posts.posting('dead', { card: 'channel' }, id, until);
    await given.posts.posting('dead', { line: claimed?.lines[0]?.id ?? 0 }, id, until);

    await given.show(id);
    assert.deepEqual([wire.lines().length, given.asked.at(-1)], [0, '20']);
    given.clock.move(20_000);
    await given.show(id);

    assert.deepEqual(await given.lines(id), ['thread uncertain', 'requester sent']);
    assert.equal((await given.posts.cardOf(id, 'channel'))?.shownVersion, 2);
  });

  it('one that was only slow sends nothing more once another has taken over', async () => {
    const { id } = await given.open();
    let first = true;
    wire.before = async () => {
      if (!first) return;
      first = false;
      given.clock.move(30_000);
      await given.show(id);
    };

    await given.show(id);
    await given.showAll(id);

    // The card of the slow one may be there for all the other knows; it is, and is the only one.
    assert.deepEqual([wire.cards(CHANNEL).length, wire.cards(ADELES_CHAT).length], [1, 1]);
    assert.equal(await given.card(id), 'uncertain');
  });

  it('a database that fails right after a message was sent lets it count as unknown', async () => {
    const { id } = await given.open();
    const failing = {
      ...given.posts,
      settleCard: async () => {
        throw new BackEndError({ backEnd: 'database', code: 'UNREACHABLE', message: 'gone', effect: 'unknown' });
      },
    };

    await assert.rejects(given.shower({ posts: failing })(id, AbortSignal.timeout(5_000)), { code: 'UNREACHABLE' });
    await given.showAll(id);

    assert.deepEqual([wire.cards(CHANNEL).length, await given.card(id), wire.cards(ADELES_CHAT).length], [1, 'uncertain', 1]);
  });

  it('whatever goes wrong, in whatever order: never two cards, no line twice, nothing left waiting for nobody', async () => {
    const aFault = fc.oneof(
      { weight: 5, arbitrary: fc.constant(undefined) },
      { weight: 4, arbitrary: fc.constantFrom(...Object.values(PASSING), ...Object.values(LOST).filter((fault) => fault !== 'silence')) },
      { weight: 1, arbitrary: fc.constantFrom<WireFault>(...Object.values(GONE), { status: 400, code: 'BadArgument' }) },
    );
    const aStep = fc.constantFrom('note', 'call', 'take', 'release', 'nothing');
    await fc.assert(
      fc.asyncProperty(fc.array(aFault, { maxLength: 40 }), fc.array(aStep, { maxLength: 6 }), async (faults, steps) => {
        wire.messages.length = 0;
        await given.inChannel();
        await given.chat();
        const left = [...faults];
        wire.fault = () => left.shift();
        const { id } = await given.open();
        await given.showAll(id);
        for (const step of steps) {
          given.clock.move(1_000);
          if (step === 'note') await given.happens(id, { kind: 'note', actor: DMITRI, text: 'x' });
          if (step === 'call') await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });
          if (step === 'take') await take(id);
          if (step === 'release')
            await given.happens(id, { kind: 'release', actor: DMITRI }, { state: 'open', owner: undefined, openSince: given.clock.now() });
          // Two replicas at once.
          await Promise.all([given.show(id), given.show(id)]);
          await given.showAll(id);
        }
        left.length = 0;
        given.clock.move(4 * 3_600_000);
        await given.inChannel();
        await given.chat();
        await given.mend();
        await given.showAll(id, 24 * 3_600_000);

        assert.deepEqual([wire.cards(CHANNEL).length <= 1, wire.cards(ADELES_CHAT).length <= 1], [true, true]);
        const events = await given.cases.events(id, 100);
        const said = events.filter(({ kind }) => kind !== 'opened').length;
        assert.ok(wire.lines(CHANNEL).length <= said && wire.lines(ADELES_CHAT).length <= said);
        for (const audience of ['channel', 'requester'] as const) {
          const card = await given.posts.cardOf(id, audience);
          assert.ok(card?.state === 'sent' || card?.state === 'uncertain', card?.state);
          if (card.state === 'sent') assert.equal(card.shownVersion, (await given.cases.byId(id))?.version);
        }
        assert.ok(
          (await given.lines(id)).every((line) => /(sent|dropped|uncertain|gone|failed)$/.test(line)),
          String(await given.lines(id)),
        );
        assert.equal(await given.posts.nextDue(id), undefined);
        const settled = await database.kysely
          .selectFrom('case_line')
          .selectAll()
          .where('case_id', '=', id)
          .where('state', '=', 'sent')
          .execute();
        assert.equal(new Set(settled.map(({ activity_id: activityId }) => activityId)).size, settled.length);
      }),
      { numRuns: 40 },
    );
  });
});
