import assert from 'node:assert/strict';
import sinon from 'sinon';
import { graphAccessDirectory } from '../../src/adapters/graph/access-directory.ts';
import type { AccessFinding } from '../../src/domain/access-findings.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { StoredGrants } from '../../src/ports/access-store.ts';
import type { PollState } from '../../src/ports/health-poll-store.ts';
import { customerNamed } from '../../src/sandbox/cloud/customers.ts';
import { GROUP_IDS } from '../../src/sandbox/cloud/groups.ts';
import { checkAccess } from '../../src/use-cases/check-access.ts';
import { customerGrants, type CustomerGrants } from '../../src/use-cases/customer-grants.ts';
import { aRelationship, days, NOON } from '../support/relationships.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../support/sandbox-back-ends.ts';
import { aCustomer, aPerson, backEndFailure, handClock, NEVER, OWN_TENANT } from '../support/use-case-fixtures.ts';

interface Given {
  readonly grants?: CustomerGrants;
  readonly stored?: StoredGrants;
  readonly poll?: PollState;
  readonly enabled?: boolean;
}

function check({ grants = sinon.fake.rejects(backEndFailure('TIMED_OUT')), stored, poll, enabled = true }: Given) {
  return checkAccess({
    grants,
    store: { of: sinon.fake.resolves(stored) },
    polls: { stateOf: sinon.fake.resolves(poll) },
    estateOf: sinon.fake.resolves(undefined),
    partnerType: 'direct',
    ownTenantId: OWN_TENANT,
    enabled,
    clock: handClock(NOON.toISOString()),
  });
}
const reading = (...relationships: ReturnType<typeof aRelationship>[]): CustomerGrants =>
  sinon.fake.resolves({ relationships, readAt: NOON });
const reasons = (findings: readonly AccessFinding[]) => Object.fromEntries(findings.map(({ about, reason }) => [about, reason]));
const verdicts = (findings: readonly AccessFinding[]) => Object.fromEntries(findings.map(({ about, verdict }) => [about, verdict]));

describe('checkAccess', () => {
  it('reads anew and says what the gate would', async () => {
    const grants = sinon.fake.resolves({ relationships: [aRelationship()], readAt: NOON });
    const result = await check({ grants })(aPerson(), aCustomer(), NEVER);

    assert.equal(grants.firstCall.args[1].fresh, true);
    assert.deepEqual([result.access, result.readAt, result.failure, result.gateOpen], ['granted', NOON, undefined, false]);
    assert.deepEqual(reasons(result.findings)['assignment'], 'held');
  });

  it('shows the stored copy with the reason when Microsoft does not answer, and is certain of nothing in it', async () => {
    const stored = { relationships: [aRelationship()], assignmentsKnown: true, readAt: days(-2) };
    const result = await check({ stored })(aPerson(), aCustomer(), NEVER);

    assert.deepEqual([result.access, result.readAt, result.failure?.code], ['unknown', days(-2), 'TIMED_OUT']);
    assert.equal(reasons(result.findings)['relationship'], 'active');
    assert.equal(verdicts(result.findings)['relationship'], 'unknown');
  });

  it('knows nothing without an answer and a copy, and says no to nothing for that', async () => {
    const result = await check({})(aPerson({ roles: ['admin-agent'] }), aCustomer(), NEVER);

    assert.equal(result.access, 'unknown');
    assert.deepEqual(new Set(result.findings.map(({ verdict }) => verdict)), new Set(['unknown']));
  });

  it('tells of the consent by what the readings of health met', async () => {
    const failure = { code: 'CONSENT_MISSING', status: 400, vendorCode: 'AADSTS65001', correlationId: undefined } as const;
    const base = { tenantId: aCustomer().tenantId, triedAt: NOON, dueAt: NOON, failures: 0 };
    const missing: PollState = { ...base, readAt: days(-3), failedSince: days(-1), failure };
    const read: PollState = { ...base, readAt: days(-1), failedSince: undefined, failure: undefined };
    const grants = reading(aRelationship());

    assert.equal(verdicts((await check({ grants, poll: missing })(aPerson(), aCustomer(), NEVER)).findings)['consent'], 'no');
    assert.equal(verdicts((await check({ grants, poll: read })(aPerson(), aCustomer(), NEVER)).findings)['consent'], 'yes');
  });

  it('has nothing to find of the own tenant', async () => {
    const own = aCustomer({ sources: ['own-tenant'] });

    assert.deepEqual(await check({})(aPerson(), own, NEVER), {
      access: 'granted',
      findings: [],
      readAt: undefined,
      failure: undefined,
      gateOpen: false,
    });
  });

  it('says that the gate lets everybody in, and finds the truth all the same', async () => {
    const result = await check({ grants: reading(), enabled: false })(aPerson(), aCustomer(), NEVER);

    assert.deepEqual([result.gateOpen, result.access], [true, 'no-relationship']);
  });

  it('lets pass what is no failure of a back end', async () => {
    await assert.rejects(check({ grants: sinon.fake.rejects(new TypeError('ours')) })(aPerson(), aCustomer(), NEVER), TypeError);
  });
});

