import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { AdaptiveCard } from '../../cards/render.ts';
import type { AdminPortal } from '../../src/domain/admin-portal.ts';
import { BotError } from '../../src/domain/errors.ts';
import { words } from '../../src/locales/words.ts';
import { backEndFailure } from '../support/use-case-fixtures.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, mailIncident, openHelpdesk, OWN, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');

/** The links of a card, by their title or the text beside them. */
function linksOf(card: AdaptiveCard): string {
  return [...JSON.stringify(card).matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url).join('\n');
}

describe('Administer', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });
  const listed = (portal: Partial<AdminPortal>) => {
    const whole = { service: undefined, name: 'Viva Goals', url: 'https://goals.microsoft.com/', source: 'graph' as const, ...portal };
    desk.listed.portalsOf = sinon.fake.resolves([whole]);
  };
  const isServiceCard = (card: AdaptiveCard, service: 'exchange' | 'azure' | 'teams') =>
    shows(card, t(`administer.services.${service}`), 'Contoso');

  it('shows the portals of a customer in its context, the health first (B18, B19)', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
    const card = await adele.says('admin contoso');

    shows(card, 'Contoso', t('health.trouble', { count: 1 }), t('administer.services.exchange'));
    assert.match(linksOf(card), /admin\.teams\.microsoft\.com\/\?delegatedOrg=contoso\.onmicrosoft\.com/);
    assert.equal(
      buttonsOf(card).findIndex(({ data }) => data['command'] === 'health') <
        buttonsOf(card).findIndex(({ verb }) => verb === 'publisher.find'),
      true,
    );
    assert.equal((await desk.deps.customers.chosen(desk.people.adele.id, `chat-of-${desk.people.adele.id}`))?.tenantId, CONTOSO.tenantId);
  });

  it('says that a link works only while signed in with a role', async () => {
    shows(await adele.says('admin contoso'), t('administer.signIn'));
  });

  it('marks our own links with their date, and those of Microsoft as theirs (B78)', async () => {
    listed({ service: 'teams', url: 'https://admin.teams.microsoft.com/?delegatedOrg=x.example' });
    const card = await adele.says('admin contoso');

    shows(
      card,
      `${t('administer.services.teams')} · ${t('administer.fromList')}`,
      `${t('administer.services.azure')} · ${t('administer.fromTable')}`,
      '20 November 2026',
    );
    assert.match(linksOf(card), /delegatedOrg=x\.example/);
  });

  it('keeps a service that only Microsoft’s list knows, and finds it by name', async () => {
    listed({});
    shows(await adele.says('admin contoso viva'), 'Viva Goals');
    assert.doesNotMatch(textsOf(adele.card), /Exchange admin center ·/);
  });

  it('says so for a service nobody knows, beside the portals that there are', async () => {
    shows(
      await adele.says('admin Contoso Frobnicator'),
      t('administer.unknownService', { service: 'Frobnicator' }),
      t('administer.services.azure'),
    );
  });

  it('never calls the customer well because of an error', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: undefined, failure: new BotError('TIMED_OUT', 'x') });

    shows(await adele.says('admin contoso'), t('health.notKnown'));
  });

  it('shows the templates with the reason while Microsoft does not answer', async () => {
    desk.listed.portalsOf = sinon.fake.rejects(backEndFailure('UNAVAILABLE'));
    const card = await adele.says('admin contoso');

    shows(card, t('administer.notAsked', { what: t('errors.UNAVAILABLE.what') }), t('words.quote', { id: 'ERR-1' }));
  });

  describe('a service', () => {
    for (const text of [
      'admin contoso exchange',
      'admin exchange contoso',
      'admin exchange for Contoso',
      'admin contosso почта',
      'portals contoso mail',
    ])
      it(`is understood in “${text}”`, async () => {
        isServiceCard(await adele.says(text), 'exchange');
      });

    it('is that of the customer in force when no customer is named', async () => {
      await adele.says('customer contoso');
      isServiceCard(await adele.says('admin teams'), 'teams');
    });

    it('asks for a customer when there is none', async () => {
      shows(await adele.says('admin teams'), t('customers.forAdmin'));
    });

    it('shows its state, its portal and its repairs', async () => {
      desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
      const card = await adele.says('admin contoso exchange');

      shows(card, 'Exchange Online', t('statuses.serviceDegradation'), t('repairs.mail-not-arriving.title'));
      assert.match(linksOf(card), /admin\.exchange\.microsoft\.com/);
    });

    it('links Azure’s health, which Microsoft Graph does not tell', async () => {
      const card = await adele.says('admin contoso azure');

      shows(card, t('administer.healthAzure'));
      assert.match(linksOf(card), /AzureHealthBrowseBlade/);
    });

    it('is chosen on the card, in place, and back again', async () => {
      await adele.says('admin contoso');
      isServiceCard(await adele.clicks('admin.service', { service: 'azure' }), 'azure');
      assert.equal(adele.lastTurn[0]?.replaced, true);

      shows(await adele.clicks('admin.portals'), t('administer.chooseService'));
    });

    it('says when the customer seems to have no subscription for it', async () => {
      desk.listed.estateOf = sinon.fake.resolves({
        readAt: desk.clock.now(),
        subscriptions: [{ name: 'Azure plan', product: 'azure', active: true }],
      });
      const card = await adele.says('admin contoso exchange');

      shows(card, t('administer.notSubscribed'));
      assert.match(linksOf(card), /admin\.exchange/);
    });
  });

  it('shows the steps of a repair with source and date (B15, B62, B78)', async () => {
    await adele.says('admin contoso exchange');
    const card = await adele.clicks('admin.repair', {}, { repair: 'mail-not-arriving' });

    shows(card, t('repairs.mail-not-arriving.steps.1'), t('administer.source', { date: '21 November 2026' }));
    assert.match(linksOf(card), /learn\.microsoft\.com/);
    isServiceCard(await adele.clicks('admin.service'), 'exchange');
  });

  it('finds a customer that is called like a service', async () => {
    await desk.deps.customers.replaceAll(
      {
        customers: [CONTOSO, FABRIKAM, OWN, { ...FABRIKAM, tenantId: 'c0000000-0000-4000-8000-0000000000e1', name: 'Azure Café' }],
        missing: [],
      },
      desk.clock.now(),
    );

    shows(await adele.says('admin azure cafe'), 'Azure Café', t('administer.chooseService'));
  });

  it('offers a choice that goes on with the portals when the name is not clear', async () => {
    shows(await adele.says('admin fabrikam'), t('customers.forAdmin'));
    shows(await adele.clicks('customer.choose', {}, { tenantId: FABRIKAM.tenantId }), 'Fabrikam Residences', t('administer.chooseService'));
  });

  it('opens the own tenant directly', async () => {
    const card = await adele.says('admin Northwind Cloud Partners');

    shows(card, t('administer.ownTenant'));
    assert.ok(!JSON.stringify(card).includes(t('administer.withoutRights.button')));
    assert.doesNotMatch(linksOf(card), /CTID|northwind/);
  });

  describe('without admin rights', () => {
    for (const access of ['denied', 'no-relationship'] as const)
      it(`is the way that ${access} leads to, with domain, link and steps (B37, B38)`, async () => {
        desk.fakes.check = desk.access(access);
        const card = await adele.says('admin contoso exchange');

        shows(card, t('administer.withoutRights.neverAsked'), t('administer.withoutRights.azureOnly'), 'contoso.onmicrosoft.com');
        assert.match(linksOf(card), /^https:\/\/portal\.azure\.com\/contoso\.onmicrosoft\.com$/);
        assert.equal(desk.listed.portalsOf.callCount, 0);
      });

    it('tells nothing of the subscriptions to one who is denied', async () => {
      desk.fakes.check = desk.access('denied');
      await adele.says('admin contoso');

      assert.equal(desk.listed.estateOf.callCount, 0);
    });

    it('names the likely cause where nothing but Azure is subscribed', async () => {
      desk.fakes.check = desk.access('no-relationship');
      desk.listed.estateOf = sinon.fake.resolves({
        readAt: desk.clock.now(),
        subscriptions: [{ name: 'Azure plan', product: 'azure', active: true }],
      });

      shows(await adele.says('admin contoso'), t('administer.withoutRights.likely'));
    });

    it('is a button too, and leaves its card', async () => {
      await adele.says('admin contoso');
      shows(await adele.clicks('admin.withoutRights'), t('administer.withoutRights.asked'));
      assert.equal(adele.lastTurn[0]?.replaced, false);
    });
  });

  describe('safety', () => {
    it('refuses while access is not known', async () => {
      desk.fakes.check = desk.access('unknown');

      shows(await adele.says('admin contoso'), t('notices.access-unknown.title', { customer: 'Contoso' }));
      assert.equal(desk.listed.portalsOf.callCount, 0);
    });

    it('asks anew at every button, whatever its data says', async () => {
      await adele.says('admin contoso');
      desk.fakes.check = desk.access('denied');

      for (const [verb, data] of [
        ['admin.service', { service: 'exchange' }],
        ['admin.portals', {}],
        ['admin.repair', { repair: 'mail-not-arriving' }],
      ] as const)
        shows(
          await adele.press({ verb, data: { tenantId: CONTOSO.tenantId, ...data }, messageId: 'm' }),
          t('administer.withoutRights.notYou'),
        );
    });

    it('takes a button with strange data for an old card', async () => {
      for (const data of [
        {},
        { tenantId: 'x' },
        { tenantId: CONTOSO.tenantId, service: 'nothing' },
        { tenantId: '00000000-0000-4000-8000-000000000000', service: 'exchange' },
      ])
        shows(await adele.press({ verb: 'admin.service', data, messageId: 'm' }), t('notices.old-card.title'));
    });

    it('tells a sales agent who may (B8)', async () => {
      const mei = desk.user(desk.people.mei);

      shows(await mei.says('admin contoso'), t('abilities.administer'));
      shows(await mei.press({ verb: 'admin.portals', data: { tenantId: CONTOSO.tenantId }, messageId: 'm' }), t('abilities.administer'));
    });
  });

  for (const locale of ['fr', 'ru'] as const)
    it(`shows labels in ${locale} with the English name beside (B77)`, async () => {
      const card = await desk.user(desk.people.adele, { locale }).says('admin contoso');

      shows(card, `${words(locale)('administer.services.exchange')} (Exchange admin center)`);
    });
});
