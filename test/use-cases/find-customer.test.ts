import assert from 'node:assert/strict';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import type { CustomerStore } from '../../src/ports/customer-store.ts';
import { findCustomer, type FindCustomer } from '../../src/use-cases/find-customer.ts';
import { freshDatabase } from '../support/database.ts';

const NAMES = [
  'Contoso',
  'Fabrikam',
  'Fabrikam Residences',
  'Woodgrove Bank',
  'Woodgrove Insurance',
  'Northwind Traders',
  'Adatum Corporation',
  'Azure Skies Travel',
  'Müller & Söhne GmbH',
  'Mythic Games',
  'City Power & Light',
  'Graphic Design Institute',
  'Lucerne Publishing',
  'Lucerne Publishing',
];

describe('findCustomer', () => {
  let store: CustomerStore;
  let searches: number;
  let find: FindCustomer;

  before(async () => {
    store = postgresCustomerStore(await freshDatabase());
    const customers = NAMES.map((name, index) => ({
      tenantId: `c0000000-0000-4000-8000-0000000000${10 + index}`,
      name,
      domain: `${name.replaceAll(/[^a-z]/gi, '').toLowerCase()}${index}.onmicrosoft.com`,
      domains: [`${name.replaceAll(/[^a-z]/gi, '').toLowerCase()}${index}.onmicrosoft.com`],
      sources: ['partner-center' as const],
    }));
    await store.replaceAll({ customers, missing: [] }, new Date('2026-11-20T08:00:00Z'));
  });

  beforeEach(() => {
    searches = 0;
    const search: CustomerStore['search'] = (query, limit) => {
      searches += 1;
      return store.search(query, limit);
    };
    find = findCustomer({ customers: { ...store, search } });
  });

  async function found(text: string, how: 'whole' | 'in-sentence') {
    const result = await find(text, how);
    if (result.kind === 'one') return [result.customer.name, result.rest];
    return result.kind === 'several' ? result.customers.map(({ name }) => name).toSorted() : undefined;
  }

  for (const [text, name] of [
    ['Contoso', 'Contoso'],
    ['  contoso ', 'Contoso'],
    ['Контосо', 'Contoso'],
    ['Fabrikam', 'Fabrikam'],
    ['residences fabrikam', 'Fabrikam Residences'],
    ['northw', 'Northwind Traders'],
    ['sohne mueller', 'Müller & Söhne GmbH'],
    ['contoso0.onmicrosoft.com', 'Contoso'],
    ['c0000000-0000-4000-8000-000000000013', 'Woodgrove Bank'],
  ] as const) {
    it(`takes ${JSON.stringify(text)} for ${name}`, async () => {
      assert.deepEqual(await found(text, 'whole'), [name, '']);
    });
  }

  it('gives all that a name may mean', async () => {
    assert.deepEqual(await found('Woodgrove', 'whole'), ['Woodgrove Bank', 'Woodgrove Insurance']);
    assert.deepEqual(await found('Lucerne Publishing', 'whole'), ['Lucerne Publishing', 'Lucerne Publishing']);
  });

  it('finds nobody for a name that is none, or no name', async () => {
    assert.equal(await found('Zzyzx Holdings', 'whole'), undefined);
    assert.equal(await found('  ', 'whole'), undefined);
  });

  for (const [sentence, name, rest] of [
    ["Contoso can't send mail since 9", 'Contoso', "can't send mail since 9"],
    ['Contoso was billed twice for a cancelled subscription', 'Contoso', 'was billed twice for a cancelled subscription'],
    ['contoso mail is down', 'Contoso', 'mail is down'],
    ["Contoso's mail is down", 'Contoso', 'mail is down'],
    ['Mail is down at Woodgrove Bank', 'Woodgrove Bank', 'Mail is down'],
    ['woodgrove bank: nobody can sign in', 'Woodgrove Bank', 'nobody can sign in'],
    ['Fabrikam Residences lost its mail', 'Fabrikam Residences', 'lost its mail'],
    ['fabrikam residences lost its mail', 'Fabrikam Residences', 'lost its mail'],
    ['Fabrikam lost its mail', 'Fabrikam', 'lost its mail'],
    ['Chez Contoso, la messagerie ne marche plus depuis 9h', 'Contoso', 'la messagerie ne marche plus depuis 9h'],
    ["Outlook d'Adatum est en panne", 'Adatum Corporation', "Outlook d'Adatum est en panne"],
    ['У Контосо не работает почта с 9 утра', 'Contoso', 'не работает почта с 9 утра'],
    ['Почта не работает у Контосо', 'Contoso', 'Почта не работает'],
    ['Azure Skies cannot reach its virtual machines', 'Azure Skies Travel', 'cannot reach its virtual machines'],
    ['contoso0.onmicrosoft.com cannot log in', 'Contoso', 'cannot log in'],
  ] as const) {
    it(`hears ${name} in ${JSON.stringify(sentence)}`, async () => {
      assert.deepEqual(await found(sentence, 'in-sentence'), [name, rest]);
    });
  }

  for (const sentence of [
    'Mail is down',
    'my Outlook crashes',
    'Azure is slow',
    'Почта не работает',
    'how do I reset a password',
    'Power BI is down',
    'Institute is what they call it',
    'Design tool crashes',
    '',
    '👍 !!! 9',
  ]) {
    it(`hears no customer in ${JSON.stringify(sentence)}`, async () => {
      assert.equal(await found(sentence, 'in-sentence'), undefined);
    });
  }

  it('leaves the choice where a sentence may mean several', async () => {
    assert.deepEqual(await found('Woodgrove has lost its mail', 'in-sentence'), ['Woodgrove Bank', 'Woodgrove Insurance']);
  });

  for (const sentence of [
    'fabrkam cannot send emails',
    'conotso: Teams is slow',
    'Outlook est en panne chez Cotnoso',
    'у кантосо не уходит почта',
  ]) {
    it(`offers who is nearly called so in ${JSON.stringify(sentence)}`, async () => {
      const result = await find(sentence, 'in-sentence');

      assert.equal(result.kind, 'none');
      assert.match(result.kind === 'none' ? (result.near[0]?.name ?? '') : '', /^(?:Fabrikam|Contoso)$/);
    });
  }

  it('knows that a sentence names somebody who is not on the list', async () => {
    const unknown = await find('Zzyzx cannot send emails', 'in-sentence');
    const nobody = await find('Outlook cannot send emails', 'in-sentence');

    assert.deepEqual(unknown, { kind: 'none', near: [], unknownName: true });
    assert.deepEqual(nobody, { kind: 'none', near: [], unknownName: false });
  });

  it('costs at most six searches, however long the sentence', async () => {
    await find('The Mail Of Some People At Another Place Is Down For Ever And Ever Since Monday '.repeat(20), 'in-sentence');

    assert.equal(searches, 6);
  });
});
