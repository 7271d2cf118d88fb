import assert from 'node:assert/strict';
import { AZURE_SERVICES } from '../../../src/sandbox/cloud/azure-services.ts';
import { AZURE_SUBSCRIPTIONS } from '../../../src/sandbox/cloud/azure-subscriptions.ts';
import { customerNamed, CUSTOMERS } from '../../../src/sandbox/cloud/customers.ts';
import { armThrottled } from '../../../src/sandbox/cloud/failures.ts';
import { buysAzure } from '../../../src/sandbox/cloud/subscriptions.ts';
import { startTestAzure, supportOf, ticketBody, VERSION, withVersion, type TestAzure } from './azure-calls.ts';
import { ARM, errorCode, GRAPH, itemsOf, type Answer } from './calls.ts';

const SERVICES = '/providers/Microsoft.Support/services';
const SUBSCRIPTIONS = '/subscriptions?api-version=2022-12-01';

describe('sandbox cloud: Azure Resource Manager', () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await startTestAzure();
  });
  afterEach(() => azure.cloud.stop());

  const refusal = (answer: Answer) => [answer.status, errorCode(answer)];
  const tokenAt = (name: string) => azure.cloud.userToken(ARM, customerNamed(name).tenantId);
  /** Reads the tickets of a customer's subscription, or creates one. */
  const reads = async (customer: string, subscription: string, token?: string) =>
    azure.cloud.call('arm', withVersion(`${supportOf(customerNamed(customer).tenantId, subscription)}/supportTickets`), {
      token: token ?? (await tokenAt(customer)),
    });
  const writes = async (customer: string, subscription: string) =>
    azure.cloud.call('arm', withVersion(`${supportOf(customerNamed(customer).tenantId, subscription)}/supportTickets/csp-1`), {
      method: 'PUT',
      token: await tokenAt(customer),
      headers: { 'x-ms-authorization-auxiliary': `Bearer ${azure.auxiliary}` },
      body: ticketBody(),
    });
  const named = async (token: string) =>
    itemsOf(await azure.cloud.call('arm', SUBSCRIPTIONS, { token })).map(({ displayName, state }) => [displayName, state]);

  it('wants a token for itself', async () => {
    const { cloud } = azure;
    const path = withVersion(SERVICES);

    assert.deepEqual(refusal(await cloud.call('arm', path)), [401, 'AuthenticationFailed']);
    assert.deepEqual(refusal(await cloud.call('arm', path, { token: await cloud.userToken(GRAPH) })), [
      401,
      'InvalidAuthenticationTokenAudience',
    ]);
    assert.deepEqual(refusal(await cloud.call('arm', path, { token: 'x.y.z' })), [401, 'ExpiredAuthenticationToken']);
  });

  it('refuses the tokens of who must sign in again with MFA', async () => {
    azure.cloud.state.askingMfa.add(customerNamed('Contoso').tenantId);

    assert.deepEqual(refusal(await azure.ask(SERVICES)), [401, 'InvalidAuthenticationToken']);
  });

  it("refuses every auxiliary token that is not the partner's, not for it, or one too many", async () => {
    const { cloud, token, auxiliary } = azure;
    const graph = await cloud.userToken(GRAPH);
    for (const given of [`Bearer ${token}`, `Bearer ${graph}`, 'Bearer x.y.z', auxiliary, `Bearer ${auxiliary}, Bearer ${token}`, ''])
      assert.deepEqual(refusal(await azure.ask(SERVICES, { headers: { 'x-ms-authorization-auxiliary': given } })), [
        401,
        'InvalidAuthenticationToken',
      ]);
    const many = (count: number) => Array.from({ length: count }, () => `Bearer ${auxiliary}`).join(', ');

    assert.equal((await azure.ask(SERVICES, { headers: { 'x-ms-authorization-auxiliary': many(3) } })).status, 200);
    assert.equal((await azure.ask(SERVICES, { headers: { 'x-ms-authorization-auxiliary': many(4) } })).status, 401);
  });

  it('wants a version that it knows', async () => {
    const { cloud, token } = azure;
    const get = (path: string) => cloud.call('arm', path, { token });

    assert.deepEqual(refusal(await get(SERVICES)), [400, 'MissingApiVersionParameter']);
    assert.deepEqual(refusal(await get(`${SERVICES}?api-version=2019-05-01`)), [400, 'NoRegisteredProviderFound']);
    assert.deepEqual(refusal(await get('/subscriptions?api-version=1')), [400, 'InvalidApiVersionParameter']);
    assert.deepEqual(refusal(await get(`/providers/Microsoft.Compute/skus?${VERSION}`)), [404, 'InvalidResourceType']);
  });

  it('gives every answer the ids that support asks for, also a refusal', async () => {
    const correlation = 'a1b2c3d4-0000-4000-8000-000000000001';
    const { headers } = await azure.cloud.call('arm', SERVICES, { headers: { 'x-ms-correlation-request-id': correlation } });

    assert.match(headers.get('x-ms-request-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(headers.get('x-ms-correlation-request-id'), correlation);
  });

  it('can throttle', async () => {
    azure.cloud.script.fault({ api: 'arm', reply: armThrottled(17) });

    const answer = await azure.ask(SERVICES);

    assert.deepEqual([...refusal(answer), answer.headers.get('retry-after')], [429, 'TooManyRequests', '17']);
  });

  it("lists the subscriptions of the token's tenant on which the account has a role", async () => {
    assert.deepEqual(await named(azure.token), [
      ['Production', 'Enabled'],
      ['Development and test', 'Enabled'],
      ['Old web shop', 'Disabled'],
    ]);
    assert.deepEqual(
      (await named(await tokenAt('Woodgrove Bank'))).map(([name]) => name),
      ['Core banking', 'Data platform'],
    );
    assert.deepEqual(
      (await named(azure.auxiliary)).map(([name]) => name),
      ['Northwind operations', 'Northwind training'],
    );
    assert.deepEqual(await named(await tokenAt('Litware')), []);
  });

  it('lists them page by page', async () => {
    azure.cloud.script.behaviour.largestPage = 2;
    const first = await azure.cloud.call('arm', SUBSCRIPTIONS, { token: azure.token });
    const second = await azure.cloud.call('arm', String(first.body['nextLink']).slice(ARM.length), { token: azure.token });

    assert.deepEqual([itemsOf(first).length, itemsOf(second).length, second.body['nextLink']], [2, 1, undefined]);
  });

  it('gives every customer that buys Azure a subscription in which a ticket can be created, and no other customer one', () => {
    for (const customer of CUSTOMERS) {
      const own = AZURE_SUBSCRIPTIONS.filter(({ tenantId }) => tenantId === customer.tenantId);
      const usable = own.filter(
        ({ state, role, registered }) => state !== 'Disabled' && registered && (role === 'owner' || role === 'support'),
      );
      assert.deepEqual([own.length > 0, usable.length > 0], [buysAzure(customer), buysAzure(customer)], customer.name);
    }
    assert.equal(new Set(AZURE_SUBSCRIPTIONS.map(({ id }) => id)).size, AZURE_SUBSCRIPTIONS.length);
  });

  it('lets Support Request Contributors create tickets, and Readers read them', async () => {
    assert.equal((await writes('Woodgrove Bank', 'Core banking')).status, 202);
    assert.equal((await reads('Woodgrove Bank', 'Data platform')).status, 200);
    assert.deepEqual(refusal(await writes('Woodgrove Bank', 'Data platform')), [403, 'AuthorizationFailed']);
  });

  it('refuses those who have no role, and applications', async () => {
    const application = await azure.cloud.appToken(ARM, customerNamed('Contoso').tenantId);

    assert.deepEqual(refusal(await reads('Woodgrove Bank', 'Trading')), [403, 'AuthorizationFailed']);
    assert.deepEqual(refusal(await reads('Contoso', 'Production', application)), [403, 'AuthorizationFailed']);
    assert.deepEqual(await named(application), []);
  });

  it('can take the rights to write away', async () => {
    azure.cloud.script.behaviour.azureRights = 'read-only';

    assert.deepEqual(refusal(await writes('Contoso', 'Production')), [403, 'AuthorizationFailed']);
    assert.equal((await reads('Contoso', 'Production')).status, 200);
  });

  it('refuses a token of another tenant, and a subscription that does not exist', async () => {
    const unknown = '/subscriptions/00000000-0000-4000-8000-000000000000/providers/Microsoft.Support/supportTickets';

    assert.deepEqual(refusal(await reads('Contoso', 'Production', azure.auxiliary)), [401, 'InvalidAuthenticationTokenTenant']);
    assert.deepEqual(refusal(await azure.ask(unknown)), [404, 'SubscriptionNotFound']);
  });

  it('refuses a subscription without the resource provider, and to write into a disabled one', async () => {
    assert.deepEqual(refusal(await writes('City Power & Light', 'Metering')), [409, 'MissingSubscriptionRegistration']);
    assert.deepEqual(refusal(await writes('Contoso', 'Old web shop')), [409, 'ReadOnlyDisabledSubscription']);
    assert.equal((await reads('Contoso', 'Old web shop')).status, 200);
    assert.equal((await writes('Grön Skog AB', 'Production')).status, 202);
  });

  it('lists thirty services and their problems, some of them deprecated and some with further consents', async () => {
    const services = itemsOf(await azure.ask(SERVICES));
    const lists = await Promise.all(services.map(({ id }) => azure.ask(`${String(id)}/problemClassifications`)));
    const problems = lists.flatMap(itemsOf).map(({ id, properties }) => ({ id, ...(properties as Record<string, unknown>) }));

    assert.deepEqual([services.length, new Set(problems.map(({ id }) => id)).size], [30, problems.length]);
    assert.ok(problems.length >= 120);
    assert.ok(problems.filter((problem) => /deprecated/i.test(JSON.stringify(problem))).length >= 3);
    assert.ok(
      problems.some((problem) => 'secondaryConsentEnabled' in problem && JSON.stringify(problem).includes('virtualmachinememorydump')),
    );
    assert.ok(problems.some((problem) => !('secondaryConsentEnabled' in problem)));
  });

  it('reads one service and one problem, and knows no other', async () => {
    const [service] = AZURE_SERVICES;
    const problem = service?.problems[0];
    const at = `${SERVICES}/${service?.id.toUpperCase()}`;

    assert.deepEqual((await azure.ask(at)).body['name'], service?.id);
    assert.deepEqual((await azure.ask(`${at}/problemClassifications/${problem?.id}`)).body['name'], problem?.id);
    for (const path of [`${SERVICES}/1`, `${SERVICES}/1/problemClassifications`, `${at}/problemClassifications/1`])
      assert.deepEqual(refusal(await azure.ask(path)), [404, 'ResourceNotFound'], path);
  });
});
