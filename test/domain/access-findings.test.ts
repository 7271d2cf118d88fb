import assert from 'node:assert/strict';
import { accessFindings, needsWayWithoutRights, type AccessEvidence, type AccessFinding } from '../../src/domain/access-findings.ts';
import type { Subscription } from '../../src/domain/customer-estate.ts';
import type { GrantedRelationship } from '../../src/domain/delegated-access.ts';
import { aRelationship, days, NOON, ROLE } from '../support/relationships.ts';

const STRANGE = '00000000-0000-4000-8000-000000000001';

function evidence(some: Partial<AccessEvidence> = {}): AccessEvidence {
  return {
    person: { roles: ['admin-agent'], groupIds: ['helpdesk-group'] },
    partnerType: 'direct',
    grants: { relationships: [aRelationship()], assignmentsKnown: true, current: true },
    estate: estate('microsoft365'),
    consent: { readAt: NOON, failedSince: undefined, failure: undefined },
    now: NOON,
    ...some,
  };
}
const granted = (...relationships: GrantedRelationship[]) => ({ grants: { relationships, assignmentsKnown: true, current: true } });
const estate = (...products: Subscription['product'][]) => ({
  readAt: days(-1),
  subscriptions: products.map((product) => ({ name: product, product, active: true })),
});
const holding = (...roles: string[]) => granted(aRelationship({ assignments: [{ groupId: 'helpdesk-group', roles }] }));
/** As the list of all relationships leaves it until the assignments are read. */
const NO_ASSIGNMENTS = { relationships: [aRelationship({ assignments: [] })], assignmentsKnown: false, current: false };
function found<About extends AccessFinding['about']>(
  about: About,
  some: Partial<AccessEvidence>,
): Extract<AccessFinding, { about: About }> {
  const one = accessFindings(evidence(some)).find((finding) => finding.about === about);
  assert.ok(one?.about === about, `nothing about ${about}`);
  return one as Extract<AccessFinding, { about: About }>;
}

