import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresHealthStore } from '../../../src/adapters/postgres/health-store.ts';
import { postgresSecretStore } from '../../../src/adapters/postgres/secret-store.ts';
import { postgresTopicStore } from '../../../src/adapters/postgres/topic-store.ts';
import type { HealthSnapshot } from '../../../src/domain/service-health.ts';
import type { ConversationAddress, PersonAccount } from '../../../src/ports/conversation-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

let database: Database;
beforeEach(async function () {
  if (this.currentTest?.file?.endsWith('small-stores.test.ts') === true) database = await freshDatabase();
});

describe('conversation store', () => {
  const chat: ConversationAddress = {
    conversationId: 'a:chat',
    scope: 'personal',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    tenantId: 't',
    botId: '28:bot',
    personId: 'adele',
    accountId: '29:adele',
    teamId: undefined,
  };
  const channel: ConversationAddress = {
    ...chat,
    conversationId: '19:c',
    scope: 'team',
    personId: undefined,
    accountId: undefined,
    teamId: '19:team',
  };

  it('gives back what it learnt, and the newer of two addresses', async () => {
    const conversations = postgresConversationStore(database);
    await conversations.learn(chat, NOON);
    await conversations.learn(channel, NOON);
    await conversations.learn({ ...chat, serviceUrl: 'https://smba.trafficmanager.net/fr/' }, later(1));

    const moved = { ...chat, serviceUrl: 'https://smba.trafficmanager.net/fr/' };
    assert.deepEqual([await conversations.byId('a:chat'), await conversations.byId('19:c')], [moved, channel]);
    assert.deepEqual([await conversations.personalChatOf('adele'), await conversations.personalChatOf('mei')], [moved, undefined]);
  });

  it('gives the newest of a person’s chats', async () => {
    const conversations = postgresConversationStore(database);
    await conversations.learn({ ...chat, conversationId: 'a:new' }, later(1));
    await conversations.learn(chat, NOON);

    assert.equal((await conversations.personalChatOf('adele'))?.conversationId, 'a:new');
  });

  it('does not give a retired conversation until it is learnt again', async () => {
    const conversations = postgresConversationStore(database);
    await conversations.learn(chat, NOON);
    await conversations.retire('a:chat', later(1));

    const retired = [await conversations.byId('a:chat'), await conversations.personalChatOf('adele')];
    await conversations.learn(chat, later(2));

    assert.deepEqual([...retired, await conversations.byId('a:chat')], [undefined, undefined, chat]);
  });
});

describe('people met anywhere', () => {
  const account: PersonAccount = {
    personId: 'mei',
    accountId: '29:mei',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    tenantId: 't',
    botId: '28:bot',
  };
  const chat: ConversationAddress = { ...account, conversationId: 'a:mei', scope: 'personal', teamId: undefined };

  it('are known by their newest account', async () => {
    const conversations = postgresConversationStore(database);
    await conversations.learnAccount(account, NOON);
    const moved = { ...account, serviceUrl: 'https://smba.trafficmanager.net/fr/' };
    await conversations.learnAccount(moved, later(1));

    assert.deepEqual([await conversations.accountOf('mei'), await conversations.accountOf('adele')], [moved, undefined]);
  });

  it('are not written to against their will: not once they removed the bot, until it is back', async () => {
    const conversations = postgresConversationStore(database);
    await conversations.learnAccount(account, NOON);
    await conversations.learn(chat, NOON);
    await conversations.retire('a:mei', later(1));
    const removed = await conversations.accountOf('mei');
    await conversations.learnAccount(account, later(2));
    const seenInAChannel = await conversations.accountOf('mei');

    await conversations.learn(chat, later(3));

    assert.deepEqual([removed, seenInAChannel, await conversations.accountOf('mei')], [undefined, undefined, account]);
  });

  it('are forgotten when they are not met for a year, and retired conversations after 90 days', async () => {
    const conversations = postgresConversationStore(database);
    const days = (count: number): Date => later(count * 24 * 60);
    await conversations.learnAccount(account, NOON);
    await conversations.learn({ ...chat, conversationId: 'a:retired', personId: 'adele' }, NOON);
    await conversations.learn({ ...chat, conversationId: 'a:present', personId: 'dmitri' }, NOON);
    await conversations.retire('a:retired', NOON);

    const early = await conversations.prune(days(89));
    const retired = await conversations.prune(days(91));
    const unmet = await conversations.prune(days(366));

    assert.deepEqual([early, retired, unmet], [0, 1, 1]);
    assert.notEqual(await conversations.byId('a:present'), undefined);
  });
});

