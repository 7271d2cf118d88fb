import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { CustomerAccess } from '../../src/domain/customer.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { colleaguesWhoCan } from '../../src/use-cases/colleagues-who-can.ts';
import { aCustomer, aPerson, backEndFailure, NEVER, never } from '../support/use-case-fixtures.ts';

const NAMES = ['Zoe', 'Anna', 'Mei', 'Boris', 'Ines', 'Karim', 'Olga'];

describe('colleagues who can go on with something', () => {
  const people = NAMES.map((displayName) => aPerson({ id: randomUUID(), displayName }));

  function among(
    recognise: (id: string) => Promise<Colleague | undefined>,
    access: (person: Colleague) => CustomerAccess = () => 'granted',
  ) {
    return colleaguesWhoCan({
      people: { next: (_after, limit) => Promise.resolve(people.map(({ id }) => id).slice(0, limit)) },
      recognise,
      gate: { check: (person) => Promise.resolve(access(person)), view: () => 'all' },
    });
  }
  const known = (id: string) => Promise.resolve(people.find((person) => person.id === id));
  const granted = (_one: Colleague, access: CustomerAccess) => access === 'granted';
  const namesOf = (found: readonly Colleague[]) => found.map(({ displayName }) => displayName);

  it('are those of the chats who can, by name', async () => {
    const find = among(known, ({ displayName }) => (['Mei', 'Anna', 'Zoe'].includes(displayName) ? 'granted' : 'denied'));

    assert.deepEqual(namesOf(await find(aCustomer(), granted, NEVER)), ['Anna', 'Mei', 'Zoe']);
  });

  it('are five at most', async () => {
    assert.equal((await among(known)(aCustomer(), granted, NEVER)).length, 5);
  });

  it('leave out whoever the directory cannot tell of now', async () => {
    const find = among(
      (id) => (id === people[0]?.id ? Promise.reject(backEndFailure('THROTTLED')) : known(id)),
      ({ displayName }) => (['Zoe', 'Anna'].includes(displayName) ? 'granted' : 'denied'),
    );

    assert.deepEqual(namesOf(await find(aCustomer(), granted, NEVER)), ['Anna']);
  });

  it('are those found so far when the turn cannot wait any longer', async () => {
    const enough = new AbortController();
    const recognise = sinon.fake((id: string, signal: AbortSignal) => {
      if (id === people[1]?.id) return known(id);
      return Promise.race([never<undefined>(), once(signal)]);
    });
    const find = colleaguesWhoCan({
      people: { next: () => Promise.resolve(people.map(({ id }) => id)) },
      recognise,
      gate: { check: () => Promise.resolve('granted'), view: () => 'all' },
    });
    const finding = find(aCustomer(), granted, enough.signal);
    setImmediate(() => enough.abort());

    assert.deepEqual(namesOf(await finding), ['Anna']);
  });
});

/** Rejects when the signal ends. */
function once(signal: AbortSignal): Promise<undefined> {
  const { promise, reject } = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  return promise;
}
