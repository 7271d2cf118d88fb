import assert from 'node:assert/strict';
import { offeredPortals, type AdminPortal } from '../../src/domain/admin-portal.ts';
import { isMicrosoftLink } from '../../src/domain/microsoft-link.ts';

const portal = (service: AdminPortal['service'], source: AdminPortal['source'], name = 'x'): AdminPortal => ({
  service,
  name,
  url: `https://${source === 'template' ? 'admin' : 'portal'}.microsoft.com/`,
  source,
});

describe('portals that are offered', () => {
  it('are one for each service: what Microsoft lists before our templates', () => {
    const offered = offeredPortals([portal('teams', 'graph'), portal('teams', 'partner-center'), portal('teams', 'template')], undefined);

    assert.deepEqual(offered, [portal('teams', 'graph')]);
  });

  it('come most used first, services not known here last, each once', () => {
    const given = [
      portal(undefined, 'graph', 'Viva'),
      portal(undefined, 'partner-center', 'viva'),
      portal('azure', 'graph'),
      portal('exchange', 'template'),
    ];

    assert.deepEqual(
      offeredPortals(given, undefined).map(({ service, name }) => service ?? name),
      ['exchange', 'azure', 'Viva'],
    );
  });

  it('leave out what the subscriptions have no use for, but nothing that is not known here', () => {
    const estate = { readAt: new Date(0), subscriptions: [{ name: 'Azure plan', product: 'azure' as const, active: true }] };
    const offered = offeredPortals([portal('exchange', 'graph'), portal('azure', 'template'), portal(undefined, 'graph', 'Viva')], estate);

    assert.deepEqual(
      offered.map(({ service }) => service),
      ['azure', undefined],
    );
  });
});

describe('a Microsoft link', () => {
  for (const link of [
    'https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=x',
    'https://aad.portal.azure.com/x.onmicrosoft.com',
    'https://contoso-admin.sharepoint.com/',
    'https://businesscentral.dynamics.com/x/admin',
    'https://admin.cloud.microsoft/',
  ])
    it(`is ${link}`, () => assert.ok(isMicrosoftLink(link)));

  for (const link of [
    'http://admin.microsoft.com/',
    'https://microsoft.com.evil.example/',
    'https://evilmicrosoft.com/',
    'https://contoso.sharepoint.com/',
    'https://evil.example/-admin.sharepoint.com',
    'https://a.b-admin.sharepoint.com/',
    'https://vm.westeurope.cloudapp.azure.com/',
    'https://name@admin.microsoft.com/',
    'https://admin.microsoft.com:8443/',
    `https://admin.microsoft.com/${'x'.repeat(300)}`,
    'admin.microsoft.com',
    '',
  ])
    it(`is not ${link.slice(0, 60)}`, () => assert.ok(!isMicrosoftLink(link)));
});
