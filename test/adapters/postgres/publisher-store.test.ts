import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresPublisherStore } from '../../../src/adapters/postgres/publisher-store.ts';
import type { PublisherFields } from '../../../src/domain/publisher-contact.ts';
import type { PublisherStore } from '../../../src/ports/publisher-store.ts';
import { freshDatabase } from '../../support/database.ts';

const AT = new Date('2026-11-20T09:00:00Z');
const LATER = new Date('2026-11-20T10:00:00Z');
const ADELE = { id: 'a0a0a0a0-0000-4000-8000-000000000001', name: 'Adele Vance' };
const CAMILLE = { id: 'a0a0a0a0-0000-4000-8000-000000000002', name: 'Camille Laurent' };

function fields(product: string, some: Partial<PublisherFields> = {}): PublisherFields {
  return { product, publisher: 'Fabrikam Software', page: 'https://fabrikam.example/', email: undefined, phone: undefined, ...some };
}

describe('publishers’ contacts', () => {
  let database: Database;
  let store: PublisherStore;
  beforeEach(async () => {
    database = await freshDatabase();
    store = postgresPublisherStore(database);
  });
  const added = async (product: string, at = AT) => (await store.add(fields(product), ADELE, at)) ?? assert.fail('not added');
  const found = async (product: string) => (await store.find(product, 10)).map((contact) => contact.product);
  const audit = () => database.kysely.selectFrom('change_audit').selectAll().orderBy('id').execute();

  it('are found again with who entered them and when (B41)', async () => {
    const contact = await added('Fabrikam Sign');

    assert.deepEqual(await store.byId(contact.id), {
      id: contact.id,
      version: 1,
      ...fields('Fabrikam Sign'),
      changedBy: 'Adele Vance',
      changedAt: AT,
    });
    assert.equal(await store.byId('not-an-id'), undefined);
    assert.equal(await store.byId('b0b0b0b0-0000-4000-8000-00000000ffff'), undefined);
  });

  for (const query of ['fabrikam sign', 'sign', 'FABRIKAM', 'fabr', 'fabrikan sign', 'sign fabrikam', 'Фабрикам'])
    it(`are found by “${query}”`, async () => {
      await added('Fabrikam Sign');
      await added('Tailspin Backup');

      assert.deepEqual(await found(query), ['Fabrikam Sign']);
    });

  it('come best match first, and newest first for no text', async () => {
    await added('Fabrikam Sign for Teams');
    await added('Fabrikam Sign', LATER);

    assert.equal((await found('fabrikam sign'))[0]?.startsWith('Fabrikam Sign'), true);
    assert.deepEqual(await found(' '), ['Fabrikam Sign', 'Fabrikam Sign for Teams']);
  });

  it('are not guessed from a text that is like none', async () => {
    await added('Fabrikam Sign');

    assert.deepEqual(await found('payroll'), []);
    assert.deepEqual(await found("%' or 1=1 --"), []);
  });

  it('are one for each product, in whatever spelling', async () => {
    await added('Fabrikam Sign');

    assert.equal(await store.add(fields('sign FABRIKAM'), CAMILLE, LATER), undefined);
  });

  it('are changed only on the version that was seen', async () => {
    const { id } = await added('Fabrikam Sign');
    const changed = await store.change(id, 1, fields('Fabrikam Sign', { page: undefined, phone: '+49 30 5550199' }), CAMILLE, LATER);

    assert.deepEqual(
      [changed?.version, changed?.phone, changed?.page, changed?.changedBy],
      [2, '+49 30 5550199', undefined, 'Camille Laurent'],
    );
    assert.equal(await store.change(id, 1, fields('Fabrikam Sign'), ADELE, LATER), undefined);
    assert.deepEqual((await store.byId(id))?.version, 2);
  });

  it('do not take the name of another product', async () => {
    const { id } = await added('Fabrikam Sign');
    await added('Tailspin Backup');

    assert.equal(await store.change(id, 1, fields('Tailspin backup'), CAMILLE, LATER), undefined);
  });

  it('have every change in the audit, with before and after', async () => {
    const { id } = await added('Fabrikam Sign');
    await store.change(id, 1, fields('Fabrikam Sign', { email: 'help@fabrikam.example' }), CAMILLE, LATER);
    await store.change(id, 1, fields('Fabrikam Sign'), ADELE, LATER);

    const entries = await audit();
    assert.deepEqual(
      entries.map(({ actor, subject, subject_id, action }) => [actor, subject, subject_id, action]),
      [
        [ADELE.id, 'publisher-contact', id, 'added'],
        [CAMILLE.id, 'publisher-contact', id, 'changed'],
      ],
    );
    assert.deepEqual(entries[1]?.before, { product: 'Fabrikam Sign', publisher: 'Fabrikam Software', page: 'https://fabrikam.example/' });
    assert.match(JSON.stringify(entries[1]?.after), /"email":"help@fabrikam\.example"/);
  });

  it('change once when two people save at the same moment', async () => {
    const { id } = await added('Fabrikam Sign');
    const saves = await Promise.all(
      [ADELE, CAMILLE].map((editor) => store.change(id, 1, fields('Fabrikam Sign', { publisher: editor.name }), editor, LATER)),
    );

    assert.equal(saves.filter((saved) => saved !== undefined).length, 1);
    assert.equal((await audit()).length, 2);
  });
});
