import assert from 'node:assert/strict';
import { azureSupportClient } from '../../../src/adapters/azure-support/client.ts';
import { azureSupportDesk } from '../../../src/adapters/azure-support/desk.ts';
import type { ServiceDesk } from '../../../src/ports/service-desk.ts';
import { anAzureRequest } from '../../support/azure-requests.ts';
import { answerJson, loopbackServer, type Answer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';

const OPERATION = `${CANONICAL.arm}/subscriptions/x/providers/Microsoft.Support/operationsStatus/1?api-version=2024-04-01`;
const CREATED_AT = new Date('2026-03-02T09:20:41Z');
const request = anAzureRequest({ reference: 'PSR-WIRE01' });
const ticket = (some: object = {}) => ({
  properties: {
    supportTicketId: '2603020010001234',
    title: 'T (PSR-WIRE01)',
    status: 'Open',
    severity: 'Moderate',
    createdDate: '2026-03-02T09:20:41Z',
    ...some,
  },
});

describe('Azure Support desk on the wire', () => {
  let server: LoopbackServer;
  let desk: ServiceDesk;
  /** By method and last part of the path. */
  let answers: Readonly<Record<string, Answer>>;
  before(async () => {
    server = await loopbackServer((seen, response) => {
      const [, last = ''] = /\/([^/]+?)$/.exec(seen.url.split('?')[0] ?? '') ?? [];
      const answer = answers[`${seen.method} ${last}`] ?? assert.fail(`${seen.method} ${last}`);
      answer(seen, response);
    });
  });
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    const retry = { tries: 1 };
    desk = azureSupportDesk(
      azureSupportClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.arm, retry }),
    );
  });
  const json =
    (status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Answer =>
    (_seen, response) =>
      answerJson(response, status, body, headers);
  const free = { 'POST checkNameAvailability': json(200, { nameAvailable: true }) };
  const taken = { 'POST checkNameAvailability': json(200, { nameAvailable: false, reason: 'x', message: 'y' }) };
  const NAME = 'csp-psr-wire01';
  const absent = json(404, { error: { code: 'ResourceNotFound', message: 'x' } });
  const file = () => desk.file(request, UNHURRIED);
  const follow = () => desk.follow(OPERATION, request, UNHURRIED);

  it('names the ticket by the reference, in the version that is documented', async () => {
    answers = { ...free, [`PUT ${NAME}`]: json(200, ticket()) };

    assert.deepEqual(await file(), { kind: 'filed', number: '2603020010001234', createdAt: CREATED_AT });

    const path = `/arm/subscriptions/${request.azure?.subscriptionId}/providers/Microsoft.Support`;
    assert.deepEqual(
      server.seen.map(({ method, url }) => `${method} ${url}`),
      [`POST ${path}/checkNameAvailability?api-version=2024-04-01`, `PUT ${path}/supportTickets/${NAME}?api-version=2024-04-01`],
    );
    assert.deepEqual(JSON.parse(server.seen[0]?.body ?? ''), { name: NAME, type: 'Microsoft.Support/supportTickets' });
  });

  it('is asked again after fifteen seconds where Azure does not say when', async () => {
    answers = { ...free, [`PUT ${NAME}`]: json(202, undefined, { 'azure-asyncoperation': OPERATION }) };

    assert.deepEqual(await file(), { kind: 'accepted', operation: OPERATION, retryAfterMs: 15_000 });
  });

  for (const [what, headers] of [
    ['without an operation', {}],
    ['with an operation elsewhere', { 'azure-asyncoperation': 'https://elsewhere.example/operations/1' }],
  ] as const)
    it(`does not know what became of what was accepted ${what}`, async () => {
      answers = { ...free, [`PUT ${NAME}`]: json(202, undefined, headers) };

      await assert.rejects(file(), { code: 'UNREADABLE', effect: 'unknown' });
    });

  it('takes a ticket without a number for one that is being made', async () => {
    answers = { ...free, [`PUT ${NAME}`]: json(200, ticket({ supportTicketId: null })) };
    const accepted = await file();

    assert.equal(accepted.kind, 'accepted');
    answers = { [`GET ${NAME}`]: json(200, ticket()) };
    assert.deepEqual(await desk.follow(accepted.kind === 'accepted' ? accepted.operation : '', request, UNHURRIED), {
      kind: 'filed',
      number: '2603020010001234',
      createdAt: CREATED_AT,
    });
  });

  it('cannot tell what became of what is being made while Azure fails', async () => {
    answers = { ...free, [`PUT ${NAME}`]: json(200, ticket({ supportTicketId: null })) };
    const accepted = await file();
    answers = { [`GET ${NAME}`]: json(500, {}) };

    await assert.rejects(desk.follow(accepted.kind === 'accepted' ? accepted.operation : '', request, UNHURRIED), {
      code: 'UNAVAILABLE',
      effect: 'unknown',
    });
  });

  it('takes the beginning of time for a date that is not set', async () => {
    answers = { ...free, [`PUT ${NAME}`]: json(200, ticket({ createdDate: '0001-01-01T00:00:00' })) };

    assert.deepEqual(await file(), { kind: 'filed', number: '2603020010001234', createdAt: undefined });
  });

  it('takes for its own what has the name and the reference', async () => {
    answers = { ...taken, [`GET ${NAME}`]: json(200, ticket()) };

    assert.deepEqual(await file(), { kind: 'filed', number: '2603020010001234', createdAt: CREATED_AT });
  });

  it('does not take for its own what has only the name', async () => {
    answers = { ...taken, [`GET ${NAME}`]: json(200, ticket({ title: 'Something else', description: 'Else' })) };

    await assert.rejects(file(), { code: 'CONFLICT', effect: 'none' });
    assert.equal(await desk.find(request, UNHURRIED), undefined);
  });

  it('sends nothing when it cannot ask for the name', async () => {
    answers = { 'POST checkNameAvailability': json(500, {}) };

    await assert.rejects(file(), { code: 'UNAVAILABLE', effect: 'none' });
  });

  const underWay: readonly [string, Answer][] = [
    ['InProgress', json(200, { status: 'InProgress' }, { 'retry-after': '9' })],
    ['a status of the future', json(200, { status: 'Resolving' }, { 'retry-after': '9' })],
    ['202 without a body', json(202, undefined, { 'retry-after': '9' })],
  ];
  for (const [what, answer] of underWay)
    it(`takes ${what} for under way`, async () => {
      answers = { 'GET 1': answer };

      assert.deepEqual(await follow(), { kind: 'accepted', operation: OPERATION, retryAfterMs: 9000 });
    });

  it('reads the number once it is made, whatever the casing', async () => {
    answers = { 'GET 1': json(200, { status: 'succeeded' }), [`GET ${NAME}`]: json(200, ticket()) };

    assert.deepEqual(await follow(), { kind: 'filed', number: '2603020010001234', createdAt: CREATED_AT });
  });

  for (const [what, answer] of [
    ['cannot be read yet', absent],
    ['has no number yet', json(200, ticket({ supportTicketId: '' }))],
  ] as const)
    it(`asks again for a ticket that is made and ${what}`, async () => {
      answers = { 'GET 1': json(200, { status: 'Succeeded' }), [`GET ${NAME}`]: answer };

      assert.equal((await follow()).kind, 'accepted');
    });

  const ends: readonly [object, string, string | undefined][] = [
    [{ status: 'Failed', error: { code: 'Forbidden', message: 'Your support plan type is CSP.' } }, 'PLAN_NEEDED', 'Forbidden'],
    [{ status: 'Failed', error: { code: 'AuthorizationFailed', message: 'x' } }, 'FORBIDDEN', 'AuthorizationFailed'],
    [{ status: 'Failed', error: { code: 'InternalServerError', message: 'x' } }, 'UNAVAILABLE', 'InternalServerError'],
    [{ status: 'Failed', error: { code: 'InvalidContactInformation', message: 'x' } }, 'INVALID', 'InvalidContactInformation'],
    [{ status: 'Failed' }, 'INVALID', undefined],
    [{ status: 'Canceled', error: null }, 'UNAVAILABLE', undefined],
  ];
  for (const [body, code, vendorCode] of ends)
    it(`is certain that nothing was filed after ${JSON.stringify(body)}`, async () => {
      answers = { 'GET 1': json(200, body, { 'x-ms-correlation-request-id': 'theirs' }) };

      await assert.rejects(follow(), { code, effect: 'none', vendorCode, correlationId: 'theirs' });
    });

  it('says so when the operation is not known any more', async () => {
    answers = { 'GET 1': absent };

    await assert.rejects(follow(), { code: 'NOT_FOUND' });
  });

  const blind: readonly [string, Answer, string][] = [
    ['503', json(503, {}), 'UNAVAILABLE'],
    ['403', json(403, {}), 'FORBIDDEN'],
    ['401', json(401, {}), 'SIGN_IN_NEEDED'],
    ['429', json(429, {}), 'THROTTLED'],
    ['another shape', json(200, { state: 'Failed' }), 'UNREADABLE'],
    ['a broken connection', (_seen, response) => void response.socket?.destroy(), 'UNREACHABLE'],
  ];
  for (const [what, answer, code] of blind) {
    it(`does not know what became of it when the question ends in ${what}`, async () => {
      answers = { 'GET 1': answer };

      await assert.rejects(follow(), { code, effect: 'unknown' });
    });

    it(`does not know it either when the ticket cannot be read after ${what}`, async () => {
      answers = { 'GET 1': json(200, { status: 'Succeeded' }), [`GET ${NAME}`]: answer };

      if (what !== 'another shape') await assert.rejects(follow(), { code, effect: 'unknown' });
      else await assert.rejects(follow(), { code: 'UNREADABLE', effect: 'unknown' });
    });
  }

  it('goes to no address but its own', async () => {
    answers = {};

    await assert.rejects(desk.follow('https://elsewhere.example/1', request, UNHURRIED), { code: 'UNREADABLE' });
    assert.equal(server.seen.length, 0);
  });

  const statuses: readonly [unknown, unknown, string, string | undefined][] = [
    ['Open', 'Critical', 'open', 'critical'],
    ['open', 'highestCriticalImpact', 'open', 'critical'],
    ['Updating', 'MINIMAL', 'open', 'minimal'],
    ['Closed', 'moderate', 'closed', 'moderate'],
    ['Waiting', 'Extreme', 'open', undefined],
    [null, null, 'open', undefined],
  ];
  for (const [status, severity, expected, known] of statuses)
    it(`reads the status ${String(status)} and the severity ${String(severity)}`, async () => {
      answers = {
        [`GET ${NAME}`]: json(200, ticket({ status, severity })),
        'GET communications': json(200, { value: [] }),
      };

      const record = await desk.read({ ...request, number: '2603020010001234' }, UNHURRIED);

      assert.deepEqual([record?.status, record?.severity], [expected, known]);
    });

  it('tells who wrote a message by the address, not by its direction', async () => {
    const from = (sender: string | null, communicationDirection: string) => ({
      name: `${sender} ${communicationDirection}`,
      properties: {
        communicationType: 'web',
        communicationDirection,
        sender,
        subject: 'S',
        body: 'B',
        createdDate: '2026-03-02T09:41:07Z',
      },
    });
    const value = [
      from('mina@support.microsoft.com', 'outbound'),
      from('Engineer@partner.example', 'outbound'),
      from(request.contact.email.toUpperCase(), 'inbound'),
      from('someone@fabrikam.example', 'inbound'),
      from('mail@notmicrosoft.com', 'inbound'),
      from(null, 'inbound'),
    ];
    answers = {
      [`GET ${NAME}`]: json(200, ticket({ supportEngineer: { emailAddress: 'engineer@partner.example' } })),
      'GET communications': json(200, { value }),
    };

    const record = await desk.read({ ...request, number: '2603020010001234' }, UNHURRIED);

    assert.deepEqual(
      record?.notes.map((note) => note.from),
      ['microsoft', 'microsoft', 'partner', 'unknown', 'unknown', 'unknown'],
    );
  });

  it('reads no ticket whose number is not that of the request', async () => {
    answers = { [`GET ${NAME}`]: json(200, ticket()), 'GET communications': json(200, { value: [] }) };

    assert.equal(await desk.read({ ...request, number: '2603020010009999' }, UNHURRIED), undefined);
  });

  for (const status of [400, 409])
    it(`takes ${status} to a change of severity for Microsoft's refusal`, async () => {
      answers = { [`PATCH ${NAME}`]: json(status, { error: { code: 'BadRequest', message: 'x' } }) };

      await assert.rejects(desk.setSeverity(request, 'critical', UNHURRIED), { code: 'CONFLICT', effect: 'none' });
      assert.equal(server.seen[0]?.body, '{"severity":"critical"}');
    });

  it('leaves any other failure of a change of severity as it is', async () => {
    answers = { [`PATCH ${NAME}`]: json(500, {}) };

    await assert.rejects(desk.setSeverity(request, 'critical', UNHURRIED), { code: 'UNAVAILABLE', effect: 'unknown' });
  });
});
