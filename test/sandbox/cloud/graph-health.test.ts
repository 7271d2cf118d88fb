import assert from 'node:assert/strict';
import { z } from 'zod';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { ARM, errorCode, GRAPH, itemsOf, nextPath, PARTNER_CENTER, startTestCloud, type TestCloud } from './calls.ts';

const HEALTH = '/v1.0/admin/serviceAnnouncement';
const contoso = customerNamed('Contoso').tenantId;

describe('sandbox cloud: service health', () => {
  let cloud: TestCloud;
  let token: string;
  beforeEach(async () => {
    cloud = await startTestCloud({ now: () => new Date() });
    token = await cloud.userToken(GRAPH, contoso);
  });
  afterEach(() => cloud.stop());

  it("lists the services of the token's tenant with their issues, worst status told", async () => {
    const answer = await cloud.call('graph', `${HEALTH}/healthOverviews?$expand=issues`, { token });

    const exchange = itemsOf(answer).find((each) => each['service'] === 'Exchange Online');
    assert.equal(answer.body['@odata.context'], `${GRAPH}/v1.0/$metadata#admin/serviceAnnouncement/healthOverviews(issues())`);
    assert.deepEqual([exchange?.['id'], exchange?.['status']], ['Exchange', 'serviceDegradation']);
    assert.deepEqual(
      z
        .array(z.object({ id: z.string() }))
        .parse(exchange?.['issues'])
        .map(({ id }) => id),
      ['EX1083742', 'EX1071122'],
    );
  });

  it('leaves issues out unless they are expanded', async () => {
    const [first] = itemsOf(await cloud.call('graph', `${HEALTH}/healthOverviews`, { token }));

    assert.deepEqual(Object.keys(first ?? {}), ['id', 'service', 'status']);
  });

  it('finds one service by its name, in any casing and in both spellings of a key', async () => {
    const plain = await cloud.call('graph', `${HEALTH}/healthOverviews/microsoft%20365%20SUITE`, { token });
    const called = await cloud.call('graph', `${HEALTH}/healthOverviews('Microsoft%20365%20suite')`, { token });

    assert.deepEqual([plain.body['id'], called.body['id']], ['OSDPPlatform', 'OSDPPlatform']);
  });

  it('mixes what real answers mix: casings, an unknown status, highImpact null, true and absent, kinds of posts', async () => {
    const all = cloud.state.issues.map(({ issue }) => issue);
    const posts = all.flatMap((issue) => issue.posts);

    assert.ok(all.some(({ status }) => status === 'RestoringService'));
    assert.ok(all.some(({ status }) => status === 'mitigationInProgress'));
    assert.ok(all.some(({ highImpact }) => highImpact === null));
    assert.ok(all.some(({ highImpact }) => highImpact === true));
    assert.ok(all.some((issue) => !('highImpact' in issue)));
    assert.deepEqual(new Set(posts.map(({ description }) => description.contentType)), new Set(['html', 'text']));
    assert.deepEqual(new Set(posts.map(({ postType }) => postType)), new Set(['regular', 'Regular', 'quick', 'strategic', null]));
  });

  it('has several posts for each issue, oldest first, a long history for one and markup in one', async () => {
    const { issues } = cloud.state;

    for (const { issue } of issues) {
      const times = issue.posts.map(({ createdDateTime }) => createdDateTime);
      assert.ok(times.length > 1);
      assert.deepEqual(times, times.toSorted());
      assert.equal(issue.lastModifiedDateTime, times.at(-1));
    }
    assert.ok(issues.some(({ issue }) => issue.posts.length > 25));
    assert.ok(issues.some(({ issue }) => issue.posts.some(({ description }) => /<script>.*<table>/s.test(description.content))));
  });

  it('promises the next update of an open issue for a time to come, as Microsoft writes it', async () => {
    const { body } = await cloud.call('graph', `${HEALTH}/issues/EX1083742`, { token });

    const posts = z.array(z.object({ description: z.object({ content: z.string() }) })).parse(body['posts']);
    const [, day, time] =
      /Next update by: \w+, (\w+ \d+, \d{4}), at (\d+:\d\d [AP]M) UTC/.exec(posts.at(-1)?.description.content ?? '') ?? [];
    assert.ok(Date.parse(`${day} ${time} UTC`) > Date.now());
  });

  it('streams the post-incident report where one was published, and answers 404 elsewhere', async () => {
    const published = await cloud.call('graph', `${HEALTH}/issues/EX1071122/incidentReport`, { token });
    const missing = await cloud.call('graph', `${HEALTH}/issues/EX1083742/incidentReport`, { token });

    assert.equal(published.status, 200);
    assert.match(published.text, /^%PDF-1\.4\n[^]*EX1071122[^]*%%EOF\n$/);
    assert.deepEqual([missing.status, errorCode(missing)], [404, 'itemNotFound']);
  });

  it('filters, orders and bounds the list of issues', async () => {
    const filter = encodeURIComponent("isResolved eq false and classification eq 'incident'");
    const open = itemsOf(await cloud.call('graph', `${HEALTH}/issues?$filter=${filter}&$orderby=lastModifiedDateTime%20desc`, { token }));
    const top = itemsOf(await cloud.call('graph', `${HEALTH}/issues?$top=1`, { token }));
    const recent = encodeURIComponent(`lastModifiedDateTime ge ${new Date(Date.now() - 90 * 60_000).toISOString()}`);
    const changed = itemsOf(await cloud.call('graph', `${HEALTH}/issues?$filter=${recent}`, { token }));

    assert.deepEqual(
      open.map(({ id }) => id),
      ['EX1083742', 'TM1082216'],
    );
    assert.equal(top.length, 1);
    assert.deepEqual(
      changed.map(({ id }) => id),
      ['EX1083742'],
    );
  });

  it('pages as asked, with a next link on the canonical origin that leads to the rest', async () => {
    const ids: unknown[] = [];
    let path: string | undefined = `${HEALTH}/issues?$count=true`;
    while (path !== undefined) {
      const answer = await cloud.call('graph', path, { token, headers: { prefer: 'odata.maxpagesize=2' } });
      ids.push(...itemsOf(answer).map(({ id }) => id));
      path = nextPath(answer);
    }

    assert.deepEqual(ids, ['EX1083742', 'TM1082216', 'EX1071122']);
  });

  it('answers 404 for an issue that this tenant cannot see', async () => {
    const answer = await cloud.call('graph', `${HEALTH}/issues/CR1081907`, { token });

    assert.deepEqual([answer.status, errorCode(answer)], [404, 'itemNotFound']);
  });

  it('answers 400 for a filter it does not understand', async () => {
    const wrong = ["nonsense eq 'a'", 'isResolved', "details eq 'x'", "status eq 'a' or status eq 'b'"];
    const answers = await Promise.all(
      wrong.map((filter) => cloud.call('graph', `${HEALTH}/issues?$filter=${encodeURIComponent(filter)}`, { token })),
    );

    assert.deepEqual(
      answers.map(({ status }) => status),
      [400, 400, 400, 400],
    );
  });

  it('refuses no token, a wrong audience and a revoked token with 401', async () => {
    const call = (bearer?: string) => cloud.call('graph', `${HEALTH}/issues`, bearer === undefined ? {} : { token: bearer });
    const answers = [
      await call(),
      await call('a.b.c'),
      await call(await cloud.userToken(PARTNER_CENTER)),
      await call(await cloud.userToken(ARM)),
    ];
    cloud.script.revokeAccessTokens();
    answers.push(await call(token));

    assert.deepEqual(
      answers.map((answer) => `${answer.status} ${errorCode(answer)}`),
      Array(5).fill('401 InvalidAuthenticationToken'),
    );
  });

  it('refuses with 403 where the relationship gives no role that reads health, and to an application', async () => {
    const proseware = await cloud.userToken(GRAPH, customerNamed('Proseware').tenantId);
    const app = await cloud.appToken(GRAPH, contoso);
    const answers = [
      await cloud.call('graph', `${HEALTH}/issues`, { token: proseware }),
      await cloud.call('graph', `${HEALTH}/issues`, { token: app }),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [403, 403],
    );
  });

  it('says that the application is not known where consent was withdrawn', async () => {
    cloud.state.withoutConsent.add(contoso);

    const answer = await cloud.call('graph', `${HEALTH}/issues`, { token });

    assert.deepEqual([answer.status, errorCode(answer)], [401, 'Authorization_IdentityNotFound']);
  });

  it('throttles a tenant after so many requests a minute, and no other tenant', async () => {
    cloud.script.behaviour.healthLimits = { perMinute: 2, perHour: 800 };
    const call = (bearer: string) => cloud.call('graph', `${HEALTH}/issues`, { token: bearer });
    await call(token);
    await call(token);

    const third = await call(token);
    const other = await call(await cloud.userToken(GRAPH, customerNamed('Fabrikam').tenantId));

    assert.equal(third.status, 429);
    assert.ok(Number(third.headers.get('retry-after')) > 0);
    assert.equal(other.status, 200);
  });
});
