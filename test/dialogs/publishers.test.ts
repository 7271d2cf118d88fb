import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { words } from '../../src/locales/words.ts';
import { buttonsOf, inputOf, shows } from './card-reading.ts';
import { openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');

describe('Publishers’ contacts', () => {
  let desk: Helpdesk;
  let adele: User;
  let product: string;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
    // The stores are shared by all tests of the dialogs.
    product = `Sign ${randomUUID().slice(0, 8)}`;
  });
  const typed = (some: object = {}) => ({
    product,
    publisher: 'Fabrikam Software',
    page: 'https://fabrikam.example/help',
    email: '',
    phone: '',
    ...some,
  });
  const find = (user: User = adele) => user.press({ verb: 'publisher.find', data: { product }, messageId: 'other-card' });
  const enter = async (user: User = adele) => {
    await find(user);
    await user.clicks('publisher.edit');
    return user.clicks('publisher.save', typed());
  };

  it('are reached from the portals, and the card stays', async () => {
    await adele.says('admin contoso');
    shows(await adele.clicks('publisher.find'), t('administer.publisher.intro'));
    assert.equal(adele.lastTurn[0]?.replaced, false);
  });

  it('are reached where a report about a marketplace product ends (B39, B40)', async () => {
    await adele.says('Contoso: the marketplace app shows an error');
    shows(await adele.clicks('publisher.find'), t('administer.publisher.intro'));
  });

  it('are entered by staff and found again by a part of the name (B40, B41)', async () => {
    shows(await find(), t('administer.publisher.none', { product }));
    shows(await enter(), product, 'Fabrikam Software', 'Entered by Adele Vance');

    await find();
    await adele.clicks('publisher.search', { product: product.toUpperCase() });
    shows(await adele.clicks('publisher.show'), 'https://fabrikam.example/help');
  });

  it('start the form with what was searched for', async () => {
    await find();

    assert.equal(inputOf(await adele.clicks('publisher.edit'), 'product')?.['value'], product);
  });

  it('keep all that was typed when something is wrong, and say it at the field', async () => {
    await find();
    await adele.clicks('publisher.edit');
    const card = await adele.clicks('publisher.save', typed({ page: 'http://fabrikam.example', email: 'nobody', phone: 'call' }));

    assert.match(String(inputOf(card, 'page')?.['label']), new RegExp(t('administer.publisher.problems.not-a-link')));
    assert.match(String(inputOf(card, 'email')?.['label']), new RegExp(t('administer.publisher.problems.not-an-address')));
    assert.deepEqual(
      ['product', 'publisher', 'page', 'email', 'phone'].map((id) => inputOf(card, id)?.['value']),
      [product, 'Fabrikam Software', 'http://fabrikam.example', 'nobody', 'call'],
    );
  });

  it('ask for at least one way', async () => {
    await find();
    await adele.clicks('publisher.edit');
    const card = await adele.clicks('publisher.save', typed({ page: ' ' }));

    assert.match(String(inputOf(card, 'page')?.['label']), new RegExp(t('administer.publisher.problems.one-needed')));
  });

  it('are changed on the version that was seen', async () => {
    await enter();
    await adele.clicks('publisher.edit');
    const card = await adele.clicks('publisher.save', typed({ phone: '+49 30 5550199' }));

    shows(card, '+49 30 5550199');
  });

  it('show what somebody else saved meanwhile, and lose nothing', async () => {
    await enter();
    const [contact] = await desk.deps.publishers.find(product, 1);
    assert.ok(contact);
    await adele.clicks('publisher.edit');
    const camille = desk.user(desk.people.camille);
    await camille.press({
      verb: 'publisher.save',
      data: { contactId: contact.id, version: 1, ...typed({ phone: '+33 1 55501000' }) },
      messageId: 'm',
    });

    const card = await adele.clicks('publisher.save', typed({ email: 'help@fabrikam.example' }));
    shows(card, 'Camille Laurent', '+33 1 55501000');
    assert.equal(inputOf(card, 'email')?.['value'], 'help@fabrikam.example');

    await adele.clicks('publisher.save', typed({ email: 'help@fabrikam.example' }));
    assert.deepEqual((await desk.deps.publishers.byId(contact.id))?.version, 3);
  });

  it('are added once by a second press', async () => {
    await find();
    await adele.clicks('publisher.edit');
    const button = adele.button('publisher.save');
    await adele.press(button, typed());
    shows(await adele.press(button, typed()), 'Entered by Adele Vance');

    assert.equal((await desk.deps.publishers.find(product, 9)).filter((contact) => contact.product === product).length, 1);
  });

  it('say when the product is known already, with what was typed', async () => {
    await enter();
    await find();
    await adele.press({ verb: 'publisher.edit', data: { product }, messageId: 'm' });
    const card = await adele.clicks('publisher.save', typed({ publisher: 'Another' }));

    assert.match(String(inputOf(card, 'product')?.['label']), new RegExp(t('administer.publisher.problems.known-already')));
    assert.equal(inputOf(card, 'publisher')?.['value'], 'Another');
  });

  it('may be seen by a sales agent, not changed (B8)', async () => {
    await enter();
    const mei = desk.user(desk.people.mei);
    const card = await find(mei);

    shows(card, product);
    assert.ok(!buttonsOf(card).some(({ verb }) => verb === 'publisher.edit'));
    shows(await mei.press({ verb: 'publisher.save', data: typed(), messageId: 'm' }), t('abilities.edit-customers'));
  });

  it('take strange data for an old card', async () => {
    for (const [verb, data] of [
      ['publisher.show', {}],
      ['publisher.show', { contactId: randomUUID() }],
      ['publisher.edit', { contactId: randomUUID() }],
      ['publisher.save', { contactId: 'x' }],
      ['publisher.nothing', {}],
    ] as const)
      shows(await adele.press({ verb, data, messageId: 'm' }), t('notices.old-card.title'));
  });
});
