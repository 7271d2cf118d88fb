import assert from 'node:assert/strict';
import { customerNamed, CUSTOMERS } from '../../../src/sandbox/cloud/customers.ts';
import { GRAPH, itemsOf, PARTNER_CENTER, startTestCloud, type Answer, type Body, type TestCloud } from './calls.ts';

const RESELLER = CUSTOMERS.filter(({ reseller }) => reseller);

describe('sandbox cloud: Partner Center', () => {
  let cloud: TestCloud;
  let token: string;
  beforeEach(async () => {
    cloud = await startTestCloud();
    token = await cloud.userToken(PARTNER_CENTER);
  });
  afterEach(() => cloud.stop());

  const get = (path: string, headers: Readonly<Record<string, string>> = {}, bearer = token) =>
    cloud.call('partnerCenter', path, { token: bearer, headers });

  async function seek(answer: Answer): Promise<Body[]> {
    const next = (answer.body['links'] as { next?: { uri: string; headers: { key: string; value: string }[] } }).next;
    if (next === undefined) return itemsOf(answer);
    return [
      ...itemsOf(answer),
      ...(await seek(await get(`/v1${next.uri}`, Object.fromEntries(next.headers.map(({ key, value }) => [key, value]))))),
    ];
  }

  it('lists customers page by page, following the continuation token', async () => {
    const first = await get('/v1/customers?size=9');

    assert.equal(first.body['totalCount'], 9);
    assert.deepEqual(
      (await seek(first)).map(({ id }) => id),
      RESELLER.map(({ tenantId }) => tenantId),
    );
  });

  it('lists customers for an application, but shows one only to a user', async () => {
    const app = await cloud.appToken(PARTNER_CENTER);
    const { tenantId } = customerNamed('Contoso');

    assert.equal((await get('/v1/customers', {}, app)).status, 200);
    assert.equal((await get(`/v1/customers/${tenantId}`, {}, app)).status, 401);
  });

  it('searches by the beginning of a name', async () => {
    const filter = encodeURIComponent(JSON.stringify({ Field: 'CompanyName', Value: 'conto', Operator: 'starts_with' }));

    assert.equal(itemsOf(await get(`/v1/customers?filter=${filter}`)).length, 3);
    assert.equal((await get('/v1/customers?filter=x')).status, 400);
  });

  it('shows a customer with its own domains, and its subscriptions', async () => {
    const { tenantId } = customerNamed('Contoso');

    assert.deepEqual((await get(`/v1/customers/${tenantId}`)).body['customDomains'], ['contoso.example', 'www.contoso.example']);
    assert.equal(itemsOf(await get(`/v1/customers/${tenantId}/subscriptions`)).length, 3);
  });

  it('refuses a customer it does not know, and one it does not sell to', async () => {
    const unknown = await get('/v1/customers/11111111-0000-4000-8000-000000000000');
    const foreign = await get(`/v1/customers/${customerNamed('Relecloud').tenantId}`);

    assert.deepEqual([unknown.status, unknown.body['code']], [404, '20001']);
    assert.deepEqual([foreign.status, foreign.body['code']], [403, '20002']);
  });

  it('refuses no token, a wrong audience, a foreign tenant and a sign-in without MFA', async () => {
    const none = await cloud.call('partnerCenter', '/v1/profiles/support');
    const wrong = await get('/v1/profiles/support', {}, await cloud.userToken(GRAPH));
    const foreign = await get('/v1/profiles/support', {}, await cloud.userToken(PARTNER_CENTER, customerNamed('Contoso').tenantId));
    cloud.script.behaviour.mfa = 'absent';
    const withoutMfa = await get('/v1/profiles/support', {}, await cloud.userToken(PARTNER_CENTER));

    assert.deepEqual(
      [none, wrong, foreign, withoutMfa].map(({ status, body }) => [status, body['code']]),
      [
        [401, '800001'],
        [401, '400'],
        [403, '2032'],
        [401, '900421'],
      ],
    );
  });

  it('echoes the ids of a call, and says whether it came with MFA when asked', async () => {
    const { headers } = await get('/v1/profiles/support', { 'MS-RequestId': 'r-1', 'MS-CorrelationId': 'c-1', ValidateMfa: 'true' });

    assert.deepEqual([headers.get('ms-requestid'), headers.get('ms-correlationid'), headers.get('ismfacompliant')], ['r-1', 'c-1', 'true']);
  });

  it('can answer errors as problem details', async () => {
    cloud.script.behaviour.partnerCenterErrors = 'problem';

    const { headers, body } = await get('/v1/servicerequests/616122292874576');

    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.deepEqual([body['status'], body['title']], [404, 'Not Found']);
  });
});
