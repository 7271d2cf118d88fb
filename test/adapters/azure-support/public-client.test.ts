import assert from 'node:assert/strict';
import { MicrosoftSupport, type MicrosoftSupportOptionalParams, type SupportTicketDetails } from '@azure/arm-support';
import { azureSupportDesk } from '../../../src/adapters/azure-support/desk.ts';
import { ticketProperties } from '../../../src/adapters/azure-support/ticket-body.ts';
import { azureTickets } from '../../../src/adapters/azure-support/tickets.ts';
import { fileInPortal } from '../../../src/sandbox/cloud/portal-filing.ts';
import { numberFound } from '../../contracts/service-desk.ts';
import { anAzureRequest, AZURE_REQUEST, someAzure } from '../../support/azure-requests.ts';
import { CANONICAL, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

type HttpClient = NonNullable<MicrosoftSupportOptionalParams['httpClient']>;
type HttpHeaders = Awaited<ReturnType<HttpClient['sendRequest']>>['headers'];

/** What the sandbox and the adapter take for Azure Support is held against Microsoft's own client, which knows neither. */
describe('Azure Support as the public client knows it', () => {
  const request = anAzureRequest({ contact: { ...aContact(), phone: '+33 1 70 00 00 00' }, since: '2026-03-02T07:40:00Z' });
  const name = `csp-${request.reference.toLowerCase()}`;
  let backEnds: SandboxBackEnds;
  let client: MicrosoftSupport;
  let ahead = 0;
  const puts: unknown[] = [];
  let nameWasFree: boolean | undefined;
  let made: SupportTicketDetails;
  const options = { requestOptions: { customHeaders: {} as Record<string, string> }, updateIntervalInMs: 1 };

  before(async () => {
    backEnds = await sandboxBackEnds({ now: () => new Date(Date.now() + ahead) });
    const { script, state } = backEnds.cloud;
    state.behaviour.azureCreation = { seconds: 1, retryAfterSeconds: undefined };
    const question = { api: 'arm', path: /operation(?:sStatus|Results)/ } as const;
    script.at('arrived', question, () => void (ahead = 2000));
    script.at('acted', question, () => {
      state.tickets.all();
      ahead = 0;
    });
    const token = (kind: 'customer' | 'partner') =>
      backEnds.tokens.token(
        kind === 'partner' ? { kind: 'partner-account' } : { kind: 'customer-account', tenantId: AZURE_REQUEST.tenantId },
        'arm',
        UNHURRIED,
      );
    options.requestOptions.customHeaders['x-ms-authorization-auxiliary'] = `Bearer ${await token('partner')}`;
    const credential = { getToken: async () => ({ token: await token('customer'), expiresOnTimestamp: Date.now() + 3_000_000 }) };
    client = new MicrosoftSupport(credential, request.azure?.subscriptionId ?? '', {
      endpoint: CANONICAL.arm,
      apiVersion: '2024-04-01',
      httpClient: sandboxHttp(),
      retryOptions: { maxRetries: 0 },
    });
    nameWasFree = await nameIsFree();
    made = await client.supportTickets.beginCreateAndWait(name, details(), options);
  });
  after(() => backEnds.cloud.stop());

  /** Its requests go to the sandbox; members that its version of 2020 does not have are added, since today's service wants them. */
  function sandboxHttp(): HttpClient {
    return {
      async sendRequest(asked) {
        let body = typeof asked.body === 'string' ? asked.body : undefined;
        if (asked.method === 'PUT' && body !== undefined) {
          puts.push(JSON.parse(body));
          if (!asked.url.includes('/communications/')) body = withConsents(body);
        }
        const headers = asked.headers.toJSON();
        const answer = await fetch(asked.url.replace(CANONICAL.arm, backEnds.cloud.baseUrls.arm), {
          method: asked.method,
          headers,
          ...(body === undefined ? {} : { body }),
        });
        return { request: asked, status: answer.status, headers: pipelineHeaders(answer.headers), bodyAsText: await answer.text() };
      },
    };
  }

  it('lists services and problem classifications', async () => {
    const services = [];
    for await (const service of client.services.list(options)) services.push(service);
    const [windows] = services.filter(({ displayName }) => displayName === 'Virtual Machine running Windows');
    const problems = [];
    for await (const problem of client.problemClassifications.list(windows?.name ?? '', options)) problems.push(problem);

    assert.ok(services.length > 10);
    assert.ok(problems.some(({ id, displayName }) => id === someAzure().problemId && displayName === 'Cannot connect to my VM / RDP'));
  });

  const nameIsFree = async () =>
    (await client.supportTickets.checkNameAvailability({ name, type: 'Microsoft.Support/supportTickets' }, options)).nameAvailable;

  it('finds the name free, creates the ticket, and finds the name taken', async () => {
    assert.match(made.supportTicketId ?? '', /^\d{16}$/);
    assert.deepEqual([nameWasFree, await nameIsFree()], [true, false]);
  });

  it('sends the same members as the adapter does', () => {
    const ours = { properties: ticketProperties(request) };
    // Of versions after 2020.
    const { advancedDiagnosticConsent, secondaryConsent, ...known } = ours.properties;

    assert.deepEqual(puts[0], { properties: known });
    assert.deepEqual([advancedDiagnosticConsent, secondaryConsent], ['Yes', []]);
  });

  it('sees the ticket as the desk does', async () => {
    const desk = azureSupportDesk(backEnds.azureSupport);
    const theirs = await client.supportTickets.get(name, options);
    const ours = await desk.read({ ...request, number: theirs.supportTicketId }, UNHURRIED);

    assert.deepEqual([ours?.number, ours?.title, ours?.severity], [made.supportTicketId, theirs.title, theirs.severity?.toLowerCase()]);
    assert.equal(theirs.contactDetails?.country, 'fra');
  });

  it('writes and reads communications that the desk reads', async () => {
    const communication = { subject: 'More', body: 'More data.', sender: request.contact.email };
    await client.communications.beginCreateAndWait(name, 'theirs', communication, options);
    const listed = [];
    for await (const one of client.communications.list(name, options)) listed.push(one);

    const desk = azureSupportDesk(backEnds.azureSupport);
    const read = await desk.read({ ...request, number: numberFound(await desk.find(request, UNHURRIED)) }, UNHURRIED);

    assert.deepEqual(
      listed.map(({ body }) => body),
      read?.notes.map(({ text }) => text),
    );
  });

  it('lists the ticket, and updates it', async () => {
    const listed = [];
    for await (const one of client.supportTickets.list({ ...options, top: 5, filter: "Status eq 'Open'" })) listed.push(one.name);
    const changed = await client.supportTickets.update(name, { severity: 'critical', status: 'closed' }, options);

    assert.ok(listed.includes(name));
    assert.deepEqual([changed.severity?.toLowerCase(), changed.status], ['critical', 'Closed']);
  });

  it('lists what somebody filed in the portal as the adapter does', async () => {
    const { subscriptionId = '' } = request.azure ?? {};
    const since = new Date(Date.now() - 3_600_000);
    fileInPortal(backEnds.cloud.state, { subscriptionId, title: 'VPN drops', description: 'Often.', severity: 'critical' });
    const filter = `Status eq 'Open' and CreatedDate ge ${since.toISOString().slice(0, 19)}Z`;
    const theirs = [];
    for await (const one of client.supportTickets.list({ ...options, top: 100, filter })) theirs.push(one);

    const subscriptions = [{ id: subscriptionId, name: 'Production' }];
    const list = azureTickets(backEnds.azureSupport).list(request.tenantId, subscriptions, { since, openOnly: true }, UNHURRIED);

    assert.deepEqual(
      (await list).tickets.map((one) => [one.name, one.number, one.title, one.description, one.status, one.severity, one.createdAt]),
      theirs.map((one) => [
        one.name,
        one.supportTicketId,
        one.title,
        one.description,
        one.status?.toLowerCase(),
        one.severity?.toLowerCase(),
        one.createdDate,
      ]),
    );
    assert.ok(theirs.length > 0);
  });

  /** What the compiler holds against the client's own type: each member has its name and a value that it takes. */
  function details(): SupportTicketDetails {
    const { advancedDiagnosticConsent, secondaryConsent, problemStartTime, ...known } = ticketProperties(request);
    assert.ok(advancedDiagnosticConsent === 'Yes' && secondaryConsent.length === 0);
    return { ...known, ...(problemStartTime === undefined ? {} : { problemStartTime: new Date(problemStartTime) }) };
  }
});

function aContact() {
  return { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example' };
}

function withConsents(body: string): string {
  const ticket = JSON.parse(body) as { readonly properties: object };
  return JSON.stringify({ properties: { ...ticket.properties, advancedDiagnosticConsent: 'Yes', secondaryConsent: [] } });
}

function pipelineHeaders(headers: Headers): HttpHeaders {
  return {
    get: (wanted) => headers.get(wanted) ?? undefined,
    has: (wanted) => headers.has(wanted),
    set: (wanted, value) => headers.set(wanted, String(value)),
    delete: (wanted) => headers.delete(wanted),
    toJSON: () => Object.fromEntries(headers),
    [Symbol.iterator]: () => headers.entries(),
  };
}
