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

  it('has a title in every language for every control and choice', () => {
    const controls = cloud.controls.list();
    for (const { title } of [...controls, ...controls.flatMap(({ choices = [] }) => choices)])
      assert.ok(title.en !== '' && title.fr !== '' && title.ru !== '');
  });

  it('gives every control an id of its own, and every choice within its control', () => {
    const controls = cloud.controls.list();
    for (const of of [controls, ...controls.flatMap(({ choices }) => (choices === undefined ? [] : [choices]))])
      assert.equal(new Set(of.map(({ id }) => id)).size, of.length);
  });

  it('lets an Exchange outage begin, get worse, spread, end and be reviewed', async () => {
    const seen = [];
    for (const press of ['start', 'worsen', 'worsen', 'worsen', 'resolve', 'review', 'review']) {
      cloud.controls.press(`incident.${press}`);
      const { issue, tenantIds } = cloud.state.issues.at(-1) ?? assert.fail();
      seen.push([issue.status, tenantIds.size, issue.posts.length, issue.isResolved]);
    }

    assert.deepEqual(seen, [
      ['investigating', 7, 1, false],
      ['serviceDegradation', 11, 2, false],
      ['serviceInterruption', 17, 3, false],
      ['serviceInterruption', 17, 3, false],
      ['serviceRestored', 17, 4, true],
      ['postIncidentReviewPublished', 17, 5, true],
      ['postIncidentReviewPublished', 17, 5, true],
    ]);
  });

  it('ends an outage with its final status, and then has a report to download', async () => {
    const token = await cloud.userToken(GRAPH, contoso);
    const report = () => cloud.call('graph', `${HEALTH}/issues/EX1090017/incidentReport`, { token });
    cloud.controls.press('incident.start');
    cloud.controls.press('incident.resolve');
    const last = cloud.state.issues.at(-1)?.issue.posts.at(-1)?.description.content ?? '';
    const before = await report();
    cloud.controls.press('incident.review');

    assert.match(last, /Final status: .*Start time: .* UTC<br><br>End time: .* UTC<br><br>Root cause: /);
    assert.deepEqual([before.status, (await report()).status], [404, 200]);
  });

  it('lets an outage hit a customer more or less, post and open again, each of which changes nothing else', () => {
    const seen = [];
    for (const press of ['start', 'add-customer', 'remove-customer', 'remove-customer', 'post', 'resolve', 'reopen']) {
      cloud.controls.press(`incident.${press}`);
      const { issue, tenantIds } = cloud.state.issues.at(-1) ?? assert.fail();
      seen.push([issue.id, issue.status, tenantIds.size, issue.posts.length, issue.isResolved, issue.endDateTime === null]);
    }

    assert.deepEqual(seen, [
      ['EX1090017', 'investigating', 7, 1, false, true],
      ['EX1090017', 'investigating', 8, 1, false, true],
      ['EX1090017', 'investigating', 7, 1, false, true],
      ['EX1090017', 'investigating', 6, 1, false, true],
      ['EX1090017', 'investigating', 6, 2, false, true],
      ['EX1090017', 'serviceRestored', 6, 3, true, false],
      ['EX1090017', 'serviceDegradation', 6, 4, false, true],
    ]);
  });

  it('says what a press would do to an outage', () => {
    const details = () =>
      ['worsen', 'add-customer', 'remove-customer'].map(
        (name) => cloud.controls.list().find(({ id }) => id === `incident.${name}`)?.detail?.en,
      );
    const before = details();
    cloud.controls.press('incident.start');
    cloud.controls.press('incident.add-customer');

    assert.deepEqual(before, [undefined, undefined, undefined]);
    assert.deepEqual(details(), ['Service degradation, customers: +4', 'Southridge Video', 'Adventure Works Cycles']);
  });

  it('does nothing to an outage that is not there', () => {
    const before = cloud.state.issues.length;
    for (const press of ['add-customer', 'remove-customer', 'post', 'resolve', 'reopen', 'review'])
      cloud.controls.press(`incident.${press}`);

    assert.equal(cloud.state.issues.length, before);
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

  it('refuses requests for good, and nothing else', async () => {
    const token = await cloud.userToken(PARTNER_CENTER);
    cloud.controls.press('partner-center.refuses');
    const body = { Title: 't', Description: 'd', Severity: 'minimal', SupportTopicId: '90000001' };
    const { status } = await cloud.call('partnerCenter', '/v1/servicerequests/en-US', { method: 'POST', token, body });

    assert.deepEqual([status, itemsOf(await cloud.call('partnerCenter', '/v1/servicerequests', { token })).length], [400, 0]);
  });

  it('throttles Graph', async () => {
    const token = await cloud.userToken(GRAPH, contoso);
    cloud.controls.press('graph.throttled');

    const { status, headers } = await cloud.call('graph', `${HEALTH}/issues`, { token });

    assert.deepEqual([status, headers.get('retry-after')], [429, '30']);
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

  it('does not know a control or a choice nobody made', () => {
    assert.throws(() => cloud.controls.press('nonsense'), /no control/);
    assert.throws(() => cloud.controls.press('health.all', 'nonsense'), /no choice/);
  });
});
