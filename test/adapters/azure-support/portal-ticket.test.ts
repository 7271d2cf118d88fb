import assert from 'node:assert/strict';
import { azureSupportDesk } from '../../../src/adapters/azure-support/desk.ts';
import { fileInPortal } from '../../../src/sandbox/cloud/portal-filing.ts';
import { aServiceRequest } from '../../support/service-requests.ts';
import { AZURE_REQUEST, subscriptionOf } from '../../support/azure-requests.ts';
import { UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

describe('Azure Support desk, with a ticket that was filed in the portal', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());
  const desk = () => azureSupportDesk(backEnds.azureSupport);
  const { subscriptionId } = subscriptionOf('Contoso', 'Production');

  const linked = () => {
    const ticket = fileInPortal(backEnds.cloud.state, { subscriptionId, title: 'Down', description: 'Help', severity: 'moderate' });
    const azureTicket = { subscriptionId, name: ticket.name };
    // Nobody chose a subscription here.
    return { ticket, request: aServiceRequest({ ...AZURE_REQUEST, azure: undefined, number: ticket.supportTicketId, azureTicket }) };
  };

  it('reads, answers, changes and closes it by its own name', async () => {
    const { ticket, request } = linked();
    await desk().addNote(request, { key: 'one', text: 'A trace.' }, UNHURRIED);
    await desk().setSeverity(request, 'critical', UNHURRIED);
    const record = await desk().read(request, UNHURRIED);
    await desk().close(request, UNHURRIED);

    assert.deepEqual([record?.number, record?.title, record?.severity], [ticket.supportTicketId, 'Down', 'critical']);
    assert.deepEqual([record?.notes.map(({ text }) => text), ticket.status], [['A trace.'], 'Closed']);
  });

  it('reads nothing whose number is another one', async () => {
    const { request } = linked();

    assert.equal(await desk().read({ ...request, number: '1' }, UNHURRIED), undefined);
  });

  for (const name of ['..', '.', '', '../x', 'a/b', 'a?b=c', 'a#b', '%2e%2e', 'é', 'a'.repeat(129)])
    it(`asks for no ticket by the name "${name.slice(0, 12)}"`, async () => {
      const { request } = linked();
      const before = backEnds.cloud.script.requests.length;

      await assert.rejects(desk().read({ ...request, azureTicket: { subscriptionId, name } }, UNHURRIED), { code: 'INVALID' });
      assert.equal(backEnds.cloud.script.requests.length, before);
    });

  it('asks for no ticket in what is no subscription', async () => {
    const { request } = linked();
    const azureTicket = { subscriptionId: '../../else', name: 'fine' };

    await assert.rejects(desk().read({ ...request, azureTicket }, UNHURRIED), { code: 'INVALID' });
  });
});
