import assert from 'node:assert/strict';
import { adminPortals } from '../../../src/adapters/portal/admin-portals.ts';
import { portalDesk } from '../../../src/adapters/portal/portal-desk.ts';
import { serviceDeskContract } from '../../contracts/service-desk.ts';
import { UNHURRIED } from '../../support/microsoft-clouds.ts';
import { aServiceRequest } from '../../support/service-requests.ts';

const desk = portalDesk(adminPortals('global'));

serviceDeskContract('portal', 'cannot track', () =>
  Promise.resolve({
    desk,
    request: { product: 'azure', route: 'azure-portal', topicId: undefined },
    textOf: (filing) => (filing.kind === 'handed-off' ? filing.text : assert.fail('A portal hands over')),
  }),
);

describe('portal desk', () => {
  it('hands over in the language of the request', async () => {
    const text = async (language: 'en' | 'fr' | 'ru'): Promise<string> => {
      const filing = await desk.file(aServiceRequest({ product: 'microsoft365', route: 'admin-center', language }), UNHURRIED);
      return filing.kind === 'handed-off' ? filing.text : assert.fail();
    };

    assert.match(await text('en'), /^Reference: PSR-/);
    assert.match(await text('fr'), /^Référence : PSR-[^]*facturation/);
    assert.match(await text('ru'), /^Номер обращения партнёра: PSR-[^]*выставление счетов/);
  });

  it('refuses what no portal takes', async () => {
    await assert.rejects(desk.file(aServiceRequest({ product: 'marketplace' }), UNHURRIED), { code: 'NOT_SUPPORTED_BY_ROUTE' });
  });
});
