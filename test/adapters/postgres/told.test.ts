import assert from 'node:assert/strict';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresPeopleWithChats } from '../../../src/adapters/postgres/people-with-chats.ts';
import { postgresToldStore } from '../../../src/adapters/postgres/told-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { days, NOON } from '../../support/relationships.ts';

let database: Database;

describe('told store', () => {
  beforeEach(async () => (database = await freshDatabase()));
  afterEach(() => database.close());

  it('lets one of many tell a person of an occasion', async () => {
    const told = postgresToldStore(database);
    const first = await Promise.all(Array.from({ length: 8 }, () => told.note('week 1', 'adele', NOON)));

    assert.equal(first.filter(Boolean).length, 1);
    assert.deepEqual([await told.note('week 1', 'camille', NOON), await told.note('week 2', 'adele', days(7))], [true, true]);
  });

  it('takes back what was not told', async () => {
    const told = postgresToldStore(database);
    await told.note('week 1', 'adele', NOON);
    await told.takeBack('week 1', 'adele');

    assert.equal(await told.note('week 1', 'adele', NOON), true);
  });

  it('forgets what was long ago', async () => {
    const told = postgresToldStore(database);
    await told.note('week 1', 'adele', NOON);
    await told.note('week 60', 'adele', days(420));

    assert.equal((await database.kysely.selectFrom('told').selectAll().execute()).length, 1);
  });
});

describe('people with chats', () => {
  beforeEach(async () => (database = await freshDatabase()));
  afterEach(() => database.close());

  it('come in their order, batch by batch, each once; neither retired chats nor channels have any', async () => {
    const conversations = postgresConversationStore(database);
    const address = { serviceUrl: 'https://channel.example', tenantId: 't', botId: '28:bot', accountId: undefined, teamId: undefined };
    for (const [conversationId, personId] of [
      ['a:1', 'c'],
      ['a:2', 'a'],
      ['a:3', 'a'],
      ['a:4', 'b'],
      ['a:5', 'gone'],
    ] as const)
      await conversations.learn({ ...address, conversationId, personId, scope: 'personal' }, NOON);
    await conversations.learn({ ...address, conversationId: '19:x', personId: undefined, scope: 'team' }, NOON);
    await conversations.retire('a:5', NOON);
    const people = postgresPeopleWithChats(database);

    assert.deepEqual([await people.next(undefined, 2), await people.next('b', 2), await people.next('c', 2)], [['a', 'b'], ['c'], []]);
  });
});
