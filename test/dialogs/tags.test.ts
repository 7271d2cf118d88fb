import assert from 'node:assert/strict';
import { MOST_TAGS } from '../../src/domain/customer-tag.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot } from '../support/health-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');

describe('Tags of customers', () => {
  let database: Database;
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    adele = desk.user();
  });
  afterEach(() => database.close());

  const given = ({ tenantId } = CONTOSO) => desk.deps.tags.of(tenantId);
  const tag = ({ tenantId } = CONTOSO, name = 'Gold') => desk.deps.tags.add(tenantId, name, { actor: 'someone', at: desk.clock.now() });

  it('are written in one line and shown on the customer’s card', async () => {
    await adele.says('customer contoso');
    await adele.clicks('tags.edit');
    const card = await adele.clicks('tags.save', { tags: ' vip, #Gold,gold' });

    assert.deepEqual(await given(), ['Gold', 'vip']);
    shows(card, '\\#Gold \\#vip');
    const [change] = await database.kysely.selectFrom('change_audit').selectAll().execute();
    assert.deepEqual(
      [change?.actor, change?.subject_id, change?.before, change?.after],
      [desk.people.adele.id, CONTOSO.tenantId, [], ['vip', 'Gold']],
    );
  });

  it('are shown in the list of customers', async () => {
    await tag();
    await adele.says('customer contoso');

    shows(await adele.says('customers contoso'), 'contoso.onmicrosoft.com · \\#Gold');
    shows(await adele.says('customers'), 'contoso.onmicrosoft.com · \\#Gold');
  });

  it('that are too many or too long are not saved, and what was written stays', async () => {
    await tag();
    await adele.press({ verb: 'tags.edit', data: { tenantId: CONTOSO.tenantId }, messageId: 'm' });
    const many = Array.from({ length: MOST_TAGS + 1 }, (_, n) => `t${n}`).join(', ');

    const card = await adele.clicks('tags.save', { tags: many });
    shows(card, t('tags.problems.too-many', { count: MOST_TAGS + 1, most: MOST_TAGS }));
    assert.equal(inputOf(card, 'tags')?.['value'], many);
    shows(await adele.clicks('tags.save', { tags: 'x'.repeat(31) }), t('tags.problems.too-long', { tag: 'x'.repeat(31), longest: 30 }));
    assert.deepEqual(await given(), ['Gold']);
  });

  it('that somebody changed meanwhile are shown anew, and not overwritten', async () => {
    await adele.press({ verb: 'tags.edit', data: { tenantId: CONTOSO.tenantId }, messageId: 'm' });
    await tag();

    const card = await adele.clicks('tags.save', { tags: 'VIP' });
    shows(card, t('tags.problems.changed'));
    assert.equal(inputOf(card, 'tags')?.['value'], 'Gold');

    await adele.clicks('tags.save', { tags: 'Gold, VIP' });
    assert.deepEqual(await given(), ['Gold', 'VIP']);
  });

  it('are changed by nobody whose role does not allow it, or who has no access', async () => {
    const mei = desk.user(desk.people.mei);
    const press = { verb: 'tags.save', data: { tenantId: CONTOSO.tenantId, seen: '', tags: 'Gold' }, messageId: 'm' };
    assert.ok(!buttonsOf(await mei.says('customer contoso')).some(({ verb }) => verb === 'tags.edit'));
    shows(await mei.press(press), t('notices.not-permitted.title'));

    for (const access of ['denied', 'unknown'] as const) {
      desk.fakes.check = desk.access(access);
      shows(await adele.press(press), t(`notices.access-${access}.title`, { customer: 'Contoso' }));
    }
    assert.deepEqual(await given(), []);
  });

  describe('make groups', () => {
    beforeEach(async () => {
      await tag(CONTOSO);
      await tag(FABRIKAM, 'gold');
    });

    it('that are listed, opened, and lead to their issues', async () => {
      await desk.polled(aSnapshot(FABRIKAM.tenantId, desk.clock.now(), [anIssue('EX1', { title: 'Mail is delayed' })]));
      await adele.says('board');
      shows(await adele.clicks('tags.list'), t('tags.group.count', { count: 2 }));

      const group = await adele.clicks('tags.show');
      shows(group, 'Contoso', 'Fabrikam Residences');

      shows(await adele.clicks('board.page'), 'Mail is delayed', t('board.hits', { count: 1 }));
    });

    it('by typing the tag', async () => {
      shows(await adele.says('customers #GOLD'), 'Contoso', 'Fabrikam Residences');
      shows(await adele.says('customers #silver'), t('tags.group.empty'), 'of customers · 0 customers\n\\#silver');
    });

    it('by typing what is too long for a tag, which finds none', async () => {
      const long = 'x'.repeat(3900);

      for (const said of [`customers #${long}`, `incidents #${long}`]) assert.ok(JSON.stringify(await adele.says(said)).length < 4000);
      shows(await adele.clicks('tags.show'), t('tags.group.empty'));
    });

    it('where customers are put in and taken out', async () => {
      await adele.says('customers #gold');
      await adele.clicks('tags.remove', {}, { tenantId: CONTOSO.tenantId });
      assert.deepEqual(await given(), []);
      assert.doesNotMatch(textsOf(adele.card), /Contoso/);

      shows(await adele.clicks('tags.add', { customer: CONTOSO.tenantId }), 'Contoso');
      assert.deepEqual(await given(), ['gold']);
      assert.ok(adele.lastTurn[0]?.replaced);
    });

    it('that a customer with all the tags it may have does not come into', async () => {
      const all = Array.from({ length: MOST_TAGS }, (_, n) => `t${n}`);
      await desk.deps.tags.replace(CONTOSO.tenantId, ['Gold'], all, { actor: 'someone', at: desk.clock.now() });
      await adele.says('customers #gold');

      shows(await adele.clicks('tags.add', { customer: CONTOSO.tenantId }), t('tags.group.full', { customer: 'Contoso' }));
    });

    it('of which a person sees only whom they have access to, and changes nobody else', async () => {
      desk.fakes.view = desk.viewing('none');
      shows(await adele.says('customers #gold'), t('tags.group.empty'));

      desk.fakes.check = desk.access('denied');
      const press = { verb: 'tags.remove', data: { tag: 'gold', tenantId: FABRIKAM.tenantId }, messageId: 'm' };
      shows(await adele.press(press), t('notices.access-denied.title', { customer: 'Fabrikam Residences' }));
      assert.deepEqual(await given(FABRIKAM), ['gold']);
    });

    it('that a sales agent sees and cannot change', async () => {
      const card = await desk.user(desk.people.mei).says('customers #gold');

      shows(card, 'Contoso');
      assert.ok(!buttonsOf(card).some(({ verb }) => verb === 'tags.add' || verb === 'tags.remove'));
    });

    it('and take no nonsense from a card', async () => {
      for (const data of [{ tag: '' }, { tag: 'x'.repeat(101) }, {}])
        shows(await adele.press({ verb: 'tags.show', data, messageId: 'm' }), t('notices.old-card.title'));
      const press = { verb: 'tags.add', data: { tag: 'x'.repeat(50), customer: CONTOSO.tenantId }, messageId: 'm' };
      shows(await adele.press(press), t('notices.old-card.title'));
    });
  });
});
