import assert from 'node:assert/strict';
import { partnerCenterClient, type PartnerCenterClient } from '../../../src/adapters/partner-center/client.ts';
import { partnerCenterManagedServices } from '../../../src/adapters/partner-center/managed-services.ts';
import { portalDirectoryContract } from '../../contracts/portal-directory.ts';
import { answerJson, loopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';

const client = (url: string): PartnerCenterClient =>
  partnerCenterClient({ transport: transportTo(url), tokens: namedTokens(), baseUrl: CANONICAL.partnerCenter });
const item = (id: string, name: string | null, url: string | null): unknown => ({
  id,
  name,
  groupName: 'Office 365',
  links: {
    ...(url === null ? {} : { adminService: { uri: url, method: 'GET', headers: [] } }),
    serviceHealth: { uri: 'https://x.example' },
  },
});

portalDirectoryContract('Partner Center managedservices', {
  source: 'partner-center',
  directory: (url) => partnerCenterManagedServices(client(url)),
  answer: (services) => ({ totalCount: services.length, items: services.map(({ id, name, url }) => item(id, name, url)) }),
});

describe('Partner Center managed services', () => {
  it('are read to the last page', async () => {
    const link = 'https://admin.microsoft.com/';
    const server = await loopbackServer((request, response) => {
      const first = !request.url.includes('?');
      const uri = `${request.url.replace('/pc/v1', '')}?seekOperation=Next`;
      answerJson(response, 200, {
        items: [item(first ? 'Exchange' : 'MicrosoftTeams', null, link)],
        ...(first ? { links: { next: { uri, method: 'GET', headers: [] } } } : {}),
      });
    });
    try {
      const portals = await partnerCenterManagedServices(client(server.url)).portalsOf('t', UNHURRIED);

      assert.deepEqual(
        portals.map(({ service }) => service),
        ['exchange', 'teams'],
      );
    } finally {
      await server.stop();
    }
  });
});
