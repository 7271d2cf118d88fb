import assert from 'node:assert/strict';
import sinon from 'sinon';
import { BackEndError } from '../../src/domain/errors.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { tellEndingAccess, weekOf } from '../../src/use-cases/tell-ending-access.ts';
import { days, NOON } from '../support/relationships.ts';
import { aCustomer, aPerson, backEndFailure, handClock, NEVER } from '../support/use-case-fixtures.ts';

const ENDING = { rows: [{ customer: aCustomer(), endsAt: days(6), autoExtends: false }], total: 1 };
const teams = (effect: 'none' | 'unknown') => new BackEndError({ backEnd: 'teams', code: 'UNREACHABLE', effect, message: 'lost' });

describe('tellEndingAccess', () => {
  function given(people: readonly Colleague[] = [aPerson({ roles: ['admin-agent'] })]) {
    const noted = new Set<string>();
    const clock = handClock(NOON.toISOString());
    const fakes = {
      ending: sinon.fake.resolves<unknown[], Promise<typeof ENDING>>(ENDING),
      tell: sinon.fake.resolves<unknown[], Promise<boolean>>(true),
      recognise: sinon.fake(async (id: string) => people.find((person) => person.id === id)),
    };
    const ids = people.map(({ id }) => id).toSorted();
    const log = sinon.fake();
    const tell = tellEndingAccess({
      people: { next: async (after, limit) => ids.filter((id) => after === undefined || id > after).slice(0, limit) },
      recognise: (id) => fakes.recognise(id),
      gate: { view: ({ groupIds }, at) => ({ groupIds, at }) },
      store: { ending: (...args) => fakes.ending(...args), refreshedAt: sinon.fake.resolves(NOON) },
      told: {
        note: async (occasion, personId) => !noted.has(`${occasion} ${personId}`) && noted.add(`${occasion} ${personId}`).size > 0,
        takeBack: async (occasion, personId) => void noted.delete(`${occasion} ${personId}`),
      },
      notice: { tell: (...args) => fakes.tell(...args) },
      clock,
      log,
    });
    return { tell, fakes, clock, log };
  }

  it('tells an admin agent what ends within 30 days of the customers they may see', async () => {
    const { tell, fakes } = given();

    assert.equal(await tell(NEVER), 1);
    assert.deepEqual(fakes.ending.firstCall.args.slice(0, 2), [
      { groupIds: ['helpdesk-group'], at: NOON },
      { now: NOON, until: days(30) },
    ]);
    assert.deepEqual(fakes.tell.args, [[aPerson().id, { ...ENDING, readAt: NOON }]]);
  });

  it('tells it once a week', async () => {
    const { tell, clock, fakes } = given();
    await tell(NEVER);
    clock.move(2 * 86_400_000);
    assert.equal(await tell(NEVER), 0);

    clock.move(86_400_000);
    assert.equal(await tell(NEVER), 1);
    assert.equal(fakes.tell.callCount, 2);
  });

  it('tells nobody else: neither helpdesk agents nor people the directory does not know any more', async () => {
    const { tell, fakes } = given([aPerson()]);
    assert.equal(await tell(NEVER), 0);

    fakes.recognise = sinon.fake(async (_id: string) => undefined);
    assert.equal(await tell(NEVER), 0);
    assert.equal(fakes.tell.callCount, 0);
  });

  it('sends nothing when nothing ends', async () => {
    const { tell, fakes } = given();
    fakes.ending = sinon.fake.resolves({ rows: [], total: 0 });

    assert.equal(await tell(NEVER), 0);
    assert.equal(fakes.tell.callCount, 0);
  });

  it('goes through everybody in batches, and on after one who cannot be told', async () => {
    const people = Array.from({ length: 120 }, (_, n) => aPerson({ id: `p${String(n).padStart(3, '0')}`, roles: ['admin-agent'] }));
    const { tell, fakes, log } = given(people);
    const { recognise } = fakes;
    fakes.recognise = sinon.fake((id: string) => (id === 'p060' ? Promise.reject(backEndFailure('THROTTLED')) : recognise(id)));

    assert.equal(await tell(NEVER), 119);
    assert.deepEqual(log.args, [['ending access not told', { personId: 'p060', code: 'THROTTLED' }]]);
  });

  it('never tells twice when the answer was lost', async () => {
    const { tell, fakes } = given();
    fakes.tell = sinon.fake.rejects(teams('unknown'));
    await tell(NEVER);
    fakes.tell = sinon.fake.resolves(true);

    assert.equal(await tell(NEVER), 0);
    assert.equal(fakes.tell.callCount, 0);
  });

  it('tells in a later run what certainly was not sent', async () => {
    const { tell, fakes } = given();
    fakes.tell = sinon.fake.rejects(teams('none'));
    await tell(NEVER);
    fakes.tell = sinon.fake.resolves(true);

    assert.equal(await tell(NEVER), 1);
  });

  it('ends when it is asked to', async () => {
    const { tell, fakes } = given();

    assert.equal(await tell(AbortSignal.abort()), 0);
    assert.equal(fakes.tell.callCount, 0);
  });

  for (const [moment, monday] of [
    ['2026-11-15T23:59:59Z', '2026-11-09'],
    ['2026-11-16T00:00:00Z', '2026-11-16'],
    ['2026-11-22T12:00:00Z', '2026-11-16'],
    ['2027-01-01T12:00:00Z', '2026-12-28'],
  ] as const)
    it(`counts ${moment} to the week of ${monday}`, () => {
      assert.equal(weekOf(new Date(moment)), monday);
    });
});
