import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { AdaptiveCard } from '../../cards/render.ts';
import { postgresCaseStore } from '../../src/adapters/postgres/case-store.ts';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import { postgresEscalationChannels } from '../../src/adapters/postgres/escalation-channel-store.ts';
import { startQueue, type PostgresQueue } from '../../src/adapters/postgres/queue.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import type { FaultTarget } from '../../src/sandbox/channel/faults.ts';
import { BOT, PEOPLE } from '../../src/sandbox/world.ts';
import { aNewCase } from '../support/cases.ts';
import { textsOf } from './card-reading.ts';
import { teamChannel } from './channel-post.ts';
import { startLane, type Lane } from './lane.ts';
import { withinPatience } from './report-steps.ts';

/** Posts the case in the channel; cards in chats and lines; changes of cards in place. */
const TARGETS: readonly FaultTarget[] = ['create', 'send', 'update'];
const MOMENTS = ['before', 'after', 'answered'] as const;
/** A claim that was left behind, a look of the watchdog, and the showing. */
const PATIENCE_MS = 100_000;

describe('a bot that is killed while it shows cases', function () {
  this.timeout(300_000);
  let lane: Lane;
  let queue: PostgresQueue;
  let room: Awaited<ReturnType<typeof teamChannel>>['room'];
  const opened: SupportCase[] = [];
  let kills = 0;

  before(async () => {
    lane = await startLane();
    queue = await startQueue(lane.database, () => undefined);
    ({ room } = await teamChannel(lane.sandbox.channel, 'Microsoft 365 incidents'));
    const { serviceUrl } = lane.sandbox.channel;
    const tenantId = 'own';
    const address = { conversationId: room.id, scope: 'team', serviceUrl, tenantId, botId: `28:${BOT.appId}` } as const;
    await postgresConversationStore(lane.database).learn(
      { ...address, personId: undefined, accountId: undefined, teamId: 'team' },
      new Date(),
    );
    await postgresEscalationChannels(lane.database).setUp({
      conversationId: room.id,
      teamId: 'team',
      teamName: 'Support',
      name: 'Experts',
      kind: 'standard',
      locale: 'en',
      timeZone: 'UTC',
      outsidersAllowed: true,
      setUpBy: { id: 'x', name: 'x' },
      setUpAt: new Date(),
    });
    for (const target of TARGETS) for (const moment of MOMENTS) await killedAt(target, moment);
    await settled();
  });
  after(async () => {
    await queue.stop();
    await lane.sandbox.stop();
  });

  const cases = () => postgresCaseStore(lane.database, queue);

  /** Something is shown of a new case and of the one before; the bot dies at the next request of this kind. */
  async function killedAt(target: FaultTarget, when: (typeof MOMENTS)[number]): Promise<void> {
    const { promise: killed, resolve } = Promise.withResolvers<void>();
    const kill = async (): Promise<void> => {
      kills++;
      await lane.sandbox.kill();
      resolve();
    };
    const before = opened.at(-1);
    // A card that is not there yet would be posted as it is by then, and nothing updated.
    if (target === 'update' && before !== undefined) await posted(before);
    lane.sandbox.channel.faults.plan(target, { kind: 'tell', when, hook: kill });
    const adele = lane.adele;
    const requester = { id: adele.id, name: 'Adele Vance', locale: 'en', timeZone: 'UTC' } as const;
    opened.push(await cases().open(aNewCase({ clocks: [], requester, channelId: room.id }), requester, new Date()));
    if (before !== undefined) await taken(before.id);
    await withinPatience(killed, `${target} was never called`);
    await lane.sandbox.restart();
  }

  async function taken(id: string): Promise<void> {
    const [, dmitri] = PEOPLE;
    const owner = { id: dmitri?.id ?? '', name: 'An expert' };
    await cases().change(
      id,
      ({ case: present }) => ({
        next: { ...present, state: 'taken', owner },
        event: { kind: 'take', actor: owner, detail: {}, text: undefined },
        clocks: { add: [], set: [] },
        channels: [],
      }),
      { key: undefined, at: new Date() },
    );
  }

  async function posted({ id }: SupportCase): Promise<void> {
    const sent = lane.database.kysely.selectFrom('case_card').select('case_id').where('case_id', '=', id).where('state', '=', 'sent');
    await until(async () => (await sent.executeTakeFirst()) !== undefined, 'a case is left without a card');
  }

  async function settled(): Promise<void> {
    const due = lane.database.kysely
      .selectFrom('case_showing')
      .select('case_id')
      .where((row) => row.or([row('due_at', 'is not', null), row('holder', 'is not', null)]))
      .limit(1);
    await until(async () => (await due.executeTakeFirst()) === undefined, 'a case is left unshown');
  }

  async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
    for (const begun = performance.now(); !(await isSo()); await wait(200)) assert.ok(performance.now() - begun < PATIENCE_MS, otherwise);
  }

  /** What the bot wrote into a conversation about a case. */
  function written(conversationId: string, { reference }: SupportCase) {
    const messages = [...lane.sandbox.channel.rooms.find(conversationId).messages.values()].filter(({ from }) => from === 'bot');
    return {
      cards: messages
        .flatMap(({ cards: [card] }) => (card === undefined ? [] : [textsOf(card as AdaptiveCard)]))
        .filter((text) => text.includes(reference)),
      lines: messages.filter(({ cards: none, text }) => none.length === 0 && text.includes(reference)),
    };
  }

  const places = () => [room.id, lane.sandbox.channel.rooms.personal('adele').id];

  it('writes no card and no line of any case twice', () => {
    assert.equal(kills, TARGETS.length * MOMENTS.length);
    for (const each of opened)
      for (const place of places()) {
        const { cards, lines } = written(place, each);
        assert.ok(cards.length <= 1, `${cards.length} cards of ${each.reference}`);
        assert.ok(lines.length <= 1, `${lines.length} lines of ${each.reference}`);
      }
  });

  it('leaves every card and line in a final state, and not more uncertain than were on their way', async () => {
    const cards = await lane.database.kysely.selectFrom('case_card').selectAll().execute();
    const lines = await lane.database.kysely.selectFrom('case_line').selectAll().execute();
    const states = [...cards, ...lines].map(({ state }) => state);

    assert.equal(cards.length, opened.length * 2);
    assert.deepEqual(
      [...cards, ...lines].filter(({ posting }) => posting),
      [],
    );
    assert.deepEqual(
      [...new Set(states)].filter((state) => state !== 'sent' && state !== 'uncertain'),
      [],
    );
    assert.ok(states.filter((state) => state === 'uncertain').length <= kills);
  });

  it('has every card that is certain at the newest version, and it is there', async () => {
    const rows = await lane.database.kysely
      .selectFrom('case_card')
      .innerJoin('support_case', 'support_case.id', 'case_card.case_id')
      .where('case_card.state', '=', 'sent')
      .select(['case_card.audience', 'shown_version', 'version', 'reference', 'support_case.state'])
      .execute();

    for (const row of rows) {
      assert.equal(row.shown_version, row.version);
      const place = places()[row.audience === 'channel' ? 0 : 1] ?? '';
      const shown = opened.find(({ reference }) => reference === row.reference);
      assert.ok(shown !== undefined);
      const [card = ''] = written(place, shown).cards;
      assert.match(card, row.state === 'taken' ? /An expert/ : /nobody|Nobody|Open/);
    }
  });
});
