import assert from 'node:assert/strict';
import { azureSupportDesk } from '../../../src/adapters/azure-support/desk.ts';
import type { ServiceRequest } from '../../../src/domain/service-request.ts';
import type { Filing, ServiceDesk } from '../../../src/ports/service-desk.ts';
import { usualBehaviour } from '../../../src/sandbox/cloud/behaviour.ts';
import { filedBy, serviceDeskContract } from '../../contracts/service-desk.ts';
import { anAzureRequest, AZURE_REQUEST, problemPath, someAzure, subscriptionOf } from '../../support/azure-requests.ts';
import { UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

describe('Azure Support desk', () => {
  let backEnds: SandboxBackEnds;
  let desk: ServiceDesk;
  /** While the cloud is asked after an operation its clock is ahead, so that nothing is waited for; tokens are never of the future. */
  let ahead = 0;
  before(async () => {
    backEnds = await sandboxBackEnds({ now: () => new Date(Date.now() + ahead) });
    const { script, state } = backEnds.cloud;
    const question = { api: 'arm', path: /operationsStatus/ } as const;
    script.at('arrived', question, () => void (ahead = 2000));
    script.at('acted', question, () => {
      state.tickets.all();
      ahead = 0;
    });
  });
  after(() => backEnds.cloud.stop());
  beforeEach(() => {
    Object.assign(backEnds.cloud.state.behaviour, usualBehaviour());
    desk = azureSupportDesk(backEnds.azureSupport);
  });

  const { subscriptionId } = subscriptionOf('Contoso', 'Production');
  const ticketOf = ({ reference }: Pick<ServiceRequest, 'reference'>) =>
    backEnds.cloud.state.tickets.find(subscriptionId, `csp-${reference.toLowerCase()}`) ?? assert.fail('There is no such ticket');
  const numberOf = (filing: Filing): string => (filing.kind === 'filed' ? filing.number : assert.fail(`It is ${filing.kind}`));
  async function filed(some: Partial<ServiceRequest> = {}): Promise<ServiceRequest> {
    const request = anAzureRequest(some);
    return { ...request, number: numberOf(await filedBy(desk, request)) };
  }
  const tickets = (): number => backEnds.cloud.state.tickets.all().length;

  for (const seconds of [0, 1])
    serviceDeskContract(`Azure Support, ${seconds === 0 ? 'made at once' : 'made in its own time'}`, 'tracks', () => {
      backEnds.cloud.state.behaviour.azureCreation = { seconds, retryAfterSeconds: 1 };
      return Promise.resolve({ desk, request: AZURE_REQUEST, textOf: (_filing, request) => ticketOf(request).content.description });
    });

  it('says what it can do', () => {
    assert.deepEqual([desk.routes, desk.canTrack, desk.canSetSeverity], [['azure-support'], true, true]);
  });

  it('is told by the back end that it was accepted, and when to ask again', async () => {
    backEnds.cloud.state.behaviour.azureCreation = { seconds: 60, retryAfterSeconds: 7 };
    const request = anAzureRequest();

    const filing = await desk.file(request, UNHURRIED);

    assert.deepEqual([filing.kind, filing.kind === 'accepted' && filing.retryAfterMs], ['accepted', 7000]);
    const still = await desk.follow(filing.kind === 'accepted' ? filing.operation : '', request, UNHURRIED);
    assert.equal(still.kind, 'accepted');
  });

  it('finds being made what cannot be read yet, and can be asked for it until it is there', async () => {
    backEnds.cloud.state.behaviour.azureCreation = { seconds: 1, retryAfterSeconds: 7 };
    const request = anAzureRequest();
    await desk.file(request, UNHURRIED);

    const found = await desk.find(request, UNHURRIED);
    const again = await desk.file(request, UNHURRIED);

    assert.deepEqual([found?.kind, again], ['accepted', found]);
    const operation = found?.kind === 'accepted' ? found.operation : assert.fail('There is nothing to ask for');
    assert.deepEqual(await desk.follow(operation, request, UNHURRIED), found);
    ahead = 2000;
    const made = await desk.follow(operation, request, UNHURRIED);
    ahead = 0;
    assert.equal(numberOf(made), ticketOf(request).supportTicketId);
  });

  it('does not know any more what it found being made, when nothing has its name', async () => {
    backEnds.cloud.state.behaviour.azureCreation = { seconds: 3600, retryAfterSeconds: 7 };
    const request = anAzureRequest();
    await desk.file(request, UNHURRIED);
    const found = await desk.find(request, UNHURRIED);

    const other = anAzureRequest({ reference: 'PSR-NEVER2' });
    await assert.rejects(desk.follow(found?.kind === 'accepted' ? found.operation : '', other, UNHURRIED), { code: 'NOT_FOUND' });
  });

  it('finds nothing where nothing was sent', async () => {
    assert.equal(await desk.find(anAzureRequest(), UNHURRIED), undefined);
  });

  for (const azureRepeat of ['same', 'conflict'] as const)
    it(`files once though the answer was lost, where a repetition is answered with ${azureRepeat}`, async () => {
      Object.assign(backEnds.cloud.state.behaviour, { azureRepeat, azureCreation: { seconds: 0, retryAfterSeconds: undefined } });
      backEnds.cloud.script.fault({ api: 'arm', method: 'PUT', path: /supportTickets\//, reset: 'after' });
      const request = anAzureRequest();
      const before = tickets();

      await assert.rejects(desk.file(request, UNHURRIED), { effect: 'unknown' });
      const number = numberOf((await desk.find(request, UNHURRIED)) ?? assert.fail('It is there'));

      assert.equal(numberOf(await desk.file(request, UNHURRIED)), number);
      assert.equal(tickets(), before + 1);
    });

  for (const azurePlan of ['refused', 'refused-at-once'] as const)
    it(`tells that a plan is needed, where it is ${azurePlan}`, async () => {
      backEnds.cloud.state.behaviour.azurePlan = azurePlan;

      await assert.rejects(filedBy(desk, anAzureRequest()), { code: 'PLAN_NEEDED', effect: 'none', backEnd: 'azure-support' });
    });

  it('is refused where the account may only read', async () => {
    const reader = subscriptionOf('Woodgrove Bank', 'Data platform');
    const request = anAzureRequest({ tenantId: reader.tenantId, azure: someAzure({ subscriptionId: reader.subscriptionId }) });

    await assert.rejects(desk.file(request, UNHURRIED), { code: 'FORBIDDEN', effect: 'none', vendorCode: 'AuthorizationFailed' });
  });

  it('says that the subscription is not set up where Microsoft.Support is not registered', async () => {
    const unregistered = subscriptionOf('City Power & Light', 'Metering');
    const request = anAzureRequest({ tenantId: unregistered.tenantId, azure: someAzure({ subscriptionId: unregistered.subscriptionId }) });

    await assert.rejects(desk.file(request, UNHURRIED), { code: 'MISCONFIGURED', effect: 'none' });
  });

  it('is refused where the subscription is disabled', async () => {
    const disabled = subscriptionOf('Contoso', 'Old web shop');
    const request = anAzureRequest({ azure: someAzure({ subscriptionId: disabled.subscriptionId }) });

    await assert.rejects(desk.file(request, UNHURRIED), { code: 'FORBIDDEN', effect: 'none' });
  });

  it('does not know a subscription that does not exist', async () => {
    const request = anAzureRequest({ azure: someAzure({ subscriptionId: '00000000-0000-4000-8000-000000000000' }) });

    await assert.rejects(desk.file(request, UNHURRIED), { code: 'NOT_FOUND', effect: 'none', vendorCode: 'SubscriptionNotFound' });
  });

  it('gives the contact of the partner, with names as Azure has them', async () => {
    const contact = { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: '+33 1 70 00 00 00' };
    const { content } = ticketOf(await filed({ contact, language: 'fr' }));

    assert.deepEqual(content.contactDetails, {
      firstName: 'Adele',
      lastName: 'Vance',
      preferredContactMethod: 'email',
      primaryEmailAddress: 'adele@northwindcloud.example',
      phoneNumber: '+33 1 70 00 00 00',
      preferredTimeZone: 'Romance Standard Time',
      country: 'fra',
      preferredSupportLanguage: 'fr-fr',
    });
  });

  it('sends the consents as they were given', async () => {
    const azure = someAzure({
      problemId: problemPath('Virtual Machine running Windows', 'VM is slow / high CPU'),
      diagnosticConsent: false,
      secondaryConsents: [{ type: 'virtualmachinememorydump', given: true }],
    });
    const { content } = ticketOf(await filed({ azure }));

    assert.equal(content.advancedDiagnosticConsent.toLowerCase(), 'no');
    assert.deepEqual(content.secondaryConsent, [{ type: 'virtualmachinememorydump', userConsent: 'Yes' }]);
  });

  it('asks for work around the clock only where a person said so, of critical requests in English (B59)', async () => {
    const asked = async (some: Partial<ServiceRequest>, roundTheClock = true) =>
      ticketOf(await filed({ ...some, azure: someAzure({ roundTheClock }) })).content.require24X7Response;

    assert.equal(await asked({ severity: 'critical', language: 'en' }), true);
    assert.equal(await asked({ severity: 'critical', language: 'en' }, false), false);
    assert.equal(await asked({ severity: 'critical', language: 'ru' }), false);
    assert.equal(await asked({ severity: 'moderate', language: 'en' }), false);
  });

  it('gives the moment of the beginning only where it is one', async () => {
    const start = async (since: string) => ticketOf(await filed({ since })).content.problemStartTime;

    assert.equal(await start('2026-03-02T08:40+01:00'), '2026-03-02T07:40:00.000Z');
    assert.equal(await start('since 9 (2026-03-02 09:00, UTC+1)'), '2026-03-02T08:00:00.000Z');
    assert.equal(await start('since 9'), undefined);
    assert.equal(await start('2026-99-99T99:99Z'), undefined);
  });

  it('reads what Microsoft wrote as text, the oldest first, and who works on it', async () => {
    const request = await filed();
    await desk.addNote(request, { key: 'a', text: 'More data.' }, UNHURRIED);
    const ticket = ticketOf(request);
    const sender = 'engineer@microsoft.example';
    backEnds.cloud.state.tickets.change(ticket, { supportEngineer: sender });
    ahead = 1000;
    backEnds.cloud.state.tickets.addCommunication(ticket, {
      name: 'theirs',
      communicationDirection: 'inbound',
      sender,
      subject: 'TrackingID',
      body: '<html><body><p>Hello,</p><p>when &lt;since&gt;?</p></body></html>',
    });
    ahead = 0;

    const record = await desk.read(request, UNHURRIED);

    assert.equal(record?.owner, sender);
    assert.deepEqual(
      record?.notes.map(({ key, from, text }) => [key, from, text]),
      [
        ['note-a', 'partner', 'More data.'],
        ['theirs', 'microsoft', 'Hello,\n\nwhen <since>?'],
      ],
    );
  });

  it('reads more messages than fit a page', async () => {
    const request = await filed();
    for (let n = 0; n < 12; n++) await desk.addNote(request, { key: `n${n}`, text: `Note ${n}` }, UNHURRIED);

    assert.equal((await desk.read(request, UNHURRIED))?.notes.length, 12);
  });

  for (const azureRepeat of ['same', 'conflict'] as const)
    it(`adds a note once, however often it is sent, where a repetition is answered with ${azureRepeat}`, async () => {
      const request = await filed();
      backEnds.cloud.state.behaviour.azureRepeat = azureRepeat;

      for (let times = 0; times < 2; times++) await desk.addNote(request, { key: 'k', text: 'Once.' }, UNHURRIED);

      assert.equal(ticketOf(request).communications.length, 1);
    });

  it('says that the severity is settled while an engineer works on the request', async () => {
    const request = await filed();
    backEnds.cloud.state.tickets.change(ticketOf(request), { supportEngineer: 'engineer@microsoft.example' });

    await assert.rejects(desk.setSeverity(request, 'critical', UNHURRIED), { code: 'CONFLICT', effect: 'none' });
  });

  it('goes on with new tokens when they were revoked, also where it writes', async () => {
    const request = await filed();
    backEnds.cloud.script.revokeAccessTokens();

    await desk.setSeverity(request, 'critical', UNHURRIED);

    assert.equal(ticketOf(request).content.severity, 'critical');
  });

  const unsendable: readonly [string, Partial<ServiceRequest>][] = [
    ['without what an Azure request is filed under', { azure: undefined }],
    ['with a subscription that is no guid', { azure: someAzure({ subscriptionId: '../x' }) }],
    ['with a problem that is no path of one', { azure: someAzure({ problemId: '/subscriptions/x' }) }],
    ['with a country that does not exist', { azure: someAzure({ country: 'ZZ' }) }],
  ];
  for (const [what, some] of unsendable)
    it(`sends nothing ${what}`, async () => {
      backEnds.cloud.script.forget();

      await assert.rejects(desk.file(anAzureRequest(some), UNHURRIED), { code: 'INVALID', effect: 'none' });
      assert.equal(backEnds.cloud.script.count({ api: 'arm' }), 0);
    });
});
