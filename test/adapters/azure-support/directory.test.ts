import assert from 'node:assert/strict';
import { azureSupportClient } from '../../../src/adapters/azure-support/client.ts';
import { azureDirectory } from '../../../src/adapters/azure-support/directory.ts';
import { AZURE_SERVICES } from '../../../src/sandbox/cloud/azure-services.ts';
import { subscriptionOf } from '../../support/azure-requests.ts';
import { answerJson, loopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

describe('Azure directory', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());
  const directory = () => azureDirectory(backEnds.azureSupport);

  it('lists the enabled subscriptions that our account sees', async () => {
    const { tenantId } = subscriptionOf('Contoso', 'Production');
    const names = (await directory().subscriptions(tenantId, UNHURRIED)).map(({ name }) => name);

    assert.deepEqual(names, ['Production', 'Development and test']);
  });

  it('lists those with trouble about their payment too, which says so, and no others', async () => {
    const states = ['Enabled', 'PastDue', 'Warned', 'Disabled', 'Deleted', 'Expired', 'SomethingNew', null];
    const value = states.map((state, index) => ({ subscriptionId: `s${index}`, displayName: state, state }));
    const server = await loopbackServer((_request, response) => answerJson(response, 200, { value }));
    const client = azureSupportClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.arm });

    assert.deepEqual(await azureDirectory(client).subscriptions('tenant', UNHURRIED), [
      { id: 's0', name: 'Enabled' },
      { id: 's1', name: 'PastDue', trouble: 'past-due' },
      { id: 's2', name: 'Warned', trouble: 'warned' },
    ]);
    await server.stop();
  });

  it('lists none on which our account has no role', async () => {
    const { tenantId } = subscriptionOf('Woodgrove Bank', 'Trading');
    const listed = await directory().subscriptions(tenantId, UNHURRIED);

    assert.deepEqual(
      listed.map(({ name }) => name),
      ['Core banking', 'Data platform'],
    );
  });

  it('lists every problem of every service, none that is deprecated', async () => {
    const listed = await directory().problems(UNHURRIED);
    const there = AZURE_SERVICES.flatMap((service) => service.problems.map(({ name }) => `${service.name} › ${name}`));

    assert.deepEqual(
      listed.map(({ service, name }) => `${service} › ${name}`).toSorted(),
      there.filter((name) => !/deprecated/i.test(name)).toSorted(),
    );
  });

  it('brings the consents that a problem asks for', async () => {
    const listed = await directory().problems(UNHURRIED);
    const slow = listed.find(({ service, name }) => service === 'Virtual Machine running Windows' && name === 'VM is slow / high CPU');

    assert.deepEqual(
      slow?.consents.map(({ type }) => type),
      ['virtualmachinememorydump'],
    );
    assert.match(slow?.id ?? '', /^\/providers\/Microsoft\.Support\/services\/[\w-]+\/problemClassifications\/[\w-]+$/);
  });

  it('has no list at all when one service fails', async () => {
    const { script } = backEnds.cloud;
    const lift = script.fault({ api: 'arm', path: /problemClassifications/, spoil: 'malformed' });

    await assert.rejects(directory().problems(UNHURRIED), { code: 'UNREADABLE', effect: 'none' });
    lift();
  });

  it('asks for at most four services at once, as the partner itself', async () => {
    let open = 0;
    let most = 0;
    const services = Array.from({ length: 12 }, (_, n) => ({
      id: `/providers/Microsoft.Support/services/s${n}`,
      properties: { displayName: `S${n}` },
    }));
    const server = await loopbackServer(({ url, headers }, response) => {
      assert.equal(headers['x-ms-authorization-auxiliary'], undefined);
      if (!url.includes('problemClassifications')) return answerJson(response, 200, { value: services });
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        answerJson(response, 200, { value: [] });
      });
    });
    const client = azureSupportClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.arm });

    const listed = await azureDirectory(client).problems(UNHURRIED);
    await server.stop();

    assert.deepEqual([listed, server.seen.length, most <= 4], [[], 13, true]);
  });

  it('follows no path of a service that is none', async () => {
    const services = [{ id: 'https://elsewhere.example/services/1', properties: { displayName: 'S' } }];
    const server = await loopbackServer((_request, response) => answerJson(response, 200, { value: services }));
    const client = azureSupportClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.arm });

    await assert.rejects(azureDirectory(client).problems(UNHURRIED), { code: 'INVALID' });
    assert.equal(server.seen.length, 1);
    await server.stop();
  });
});
