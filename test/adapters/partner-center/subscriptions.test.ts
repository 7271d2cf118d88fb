import assert from 'node:assert/strict';
import { partnerCenterClient } from '../../../src/adapters/partner-center/client.ts';
import { partnerCenterSubscriptions } from '../../../src/adapters/partner-center/subscriptions.ts';
import type { Subscription } from '../../../src/domain/customer-estate.ts';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { answerJson, loopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

describe('Partner Center subscriptions', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());

  it('tell what a customer holds', async () => {
    const { tenantId } = customerNamed('Woodgrove Bank');

    const subscriptions = await partnerCenterSubscriptions(backEnds.partnerCenter).subscriptionsOf(tenantId, UNHURRIED);

    assert.ok(subscriptions.length > 0 && subscriptions.every(({ active, name }) => active && name !== ''));
  });

  it('say when the customer is not known', async () => {
    const unknown = partnerCenterSubscriptions(backEnds.partnerCenter).subscriptionsOf('c0570000-0000-4000-8000-0000000000ff', UNHURRIED);

    await assert.rejects(unknown, { backEnd: 'partner-center', code: 'NOT_FOUND' });
  });
});

describe('Partner Center subscriptions on the wire', () => {
  async function read(...items: readonly object[]): Promise<readonly Subscription[]> {
    const server = await loopbackServer((_request, response) => answerJson(response, 200, { totalCount: items.length, items }));
    try {
      const partnerCenter = partnerCenterClient({
        transport: transportTo(server.url),
        tokens: namedTokens(),
        baseUrl: CANONICAL.partnerCenter,
      });
      return await partnerCenterSubscriptions(partnerCenter).subscriptionsOf('t', UNHURRIED);
    } finally {
      await server.stop();
    }
  }

  it('are active, or over, or of a state we do not know', async () => {
    const states = await read({ status: 'active' }, { Status: 'Active' }, { status: 'suspended' }, { status: 'brandNew' }, {});

    assert.deepEqual(
      states.map(({ active }) => active),
      [true, true, false, false, false],
    );
  });

  it('are Azure by the way they are billed, whatever they are called', async () => {
    const [azure, named] = await read({ offerName: 'Contoso cloud', billingType: 'usage' }, { friendlyName: 'Dynamics 365 Sales' });

    assert.deepEqual([azure?.product, named?.product, named?.name], ['azure', 'dynamics365', 'Dynamics 365 Sales']);
  });
});
