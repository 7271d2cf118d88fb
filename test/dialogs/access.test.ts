import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { GrantedRelationship } from '../../src/domain/delegated-access.ts';
import { words } from '../../src/locales/words.ts';
import { aRelationship, ROLE } from '../support/relationships.ts';
import { backEndFailure } from '../support/use-case-fixtures.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');

describe('Access', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });
  const day = (count: number) => new Date(desk.clock.now().getTime() + count * 86_400_000);
  const granting = (...relationships: GrantedRelationship[]) => {
    desk.fakes.grants = sinon.fake.resolves({ relationships, readAt: desk.clock.now() });
  };
  const buttonsFor = (verb: string) => buttonsOf(adele.card).filter((button) => button.verb === verb);

  it('tells a person what they hold at the named customer, with the evidence', async () => {
    granting(aRelationship({ endsAt: day(6) }));

    shows(
      await adele.says('access contoso'),
      'Contoso',
      t('customer.access.granted'),
      'until 26 November 2026 (6 days left)',
      t('access.assignment.held', { count: 1, roles: 'Service Support Administrator' }),
      t('routes.notes.helpdesk-in-azure'),
    );
  });

  it('puts the customer in force, so that the next command is about it', async () => {
    await adele.says('access contoso');

    const inForce = await desk.deps.customers.chosen(desk.people.adele.id, `chat-of-${desk.people.adele.id}`);
    assert.equal(inForce?.tenantId, CONTOSO.tenantId);
    shows(await adele.says('access'), 'Contoso', t('access.relationship.none'));
  });

  it('leads a person without rights to the way that needs none (B37, B38)', async () => {
    granting(aRelationship({ assignments: [{ groupId: 'tier-2', roles: [ROLE.globalReader] }] }));

    shows(await adele.says('access contoso'), t('customer.access.denied'), 'tier-2', t('access.assignmentNext.join'));
    assert.deepEqual(
      buttonsFor('admin.withoutRights').map(({ data }) => data),
      [{ tenantId: CONTOSO.tenantId }],
    );
  });

  it('checks again in place, reading anew', async () => {
    await adele.says('access contoso');
    granting(aRelationship());
    shows(await adele.clicks('access.check'), t('customer.access.granted'));

    assert.equal(adele.lastTurn[0]?.replaced, true);
    assert.equal(desk.fakes.grants.firstCall.args[1].fresh, true);
  });

  it('says that it could not tell when Microsoft does not answer, with the number to quote', async () => {
    desk.fakes.grants = sinon.fake.rejects(backEndFailure('TIMED_OUT'));
    const card = await adele.says('access contoso');

    shows(card, t('customer.access.unknown'), t('errors.TIMED_OUT.what'), t('words.quote', { id: 'ERR-1' }));
    assert.ok(!textsOf(card).includes(t('customer.access.denied')));
  });

  it('offers the customers to choose from, and goes on with the check', async () => {
    await adele.says('access fabrikam');
    shows(await adele.clicks('customer.choose', {}, { tenantId: FABRIKAM.tenantId }), FABRIKAM.name, t('access.relationship.title'));

    await adele.clicks('access.choose');
    shows(adele.card, t('customers.forAccess'));
  });

  it('answers a button with a tenant that is no customer as an old card', async () => {
    await adele.says('access contoso');
    const press = { ...adele.button('access.check'), data: { tenantId: 'c0000000-0000-4000-8000-0000000000ff' } };

    shows(await adele.press(press), t('notices.old-card.title'));
  });

  for (const [what, verb, data] of [
    ['no tenant', 'access.check', { tenantId: 'x' }],
    ['no page', 'access.ending', { page: -1 }],
    ['no verb of ours', 'access.grant', {}],
  ] as const)
    it(`answers a button with ${what} as an old card`, async () => {
      shows(await adele.press({ verb, data, messageId: 'm' }), t('notices.old-card.title'));
    });

  it('is offered where access is refused, so that a refusal is no dead end (B8)', async () => {
    for (const access of ['denied', 'unknown', 'no-relationship'] as const) {
      desk.fakes.check = desk.access(access);
      await adele.says('health contoso');
      assert.ok(
        buttonsFor('command').some(({ data }) => data['command'] === 'access' && data['tenantId'] === CONTOSO.tenantId),
        access,
      );
      await adele.says('customer contoso');
      shows(await adele.clicks('command', {}, { command: 'access' }), t('access.relationship.title'));
    }
  });

  describe('to relationships that end soon', () => {
    const ending = (count: number) =>
      desk.accessStore.replaceAll(
        Array.from({ length: count }, (_, n) => aRelationship({ id: `r${n}`, tenantId: CONTOSO.tenantId, endsAt: day(n + 1) })),
        desk.clock.now(),
      );

    it('is told without a customer, soonest first, with a check for each', async () => {
      await ending(2);

      shows(
        await adele.says('access'),
        t('access.ending.title', { count: 2 }),
        'until 21 November 2026 (1 day left)',
        t('access.ending.extends.no'),
      );
      shows(await adele.clicks('command', {}, { command: 'access' }), t('access.relationship.title'));
      assert.equal(adele.lastTurn[0]?.replaced, false);
    });

    it('goes page by page, and stays on the last when the list became shorter', async () => {
      await ending(20);
      await adele.says('access');
      shows(await adele.clicks('access.ending', {}, { page: 1 }), t('access.ending.page', { from: 9, to: 16, total: 20 }));
      shows(await adele.clicks('access.ending', {}, { page: 2 }), t('access.ending.page', { from: 17, to: 20, total: 20 }));

      await ending(9);
      shows(
        await adele.press({ verb: 'access.ending', data: { page: 2 }, messageId: 'm' }),
        t('access.ending.page', { from: 9, to: 9, total: 9 }),
      );
    });

    it('is narrowed to what the person may see', async () => {
      await ending(3);
      desk.fakes.view = sinon.fake.returns({ groupIds: ['nobodys-group'], at: desk.clock.now() });

      const card = await adele.says('access');

      shows(card, t('access.ending.none', { days: 30 }));
      assert.ok(!textsOf(card).includes('Contoso'));
    });

    it('is told in a channel to the person alone when outsiders read there', async () => {
      await ending(1);
      desk.fakes.audienceOf = desk.readBy('outsiders');
      const inChannel = desk.user(desk.people.adele, { scope: 'team', conversationId: '19:outsiders' });

      shows(await inChannel.says('access'), t('notices.outsiders-here.title'));
      assert.equal(desk.ownChat.cards?.length, 1);
    });
  });
});
