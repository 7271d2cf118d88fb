import assert from 'node:assert/strict';
import sinon from 'sinon';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresToldStore } from '../../src/adapters/postgres/told-store.ts';
import type { Audience } from '../../src/domain/audience.ts';
import type { EscalationChannel } from '../../src/ports/escalation-channels.ts';
import { tellClocks } from '../../src/use-cases/tell-clocks.ts';
import { freshDatabase } from '../support/database.ts';
import { backEndFailure, handClock, NEVER } from '../support/use-case-fixtures.ts';

const OUTAGE = { kind: 'stands-still', from: new Date('2026-11-20T08:00:00Z') } as const;
const channel = (conversationId: string, some: Partial<EscalationChannel> = {}): EscalationChannel => ({
  conversationId,
  teamId: '19:team',
  teamName: 'Support',
  name: 'Experts',
  kind: 'standard',
  locale: 'fr',
  timeZone: 'Europe/Paris',
  outsidersAllowed: false,
  setUpBy: { id: 'megan', name: 'Megan Bowen' },
  setUpAt: OUTAGE.from,
  ...some,
});

describe('telling the channels that the clocks stand still', () => {
  const clock = handClock();
  let database: Database;
  beforeEach(async () => {
    database = await freshDatabase();
    const conversations = postgresConversationStore(database);
    for (const conversationId of ['19:a', '19:b']) {
      const address = { scope: 'team', serviceUrl: 'https://smba.example', tenantId: 't', botId: '28:bot', teamId: '19:team' } as const;
      await conversations.learn({ conversationId, personId: undefined, accountId: undefined, ...address }, clock.now());
    }
  });
  afterEach(() => database.close());

  function given(channels: readonly EscalationChannel[], audience: Audience = 'own', tell = sinon.fake.resolves(undefined)) {
    const log = sinon.fake();
    const tellAll = tellClocks({
      channels: { list: async () => channels },
      conversations: postgresConversationStore(database),
      audience: { of: async () => audience },
      told: postgresToldStore(database),
      alarm: { tell },
      clock,
      log,
    });
    return { tellAll, tell, log };
  }

  it('tells each once for an outage, whichever replica tells', async () => {
    const channels = [channel('19:a'), channel('19:b')];
    const [one, another] = [given(channels), given(channels)];

    const told = await Promise.all([one.tellAll(OUTAGE, NEVER), another.tellAll(OUTAGE, NEVER)]);
    const later = await one.tellAll(OUTAGE, NEVER);

    assert.deepEqual([told.reduce((sum, each) => sum + each, 0), later], [2, 0]);
    const to = [...one.tell.args, ...another.tell.args].map(([address]) => (address as { conversationId: string }).conversationId);
    assert.deepEqual(to.toSorted(), ['19:a', '19:b']);
  });

  it('tells of another outage, and of its end', async () => {
    const { tellAll } = given([channel('19:a')]);
    await tellAll(OUTAGE, NEVER);

    assert.equal(await tellAll({ kind: 'ran-again', from: OUTAGE.from, to: clock.now() }, NEVER), 1);
    assert.equal(await tellAll({ kind: 'stands-still', from: clock.now() }, NEVER), 1);
  });

  it('tells nothing where outsiders read, unless the channel was set up so, nor where the bot is not any more', async () => {
    const { tellAll, tell } = given([channel('19:a'), channel('19:b', { outsidersAllowed: true }), channel('19:gone')], 'outsiders');

    assert.equal(await tellAll(OUTAGE, NEVER), 1);
    assert.equal((tell.firstCall.args[1] as EscalationChannel).conversationId, '19:b');
  });

  it('tells too where it is not known who reads: it names no customer', async () => {
    assert.equal(await given([channel('19:a')], 'unknown').tellAll(OUTAGE, NEVER), 1);
  });

  it('tells later whom it certainly did not reach, and nobody twice', async () => {
    const failing = given([channel('19:a')], 'own', sinon.fake.rejects(backEndFailure('UNAVAILABLE')));
    const lost = given([channel('19:b')], 'own', sinon.fake.rejects(backEndFailure('TIMED_OUT', 'unknown')));

    assert.deepEqual([await failing.tellAll(OUTAGE, NEVER), await lost.tellAll(OUTAGE, NEVER)], [0, 0]);
    const { tellAll, tell } = given([channel('19:a'), channel('19:b')]);
    await tellAll(OUTAGE, NEVER);

    assert.deepEqual(
      tell.args.map(([address]) => (address as { conversationId: string }).conversationId),
      ['19:a'],
    );
    sinon.assert.calledOnceWithMatch(failing.log, 'channel not told of the clocks', { conversationId: '19:a', code: 'UNAVAILABLE' });
  });
});
