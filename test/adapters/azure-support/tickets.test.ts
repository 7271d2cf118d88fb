import assert from 'node:assert/strict';
import { azureSupportClient } from '../../../src/adapters/azure-support/client.ts';
import { azureTickets } from '../../../src/adapters/azure-support/tickets.ts';
import { armFailure, armThrottled } from '../../../src/sandbox/cloud/failures.ts';
import { fileInPortal, type PortalForm } from '../../../src/sandbox/cloud/portal-filing.ts';
import { AZURE_SUBSCRIPTIONS } from '../../../src/sandbox/cloud/azure-subscriptions.ts';
import { subscriptionOf } from '../../support/azure-requests.ts';
import { answerJson, loopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

const DAY = 24 * 3_600_000;
const CONTOSO = subscriptionOf('Contoso', 'Production');
const TEST = subscriptionOf('Contoso', 'Development and test');
const EVER = new Date(Date.now() - 365 * DAY);

describe('Azure tickets', () => {
  let backEnds: SandboxBackEnds;
  let now: number;
  beforeEach(async () => {
    // Tokens of a time to come would not be taken.
    now = Date.now() - 600_000;
    backEnds = await sandboxBackEnds({ now: () => new Date(now) });
  });
  afterEach(() => backEnds.cloud.stop());

  const file = (some: Partial<PortalForm> = {}) => {
    now += 1000;
    const form = {
      subscriptionId: CONTOSO.subscriptionId,
      title: 'VPN drops',
      description: 'Often.',
      severity: 'moderate',
      ...some,
    } as const;
    return fileInPortal(backEnds.cloud.state, form);
  };
  const idsOf = (customer: string, ...names: string[]) =>
    names.map((name) => ({ id: subscriptionOf(customer, name).subscriptionId, name }));
  const list = (
    subscriptions = idsOf('Contoso', 'Production', 'Development and test'),
    wanted: { since?: Date; openOnly?: boolean } = {},
  ) => azureTickets(backEnds.azureSupport).list(CONTOSO.tenantId, subscriptions, { since: EVER, openOnly: false, ...wanted }, UNHURRIED);

  it('lists the tickets of all subscriptions, whoever filed them, the newest first', async () => {
    const first = file({ title: 'First', description: 'Reference: PSR-7K3M9Q', severity: 'critical' });
    const second = file({ subscriptionId: TEST.subscriptionId });
    backEnds.cloud.state.tickets.change(first, { status: 'Closed' });

    const { tickets, whole } = await list();

    assert.equal(whole, true);
    assert.deepEqual(tickets, [
      {
        subscriptionId: TEST.subscriptionId,
        name: second.name,
        number: second.supportTicketId,
        title: 'VPN drops',
        description: 'Often.',
        status: 'open',
        severity: 'moderate',
        createdAt: new Date(second.createdDate),
      },
      {
        subscriptionId: CONTOSO.subscriptionId,
        name: first.name,
        number: first.supportTicketId,
        title: 'First',
        description: 'Reference: PSR-7K3M9Q',
        status: 'closed',
        severity: 'critical',
        createdAt: new Date(first.createdDate),
      },
    ]);
  });

  it('has Azure leave out what is older, and what is closed when open ones are wanted', async () => {
    const [old, closed] = [file(), file()];
    backEnds.cloud.state.tickets.change(closed, { status: 'Closed' });
    now += 10_000;
    const since = new Date(now);
    const [fresh, done] = [file(), file()];
    backEnds.cloud.state.tickets.change(done, { status: 'Closed' });

    const numbers = async (wanted: Parameters<typeof list>[1]) => (await list(undefined, wanted)).tickets.map(({ number }) => number);

    assert.deepEqual(await numbers({ openOnly: true }), [fresh.supportTicketId, old.supportTicketId]);
    assert.deepEqual(await numbers({ since }), [done.supportTicketId, fresh.supportTicketId]);
    assert.deepEqual(await numbers({ since, openOnly: true }), [fresh.supportTicketId]);
  });

  it('reads all pages, asks for no proof of a plan, and needs none', async () => {
    const { state, script } = backEnds.cloud;
    state.behaviour.azurePlan = 'refused-at-once';
    state.behaviour.largestPage = 2;
    const filed = Array.from({ length: 5 }, () => file());

    const { tickets, whole } = await list(idsOf('Contoso', 'Production'));

    assert.deepEqual([tickets.length, whole], [filed.length, true]);
    assert.equal(script.count({ api: 'arm', path: /supportTickets/ }), 3);
  });

  it('stops after five pages, and says that there are more', async () => {
    backEnds.cloud.state.behaviour.largestPage = 1;
    for (let n = 0; n < 6; n++) file();

    const { tickets, whole } = await list(idsOf('Contoso', 'Production'));

    assert.deepEqual([tickets.length, whole], [5, false]);
  });

  it('gives at most 200, the newest', async () => {
    const filed = Array.from({ length: 201 }, () => file());

    const { tickets, whole } = await list();

    assert.deepEqual([tickets.length, tickets[0]?.number, whole], [200, filed.at(-1)?.supportTicketId, false]);
  });

  it('leaves out subscriptions that are closed to us, and says that it is not all', async () => {
    const { tenantId, subscriptionId } = subscriptionOf('Woodgrove Bank', 'Core banking');
    const filed = file({ subscriptionId });
    const wanted = idsOf('Woodgrove Bank', 'Trading', 'Core banking');

    const { tickets, whole } = await azureTickets(backEnds.azureSupport).list(
      tenantId,
      wanted,
      { since: EVER, openOnly: false },
      UNHURRIED,
    );

    assert.deepEqual([tickets.map(({ number }) => number), whole], [[filed.supportTicketId], false]);
  });

  it('leaves out a subscription in which support is not set up', async () => {
    const { tenantId, subscriptionId } = subscriptionOf('City Power & Light', 'Production');
    const filed = file({ subscriptionId });
    const wanted = idsOf('City Power & Light', 'Metering', 'Production');

    const { tickets, whole } = await azureTickets(backEnds.azureSupport).list(
      tenantId,
      wanted,
      { since: EVER, openOnly: false },
      UNHURRIED,
    );

    assert.deepEqual([tickets.map(({ number }) => number), whole], [[filed.supportTicketId], false]);
  });

  it('has nothing of a subscription of another customer', async () => {
    file({ subscriptionId: subscriptionOf('Woodgrove Bank', 'Core banking').subscriptionId });

    await assert.rejects(list(idsOf('Woodgrove Bank', 'Core banking')), { code: 'SIGN_IN_NEEDED', effect: 'none' });
  });

  it('lists nothing of no subscription, without a call', async () => {
    assert.deepEqual(await list([]), { tickets: [], whole: true });
    assert.equal(backEnds.cloud.script.count({ api: 'arm' }), 0);
  });

  for (const [name, fault, code] of [
    ['throttled', { reply: armThrottled(30) }, 'THROTTLED'],
    ['down', { reply: armFailure(503, 'ServiceUnavailable', 'Unavailable') }, 'UNAVAILABLE'],
    ['garbled', { spoil: 'malformed' }, 'UNREADABLE'],
    ['cut off', { reset: 'half-way' }, 'UNREACHABLE'],
  ] as const)
    it(`has no list at all when one subscription is ${name}`, async () => {
      const { script } = backEnds.cloud;
      file();
      script.fault({ api: 'arm', path: new RegExp(`${TEST.subscriptionId}.*supportTickets`), ...fault, times: 9 });

      await assert.rejects(list(), { backEnd: 'azure-support', code, effect: 'none' });
    });

  it('has no list when the token is refused again and again', async () => {
    file();
    backEnds.cloud.script.fault({ api: 'arm', reply: armFailure(401, 'InvalidAuthenticationToken', 'Expired'), times: 9 });

    await assert.rejects(list(), { code: 'SIGN_IN_NEEDED' });
  });

  it('asks for at most four subscriptions at once', async () => {
    let open = 0;
    let most = 0;
    const server = await loopbackServer((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        answerJson(response, 200, { value: [] });
      }, 20);
    });
    const client = azureSupportClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.arm });
    const many = AZURE_SUBSCRIPTIONS.slice(0, 12).map(({ id, name }) => ({ id, name }));

    await azureTickets(client).list(CONTOSO.tenantId, many, { since: EVER, openOnly: true }, UNHURRIED);
    await server.stop();

    assert.equal(most, 4);
  });

  it('passes over what has no number yet, and what cannot be asked for by its name', async () => {
    const properties = { supportTicketId: '1', title: null, status: 'Updating', severity: 'odd', createdDate: 'soon' };
    const server = await loopbackServer((_request, response) =>
      answerJson(response, 200, {
        value: [
          { name: 'made', properties },
          { name: 'being-made', properties: { title: 'T' } },
          { name: '../../elsewhere', properties },
          { name: '..', properties },
        ],
      }),
    );
    const client = azureSupportClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.arm });

    const { tickets, whole } = await azureTickets(client).list(
      CONTOSO.tenantId,
      idsOf('Contoso', 'Production'),
      { since: EVER, openOnly: false },
      UNHURRIED,
    );
    await server.stop();

    const { subscriptionId } = CONTOSO;
    const known = { subscriptionId, name: 'made', number: '1', title: '', description: '', status: 'open' };
    assert.deepEqual([tickets, whole], [[{ ...known, severity: undefined, createdAt: undefined }], false]);
  });
});
