import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { EscalationLevel } from '../../src/domain/escalation-plan.ts';
import { caseViews } from '../../src/use-cases/case-view.ts';
import { ADELE, CAMILLE, CHANNEL, DMITRI, MEI, OPENED_AT } from '../support/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { ADELES_CHAT, showing } from '../support/showing.ts';
import { startTeamsWire, type TeamsWire } from '../support/teams-wire.ts';
import { aRoute, someRules } from '../domain/plans.ts';
import { NEVER } from '../support/use-case-fixtures.ts';

const LEADS = '19:leads@thread.tacv2';
const ROTA = { timeZone: 'UTC', from: '2026-01-05', handOverAt: 540, turn: { days: 7 }, channelId: undefined } as const;

describe('a case is shown', () => {
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

  /** A plan whose one policy calls these at every severity. */
  async function aPlan(levels: Parameters<typeof someRules>[0] = {}): Promise<number> {
    const rules = someRules(levels);
    const plan = await given.plans.save(
      {
        version: 0,
        calendars: [],
        rotas: [
          { ...ROTA, name: 'azure', members: [DMITRI] },
          { ...ROTA, name: 'exchange', members: [DMITRI] },
          { ...ROTA, name: 'empty', turn: 'calendar', members: [] },
        ],
        policies: [{ name: 'usual', severities: { critical: rules, moderate: rules, minimal: rules }, languageHours: {} }],
        routes: [aRoute({ channelId: CHANNEL })],
        incidents: { openCase: 'never', severity: 'critical' },
      },
      ADELE.id,
      given.clock.now(),
    );
    return plan?.version ?? 0;
  }

  describe('by its cards', () => {
    it('in its channel and to its requester, each once, with a ring', async () => {
      const { id, reference } = await given.open();

      await given.showAll(id);

      assert.deepEqual(
        wire.cards().map(({ conversation, thread, rings }) => [conversation, thread, rings]),
        [
          [CHANNEL, undefined, true],
          [ADELES_CHAT, undefined, true],
        ],
      );
      assert.match(wire.cards(CHANNEL)[0]?.shows[0] ?? '', new RegExp(reference));
      assert.deepEqual([await given.card(id), await given.card(id, 'requester')], ['sent', 'sent']);
    });

    it('that are changed in place, however many changes came meanwhile, once', async () => {
      const { id } = await given.open();
      await given.showAll(id);
      wire.calls.length = 0;

      for (let times = 0; times < 6; times++) await given.happens(id, { kind: 'severity', actor: ADELE });
      await given.show(id);

      assert.deepEqual(
        wire.calls.filter(({ kind }) => kind === 'update').map(({ conversation }) => conversation),
        [CHANNEL, ADELES_CHAT],
      );
      assert.deepEqual([(await given.posts.cardOf(id, 'channel'))?.shownVersion, wire.cards().length], [7, 2]);
    });

    it('once more, when a change comes while it is being shown', async () => {
      const { id } = await given.open();
      let changed = false;
      wire.before = async ({ kind }) => {
        if (changed || kind !== 'card') return;
        changed = true;
        await given.happens(id, { kind: 'take', actor: DMITRI }, { state: 'taken', owner: DMITRI });
      };

      await given.show(id);

      assert.equal((await given.posts.cardOf(id, 'channel'))?.shownVersion, 2);
      assert.equal(await given.posts.nextDue(id), undefined);
    });

    it('by one of two replicas only', async () => {
      const { id } = await given.open();

      await Promise.all([given.show(id), given.show(id), given.show(id)]);
      await given.showAll(id);

      assert.equal(wire.cards().length, 2);
    });

    it('again when it was removed by hand, once; who removes it again does not want it', async () => {
      const { id } = await given.open();
      await given.showAll(id);
      const remove = (): void =>
        void wire.messages.splice(
          wire.messages.findIndex(({ conversation }) => conversation === CHANNEL),
          1,
        );

      remove();
      await given.happens(id, { kind: 'severity', actor: ADELE });
      await given.showAll(id);
      assert.deepEqual([wire.cards(CHANNEL).length, await given.card(id)], [1, 'sent']);
      remove();
      await given.happens(id, { kind: 'severity', actor: ADELE });
      await given.showAll(id);

      assert.deepEqual([wire.cards(CHANNEL).length, await given.card(id)], [0, 'gone']);
    });

    it('to nobody in person where a policy opened it', async () => {
      const { id } = await given.open({ requester: undefined });

      await given.showAll(id);

      assert.deepEqual(
        wire.cards().map(({ conversation }) => conversation),
        [CHANNEL],
      );
    });

    it('in a chat that is opened for it, to a requester who was met in a channel only', async () => {
      await given.met(CAMILLE.id);
      const requester = { ...CAMILLE, locale: 'fr', timeZone: 'Europe/Paris' } as const;
      const { id } = await given.open({ requester });

      await given.showAll(id);

      assert.equal(wire.cards('a:29:camille').length, 1);
    });
  });

  describe('by lines', () => {
    it('below its card, in the order of what happened, each with a ring and once', async () => {
      const { id } = await given.open();
      await given.happens(id, { kind: 'take', actor: DMITRI }, { state: 'taken', owner: DMITRI });
      await given.happens(id, { kind: 'note', actor: DMITRI, text: 'Looking.' });

      await given.showAll(id);
      await given.show(id);

      const [card] = wire.cards(CHANNEL);
      const lines = wire.lines(CHANNEL);
      assert.deepEqual(
        lines.map(({ thread, rings }) => [thread, rings]),
        [
          [card?.id, true],
          [card?.id, true],
        ],
      );
      assert.match(lines[1]?.text ?? '', /Looking/);
      assert.equal(wire.lines(ADELES_CHAT).length, 2);
    });

    it('that mention whom a case is given, while that person has it', async () => {
      await given.met(MEI.id);
      const handedTo = (owner: typeof MEI) =>
        ({ kind: 'hand', actor: DMITRI, detail: { after: { state: 'taken', owner: owner.id } } }) as const;
      const { id } = await given.open();
      await given.happens(id, handedTo(MEI), { state: 'taken', owner: MEI });
      await given.showAll(id);

      await given.happens(id, handedTo(CAMILLE), { state: 'taken', owner: CAMILLE });
      await given.happens(id, { kind: 'release', actor: CAMILLE }, { state: 'open', owner: undefined });
      await given.showAll(id);

      assert.deepEqual(
        wire.lines(CHANNEL).map(({ mentions }) => mentions),
        [['29:mei'], [], []],
      );
    });

    it('that were overtaken never: no call of a case that somebody has taken', async () => {
      const { id } = await given.open();
      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });
      await given.happens(id, { kind: 'take', actor: DMITRI }, { state: 'taken', owner: DMITRI });

      await given.showAll(id);

      assert.deepEqual(await given.lines(id), ['thread dropped', 'thread sent', 'requester sent']);
    });

    it('of a call that somebody takes while its card is being posted neither', async () => {
      const { id } = await given.open();
      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });
      let taken = false;
      wire.before = async ({ kind }) => {
        if (taken || kind !== 'card') return;
        taken = true;
        await given.happens(id, { kind: 'take', actor: DMITRI }, { state: 'taken', owner: DMITRI });
      };

      await given.showAll(id);

      assert.equal((await given.lines(id))[0], 'thread dropped');
    });

    it('to another channel that a level calls, as a post of its own', async () => {
      await given.channel(LEADS);
      const { id } = await given.open();
      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } }, {}, [LEADS]);

      await given.showAll(id);

      assert.deepEqual(
        wire.lines(LEADS).map(({ thread, mentions }) => [thread, mentions]),
        [[undefined, []]],
      );
    });
  });

  describe('with whom a level calls', () => {
    async function called(call: Parameters<typeof someRules>[0] = {}): Promise<string> {
      const planVersion = await aPlan(call);
      const { id } = await given.open({ planVersion, policy: 'usual' });
      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });
      await given.showAll(id);
      return id;
    }
    const level = (...call: EscalationLevel['call']) => ({ levels: [{ afterMinutes: 0, repeat: undefined, call }] });

    it('in one message, nobody twice, by the account Teams knows them by', async () => {
      await given.met(DMITRI.id);

      await called(level({ rota: 'azure' }, { rota: 'exchange' }, { person: DMITRI }, { person: MEI }));

      const lines = wire.lines(CHANNEL);
      assert.equal(lines.length, 1);
      assert.deepEqual(lines[0]?.mentions, ['29:dmitri', 'mei']);
    });

    it('again in the next round, which is its meaning', async () => {
      const id = await called(level({ person: MEI }));

      await given.happens(id, { kind: 'call', detail: { level: 1, round: 2 } });
      await given.showAll(id);

      assert.deepEqual(
        wire.lines(CHANNEL).map(({ mentions }) => mentions),
        [['mei'], ['mei']],
      );
    });

    it('once for each level, when several of its rounds had to wait', async () => {
      const planVersion = await aPlan(level({ person: MEI }));
      const { id } = await given.open({ planVersion, policy: 'usual' });
      for (const round of [1, 2, 3]) await given.happens(id, { kind: 'call', detail: { level: 1, round } });

      await given.showAll(id);

      assert.deepEqual(
        wire.lines(CHANNEL).map(({ mentions }) => mentions),
        [['mei']],
      );
      assert.deepEqual(await given.lines(id), ['thread dropped', 'thread dropped', 'thread sent']);
    });

    it('as soon as a case that had no channel is posted in one', async () => {
      const planVersion = await aPlan(level({ person: MEI }));
      const { id } = await given.open({ planVersion, policy: 'usual', channelId: undefined });
      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });
      await given.showAll(id);
      assert.equal(await given.posts.nextDue(id), undefined);

      await given.repost(id, ADELE.id);
      await given.showAll(id);

      assert.deepEqual(
        wire.lines(CHANNEL).map(({ mentions }) => mentions),
        [['mei']],
      );
    });

    it('and names a rota that has nobody on duty', async () => {
      await called(level({ rota: 'empty' }, { person: MEI }));

      assert.match(wire.lines(CHANNEL)[0]?.text ?? '', /empty/);
      assert.equal(wire.lines(ADELES_CHAT).length, 0);
    });

    it('and tells the requester when it reaches nobody', async () => {
      const id = await called(level({ rota: 'empty' }));

      assert.deepEqual(await given.lines(id), ['thread sent', 'requester sent']);
      assert.match(wire.lines(ADELES_CHAT)[0]?.text ?? '', /empty/);
    });

    it('by the plan it was opened under, and who is on duty by the newest', async () => {
      const planVersion = await aPlan(level({ rota: 'azure' }));
      const { id } = await given.open({ planVersion, policy: 'usual' });
      const old = await given.plans.current();
      const [first, ...others] = old.rotas;
      assert.ok(first !== undefined);
      await given.plans.save(
        {
          ...old,
          rotas: [{ ...first, members: [MEI] }, ...others],
          policies: old.policies.map((policy) => ({ ...policy, name: 'other' })),
        },
        ADELE.id,
        given.clock.now(),
      );

      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });
      await given.showAll(id);

      assert.deepEqual(wire.lines(CHANNEL)[0]?.mentions, ['mei']);
    });
  });

  describe('and where it cannot be, its requester is told', () => {
    const stranded = async (id: string): Promise<unknown> => {
      const c = await given.cases.byId(id);
      assert.ok(c !== undefined);
      return (await caseViews(given).requester(c)).stranded;
    };

    it('that no channel is set up; later a person has it posted where the newest plan leads', async () => {
      const { id } = await given.open({ channelId: undefined });
      await given.showAll(id);
      assert.deepEqual([await stranded(id), wire.cards(ADELES_CHAT).length, wire.cards(CHANNEL).length], ['no-channel', 1, 0]);
      assert.equal(await given.repost(id, ADELE.id), undefined);

      await aPlan();
      const posted = await given.repost(id, ADELE.id);
      await given.showAll(id);

      assert.equal(posted?.channelId, CHANNEL);
      assert.deepEqual([await stranded(id), wire.cards(CHANNEL).length, wire.cards(ADELES_CHAT)[0]?.shows.length], [undefined, 1, 2]);
      const { action, after } = await database.kysely
        .selectFrom('change_audit')
        .selectAll()
        .where('subject', '=', 'case-post')
        .executeTakeFirstOrThrow();
      assert.deepEqual([action, after], ['post', { channelId: CHANNEL }]);
    });

    it('that people from outside read the channel; it is posted when they are gone', async () => {
      given.audience = 'outsiders';
      const { id } = await given.open();
      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });
      await given.show(id);
      assert.deepEqual([await stranded(id), wire.cards(CHANNEL).length, wire.lines(CHANNEL).length], ['outsiders', 0, 0]);

      given.audience = 'own';
      await given.showAll(id);

      assert.deepEqual([await stranded(id), wire.cards(CHANNEL).length, wire.lines(CHANNEL).length], [undefined, 1, 1]);
    });

    it('but not where the channel was set up for outsiders too', async () => {
      await given.channel(CHANNEL, { outsidersAllowed: true });
      given.audience = 'outsiders';
      const { id } = await given.open();

      await given.showAll(id);

      assert.equal(wire.cards(CHANNEL).length, 1);
    });

    it('not at once while nobody knows who reads the channel: it is looked at again', async () => {
      given.audience = 'unknown';
      const { id } = await given.open();
      await given.show(id);
      assert.deepEqual([await given.card(id), wire.cards(CHANNEL).length], ['due', 0]);

      given.audience = 'own';
      await given.showAll(id);

      assert.equal(wire.cards(CHANNEL).length, 1);
    });

    it('that the bot is not in the channel; it is posted when the bot is back', async () => {
      wire.fault = ({ conversation }) => (conversation === CHANNEL ? { status: 403, code: 'BotNotInConversationRoster' } : undefined);
      const { id } = await given.open();
      await given.showAll(id);
      assert.deepEqual([await stranded(id), await given.conversations.byId(CHANNEL)], ['gone', undefined]);
      assert.equal(await given.mend(), 0);

      wire.fault = () => undefined;
      given.clock.move(60_000);
      await given.inChannel();
      assert.equal(await given.mend(), 1);
      await given.showAll(id);

      assert.deepEqual([await stranded(id), wire.cards(CHANNEL).length], [undefined, 1]);
      assert.equal(wire.cards(ADELES_CHAT)[0]?.shows.length, 2);
    });

    it('where it was shown and the bot was removed and came back, the same card goes on', async () => {
      const { id } = await given.open();
      await given.showAll(id);
      wire.fault = ({ conversation }) => (conversation === CHANNEL ? { status: 403, code: 'BotNotInConversationRoster' } : undefined);
      await given.happens(id, { kind: 'note', actor: DMITRI, text: 'x' });
      await given.showAll(id);
      assert.equal(await given.card(id), 'gone');
      assert.match(wire.lines(ADELES_CHAT).at(-1)?.text ?? '', /not in the experts’ channel/);
      assert.equal((await given.cases.events(id, 10)).at(-1)?.kind, 'stranded');

      wire.fault = () => undefined;
      given.clock.move(60_000);
      await given.inChannel();
      await given.mend();
      await given.showAll(id);

      assert.deepEqual([wire.cards(CHANNEL).length, wire.cards(CHANNEL)[0]?.shows.length, wire.lines(CHANNEL).length], [1, 2, 1]);
    });

    it('that it may be posted or not; a press on it mends that', async () => {
      wire.fault = ({ kind, conversation }) => (kind === 'card' && conversation === CHANNEL ? 'lost' : undefined);
      const { id } = await given.open();
      await given.showAll(id);
      assert.deepEqual([await stranded(id), await given.card(id)], ['uncertain', 'uncertain']);

      wire.fault = () => undefined;
      const [card] = wire.cards(CHANNEL);
      const place = { conversationId: `${CHANNEL};messageid=${card?.id}`, activityId: card?.id ?? '' };
      await given.posts.foundCard(id, 'channel', place, given.clock.now());
      await given.happens(id, { kind: 'note', actor: DMITRI, text: 'x' });
      await given.showAll(id);

      assert.deepEqual([await stranded(id), wire.cards(CHANNEL).length, card?.shows.length], [undefined, 1, 2]);
      assert.equal(wire.lines(CHANNEL)[0]?.thread, card?.id);
    });

    it('while calls go out as posts of their own where nobody knows the card', async () => {
      wire.fault = ({ kind, conversation }) => (kind === 'card' && conversation === CHANNEL ? 'cut' : undefined);
      const { id } = await given.open();
      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });

      await given.showAll(id);

      assert.deepEqual(
        wire.lines(CHANNEL).map(({ thread }) => thread),
        [undefined],
      );
    });
  });

  it('by nothing else when the job runs for a case that is in step', async () => {
    const { id } = await given.open();
    await given.showAll(id);
    wire.calls.length = 0;
    given.asked.length = 0;

    await given.show(id);

    assert.deepEqual([wire.calls, given.asked], [[], []]);
  });

  it('by the next run when this one is told to end', async () => {
    const { id } = await given.open();

    await given.shower()(id, AbortSignal.abort());

    assert.deepEqual([wire.calls, given.asked], [[], ['0']]);
  });

  it('in the pace of its conversation: a hundred lines in one channel stay below the limits of Teams', async () => {
    const ids: string[] = [];
    for (let each = 0; each < 50; each++) {
      const { id } = await given.open({ requester: undefined });
      await given.happens(id, { kind: 'call', detail: { level: 1, round: 1 } });
      ids.push(id);
    }
    const sentAt: number[] = [];
    wire.before = async ({ kind }) => void (kind === 'update' ? undefined : sentAt.push(given.clock.now().getTime()));

    for (let rounds = 0; rounds < 3000 && sentAt.length < 100; rounds++) {
      for (const id of await given.posts.waiting(given.clock.now(), 200)) await given.shower()(id.caseId, NEVER);
      given.clock.move(500);
    }

    assert.equal(sentAt.length, 100);
    for (const [most, withinMs] of [
      [7, 1_000],
      [8, 2_000],
      [60, 30_000],
      [1800, 3_600_000],
    ] as const) {
      const worst = Math.max(...sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + withinMs).length));
      assert.ok(worst <= most, `${worst} within ${withinMs} ms`);
    }
    const seconds = ((sentAt.at(-1) ?? 0) - OPENED_AT.getTime()) / 1000;
    assert.ok(seconds < 300, `it took ${seconds} s`);
  });
});
