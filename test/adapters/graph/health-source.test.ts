import assert from 'node:assert/strict';
import { graphClient } from '../../../src/adapters/graph/client.ts';
import { graphHealthSource } from '../../../src/adapters/graph/health-source.ts';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import type { ServiceHealthOverview } from '../../../src/domain/service-health.ts';
import { healthSourceContract } from '../../contracts/health-source.ts';
import { answerJson, loopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

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
    return Promise.resolve({
      source: graphHealthSource(backEnds.graph),
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
      await assert.rejects(graphHealthSource(backEnds.graph).overviews(customerNamed(name).tenantId, UNHURRIED), { code, effect: 'none' });
    });

  it('pages to the end', async () => {
    const source = graphHealthSource(backEnds.graph);
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
    const asked = graphHealthSource(backEnds.graph).overviews(customerNamed('Contoso').tenantId, UNHURRIED);

    await assert.rejects(asked, { code: 'SIGN_IN_NEEDED' });
    backEnds.cloud.state.behaviour.mfa = 'satisfied';
  });
});

describe('Graph health on the wire', () => {
  const issue = {
    id: 'EX900101',
    title: 'Mail is late',
    service: 'Exchange Online',
    startDateTime: '2026-03-02T06:40:00.337Z',
    impactDescription: 'Mail may arrive late.',
    classification: 'incident',
    origin: 'microsoft',
    status: 'serviceDegradation',
    feature: null,
    isResolved: false,
    details: [],
    posts: [],
  };

  async function read(value: unknown): Promise<readonly ServiceHealthOverview[]> {
    const server = await loopbackServer((_request, response) => answerJson(response, 200, value));
    try {
      const graph = graphClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.graph });
      return await graphHealthSource(graph).overviews(TENANT, UNHURRIED);
    } finally {
      await server.stop();
    }
  }
  const overview = (some: object = {}, of: object = {}): unknown => ({
    value: [{ id: 'Exchange', service: 'Exchange Online', status: 'serviceDegradation', issues: [{ ...issue, ...some }], ...of }],
  });

  for (const spelling of ['serviceDegradation', 'ServiceDegradation', 'SERVICEDEGRADATION'])
    it(`reads the status ${spelling}`, async () => {
      const [found] = await read(overview({ status: spelling, classification: 'Incident' }, { status: spelling }));

      assert.deepEqual(
        [found?.status, found?.issues[0]?.status, found?.issues[0]?.classification],
        ['serviceDegradation', 'serviceDegradation', 'incident'],
      );
    });

  it('keeps a status and a classification that it does not know', async () => {
    const [found] = await read(overview({ status: 'futureState', classification: 'unknownFutureValue' }));

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
      const [found] = await read(overview({ highImpact }));

      assert.equal(found?.issues[0]?.highImpact, expected);
    });

  it('reads times with fractions', async () => {
    const [found] = await read(overview());

    assert.equal(found?.issues[0]?.startedAt.toISOString(), '2026-03-02T06:40:00.337Z');
  });

  it('reads services without issues', async () => {
    assert.deepEqual(await read({ value: [{ id: 'x', service: 'X', status: 'serviceOperational' }] }), [
      { id: 'x', service: 'X', status: 'serviceOperational', rawStatus: 'serviceOperational', issues: [] },
    ]);
  });

  for (const [what, value] of [
    ['no collection', { error: 'none' }],
    ['a service without a status', { value: [{ id: 'x', service: 'X' }] }],
    ['an issue without a start', overview({ startDateTime: undefined })],
    ['a time that is none', overview({ startDateTime: 'yesterday' })],
    ['an issue that does not say whether it is resolved', overview({ isResolved: null })],
  ] as const)
    it(`takes ${what} for unreadable, never for healthy`, async () => {
      await assert.rejects(read(value), { code: 'UNREADABLE' });
    });
});