describe('checkAccess of the sandbox’s customers', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());

  const helpdesk = aPerson({ groupIds: [GROUP_IDS.helpdeskAgents, GROUP_IDS.gdapHelpdesk] });
  const admin = aPerson({ roles: ['admin-agent'], groupIds: [GROUP_IDS.adminAgents, GROUP_IDS.gdapTier2] });
  const cases: readonly [string, Colleague, string, Record<string, string>][] = [
    [
      'Contoso',
      helpdesk,
      'granted',
      { relationship: 'active', assignment: 'held', health: 'by-role', requests: 'by-role', azure: 'helpdesk' },
    ],
    ['Contoso', admin, 'granted', { azure: 'subscription-decides' }],
    ['Woodgrove Bank', helpdesk, 'granted', { relationship: 'active' }],
    ['First Up Consultants', helpdesk, 'granted', { relationship: 'ending' }],
    ['VanArsdel Ltd.', helpdesk, 'granted', { relationship: 'termination-requested' }],
    ['Humongous Insurance', helpdesk, 'denied', { relationship: 'active', assignment: 'not-held', health: 'no-role' }],
    ['Humongous Insurance', admin, 'granted', { assignment: 'held' }],
    ['Proseware', helpdesk, 'granted', { health: 'no-such-role', requests: 'no-such-role' }],
    [
      "Munson's Pickles and Preserves",
      admin,
      'no-relationship',
      { relationship: 'expired', assignment: 'nothing-in-force', azure: 'no-role' },
    ],
    ['Nod Publishers', admin, 'no-relationship', { relationship: 'ended' }],
    ['School of Fine Art', admin, 'no-relationship', { relationship: 'awaiting-approval' }],
    ['Fourth Coffee', admin, 'no-relationship', { relationship: 'none' }],
    ['Tailspin Toys', admin, 'granted', { indirect: 'provider' }],
    ['Lucerne Publishing', admin, 'unknown', { relationship: 'not-read', assignment: 'not-read', azure: 'not-read' }],
  ];
  for (const [name, person, access, expected] of cases)
    it(`finds for ${name} and ${person.roles.join()}: ${access}`, async () => {
      const clock = { now: () => new Date() };
      const grants = customerGrants({
        directory: graphAccessDirectory(backEnds.graph),
        store: { replaceOf: sinon.fake.resolves(undefined) },
        clock,
      });
      const { tenantId } = customerNamed(name);

      const result = await check({ grants })(person, aCustomer({ tenantId, name }), NEVER);

      assert.equal(result.access, access);
      assert.deepEqual({ ...reasons(result.findings), ...expected }, reasons(result.findings));
    });
});
