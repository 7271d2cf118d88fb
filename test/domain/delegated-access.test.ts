import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  accessOf,
  daysLeft,
  heldAccess,
  isInForce,
  RELATIONSHIP_STATUSES,
  standingOf,
  type GrantedRelationship,
} from '../../src/domain/delegated-access.ts';
import { aRelationship, days, NOON, ROLE } from '../support/relationships.ts';

describe('delegated access', () => {
  const standings: readonly [string, Partial<GrantedRelationship>, string, boolean][] = [
    ['active', {}, 'active', true],
    ['active without an end', { endsAt: undefined }, 'active', true],
    ['active, with 30 days left', { endsAt: days(30) }, 'ending', true],
    ['active, with more than 30 days left', { endsAt: new Date(days(30).getTime() + 1) }, 'active', true],
    ['active, past its end', { endsAt: NOON }, 'expired', false],
    ['expiring', { status: 'expiring', endsAt: days(6) }, 'ending', true],
    ['expiring, past its end', { status: 'expiring', endsAt: days(-1) }, 'expired', false],
    ['to be terminated', { status: 'terminationRequested', endsAt: days(90) }, 'termination-requested', true],
    ['to be terminated, past its end', { status: 'terminationRequested', endsAt: days(-1) }, 'ended', false],
    ['created', { status: 'created', endsAt: undefined }, 'being-set-up', false],
    ['approved', { status: 'approved', endsAt: undefined }, 'being-set-up', false],
    ['activating', { status: 'activating' }, 'being-set-up', false],
    ['waiting for approval', { status: 'approvalPending', endsAt: undefined }, 'awaiting-approval', false],
    ['expired', { status: 'expired', endsAt: days(-20) }, 'expired', false],
    ['terminating', { status: 'terminating' }, 'ended', false],
    ['terminated', { status: 'terminated' }, 'ended', false],
    ['of a status that we do not know', { status: 'unknown', rawStatus: 'brandNew' }, 'unknown-status', false],
  ];
  for (const [what, some, standing, inForce] of standings)
    it(`tells where a relationship stands that is ${what}`, () => {
      const relationship = aRelationship(some);

      assert.deepEqual(standingOf([relationship], NOON), { standing, relationship });
      assert.equal(isInForce(relationship, NOON), inForce);
      assert.equal(accessOf(['helpdesk-group'], [relationship], NOON), inForce ? 'granted' : 'no-relationship');
    });

  it('covers every status that Microsoft documents', () => {
    const covered = new Set(standings.map(([, some]) => some.status ?? 'active'));

    assert.deepEqual(
      RELATIONSHIP_STATUSES.filter((status) => !covered.has(status)),
      [],
    );
  });

  it('tells of several relationships the one that says most, and of its kind the one that lasts longest', () => {
    const old = aRelationship({ id: 'old', status: 'expired', endsAt: days(-200) });
    const short = aRelationship({ id: 'short', endsAt: days(100) });
    const long = aRelationship({ id: 'long', endsAt: days(300) });

    assert.equal(standingOf([old, short, long], NOON).relationship?.id, 'long');
    assert.deepEqual(standingOf([], NOON), { standing: 'none', relationship: undefined });
  });

  it('gives a person the roles of their own groups, in relationships in force only', () => {
    const relationships = [
      aRelationship({
        assignments: [
          { groupId: 'a', roles: [ROLE.globalReader] },
          { groupId: 'b', roles: [ROLE.globalReader, ROLE.serviceSupport] },
          { groupId: 'c', roles: [ROLE.directoryReaders] },
        ],
      }),
      aRelationship({ id: 'over', status: 'expired', assignments: [{ groupId: 'a', roles: [ROLE.directoryReaders] }] }),
    ];

    assert.deepEqual(heldAccess(['a', 'b', 'x'], relationships, NOON), {
      groupIds: ['a', 'b'],
      roles: [ROLE.globalReader, ROLE.serviceSupport],
      holders: ['a', 'b', 'c'],
    });
  });

  it('keeps out whoever is in no group with an assignment, though the partner has access (B37)', () => {
    assert.equal(accessOf(['sales'], [aRelationship()], NOON), 'denied');
    assert.equal(accessOf(['helpdesk-group'], [aRelationship({ assignments: [] })], NOON), 'denied');
    assert.equal(accessOf([], [], NOON), 'no-relationship');
  });

  it('never grants access without a relationship in force and an assignment to one of the groups', () => {
    const relationship = fc
      .record({
        status: fc.constantFrom(...RELATIONSHIP_STATUSES, 'unknown' as const),
        ends: fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined }),
        groups: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
      })
      .map(({ status, ends, groups }) =>
        aRelationship({
          status,
          endsAt: ends === undefined ? undefined : days(ends),
          assignments: groups.map((groupId) => ({ groupId, roles: [] })),
        }),
      );
    fc.assert(
      fc.property(fc.array(relationship, { maxLength: 4 }), fc.subarray(['a', 'b', 'c']), (relationships, own) => {
        const inForce = relationships.filter((one) => isInForce(one, NOON));
        const held = inForce.some(({ assignments }) => assignments.some(({ groupId }) => own.includes(groupId)));

        assert.equal(accessOf(own, relationships, NOON) === 'granted', held);
        assert.equal(accessOf(own, relationships, NOON) === 'no-relationship', inForce.length === 0);
      }),
    );
  });

  for (const [what, endsAt, left] of [
    ['in a minute', new Date(NOON.getTime() + 60_000), 1],
    ['in exactly a day', days(1), 1],
    ['in a day and a bit', new Date(days(1).getTime() + 1), 2],
    ['an hour ago', new Date(NOON.getTime() - 3_600_000), 0],
  ] as const)
    it(`counts the days to an end ${what}`, () => {
      assert.equal(daysLeft(endsAt, NOON), left);
    });
});
