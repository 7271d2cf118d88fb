import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { itemsOf, PARTNER_CENTER, startTestCloud, type TestCloud } from './calls.ts';

const REQUEST = { Title: 'Billed twice (PSR-7K3M9Q)', Description: 'Long text', Severity: 'Minimal', SupportTopicId: '90000001' };
const BOOK = '/v1/servicerequests';

describe('sandbox cloud: service requests', () => {
  let cloud: TestCloud;
  let token: string;
  beforeEach(async () => {
    cloud = await startTestCloud();
    token = await cloud.userToken(PARTNER_CENTER);
  });
  afterEach(() => cloud.stop());

  const get = (at: string, headers: Readonly<Record<string, string>> = {}) => cloud.call('partnerCenter', at, { token, headers });
  const patch = (id: unknown, body: object) => cloud.call('partnerCenter', `${BOOK}/${String(id)}`, { method: 'PATCH', token, body });
  const create = (changes: object = {}, requestId: string = randomUUID(), locale = 'en-US') =>
    cloud.call('partnerCenter', `${BOOK}/${locale}`, {
      method: 'POST',
      token,
      body: { ...REQUEST, ...changes },
      headers: { 'MS-RequestId': requestId },
    });

  it('offers 14 topics with integer ids, in the language asked for', async () => {
    const english = itemsOf(await get(`${BOOK}/supporttopics`));
    const russian = itemsOf(await get(`${BOOK}/supporttopics`, { 'X-Locale': 'ru-RU' }));

    assert.equal(english.length, 14);
    assert.deepEqual(
      [english[0]?.['id'], english[0]?.['name'], russian[0]?.['name']],
      [90000001, 'Billing and invoices', 'Выставление счетов'],
    );
  });

  it('answers a creation with 201, a number and dates that are not set', async () => {
    const { status, body } = await create();

    assert.equal(status, 201);
    assert.match(String(body['id']), /^\d{15}$/);
    assert.deepEqual([body['status'], body['createdDate'], body['severity']], ['none', '0001-01-01T00:00:00', 'minimal']);
  });

  it('files once for a repeated MS-RequestId, twice when told to ignore it', async () => {
    const first = await create({}, 'A1');
    const again = await create({}, 'a1');
    cloud.script.behaviour.ignoreRequestId = true;
    const doubled = await create({}, 'A1');

    assert.equal(first.body['id'], again.body['id']);
    assert.notEqual(first.body['id'], doubled.body['id']);
    assert.equal(cloud.state.serviceRequests.all().length, 2);
  });

  it('accepts members in either casing and enumerations as names or numbers', async () => {
    const { status, body } = await cloud.call('partnerCenter', `${BOOK}/fr-FR`, {
      method: 'POST',
      token,
      body: { title: 'x', description: 'y', severity: 1, supportTopicId: 90000002 },
    });

    assert.deepEqual([status, body['severity'], body['supportTopicName']], [201, 'critical', 'Cannot manage my customer']);
  });

  it('refuses what is not complete, too long, or names an unknown topic or locale', async () => {
    const answers = [
      await create({ Title: '' }),
      await create({ Title: 'x'.repeat(256) }),
      await create({ Severity: 'terrible' }),
      await create({ SupportTopicId: '1' }),
      await create({}, 'r', 'english'),
    ];

    assert.deepEqual(
      answers.map(({ status, body }) => [status, body['code']]),
      [
        [400, '3000'],
        [400, '3000'],
        [400, '3000'],
        [400, '800002'],
        [400, '3000'],
      ],
    );
    assert.equal(cloud.state.serviceRequests.all().length, 0);
  });

  it('lists requests without their long text, by status, by size and offset', async () => {
    for (const n of [1, 2, 3]) await create({ Title: `Request ${n}` });
    const [one] = cloud.state.serviceRequests.all();
    await patch(one?.id, { Status: 'closed' });
    const filter = encodeURIComponent(JSON.stringify({ Field: 'Status', Value: 'open', Operator: 'equals' }));

    const open = itemsOf(await get(`${BOOK}?filter=${filter}`));
    const page = await get(`${BOOK}?size=2&offset=1`);

    assert.deepEqual(
      open.map(({ title }) => title),
      ['Request 2', 'Request 3'],
    );
    assert.equal('description' in (open[0] ?? {}), false);
    assert.equal(page.body['totalCount'], 3);
    assert.deepEqual(
      itemsOf(page).map(({ title, status }) => [title, status]),
      [
        ['Request 3', 'open'],
        ['Request 1', 'closed'],
      ],
    );
  });

  it('can count pages instead of items in offset, as the newer reference has it', async () => {
    for (const n of [1, 2, 3]) await create({ Title: `Request ${n}` });
    cloud.script.behaviour.offsetCounts = 'pages';

    assert.deepEqual(
      itemsOf(await get(`${BOOK}?size=2&offset=1`)).map(({ title }) => title),
      ['Request 3'],
    );
  });

  it('takes a note and closes a request, answering 200 with it or 204', async () => {
    const { body } = await create();

    const noted = await patch(body['id'], { NewNote: { Text: 'The invoice number is G012345678.' } });
    cloud.script.behaviour.patchAnswers = 204;
    const closed = await patch(body['id'], { Status: 'closed' });
    const read = await get(`${BOOK}/${String(body['id'])}`);

    assert.deepEqual([noted.status, closed.status, read.body['status']], [200, 204, 'closed']);
    assert.equal((read.body['notes'] as { text: string }[])[0]?.text, 'The invoice number is G012345678.');
    assert.notEqual(read.body['lastClosedDate'], '0001-01-01T00:00:00');
  });

  it('refuses to change anything else', async () => {
    const { body } = await create();

    assert.equal((await patch(body['id'], { Title: 'Other' })).status, 400);
  });

  it("prints numbers for enumerations in a customer's list", async () => {
    const [item] = itemsOf(await get(`/v1/customers/${customerNamed('Contoso').tenantId}/servicerequests`));

    assert.deepEqual([item?.['severity'], item?.['status']], [3, 1]);
  });

  it('remembers requests in a later run, and gives no number twice', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'sandbox-cloud-'));
    const requestFile = path.join(directory, 'requests.json');
    const at = new Date('2030-01-01T00:00:00Z');
    const book = async (): Promise<string> => {
      const run = await startTestCloud({ requestFile, now: () => at });
      const { id } = run.state.serviceRequests.file({
        title: 't',
        description: 'd',
        severity: 'minimal',
        supportTopicId: '90000001',
        supportTopicName: null,
        primaryContact: null,
        countryCode: null,
      });
      await run.stop();
      return id;
    };

    const [first, second] = [await book(), await book()];
    const later = await startTestCloud({ requestFile, now: () => at });

    assert.notEqual(first, second);
    assert.deepEqual(
      later.state.serviceRequests.all().map(({ id }) => id),
      [first, second],
    );
    await later.stop();
    await rm(directory, { recursive: true });
  });
});
