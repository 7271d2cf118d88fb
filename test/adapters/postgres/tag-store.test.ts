import assert from 'node:assert/strict';
import { postgresCustomerStore } from '../../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresTagStore } from '../../../src/adapters/postgres/tag-store.ts';
import { MOST_TAGS } from '../../../src/domain/customer-tag.ts';
import type { TagStore } from '../../../src/ports/tag-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { NOON } from '../../support/health-fixtures.ts';
import { aCustomer } from '../../support/use-case-fixtures.ts';

const A = 'c0000000-0000-4000-8000-000000000001';
const B = 'c0000000-0000-4000-8000-000000000002';
const BY = { actor: 'adele', at: NOON };
const PAGE = { limit: 10, offset: 0 };

describe('tags of customers', () => {
  let database: Database;
  let tags: TagStore;
  beforeEach(async () => {
    database = await freshDatabase();
    tags = postgresTagStore(database);
    const customers = [aCustomer({ tenantId: B, name: 'Blue Yonder' }), aCustomer({ tenantId: A, name: 'Alpine' })];
    await postgresCustomerStore(database).replaceAll({ customers, missing: [] }, NOON);
  });
  afterEach(() => database.close());

  const audit = () => database.kysely.selectFrom('change_audit').selectAll().orderBy('id').execute();

  it('are replaced as a whole, and the change is written down', async () => {
    await tags.replace(A, [], ['VIP', 'Gold'], BY);
    const outcome = await tags.replace(A.toUpperCase(), ['Gold', 'VIP'], ['Gold', 'École'], BY);

    assert.equal(outcome, 'done');
    assert.deepEqual(await tags.of(A), ['École', 'Gold']);
    const [, second] = await audit();
    assert.deepEqual([second?.actor, second?.subject, second?.subject_id, second?.at], ['adele', 'customer-tags', A, NOON]);
    assert.deepEqual(
      [second?.before, second?.after],
      [
        ['Gold', 'VIP'],
        ['Gold', 'École'],
      ],
    );
  });

  it('stay when they are other ones than the person saw', async () => {
    await tags.add(A, 'Gold', BY);

    assert.equal(await tags.replace(A, [], ['Silver'], BY), 'changed');
    assert.deepEqual(await tags.of(A), ['Gold']);
  });

  it('that stay the same are no change', async () => {
    await tags.add(A, 'Gold', BY);
    await tags.add(A, 'GOLD', BY);
    await tags.replace(A, ['Gold'], ['Gold'], BY);
    await tags.remove(A, 'Silver', BY);

    assert.deepEqual([await tags.of(A), (await audit()).length], [['Gold'], 1]);
  });

  it('are bounded', async () => {
    await tags.replace(
      A,
      [],
      Array.from({ length: MOST_TAGS }, (_, n) => `tag ${n}`),
      BY,
    );

    assert.equal(await tags.add(A, 'one more', BY), 'full');
    assert.equal(await tags.add(A, 'TAG 3', BY), 'done');
  });

  it('are given to nobody who is no customer', async () => {
    assert.equal(await tags.add('c0000000-0000-4000-8000-000000000009', 'Gold', BY), 'gone');
  });

  it('added by two people at once are both there', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((tag) => tags.add(A, tag, BY)));

    assert.deepEqual(await tags.of(A), ['a', 'b', 'c', 'd']);
  });

  it('make groups, by name of the customers and spelt as mostly', async () => {
    await tags.add(A, 'gold', BY);
    await tags.add(B, 'gold', BY);
    await tags.replace(A, ['gold'], ['Gold', 'VIP'], BY);

    const { tag, customers, total } = await tags.group('GÖLD', 'all', { limit: 1, offset: 0 });

    assert.deepEqual([['Gold', 'gold'].includes(tag), customers.map(({ name }) => name), total], [true, ['Alpine'], 2]);
    assert.deepEqual(
      (await tags.all('all', 10)).map(({ customers: count }) => count),
      [2, 1],
    );
    assert.deepEqual(
      await tags.ofMany([A, B]),
      new Map([
        [A, ['Gold', 'VIP']],
        [B, ['gold']],
      ]),
    );
  });

  it('show nothing of customers out of view', async () => {
    await tags.add(A, 'Gold', BY);

    assert.deepEqual(await tags.group('Gold', 'none', PAGE), { tag: 'Gold', customers: [], total: 0 });
    assert.deepEqual(await tags.all('none', 10), []);
  });

  it('can be taken away', async () => {
    await tags.replace(A, [], ['Gold', 'VIP'], BY);
    await tags.remove(A, 'gold', BY);

    assert.deepEqual(await tags.of(A), ['VIP']);
  });
});
