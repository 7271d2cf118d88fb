import assert from 'node:assert/strict';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { errorCode, GRAPH, itemsOf, startTestCloud, type Answer, type TestCloud } from './calls.ts';

const HEALTH = '/v1.0/admin/serviceAnnouncement';
const contoso = customerNamed('Contoso').tenantId;
const fabrikam = customerNamed('Fabrikam').tenantId;

describe('sandbox cloud: faults of service health', () => {
  let cloud: TestCloud;
  let tokens: Readonly<Record<string, string>>;
  beforeEach(async () => {
    cloud = await startTestCloud();
    tokens = { [contoso]: await cloud.userToken(GRAPH, contoso), [fabrikam]: await cloud.userToken(GRAPH, fabrikam) };
  });
  afterEach(() => cloud.stop());

  const issues = (tenantId: string): Promise<Answer> => cloud.call('graph', `${HEALTH}/issues`, { token: tokens[tenantId] ?? '' });

  const refusals: readonly [choice: string, status: number, code: string, retryAfter: string | null][] = [
    ['401', 401, 'InvalidAuthenticationToken', null],
    ['403', 403, 'Forbidden', null],
    ['404', 404, 'ResourceNotFound', null],
    ['429-wait', 429, 'TooManyRequests', '30'],
    ['429', 429, 'activityLimitReached', null],
    ['500', 500, 'generalException', null],
    ['503', 503, 'serviceNotAvailable', null],
    ['no-consent', 401, 'Authorization_IdentityNotFound', null],
    ['mfa', 401, 'InvalidAuthenticationToken', null],
  ];
  for (const [choice, status, code, retryAfter] of refusals) {
    it(`${choice} is answered with ${status} ${code}, for Contoso or for all`, async () => {
      cloud.controls.press('health.contoso', choice);
      const answer = await issues(contoso);
      const spared = await issues(fabrikam);
      cloud.controls.press('health.contoso');
      const mended = await issues(contoso);
      cloud.controls.press('health.all', choice);

      assert.deepEqual([answer.status, errorCode(answer), answer.headers.get('retry-after')], [status, code, retryAfter]);
      assert.deepEqual([spared.status, mended.status, (await issues(fabrikam)).status], [200, 200, status]);
    });
  }

  it('refuses new tokens too while consent is missing or MFA is asked for', async () => {
    cloud.controls.press('health.contoso', 'no-consent');
    await assert.rejects(() => cloud.userToken(GRAPH, contoso), /AADSTS65001/);
    cloud.controls.press('health.contoso', 'mfa');
    await assert.rejects(() => cloud.userToken(GRAPH, contoso), /AADSTS50076/);
    cloud.controls.press('health.contoso');

    assert.ok(await cloud.userToken(GRAPH, contoso));
  });

  it('gives no consent back that was missing before', async () => {
    cloud.controls.press('health.all', 'no-consent');
    cloud.controls.press('health.all');

    assert.deepEqual([...cloud.state.withoutConsent], [customerNamed('Lamna Healthcare').tenantId]);
  });

  it('does not answer', async () => {
    cloud.controls.press('health.contoso', 'no-answer');
    const leaving = new AbortController();
    cloud.script.at('arrived', { api: 'graph' }, () => leaving.abort());
    const headers = { authorization: `Bearer ${tokens[contoso]}` };

    await assert.rejects(fetch(`${cloud.baseUrls.graph}${HEALTH}/issues`, { headers, signal: leaving.signal }), { name: 'AbortError' });
  });

  it('cuts JSON off', async () => {
    cloud.controls.press('health.contoso', 'cut');

    const { status, text } = await issues(contoso);

    assert.equal(status, 200);
    assert.throws(() => JSON.parse(text));
  });

  it('puts unknown values into services and issues, also expanded ones', async () => {
    cloud.controls.press('health.contoso', 'unknown-values');

    const token = tokens[contoso] ?? '';
    const overviews = itemsOf(await cloud.call('graph', `${HEALTH}/healthOverviews?$expand=issues`, { token }));
    const expanded = overviews.flatMap(({ issues: own }) => own as { status: string }[]);

    for (const { status } of [...overviews, ...expanded, ...itemsOf(await issues(contoso))]) assert.equal(status, 'underReviewByTheStars');
  });

  it('puts scripts into titles, impacts and posts', async () => {
    cloud.controls.press('health.contoso', 'scripts');

    const [issue] = itemsOf(await issues(contoso));

    for (const text of [issue?.['title'], issue?.['impactDescription'], JSON.stringify(issue?.['posts'])])
      assert.match(String(text), /<script>/);
  });

  it('answers with 5 MB that can be read', async () => {
    cloud.controls.press('health.contoso', 'large');

    const services = await cloud.call('graph', `${HEALTH}/healthOverviews`, { token: tokens[contoso] ?? '' });
    const answers = [await issues(contoso), services];

    for (const answer of answers) {
      assert.ok(answer.text.length > 5_000_000 && answer.text.length < 6_000_000);
      assert.ok(itemsOf(answer).length > 1);
    }
  });

  it('says which fault is chosen', () => {
    cloud.controls.press('health.contoso', '503');

    const { on, chosen, choices } = cloud.controls.list().find(({ id }) => id === 'health.contoso') ?? assert.fail();
    assert.deepEqual([on, chosen, choices?.length], [true, '503', 15]);
  });
});
