import assert from 'node:assert/strict';
import { graphClient } from '../../../src/adapters/graph/client.ts';
import { healthBudget } from '../../../src/adapters/graph/health-budget.ts';
import { graphHealthSource } from '../../../src/adapters/graph/health-source.ts';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { LONGEST_IMPACT, type ServiceHealthOverview } from '../../../src/domain/service-health.ts';
import { healthSourceContract } from '../../contracts/health-source.ts';
import { answerJson, loopbackServer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';
import { handClock } from '../../support/use-case-fixtures.ts';

const clock = handClock();
const healthOf = ({ graph }: Pick<SandboxBackEnds, 'graph'>) => graphHealthSource(graph, healthBudget({ clock }));
const TENANT = '22222222-0000-4000-8000-000000000002';

describe('Graph health source', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());

  healthSourceContract('Graph', () => {
    const { state } = backEnds.cloud;
    const placed = (resolved: boolean, tenantId: string): string =>
      state.issues.find(({ issue, tenantIds }) => issue.isResolved === resolved && tenantIds.has(tenantId))?.issue.id ?? '';
    const tenantId =
      [...(state.issues.find(({ issue }) => issue.isResolved)?.tenantIds ?? [])].find((id) => placed(false, id) !== '') ?? '';
    const foreign = state.issues.find(({ tenantIds }) => !tenantIds.has(tenantId));
    return Promise.resolve({
      source: healthOf(backEnds),
      foreignIssueId: foreign?.issue.id ?? '',
      troubled: { tenantId, openIssueId: placed(false, tenantId), resolvedIssueId: placed(true, tenantId) },
      unreadableTenantId: customerNamed('Proseware').tenantId,
    });
  });

  const refused: readonly [string, string, string][] = [
    ['a relationship whose roles may not read health', 'Proseware', 'FORBIDDEN'],
    ['a tenant without consent', 'Lamna Healthcare', 'CONSENT_MISSING'],
    ['a customer without a relationship', 'Fourth Coffee', 'FORBIDDEN'],
  ];
  for (const [what, name, code] of refused)
    it(`reports ${what} as ${code}`, async () => {
      await assert.rejects(healthOf(backEnds).overviews(customerNamed(name).tenantId, UNHURRIED), { code, effect: 'none' });
    });

  it('pages to the end', async () => {
    const source = healthOf(backEnds);
    const { tenantId } = customerNamed('Woodgrove Bank');
    const whole = await source.overviews(tenantId, UNHURRIED);
    backEnds.cloud.state.behaviour.largestPage = 2;
    const paged = await source.overviews(tenantId, UNHURRIED);
    backEnds.cloud.state.behaviour.largestPage = undefined;

    assert.deepEqual(paged, whole);
    assert.ok(whole.length > 4);
  });

  it('asks for a new sign-in when the stored one has no MFA any more', async () => {
    backEnds.cloud.state.behaviour.mfa = 'asked';
    const asked = healthOf(backEnds).overviews(customerNamed('Contoso').tenantId, UNHURRIED);

    await assert.rejects(asked, { code: 'MFA_NEEDED' });
    backEnds.cloud.state.behaviour.mfa = 'satisfied';
  });
});