describe('access findings', () => {
  it('tell each step of the access once, in the order in which it is given', () => {
    assert.deepEqual(
      accessFindings(evidence()).map(({ about, verdict }) => [about, verdict]),
      [
        ['relationship', 'yes'],
        ['assignment', 'yes'],
        ['health', 'yes'],
        ['requests', 'yes'],
        ['azure', 'unknown'],
        ['azure-only', 'no'],
        ['consent', 'yes'],
      ],
    );
  });

  const cases: readonly [AccessFinding['about'], string, Partial<AccessEvidence>, AccessFinding['verdict'], string][] = [
    ['relationship', 'in force', {}, 'yes', 'active'],
    ['relationship', 'ending', granted(aRelationship({ endsAt: days(6) })), 'yes', 'ending'],
    ['relationship', 'to be terminated', granted(aRelationship({ status: 'terminationRequested' })), 'yes', 'termination-requested'],
    ['relationship', 'waiting', granted(aRelationship({ status: 'approvalPending' })), 'no', 'awaiting-approval'],
    ['relationship', 'being set up', granted(aRelationship({ status: 'activating' })), 'no', 'being-set-up'],
    ['relationship', 'expired', granted(aRelationship({ status: 'expired' })), 'no', 'expired'],
    ['relationship', 'ended', granted(aRelationship({ status: 'terminated' })), 'no', 'ended'],
    ['relationship', 'missing', granted(), 'no', 'none'],
    ['relationship', 'of a strange status', granted(aRelationship({ status: 'unknown' })), 'unknown', 'unknown-status'],
    ['relationship', 'not read', { grants: undefined }, 'unknown', 'not-read'],
    ['assignment', 'held by another group', { person: { roles: ['admin-agent'], groupIds: ['sales'] } }, 'no', 'not-held'],
    ['assignment', 'held by nobody', granted(aRelationship({ assignments: [] })), 'no', 'nobody-holds'],
    ['assignment', 'without a relationship', granted(), 'no', 'nothing-in-force'],
    ['assignment', 'not read', { grants: undefined }, 'unknown', 'not-read'],
    ['assignment', 'never read of a relationship', { grants: NO_ASSIGNMENTS }, 'unknown', 'not-read'],
    ['health', 'with assignments never read', { grants: NO_ASSIGNMENTS }, 'unknown', 'not-read'],
    ['azure', 'with assignments never read', { grants: NO_ASSIGNMENTS }, 'unknown', 'not-read'],
    ['health', 'with a role that reads it', holding(ROLE.globalReader), 'yes', 'by-role'],
    ['health', 'with a role that does not', holding(ROLE.directoryReaders), 'no', 'no-such-role'],
    ['health', 'with a role that we do not know', holding(STRANGE), 'unknown', 'unknown-role'],
    ['health', 'without a role', granted(), 'no', 'no-role'],
    ['health', 'not read', { grants: undefined }, 'unknown', 'not-read'],
    ['requests', 'with a role that only reads', holding(ROLE.globalReader), 'no', 'no-such-role'],
    ['requests', 'with a role that opens them', holding(ROLE.serviceSupport), 'yes', 'by-role'],
    ['azure', 'with a role', {}, 'unknown', 'subscription-decides'],
    ['azure', 'without a role', granted(), 'unknown', 'no-role'],
    ['azure', 'not read', { grants: undefined }, 'unknown', 'not-read'],
    ['azure-only', 'Azure', { estate: estate('azure', 'azure') }, 'yes', 'only'],
    ['azure-only', 'Azure and more', { estate: estate('azure', 'dynamics365') }, 'no', 'more'],
    ['azure-only', 'nothing', { estate: estate() }, 'no', 'nothing'],
    ['azure-only', 'not known', { estate: undefined }, 'unknown', 'not-read'],
    ['consent', 'never asked', { consent: undefined }, 'unknown', 'never-read'],
    [
      'consent',
      'missing',
      { consent: { readAt: days(-9), failedSince: days(-1), failure: { code: 'CONSENT_MISSING', vendorCode: 'AADSTS65001' } } },
      'no',
      'missing',
    ],
    [
      'consent',
      'hidden by another failure',
      { consent: { readAt: days(-9), failedSince: days(-1), failure: { code: 'FORBIDDEN', vendorCode: undefined } } },
      'unknown',
      'failing',
    ],
  ];
  for (const [about, what, some, verdict, reason] of cases)
    it(`tell of ${about}, ${what}: ${verdict}`, () => {
      const finding = found(about, some);

      assert.deepEqual([finding.verdict, finding.reason], [verdict, reason]);
    });

  it('say that a helpdesk agent cannot file in the Azure portal, whatever the roles (B6)', () => {
    const person = { roles: ['helpdesk-agent'] as const, groupIds: ['helpdesk-group'] };

    assert.deepEqual(found('azure', { person }), { about: 'azure', verdict: 'no', reason: 'helpdesk' });
    assert.equal(found('azure', { person: { ...person, roles: ['helpdesk-agent', 'admin-agent'] } }).reason, 'subscription-decides');
  });

  it('say that the provider of an indirect reseller comes first for Azure (B4, B5)', () => {
    assert.equal(found('azure', { partnerType: 'indirect-reseller' }).reason, 'provider');
    assert.equal(found('azure', { partnerType: 'indirect-provider' }).reason, 'subscription-decides');
  });

  it('name the provider through whom the relationship came about, and nobody otherwise (B4)', () => {
    const through = granted(
      aRelationship({ providerTenantId: 'provider-tenant' }),
      aRelationship({ id: '2', providerTenantId: 'provider-tenant' }),
    );
    const over = granted(aRelationship({ providerTenantId: 'provider-tenant', status: 'expired' }));

    assert.equal(found('indirect', through).providerTenantId, 'provider-tenant');
    assert.equal(accessFindings(evidence(through)).filter(({ about }) => about === 'indirect').length, 1);
    assert.ok(!accessFindings(evidence(over)).some(({ about }) => about === 'indirect'));
  });

  it('hold nothing of an older copy for certain, and still show it', () => {
    const findings = accessFindings(evidence({ grants: { relationships: [aRelationship()], assignmentsKnown: true, current: false } }));
    const certain = findings.filter(({ verdict }) => verdict !== 'unknown').map(({ about }) => about);

    assert.deepEqual(certain, ['azure-only', 'consent']);
    assert.deepEqual(
      findings.slice(0, 4).map(({ reason }) => reason),
      ['active', 'held', 'by-role', 'by-role'],
    );
  });

  it('show the way without rights where there is no role (B37)', () => {
    const needs = (some: Partial<AccessEvidence>) => needsWayWithoutRights(accessFindings(evidence(some)));

    assert.deepEqual(
      [{}, granted(), { person: { roles: [], groupIds: [] } }, { estate: estate('azure') }, { grants: undefined }].map(needs),
      [false, true, true, false, false],
    );
  });
});
