import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { AccessFacts } from '../../src/ports/access-directory.ts';
import { customerGate } from '../../src/use-cases/customer-gate.ts';
import { NEVER, aCustomer, aPerson, backEndFailure, handClock } from '../support/use-case-fixtures.ts';

describe('customerGate', () => {
  function gate(facts: AccessFacts | Error, enabled = true) {
    const accessTo = facts instanceof Error ? sinon.fake.rejects(facts) : sinon.fake.resolves(facts);
    const log = sinon.fake();
    const made = customerGate({ directory: { accessTo }, clock: handClock(), enabled, log });
    const check = (...args: Parameters<typeof made.check>) => made.check(...args);
    return { accessTo, check, log };
  }
  const helpdesk: AccessFacts = { relationship: 'active', groupIds: ['other', 'helpdesk-group'] };

  it('lets a person in through one of their groups', async () => {
    assert.equal(await gate(helpdesk).check(aPerson(), aCustomer(), NEVER), 'granted');
  });

  it('keeps out a person in none of the groups, though the partner has access', async () => {
    assert.equal(await gate(helpdesk).check(aPerson({ groupIds: ['sales'] }), aCustomer(), NEVER), 'denied');
  });

  it('weighs every person anew against the remembered facts of the customer', async () => {
    const { check, accessTo } = gate(helpdesk);
    const answers = await Promise.all([
      check(aPerson(), aCustomer(), NEVER),
      check(aPerson({ id: 'mallory', groupIds: [] }), aCustomer(), NEVER),
      check(aPerson({ id: 'trent' }), aCustomer(), NEVER),
    ]);

    assert.deepEqual(answers, ['granted', 'denied', 'granted']);
    assert.equal(accessTo.callCount, 1);
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
    const { check, accessTo } = gate(helpdesk);
    await check(aPerson(), aCustomer(), NEVER);
    await check(aPerson(), aCustomer({ tenantId: 'another' }), NEVER);

    assert.deepEqual(
      accessTo.args.map(([tenantId]) => tenantId),
      [aCustomer().tenantId, 'another'],
    );
  });

  it('tells of a customer without relationship', async () => {
    assert.equal(await gate({ relationship: 'none', groupIds: [] }).check(aPerson(), aCustomer(), NEVER), 'no-relationship');
  });

  it('does not know when the directory fails, and asks again next time', async () => {
    const { check, accessTo } = gate(backEndFailure('UNREACHABLE'));

    assert.equal(await check(aPerson(), aCustomer(), NEVER), 'unknown');
    assert.equal(await check(aPerson(), aCustomer(), NEVER), 'unknown');
    assert.equal(accessTo.callCount, 2);
  });

  it('opens the own tenant to everybody with a role, without asking', async () => {
    const { check, accessTo } = gate(backEndFailure('UNREACHABLE'));
    const own = aCustomer({ sources: ['own-tenant'] });

    assert.equal(await check(aPerson({ groupIds: [] }), own, NEVER), 'granted');
    assert.equal(await check(aPerson({ roles: [] }), own, NEVER), 'denied');
    assert.equal(accessTo.callCount, 0);
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
});
