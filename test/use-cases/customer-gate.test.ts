import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { GrantedRelationship } from '../../src/domain/delegated-access.ts';
import type { CustomerGrants, Grants } from '../../src/use-cases/customer-grants.ts';
import { customerGate } from '../../src/use-cases/customer-gate.ts';
import { aRelationship } from '../support/relationships.ts';
import { NEVER, aCustomer, aPerson, backEndFailure, handClock } from '../support/use-case-fixtures.ts';

describe('customerGate', () => {
  function gate(found: readonly GrantedRelationship[] | Error, enabled = true) {
    const clock = handClock();
    const grants =
      found instanceof Error
        ? sinon.fake.rejects(found)
        : sinon.fake.resolves<Parameters<CustomerGrants>, Promise<Grants>>({ relationships: found, readAt: clock.now() });
    const log = sinon.fake();
    const made = customerGate({ grants, clock, enabled, log });
    const check = (...args: Parameters<typeof made.check>) => made.check(...args);
    const view = (...args: Parameters<typeof made.view>) => made.view(...args);
    return { grants, check, view, log };
  }
  const helpdesk = [aRelationship()];

  it('lets a person in through one of their groups (B1)', async () => {
    assert.equal(await gate(helpdesk).check(aPerson(), aCustomer(), NEVER), 'granted');
  });

  it('keeps out a person in none of the groups, though the partner has access (B1)', async () => {
    assert.equal(await gate(helpdesk).check(aPerson({ groupIds: ['sales'] }), aCustomer(), NEVER), 'denied');
  });

  it('weighs every person anew against the facts of the customer', async () => {
    const { check } = gate(helpdesk);
    const answers = await Promise.all([
      check(aPerson(), aCustomer(), NEVER),
      check(aPerson({ id: 'mallory', groupIds: [] }), aCustomer(), NEVER),
      check(aPerson({ id: 'trent' }), aCustomer(), NEVER),
    ]);

    assert.deepEqual(answers, ['granted', 'denied', 'granted']);
  });

  it('logs why access could not be found out, for the administrator', async () => {
    const { check, log } = gate(backEndFailure('CONSENT_MISSING'));

    assert.equal(await check(aPerson(), aCustomer(), NEVER), 'unknown');
    assert.deepEqual(log.firstCall.args, [
      'access not found out',
      { tenantId: aCustomer().tenantId, code: 'CONSENT_MISSING', message: 'CONSENT_MISSING' },
    ]);
  });

  it('asks for every customer by itself', async () => {
    const { check, grants } = gate(helpdesk);
    await check(aPerson(), aCustomer(), NEVER);
    await check(aPerson(), aCustomer({ tenantId: 'another' }), NEVER);

    assert.deepEqual(
      grants.args.map(([tenantId]) => tenantId as string),
      [aCustomer().tenantId, 'another'],
    );
  });

  it('tells of a customer without relationship', async () => {
    assert.equal(await gate([aRelationship({ status: 'expired' })]).check(aPerson(), aCustomer(), NEVER), 'no-relationship');
  });

  it('does not know when the directory fails, and asks again next time', async () => {
    const { check, grants } = gate(backEndFailure('UNREACHABLE'));

    assert.equal(await check(aPerson(), aCustomer(), NEVER), 'unknown');
    assert.equal(await check(aPerson(), aCustomer(), NEVER), 'unknown');
    assert.equal(grants.callCount, 2);
  });

  it('opens the own tenant to everybody with a role, without asking', async () => {
    const { check, grants } = gate(backEndFailure('UNREACHABLE'));
    const own = aCustomer({ sources: ['own-tenant'] });

    assert.equal(await check(aPerson({ groupIds: [] }), own, NEVER), 'granted');
    assert.equal(await check(aPerson({ roles: [] }), own, NEVER), 'denied');
    assert.equal(grants.callCount, 0);
  });

  it('keeps guests and people without a role out, also when switched off', async () => {
    for (const enabled of [true, false]) {
      const { check } = gate(helpdesk, enabled);
      assert.equal(await check(aPerson({ guest: true }), aCustomer(), NEVER), 'denied');
      assert.equal(await check(aPerson({ roles: [] }), aCustomer(), NEVER), 'denied');
    }
  });

  it('lets everybody else in when switched off', async () => {
    assert.equal(await gate(backEndFailure('UNREACHABLE'), false).check(aPerson({ groupIds: [] }), aCustomer(), NEVER), 'granted');
  });

  describe('view for lists over many customers', () => {
    const now = new Date('2026-11-20T09:00:00Z');

    it('is what the person’s groups open', () => {
      assert.deepEqual(gate(helpdesk).view(aPerson(), now), { groupIds: ['helpdesk-group'], at: now });
    });

    it('is everything when the check is switched off', () => {
      assert.equal(gate(helpdesk, false).view(aPerson(), now), 'all');
    });

    it('is nothing for guests and people without a role, also when switched off', () => {
      for (const enabled of [true, false]) {
        assert.equal(gate(helpdesk, enabled).view(aPerson({ guest: true }), now), 'none');
        assert.equal(gate(helpdesk, enabled).view(aPerson({ roles: [] }), now), 'none');
      }
    });
  });
});
