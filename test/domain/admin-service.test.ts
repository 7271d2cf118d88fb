import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ADMIN_SERVICES, healthOf, isSubscribed, serviceNamed, servicesIn } from '../../src/domain/admin-service.ts';
import type { CustomerEstate } from '../../src/domain/customer-estate.ts';
import type { Product } from '../../src/domain/product.ts';
import { productOfOffer } from '../../src/domain/subscription-product.ts';

function holding(...names: readonly string[]): CustomerEstate {
  const offer = { billingType: undefined, publisher: undefined, isMicrosoftProduct: undefined };
  const subscriptions = names.map((name) => ({ name, product: productOfOffer({ ...offer, offerName: name }), active: true }));
  return { readAt: new Date(0), subscriptions };
}

describe('administered services', () => {
  const named: readonly [string, string, string | undefined][] = [
    ['Exchange Online', 'Exchange', 'exchange'],
    ['', 'MicrosoftCommunicationsOnline', 'teams'],
    ['Azure Active Directory', 'AzureActiveDirectory', 'entra'],
    ['Microsoft Entra', 'x', 'entra'],
    ['Microsoft 365 Lighthouse', 'Microsoft365Lighthouse', 'lighthouse'],
    ['Dynamics 365 Business Central', 'x', 'business-central'],
    ['Dynamics 365 Apps', 'DynamicsCRM', 'power-platform'],
    ['Azure Information Protection', 'x', 'purview'],
    ['OneDrive for Business', 'x', 'sharepoint'],
    ['Viva Goals', 'VivaGoals', undefined],
    ['My exchange of ideas', 'x', undefined],
  ];
  for (const [name, id, service] of named)
    it(`take ${name || id} for ${service ?? 'one that is not known'} (B79)`, () => {
      assert.equal(serviceNamed(name, id), service);
    });

  const said: readonly [string, string, string][] = [
    ['contoso exchange', 'exchange', 'contoso'],
    ['exchange contoso', 'exchange', 'contoso'],
    ['Contoso Exchange Online', 'exchange', 'Contoso'],
    ['contoso messagerie', 'exchange', 'contoso'],
    ['контосо почта', 'exchange', 'контосо'],
    ['contoso power platform', 'power-platform', 'contoso'],
    ['contoso CRM', 'power-platform', 'contoso'],
    ['contoso azure ad', 'entra', 'contoso'],
    ['contoso azure', 'azure', 'contoso'],
    ['teams', 'teams', ''],
  ];
  for (const [text, service, rest] of said)
    it(`are read out of “${text}”`, () => {
      assert.deepEqual(servicesIn(text)[0], { service, rest });
    });

  it('are read in every way that is possible, since a customer may be called like one', () => {
    assert.deepEqual(
      servicesIn('Exchange Partners teams').map(({ service, rest }) => `${service}: ${rest}`),
      ['teams: Exchange Partners', 'exchange: Partners teams'],
    );
  });

  it('are not read out of a text that names none', () => {
    assert.deepEqual(servicesIn('contoso ltd'), []);
  });

  it('never fail on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const { service } of servicesIn(text)) assert.ok(ADMIN_SERVICES.includes(service));
        serviceNamed(text);
      }),
    );
  });

  it('have the health of all that Microsoft reports under their names', () => {
    const overview = (service: string) => ({ id: service, service, status: 'serviceOperational', rawStatus: '', issues: [] }) as const;
    const overviews = ['Exchange Online', 'SharePoint Online', 'OneDrive for Business', 'Viva'].map(overview);

    assert.deepEqual(
      healthOf('sharepoint', overviews).map(({ service }) => service),
      ['SharePoint Online', 'OneDrive for Business'],
    );
  });
});

describe('services that make sense for a customer', () => {
  const of = (estate: CustomerEstate) => ADMIN_SERVICES.filter((service) => isSubscribed(service, estate));

  it('are the directory and the account for everybody, Azure where there is Azure', () => {
    assert.deepEqual(of(holding('Azure plan')), ['entra', 'azure', 'partner-center', 'service-management']);
  });

  it('include Intune where the Microsoft 365 plan does', () => {
    assert.ok(of(holding('Microsoft 365 Business Premium')).includes('intune'));
    assert.ok(!of(holding('Microsoft 365 Business Basic')).includes('intune'));
  });

  it('tell Business Central from the rest of Dynamics 365', () => {
    assert.ok(!of(holding('Dynamics 365 Sales')).includes('business-central'));
    assert.ok(of(holding('Dynamics 365 Business Central Essentials')).includes('business-central'));
  });

  it('leave out what is over', () => {
    const over = { ...holding('Azure plan'), subscriptions: [{ name: 'Azure plan', product: 'azure' as const, active: false }] };

    assert.ok(!of(over).includes('azure'));
  });
});

describe('the product of a subscription', () => {
  const offers: readonly [string, Product][] = [
    ['Microsoft 365 E5', 'microsoft365'],
    ['Office 365 E1', 'microsoft365'],
    ['Dynamics 365 Sales Professional', 'dynamics365'],
    ['Power Apps per user plan', 'dynamics365'],
    ['Enterprise Mobility + Security E3', 'ems'],
    ['Microsoft Entra ID P1', 'ems'],
    ['Azure Active Directory Premium P2', 'ems'],
    ['Azure plan', 'azure'],
  ];
  for (const [offerName, product] of offers)
    it(`is ${product} for ${offerName}`, () => {
      assert.equal(
        productOfOffer({ offerName, billingType: 'license', publisher: 'Microsoft Corporation', isMicrosoftProduct: true }),
        product,
      );
    });

  it('is of the marketplace where another publishes it (B39)', () => {
    const offer = { offerName: 'Azure backup pro', billingType: 'usage', isMicrosoftProduct: undefined };

    assert.equal(productOfOffer({ ...offer, publisher: 'Fabrikam Software' }), 'marketplace');
    assert.equal(productOfOffer({ ...offer, publisher: undefined, isMicrosoftProduct: false }), 'marketplace');
  });
});
