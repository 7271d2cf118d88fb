import assert from 'node:assert/strict';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { GRAPH, itemsOf, PARTNER_CENTER, startTestCloud, type TestCloud } from './calls.ts';

const HEALTH = '/v1.0/admin/serviceAnnouncement';
const contoso = customerNamed('Contoso').tenantId;

describe('sandbox cloud: control strip', () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.stop());

  async function exchangeStatus(): Promise<unknown> {
    const answer = await cloud.call('graph', `${HEALTH}/healthOverviews`, { token: await cloud.userToken(GRAPH, contoso) });
    return itemsOf(answer).find(({ service }) => service === 'Exchange Online')?.['status'];
  }
  const support = async () => cloud.call('partnerCenter', '/v1/profiles/support', { token: await cloud.userToken(PARTNER_CENTER) });

  it('has a title in every language for every control', () => {
    for (const { title } of cloud.controls.list()) assert.ok(title.en !== '' && title.fr !== '' && title.ru !== '');
  });

  it('lets an Exchange outage begin, get worse and end', async () => {
    const seen = [];
    for (const press of ['incident.start', 'incident.worsen', 'incident.worsen', 'incident.worsen', 'incident.resolve']) {
      cloud.controls.press(press);
      const outage = cloud.state.issues.at(-1)?.issue;
      seen.push([outage?.status, outage?.posts.length, outage?.isResolved]);
    }

    assert.deepEqual(seen, [
      ['investigating', 1, false],
      ['serviceDegradation', 2, false],
      ['serviceInterruption', 3, false],
      ['serviceInterruption', 3, false],
      ['serviceRestored', 4, true],
    ]);
  });

  it('shows an outage to the customers it hits, and opens a new one after it was resolved', async () => {
    cloud.controls.press('incident.worsen');
    cloud.controls.press('incident.worsen');
    const during = await exchangeStatus();
    cloud.controls.press('incident.resolve');
    cloud.controls.press('incident.start');

    assert.equal(during, 'serviceInterruption');
    assert.equal(cloud.state.issues.at(-1)?.issue.id, 'EX1090018');
    assert.equal(cloud.state.issues.at(-1)?.tenantIds.size, 7);
  });

  it('turns a switch on and off again', async () => {
    const on = () => cloud.controls.list().find(({ id }) => id === 'partner-center.fails')?.on;
    const states = [on()];
    cloud.controls.press('partner-center.fails');
    states.push(on());
    const failing = await support();
    cloud.controls.press('partner-center.fails');
    states.push(on());

    assert.deepEqual(states, [false, true, false]);
    assert.deepEqual([failing.status, (await support()).status], [500, 200]);
  });

  it('lets service health fail, and throttles Graph', async () => {
    const token = await cloud.userToken(GRAPH, contoso);
    const health = () => cloud.call('graph', `${HEALTH}/issues`, { token });
    cloud.controls.press('graph.health-fails');
    const failing = await health();
    cloud.controls.press('graph.health-fails');
    cloud.controls.press('graph.throttled');
    const throttled = await health();

    assert.equal(failing.status, 503);
    assert.deepEqual([throttled.status, throttled.headers.get('retry-after')], [429, '30']);
  });

  it('loses the answers to what is written, not to what is read', async () => {
    const token = await cloud.userToken(PARTNER_CENTER);
    cloud.controls.press('partner-center.loses-answers');
    const body = { Title: 't', Description: 'd', Severity: 'minimal', SupportTopicId: '90000001' };

    await assert.rejects(() => cloud.call('partnerCenter', '/v1/servicerequests/en-US', { method: 'POST', token, body }));
    assert.equal(itemsOf(await cloud.call('partnerCenter', '/v1/servicerequests', { token })).length, 1);
  });

  it('asks for MFA, also of those who hold a token already', async () => {
    const token = await cloud.userToken(PARTNER_CENTER);
    cloud.controls.press('entra.mfa-asked');

    const { status, body } = await cloud.call('partnerCenter', '/v1/profiles/support', { token });

    assert.deepEqual([status, body['code']], [401, '900421']);
    await assert.rejects(() => cloud.userToken(GRAPH), /AADSTS50076/);
  });

  it('withdraws consent for Contoso and gives it again', async () => {
    cloud.controls.press('entra.consent-missing');
    await assert.rejects(() => cloud.userToken(GRAPH, contoso), /AADSTS65001/);
    cloud.controls.press('entra.consent-missing');

    assert.ok(await cloud.userToken(GRAPH, contoso));
  });

  it('does not know a control nobody made', () => {
    assert.throws(() => cloud.controls.press('nonsense'), /no control/);
  });
});