describe('health store', () => {
  const snapshot: HealthSnapshot = {
    tenantId: 't',
    fetchedAt: NOON,
    overviews: [
      {
        id: 'Exchange',
        service: 'Exchange Online',
        status: 'serviceDegradation',
        rawStatus: 'serviceDegradation',
        issues: [
          {
            id: 'EX1',
            title: 'Mail is late',
            service: 'Exchange Online',
            classification: 'incident',
            status: 'unknown',
            rawStatus: 'somethingNew',
            startedAt: NOON,
            modifiedAt: NOON,
            impact: 'Late',
            feature: undefined,
            highImpact: false,
          },
        ],
      },
    ],
  };

  it('gives back the last snapshot', async () => {
    const health = postgresHealthStore(database, NO_JOBS);
    await health.save(snapshot);

    assert.deepEqual([await health.latest('t'), await health.latest('other')], [snapshot, undefined]);
  });

  it('keeps the newer of two snapshots, whichever is stored last', async () => {
    const health = postgresHealthStore(database, NO_JOBS);
    await health.save({ ...snapshot, fetchedAt: later(1), overviews: [] });
    await health.save(snapshot);

    assert.deepEqual(await health.latest('t'), { tenantId: 't', fetchedAt: later(1), overviews: [] });
  });

  it('keeps a tenant without services apart from one never read', async () => {
    const health = postgresHealthStore(database, NO_JOBS);
    await health.save({ ...snapshot, overviews: [] });

    assert.deepEqual((await health.latest('t'))?.overviews, []);
  });
});

describe('topic store', () => {
  it('gives back the topics of a language in their order', async () => {
    const topics = postgresTopicStore(database);
    const some = [
      { id: '2', name: 'Invoices', description: 'All about them' },
      { id: '1', name: 'Agreements', description: '' },
    ];
    await topics.save('en', [], NOON);
    await topics.save('en', some, later(1));

    assert.deepEqual([await topics.topics('en'), await topics.topics('fr')], [some, []]);
  });
});

describe('secret store', () => {
  const key = randomBytes(32);

  it('gives back what was stored, with its time', async () => {
    const secrets = postgresSecretStore(database, key);
    await secrets.write('token', 'sécret', NOON);

    assert.deepEqual([await secrets.read('token'), await secrets.read('other')], [{ value: 'sécret', at: NOON }, undefined]);
  });

  it('keeps the newest, whichever is stored last', async () => {
    const secrets = postgresSecretStore(database, key);
    await secrets.write('token', 'new', later(1));
    await secrets.write('token', 'old', NOON);

    assert.deepEqual(await secrets.read('token'), { value: 'new', at: later(1) });
  });

  it('stores nothing readable, and nothing equal for equal secrets', async () => {
    const secrets = postgresSecretStore(database, key);
    await secrets.write('one', 'refresh-token', NOON);
    await secrets.write('two', 'refresh-token', NOON);

    const rows = await database.kysely.selectFrom('secret').select('sealed').execute();
    const sealed = rows.map((row) => Buffer.from(row.sealed).toString('latin1'));

    assert.equal(
      sealed.some((text) => text.includes('refresh')),
      false,
    );
    assert.equal(new Set(sealed).size, 2);
  });

  it('says that the key is another one, without telling a secret', async () => {
    await postgresSecretStore(database, key).write('token', 'refresh-token', NOON);

    await assert.rejects(postgresSecretStore(database, randomBytes(32)).read('token'), {
      code: 'MISCONFIGURED',
      message: /"token" cannot be decrypted with this ENCRYPTION_KEY/,
    });
  });

  it('does not open a secret that was put in the place of another, or cut', async () => {
    const secrets = postgresSecretStore(database, key);
    await secrets.write('one', 'a', NOON);
    await database.kysely
      .insertInto('secret')
      .columns(['name', 'sealed', 'stored_at'])
      .expression((eb) => eb.selectFrom('secret').select((one) => [one.val('two').as('name'), 'sealed', 'stored_at']))
      .execute();
    await database.kysely
      .insertInto('secret')
      .values({ name: 'cut', sealed: Buffer.from('short'), stored_at: NOON })
      .execute();

    await assert.rejects(secrets.read('two'), { code: 'MISCONFIGURED' });
    await assert.rejects(secrets.read('cut'), { code: 'MISCONFIGURED' });
  });

  it('refuses a key of the wrong length', () => {
    assert.throws(() => postgresSecretStore(database, randomBytes(16)), { code: 'MISCONFIGURED', message: /16 bytes instead of 32/ });
  });
});
