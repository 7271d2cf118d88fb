import assert from 'node:assert/strict';
import { postgresCasePostStore } from '../../../src/adapters/postgres/case-post-store.ts';
import { postgresCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { readCase } from '../../../src/adapters/postgres/write-decision.ts';
import type { PostgresQueue } from '../../../src/adapters/postgres/queue.ts';
import { NO_CHANNEL, type CasePostStore } from '../../../src/ports/case-post-store.ts';
import type { CaseStore, NewCase } from '../../../src/ports/case-store.ts';
import { ADELE, aNewCase, CHANNEL, DMITRI, OPENED_AT } from '../../support/cases.ts';
import { freshDatabase } from '../../support/database.ts';

const LEASE_MS = 20_000;
const PLACE = { conversationId: `${CHANNEL};messageid=1`, activityId: '1' };
const FAILURE = { code: 'FORBIDDEN', status: 403, correlationId: 'c1' };
const after = (ms: number): Date => new Date(OPENED_AT.getTime() + ms);

describe('the store of what is shown of cases', () => {
  let database: Database;
  let posts: CasePostStore;
  let cases: CaseStore;
  let asked: string[];
  beforeEach(async () => {
    database = await freshDatabase();
    asked = [];
    const queue: Pick<PostgresQueue, 'within'> = {
      within: () => ({ enqueue: async (name, { id = '' }) => void asked.push(`${name} ${id}`) }),
    };
    posts = postgresCasePostStore(database, queue);
    cases = postgresCaseStore(database, queue);
  });
  afterEach(() => database.close());

  const open = async (some: Partial<NewCase> = {}): Promise<string> =>
    (await cases.open(aNewCase({ clocks: [], ...some }), ADELE, OPENED_AT)).id;
  const claim = (id: string, holder = 'one', now = OPENED_AT) => posts.claim(id, holder, now, new Date(now.getTime() + LEASE_MS));
  const note = (id: string, at: Date, text = 'x') =>
    cases.change(
      id,
      ({ case: present }) => ({
        next: present,
        event: { kind: 'note', actor: DMITRI, detail: {}, text },
        clocks: { add: [], set: [] },
        channels: [],
      }),
      { key: undefined, at },
    );
  /** Everything that is to be shown and said of a case is. */
  async function shownAll(id: string, at = OPENED_AT): Promise<void> {
    const claimed = await claim(id, 'one', at);
    for (const card of claimed?.cards ?? [])
      await posts.settleCard('one', card, claimed?.case.version ?? 0, { kind: 'sent', place: PLACE }, at);
    for (const line of claimed?.lines ?? []) await posts.settleLine('one', line, { kind: 'sent', place: PLACE }, at);
    await posts.release(id, 'one');
  }

  it('gives a new case with the cards it is to have, to one process only', async () => {
    const id = await open();

    const claims = await Promise.all(['one', 'two', 'three'].map((holder) => claim(id, holder)));

    const [claimed, ...others] = claims.filter((each) => each !== undefined);
    assert.deepEqual(others, []);
    assert.deepEqual(claimed?.cards.map(({ audience, state, place }) => [audience, state, place]).toSorted(), [
      ['channel', 'due', undefined],
      ['requester', 'due', undefined],
    ]);
    assert.equal(claimed?.case.id, id);
  });

  it('notes that a card is not in its channel while a clock of the case runs, and neither waits for the other', async () => {
    const id = await open();
    await shownAll(id);
    await note(id, after(1));
    await claim(id, 'two', after(2));

    await database.kysely.transaction().execute(async (transaction) => {
      await readCase(transaction, id, 'locked');
      await posts.settleCard('two', { caseId: id, audience: 'channel' }, 2, { kind: 'gone', failure: FAILURE }, after(3));
    });

    assert.equal((await cases.events(id, 5)).at(-1)?.kind, 'stranded');
  });

  it('gives lines in the order of their events, with who did what', async () => {
    const id = await open();
    await note(id, after(1), 'first');
    await note(id, after(2), 'second');

    const claimed = await claim(id, 'one', after(3));

    assert.deepEqual(
      claimed?.lines.map(({ to, event }) => [to, event.text, event.actor]),
      [
        ['thread', 'first', DMITRI],
        ['requester', 'first', DMITRI],
        ['thread', 'second', DMITRI],
        ['requester', 'second', DMITRI],
      ],
    );
  });

  it('gives nothing of a case that is in step, nor of one that is not there', async () => {
    const id = await open();
    await shownAll(id);

    assert.equal(await claim(id, 'two', after(1)), undefined);
    assert.equal(await claim('00000000-0000-4000-8000-000000000000'), undefined);
    assert.equal(await posts.nextDue(id), undefined);
  });

  it('keeps a case due for what came while it was being shown', async () => {
    const id = await open();
    await claim(id);
    await note(id, after(5));

    await posts.release(id, 'one');

    assert.equal((await posts.nextDue(id))?.getTime(), after(5).getTime());
    assert.equal((await claim(id, 'two', after(5)))?.case.version, 2);
  });

  it('keeps what comes in the very moment it is given back', async () => {
    for (let times = 0; times < 20; times++) {
      const id = await open();
      await shownAll(id);
      await note(id, after(1));
      await claim(id, 'one', after(1));

      await Promise.all([posts.release(id, 'one'), note(id, after(2)), note(id, after(3))]);

      assert.equal((await claim(id, 'two', after(3)))?.case.version, 4);
    }
  });

  it('says when another one may look, while somebody has the case', async () => {
    const id = await open();
    await claim(id);

    assert.equal((await posts.nextDue(id))?.getTime(), after(LEASE_MS).getTime());
  });

  it('takes a case over from who died: what may be there is uncertain, all else is free', async () => {
    const id = await open();
    await note(id, OPENED_AT);
    const dead = await claim(id);
    const [thread, requester] = dead?.lines ?? [];
    await posts.posting('one', { card: 'channel' }, id, after(LEASE_MS));
    await posts.posting('one', { line: thread?.id ?? 0 }, id, after(LEASE_MS));

    const claimed = await claim(id, 'two', after(LEASE_MS));

    assert.deepEqual(claimed?.cards.map(({ audience, state, failure }) => [audience, state, failure?.code]).toSorted(), [
      ['channel', 'uncertain', 'UNREACHABLE'],
      ['requester', 'due', undefined],
    ]);
    assert.deepEqual(
      claimed?.lines.map((line) => line.id),
      [requester?.id],
    );
  });

  it('lets a card that is there be changed once more after its holder died', async () => {
    const id = await open();
    await shownAll(id);
    await note(id, after(1));
    await claim(id, 'one', after(1));
    await posts.posting('one', { card: 'channel' }, id, after(LEASE_MS));

    const claimed = await claim(id, 'two', after(LEASE_MS));

    const card = claimed?.cards.find(({ audience }) => audience === 'channel');
    assert.deepEqual([card?.state, card?.place, card?.shownVersion], ['sent', PLACE, 1]);
  });

  it('lets nobody note or settle anything who has not the case any more', async () => {
    const id = await open();
    await note(id, OPENED_AT);
    const old = await claim(id);
    await claim(id, 'two', after(LEASE_MS));
    const [line] = old?.lines ?? [];
    assert.ok(line !== undefined);

    assert.equal(await posts.posting('one', { card: 'channel' }, id, after(LEASE_MS)), false);
    assert.equal(await posts.posting('one', { line: line.id }, id, after(LEASE_MS)), false);
    await posts.settleCard('one', { caseId: id, audience: 'channel' }, 1, { kind: 'sent', place: PLACE }, after(LEASE_MS));
    await posts.settleLine('one', line, { kind: 'dropped' }, after(LEASE_MS));
    await posts.release(id, 'one');

    assert.equal((await posts.cardOf(id, 'channel'))?.state, 'due');
    assert.equal(await claim(id, 'three', after(LEASE_MS + 1)), undefined);
  });

  it('keeps the case with each note, so that a slow one is not taken over', async () => {
    const id = await open();
    await claim(id);

    assert.ok(await posts.posting('one', { card: 'channel' }, id, after(LEASE_MS + 10_000)));

    assert.equal(await claim(id, 'two', after(LEASE_MS)), undefined);
  });

  it('waits for the earliest of what is to be tried again, each place for itself', async () => {
    const id = await open();
    await note(id, OPENED_AT);
    await note(id, OPENED_AT);
    const claimed = await claim(id);
    const [thread, requester] = claimed?.lines ?? [];
    assert.ok(thread !== undefined && requester !== undefined);
    for (const audience of ['channel', 'requester'] as const)
      await posts.settleCard('one', { caseId: id, audience }, 3, { kind: 'sent', place: PLACE }, OPENED_AT);
    await posts.settleLine('one', thread, { kind: 'later', dueAt: after(9_000), failure: FAILURE }, OPENED_AT);
    await posts.settleLine('one', requester, { kind: 'later', dueAt: after(5_000), failure: undefined }, OPENED_AT);
    await posts.release(id, 'one');

    // The lines behind them wait for their turn.
    assert.equal((await posts.nextDue(id))?.getTime(), after(5_000).getTime());
    const again = await claim(id, 'two', after(9_000));
    assert.deepEqual(
      again?.lines.slice(0, 2).map(({ attempts, failure }) => [attempts, failure]),
      [
        [1, FAILURE],
        [0, undefined],
      ],
    );
  });

  it('lets the lines of a thread wait for its card', async () => {
    const id = await open({ requester: undefined });
    await note(id, OPENED_AT);
    const claimed = await claim(id);
    const [card] = claimed?.cards ?? [];
    assert.ok(card !== undefined);

    await posts.settleCard('one', card, 2, { kind: 'failed', failure: { code: NO_CHANNEL } }, OPENED_AT);
    await posts.release(id, 'one');

    assert.equal(await posts.nextDue(id), undefined);
  });

  it("shows a requester's card anew when the channel's fails, and when it is there after all", async () => {
    const id = await open();
    await shownAll(id);
    const wants = async (): Promise<boolean> => (await posts.cardOf(id, 'requester'))?.shownVersion === undefined;
    const channelEnds = async (outcome: Parameters<CasePostStore['settleCard']>[3], at: Date): Promise<void> => {
      await note(id, at);
      await claim(id, 'one', at);
      await posts.settleCard('one', { caseId: id, audience: 'requester' }, 9, { kind: 'sent', place: PLACE }, at);
      await posts.settleCard('one', { caseId: id, audience: 'channel' }, 9, outcome, at);
      await posts.release(id, 'one');
    };

    await channelEnds({ kind: 'gone', failure: FAILURE }, after(1));
    assert.equal(await wants(), true);
    await channelEnds({ kind: 'gone', failure: FAILURE }, after(2));
    assert.equal(await wants(), false);
    await channelEnds({ kind: 'sent', place: PLACE }, after(3));
    assert.equal(await wants(), true);
  });

  it('says to the requester too, once, that a call reached nobody', async () => {
    const id = await open();
    await cases.change(
      id,
      ({ case: present }) => ({
        next: present,
        event: { kind: 'call', actor: 'system', detail: { level: 1, round: 1 }, text: undefined },
        clocks: { add: [], set: [] },
        channels: [],
      }),
      { key: undefined, at: OPENED_AT },
    );
    const claimed = await claim(id);
    const [line] = claimed?.lines ?? [];
    assert.ok(line !== undefined);

    await posts.tellRequester(line, OPENED_AT);
    await posts.tellRequester(line, OPENED_AT);
    await posts.release(id, 'one');

    const again = await claim(id, 'two', after(1));
    assert.deepEqual(
      again?.lines.map(({ to }) => to),
      ['thread', 'requester'],
    );
  });

  it('shows the watchdog what nobody has, the longest waiting first', async () => {
    const [first, second, held, dead] = [await open(), await open(), await open(), await open()];
    await shownAll(first);
    await note(first, after(5_000));
    await claim(held, 'one', after(10_000));
    await claim(dead);

    const waiting = await posts.waiting(after(LEASE_MS), 10);

    assert.deepEqual(waiting.map(({ caseId }) => caseId).toSorted(), [first, second, dead].toSorted());
    assert.deepEqual(waiting.at(-1), { caseId: first, since: after(5_000) });
    assert.equal((await posts.waiting(after(LEASE_MS), 2)).length, 2);
  });

  it('wakes the cards of open cases where the bot is again, and no others', async () => {
    const conversations = postgresConversationStore(database);
    const learn = (conversationId: string, at: Date) =>
      conversations.learn(
        {
          conversationId,
          scope: 'team',
          serviceUrl: 'https://smba.example',
          tenantId: 't',
          botId: 'b',
          personId: undefined,
          accountId: undefined,
          teamId: undefined,
        },
        at,
      );
    await learn(CHANNEL, OPENED_AT);
    const gone = async (some: Partial<NewCase> = {}): Promise<string> => {
      const id = await open({ requester: undefined, ...some });
      await claim(id);
      await posts.settleCard('one', { caseId: id, audience: 'channel' }, 1, { kind: 'gone', failure: FAILURE }, after(1_000));
      await posts.release(id, 'one');
      return id;
    };
    const open1 = await gone();
    const resolved = await gone();
    const elsewhere = await gone({ channelId: '19:other' });
    await database.kysely.updateTable('support_case').set({ state: 'resolved' }).where('id', '=', resolved).execute();
    await conversations.retire(CHANNEL, after(1_000));

    assert.equal(await posts.wake(after(2_000)), 0);
    await learn(CHANNEL, after(3_000));
    assert.equal(await posts.wake(after(4_000)), 1);

    const states = await Promise.all([open1, resolved, elsewhere].map(async (id) => (await posts.cardOf(id, 'channel'))?.state));
    assert.deepEqual(states, ['due', 'gone', 'gone']);
    assert.deepEqual(await posts.waiting(after(4_000), 10), [{ caseId: open1, since: after(4_000) }]);
  });

  it('mends a card that may be there when somebody presses on it, and no other', async () => {
    const id = await open();
    await claim(id);
    await posts.settleCard('one', { caseId: id, audience: 'channel' }, 1, { kind: 'uncertain', failure: FAILURE }, OPENED_AT);
    await posts.settleCard('one', { caseId: id, audience: 'requester' }, 1, { kind: 'sent', place: PLACE }, OPENED_AT);
    await posts.release(id, 'one');
    asked.length = 0;
    const other = { conversationId: 'a:x', activityId: '2' };

    await posts.foundCard(id, 'channel', other, after(1));
    await posts.foundCard(id, 'requester', other, after(1));

    const [channel, requester] = [await posts.cardOf(id, 'channel'), await posts.cardOf(id, 'requester')];
    assert.deepEqual([channel?.state, channel?.place, channel?.shownVersion, requester?.place], ['sent', other, undefined, PLACE]);
    assert.deepEqual(asked, [`show-case ${id}`]);
  });

  it('posts a card again for a person only where it is not there', async () => {
    const id = await open();
    await shownAll(id);

    assert.equal(await posts.repost(id, CHANNEL, ADELE.id, after(1)), false);
    assert.equal(await posts.repost(id, '19:other', ADELE.id, after(1)), false);
    assert.equal(await posts.repost('00000000-0000-4000-8000-000000000000', CHANNEL, ADELE.id, after(1)), false);
  });

  it('posts a card in another channel as a new one, whatever it was in the first', async () => {
    const id = await open();
    await shownAll(id);
    await note(id, after(1));
    await claim(id, 'one', after(1));
    await posts.settleCard('one', { caseId: id, audience: 'channel' }, 2, { kind: 'gone', failure: FAILURE }, after(1));
    await posts.release(id, 'one');

    assert.equal(await posts.repost(id, '19:other', ADELE.id, after(2)), true);

    const card = await posts.cardOf(id, 'channel');
    assert.deepEqual([card?.state, card?.place, (await cases.byId(id))?.channelId], ['due', undefined, '19:other']);
  });

  it('gives five places of a conversation at once, then one each 2.1 seconds, and after a silence five again', async () => {
    const waits: number[] = [];
    for (let each = 0; each < 8; each++) waits.push(await posts.pace(CHANNEL, OPENED_AT));
    const later = [await posts.pace(CHANNEL, after(60_000)), await posts.pace('19:other', OPENED_AT)];

    assert.deepEqual(waits.map(Math.round), [0, 0, 0, 0, 0, 2100, 4200, 6300]);
    assert.deepEqual(later, [0, 0]);
  });

  it('gives no place twice to processes that ask at once', async () => {
    const waits = await Promise.all(Array.from({ length: 20 }, () => posts.pace(CHANNEL, OPENED_AT)));

    assert.equal(new Set(waits.map(Math.round)).size, 16);
    assert.equal(Math.max(...waits.map(Math.round)), 15 * 2100);
  });

  it('forgets the pace of quiet conversations', async () => {
    await posts.pace(CHANNEL, OPENED_AT);
    await posts.pace('19:other', after(86_400_000));

    assert.equal(await posts.prune(after(86_500_000)), 1);
  });
});