describe('Graph health on the wire', () => {
  const listed = {
    id: 'EX900101',
    title: 'Mail is late',
    service: 'Exchange Online',
    startDateTime: '2026-03-02T06:40:00.337Z',
    lastModifiedDateTime: '2026-03-02T08:55:12.337Z',
    impactDescription: 'Mail may arrive late.',
    classification: 'incident',
    status: 'serviceDegradation',
    feature: null,
    isResolved: false,
  };
  const exchange = { id: 'Exchange', service: 'Exchange Online', status: 'serviceDegradation' };
  const page = (...value: unknown[]): unknown => ({ value });

  let server: LoopbackServer;
  let answers: { overviews: unknown; issues: unknown; issue: unknown; status: number; headers: Record<string, string> };
  let refuseSelect: boolean;
  before(async () => {
    server = await loopbackServer(({ url }, response) => {
      const kind = url.includes('/healthOverviews') ? 'overviews' : url.includes('/issues/') ? 'issue' : 'issues';
      const { [kind]: body, status, headers } = answers;
      if (refuseSelect && url.includes('$select')) answerJson(response, 400, { error: { code: 'BadRequest' } });
      else if (typeof body === 'string') response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      else answerJson(response, status, body, headers);
    });
  });
  after(() => server.stop());
  beforeEach(() => {
    answers = { overviews: page(exchange), issues: page(listed), issue: listed, status: 200, headers: {} };
    refuseSelect = false;
    server.seen.length = 0;
  });

  const retry = { firstWaitMs: 1, longestWaitMs: 50, tryTimeoutMs: 2000, deadlineMs: 4000 };
  const graph = () => graphClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.graph, retry });
  const source = (budget = healthBudget({ clock })) => graphHealthSource(graph(), budget);
  const read = (): Promise<readonly ServiceHealthOverview[]> => source().overviews(TENANT, UNHURRIED);
  const details = () => source().incident(TENANT, 'EX900101', UNHURRIED);
  const issues = (some: object): void => {
    answers.issues = page({ ...listed, ...some });
  };

  it('asks in two requests, for what is used of open issues and without their posts', async () => {
    await read();

    const asked = server.seen.find(({ url }) => url.includes('/issues'));
    const query = new URL(asked?.url ?? '', 'http://host').searchParams;
    assert.equal(server.seen.length, 2);
    assert.equal(query.get('$filter'), 'isResolved eq false');
    assert.ok(query.get('$select')?.split(',').includes('lastModifiedDateTime') === true && !query.get('$select')?.includes('posts'));
    assert.equal(asked?.headers['prefer'], 'odata.maxpagesize=1000');
  });

  it('asks without naming members when Microsoft refuses them', async () => {
    refuseSelect = true;

    assert.equal((await read())[0]?.issues[0]?.id, 'EX900101');
  });

  it('leaves out resolved issues even where the filter is not honoured, and names none twice', async () => {
    answers.issues = page(listed, { ...listed, id: 'EX2', isResolved: true }, { ...listed, title: 'Mail is later' });

    assert.deepEqual(
      (await read()).flatMap((overview) => overview.issues.map(({ id, title }) => [id, title])),
      [['EX900101', 'Mail is later']],
    );
  });

  it('keeps of an endless impact what cards can show', async () => {
    issues({ impactDescription: 'Nothing to read here. '.repeat(250_000) });

    const [impact = ''] = (await read()).flatMap((overview) => overview.issues.map((issue) => issue.impact));
    assert.equal(impact.length, LONGEST_IMPACT);
    assert.match(impact, /^Nothing to read here\. .*…$/);
  });

  it('shows an issue of a service that is not listed', async () => {
    answers.issues = page({ ...listed, service: 'New service', status: 'serviceInterruption' });

    const [, unlisted] = await read();

    assert.deepEqual([unlisted?.service, unlisted?.status, unlisted?.issues.length], ['New service', 'serviceInterruption', 1]);
  });

  for (const spelling of ['serviceDegradation', 'ServiceDegradation', 'SERVICEDEGRADATION'])
    it(`reads the status ${spelling}`, async () => {
      answers.overviews = page({ ...exchange, status: spelling });
      issues({ status: spelling, classification: 'Incident' });

      const [found] = await read();

      assert.deepEqual(
        [found?.status, found?.issues[0]?.status, found?.issues[0]?.classification],
        ['serviceDegradation', 'serviceDegradation', 'incident'],
      );
    });

  it('keeps a status and a classification that it does not know', async () => {
    issues({ status: 'futureState', classification: 'unknownFutureValue', origin: 'thirdParty', unheardOf: {} });

    const [found] = await read();

    assert.deepEqual(
      [found?.issues[0]?.status, found?.issues[0]?.rawStatus, found?.issues[0]?.classification],
      ['unknown', 'futureState', 'unknown'],
    );
  });

  for (const [highImpact, expected] of [
    [null, false],
    [true, true],
    [undefined, false],
  ] as const)
    it(`reads highImpact ${String(highImpact)} as ${String(expected)}`, async () => {
      issues({ highImpact });

      assert.equal((await read())[0]?.issues[0]?.highImpact, expected);
    });

  it('reads times with fractions', async () => {
    const [found] = await read();

    assert.equal(found?.issues[0]?.startedAt.toISOString(), '2026-03-02T06:40:00.337Z');
  });

  it('reads services without issues', async () => {
    answers = { ...answers, overviews: page({ id: 'x', service: 'X', status: 'serviceOperational' }), issues: page() };

    assert.deepEqual(await read(), [{ id: 'x', service: 'X', status: 'serviceOperational', rawStatus: 'serviceOperational', issues: [] }]);
  });

  const unreadable: readonly [string, Partial<typeof answers>][] = [
    ['no collection', { overviews: { error: 'none' } }],
    ['no collection of issues', { issues: {} }],
    ['a service without a status', { overviews: page({ id: 'x', service: 'X' }) }],
    ['an issue without a start', { issues: page(listed, { ...listed, id: 'EX2', startDateTime: undefined }) }],
    ['a time that is none', { issues: page({ ...listed, startDateTime: 'yesterday' }) }],
    ['an issue that does not say whether it is resolved', { issues: page({ ...listed, isResolved: null }) }],
    ['a cut answer', { issues: '{"value":[{"id":"EX9' }],
  ];
  for (const [what, some] of unreadable)
    it(`takes ${what} for unreadable, never for healthy`, async () => {
      Object.assign(answers, some);

      await assert.rejects(read(), { code: 'UNREADABLE' });
    });

  const refusals: readonly [number, string, Record<string, string>, object][] = [
    [401, 'InvalidAuthenticationToken', {}, { code: 'SIGN_IN_NEEDED' }],
    [401, 'Authorization_IdentityNotFound', {}, { code: 'CONSENT_MISSING' }],
    [403, 'Forbidden', {}, { code: 'FORBIDDEN' }],
    [403, 'Authorization_RequestDenied', {}, { code: 'FORBIDDEN' }],
    [404, 'ResourceNotFound', {}, { code: 'NOT_FOUND' }],
    [429, 'TooManyRequests', { 'retry-after': '57' }, { code: 'THROTTLED', retryAfterMs: 57_000 }],
    [429, 'activityLimitReached', {}, { code: 'THROTTLED', retryAfterMs: undefined }],
    [500, 'generalException', {}, { code: 'UNAVAILABLE' }],
    [503, 'serviceNotAvailable', {}, { code: 'UNAVAILABLE' }],
  ];
  for (const [status, vendorCode, headers, expected] of refusals)
    it(`knows ${status} ${vendorCode}${headers['retry-after'] === undefined ? '' : ' with Retry-After'} apart and keeps Microsoft's code`, async () => {
      const body = { error: { code: vendorCode, message: 'text' } };
      answers = { overviews: body, issues: body, issue: body, status, headers: { ...headers, 'request-id': 'r-1' } };

      await assert.rejects(read(), { status, vendorCode, correlationId: 'r-1', effect: 'none', ...expected });
    });

  describe('of one issue', () => {
    const post = (at: string, content: string, contentType = 'html') => ({
      createdDateTime: at,
      postType: 'regular',
      description: { contentType, content },
    });

    it('gives posts in the order of their times, whatever the order of the answer', async () => {
      answers.issue = { ...listed, posts: [post('2026-03-02T09:00:00Z', 'two'), post('2026-03-02T08:00:00Z', 'one')] };

      assert.deepEqual(
        (await details())?.posts.map(({ text }) => text),
        ['one', 'two'],
      );
    });

    it('keeps the newest hundred posts', async () => {
      const posts = Array.from({ length: 130 }, (_, n) => post(new Date(Date.UTC(2026, 2, 1, 0, n)).toISOString(), `post ${n}`));
      answers.issue = { ...listed, posts };

      const texts = (await details())?.posts.map(({ text }) => text);

      assert.deepEqual([texts?.length, texts?.[0], texts?.at(-1)], [100, 'post 30', 'post 129']);
    });

    it('reads an issue with neither posts nor an end', async () => {
      const found = await details();

      assert.deepEqual([found?.posts, found?.endedAt, found?.resolved], [[], undefined, false]);
    });

    it('takes a post without a time for unreadable', async () => {
      answers.issue = { ...listed, posts: [{ description: { contentType: 'html', content: 'x' } }] };

      await assert.rejects(details(), { code: 'UNREADABLE' });
    });

    it('writes the id into the path as one part', async () => {
      await source().incident(TENANT, 'EX1/../x?y', UNHURRIED);

      assert.ok(server.seen[0]?.url.endsWith('/issues/EX1%2F..%2Fx%3Fy'));
    });
  });

  /** Requests of one tenant: one that an earlier test gave up may come late. */
  const seenOf = (tenantId: string): number =>
    server.seen.filter(({ headers }) => headers.authorization?.includes(tenantId) === true).length;

  it('sends nothing for a tenant whose requests are spent, and says how long to wait', async () => {
    const tenantId = '33333333-0000-4000-8000-000000000003';
    const spent = source(healthBudget({ clock, perMinute: 2, perHour: 800 }));
    await spent.overviews(tenantId, UNHURRIED);

    await assert.rejects(spent.overviews(tenantId, UNHURRIED), { code: 'THROTTLED', retryAfterMs: 60_000 });
    assert.equal(seenOf(tenantId), 2);
  });

  it('counts every try against the limit', async () => {
    answers.status = 503;
    const tenantId = '44444444-0000-4000-8000-000000000004';
    const few = source(healthBudget({ clock, perMinute: 2, perHour: 800 }));

    await assert.rejects(few.incident(tenantId, 'EX1', UNHURRIED), { code: 'THROTTLED' });
    assert.equal(seenOf(tenantId), 2);
  });
});
