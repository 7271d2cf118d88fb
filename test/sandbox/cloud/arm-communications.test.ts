import assert from 'node:assert/strict';
import { startTestAzure, type TestAzure } from './azure-calls.ts';
import { ARM, errorCode, itemsOf, type Body } from './calls.ts';

describe('sandbox cloud: communications of Azure support tickets', () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await startTestAzure();
    await azure.create('csp-1');
    azure.later(1);
  });
  afterEach(() => azure.cloud.stop());

  const at = (path: string) => `${azure.support('Production')}/supportTickets/csp-1${path}`;
  const NOTE = { subject: 'More data', body: 'Boot diagnostics are in the portal.', sender: 'adele@northwindcloud.example' };
  const write = (name: string, changes: Body = {}) =>
    azure.ask(at(`/communications/${name}`), { method: 'PUT', body: { properties: { ...NOTE, ...changes } } });

  it('takes a communication with 202, and has it', async () => {
    const { status, headers } = await write('note-1');
    const operation = await azure.ask((headers.get('azure-asyncoperation') ?? '').slice(ARM.length).replace(/\?.*/, ''));
    const result = await azure.ask((headers.get('location') ?? '').slice(ARM.length).replace(/\?.*/, ''));
    const { body } = await azure.ask(at('/communications/NOTE-1'));

    assert.deepEqual([status, operation.body['status'], result.body], [202, 'Succeeded', body]);
    const { createdDate, ...properties } = body['properties'] as Body;
    assert.deepEqual(properties, { ...NOTE, communicationType: 'web', communicationDirection: 'outbound' });
    assert.equal(typeof createdDate, 'string');
  });

  it('can answer with the communication at once', async () => {
    azure.cloud.script.behaviour.communicationAnswers = 200;

    const { status, body } = await write('note-1');

    assert.deepEqual([status, body['name']], [200, 'note-1']);
  });

  it('takes the same communication once, and refuses another one of its name', async () => {
    await write('note-1');
    const same = await write('Note-1');
    const other = await write('note-1', { body: 'Something else.' });
    azure.cloud.script.behaviour.azureRepeat = 'conflict';
    const again = await write('note-1');

    assert.deepEqual([same.status, other.status, errorCode(other), again.status], [200, 409, 'Conflict', 409]);
    assert.equal(azure.cloud.state.tickets.all()[0]?.communications.length, 1);
  });

  it('refuses one without subject or text, with a name that is none, or of a ticket that is not there', async () => {
    const missing = `${azure.support('Production')}/supportTickets/csp-2/communications/note-1`;
    const answers = [
      await write('note-1', { subject: '' }),
      await write('note-1', { body: undefined }),
      await write('note 1'),
      await azure.ask(missing, { method: 'PUT', body: { properties: NOTE } }),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [400, 400, 400, 404],
    );
  });

  it('takes none without a plan', async () => {
    azure.cloud.script.behaviour.azurePlan = 'refused';

    const { status, text } = await write('note-1');

    assert.equal(status, 403);
    assert.match(text, /support plan type is CSP/);
  });

  it('says whether a name is free', async () => {
    const check = async (name: string, type = 'Microsoft.Support/communications') =>
      azure.ask(at('/checkNameAvailability'), { method: 'POST', body: { name, type } });
    await write('note-1');

    assert.deepEqual([(await check('note-1')).body['nameAvailable'], (await check('note-2')).body['nameAvailable']], [false, true]);
    assert.equal((await check('note-1', 'Microsoft.Support/supportTickets')).status, 400);
  });

  it('lists them newest first, ten at a time, by type and time', async () => {
    for (let n = 1; n <= 11; n += 1) await write(`note-${n}`);
    azure.later(60);
    const late = azure.cloud.state.now().toISOString();
    azure.later(60);
    await write('last');
    const list = (query: string) => azure.ask(at(`/communications?${query}`));
    const filter = encodeURIComponent(`CommunicationType eq 'web' and CreatedDate ge ${late}`);
    const first = await list('');

    assert.deepEqual([itemsOf(first).length, itemsOf(first)[0]?.['name']], [10, 'last']);
    assert.equal(
      itemsOf(await azure.ask(String(first.body['nextLink']).slice(ARM.length).replace('api-version=2024-04-01&', ''))).length,
      2,
    );
    assert.deepEqual(
      itemsOf(await list(`$filter=${filter}`)).map(({ name }) => name),
      ['last'],
    );
    assert.deepEqual([(await list('$top=11')).status, (await list("$filter=Sender eq 'x'")).status], [400, 400]);
  });
});
