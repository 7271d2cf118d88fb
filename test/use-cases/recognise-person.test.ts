import assert from 'node:assert/strict';
import sinon from 'sinon';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import { NEVER, aPerson, backEndFailure, handClock } from '../support/use-case-fixtures.ts';

describe('recognisePerson', () => {
  it('asks the directory once in 15 minutes', async () => {
    const clock = handClock();
    const colleague = sinon.fake.resolves(aPerson());
    const recognise = recognisePerson({ directory: { colleague }, clock });
    await recognise('adele', NEVER);
    clock.move(14 * 60_000);
    assert.deepEqual(await recognise('adele', NEVER), aPerson());
    assert.equal(colleague.callCount, 1);

    clock.move(60_000);
    await recognise('adele', NEVER);
    assert.equal(colleague.callCount, 2);
  });

  it('asks again after a minute for somebody the tenant did not know', async () => {
    const clock = handClock();
    const colleague = sinon.stub().onFirstCall().resolves(undefined).onSecondCall().resolves(aPerson());
    const recognise = recognisePerson({ directory: { colleague }, clock });
    assert.equal(await recognise('adele', NEVER), undefined);
    clock.move(60_000);

    assert.deepEqual(await recognise('adele', NEVER), aPerson());
  });

  it('tells when the directory could not be asked', async () => {
    const colleague = sinon.fake.rejects(backEndFailure('UNREACHABLE'));
    const recognise = recognisePerson({ directory: { colleague }, clock: handClock() });

    await assert.rejects(recognise('adele', NEVER), { code: 'UNREACHABLE' });
  });
});
