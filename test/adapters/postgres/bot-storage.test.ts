import assert from 'node:assert/strict';
import type { Storage } from 'botbuilder';
import { postgresBotStorage, type BotStorage } from '../../../src/adapters/postgres/bot-storage.ts';
import { freshDatabase } from '../../support/database.ts';

describe('bot storage', () => {
  let storage: BotStorage;
  beforeEach(async () => {
    storage = postgresBotStorage(await freshDatabase());
  });

  it('is a storage of the bot SDK', async () => {
    const ofSdk: Storage = storage;
    await ofSdk.write({ 'teams/chat': { dialogs: { stack: [1, 'a', null] } } });

    assert.deepEqual(await ofSdk.read(['teams/chat', 'none']), { 'teams/chat': { dialogs: { stack: [1, 'a', null] }, eTag: '1' } });
  });

  it('reads nothing for no keys, and forgets what was deleted', async () => {
    await storage.write({ a: { n: 1 }, b: { n: 2 } });
    await storage.delete(['a', 'none']);
    await storage.delete([]);

    assert.deepEqual([await storage.read([]), await storage.read(['a', 'b'])], [{}, { b: { n: 2, eTag: '1' } }]);
  });

  it('overwrites without an eTag, and with *', async () => {
    await storage.write({ a: { n: 1 } });
    await storage.write({ a: { n: 2 } });
    await storage.write({ a: { n: 3, eTag: '*' } });

    assert.deepEqual(await storage.read(['a']), { a: { n: 3, eTag: '3' } });
  });

  it('takes the present eTag and refuses an old or strange one', async () => {
    await storage.write({ a: { n: 1 } });
    await storage.write({ a: { n: 2, eTag: '1' } });

    await assert.rejects(storage.write({ a: { n: 3, eTag: '1' } }), { code: 'CONFLICT' });
    await assert.rejects(storage.write({ a: { n: 3, eTag: 'strange' } }), { code: 'CONFLICT' });
    assert.deepEqual(await storage.read(['a']), { a: { n: 2, eTag: '2' } });
  });

  it('writes nothing at all when one of several is refused', async () => {
    await storage.write({ a: { n: 1 } });
    await storage.write({ a: { n: 2 } });

    await assert.rejects(storage.write({ b: { n: 1 }, a: { n: 3, eTag: '1' } }), { code: 'CONFLICT' });

    assert.deepEqual(await storage.read(['a', 'b']), { a: { n: 2, eTag: '2' } });
  });

  it('lets one of two writers of one eTag win', async () => {
    await storage.write({ a: { n: 1 } });

    const results = await Promise.allSettled([2, 3].map((n) => storage.write({ a: { n, eTag: '1' } })));

    assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  });

  it('keeps texts with characters that PostgreSQL does not store', async () => {
    await storage.write({ a: { text: 'x\0y \ud83d' } });

    assert.deepEqual(await storage.read(['a']), { a: { text: 'xy \ufffd', eTag: '1' } });
  });

  it('forgets what was not written for thirty days', async () => {
    await storage.write({ a: { n: 1 } });
    const days = (n: number): Date => new Date(Date.now() + n * 24 * 3_600_000);

    assert.deepEqual([await storage.prune(days(29)), await storage.prune(days(31))], [0, 1]);
  });
});
