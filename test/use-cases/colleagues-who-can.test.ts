import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { CustomerAccess } from '../../src/domain/customer.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { colleaguesWhoCan, type ToGoOnWith } from '../../src/use-cases/colleagues-who-can.ts';
import { aCustomer, aPerson, backEndFailure, handClock, NEVER, never } from '../support/use-case-fixtures.ts';

const NAMES = ['Zoe', 'Anna', 'Mei', 'Boris', 'Ines', 'Karim', 'Olga'];

describe('colleagues who can go on with something', () => {
  const people = NAMES.map((displayName) => aPerson({ id: randomUUID(), displayName }));
  const CONTOSO = aCustomer();
  const ABOUT: ToGoOnWith = { customer: CONTOSO, product: 'azure', severity: 'moderate', language: 'en', routes: ['azure-portal'] };

  function among(some: {
    readonly recognise?: (id: string, signal: AbortSignal) => Promise<Colleague | undefined>;
    readonly access?: (person: Colleague) => CustomerAccess;
    readonly onCall?: readonly string[];
    readonly lately?: readonly string[];
    readonly hasChat?: (personId: string) => boolean;
    /** All who have a chat, in their order. */
    readonly chats?: readonly string[];
  }) {
    const { recognise = known, access = () => 'granted', onCall = [], lately = [], hasChat = () => true } = some;
    const chats = some.chats ?? people.map(({ id }) => id);
    return colleaguesWhoCan({
      people: {
        next: (after, limit) => {
          const from = after === undefined ? 0 : chats.indexOf(after) + 1;
          return Promise.resolve(chats.slice(from, from + limit));
        },
      },
      recognise,
      gate: { check: (person) => Promise.resolve(access(person)), view: () => 'all' },
      onCallFor: () => Promise.resolve(onCall),
      past: { lastFilers: () => Promise.resolve(lately) },
      hasChat: (personId) => Promise.resolve(hasChat(personId)),
      clock: handClock(),
    });
  }
  const known = (id: string) => Promise.resolve(people.find((person) => person.id === id));
  const idOf = (name: string) => people.find(({ displayName }) => displayName === name)?.id ?? assert.fail('nobody of this name');
  const only =
    (...names: readonly string[]) =>
    ({ displayName }: Colleague) =>
      names.includes(displayName) ? 'granted' : 'denied';
  const granted = (_one: Colleague, access: CustomerAccess) => access === 'granted';
  const namesOf = (found: readonly Colleague[]) => found.map(({ displayName }) => displayName);

  it('are those of the chats who can, by name', async () => {
    const find = among({ access: only('Mei', 'Anna', 'Zoe') });

    assert.deepEqual(namesOf(await find(ABOUT, granted, NEVER)), ['Anna', 'Mei', 'Zoe']);
  });

  it('are five at most', async () => {
    assert.equal((await among({})(ABOUT, granted, NEVER)).length, 5);
  });

  it('begin with whoever is on call, marked, wherever their chats stand', async () => {
    const found = await among({ onCall: [idOf('Olga')] })(ABOUT, granted, NEVER);

    assert.deepEqual(
      [found.length, found[0]?.displayName, found.map(({ onCall }) => onCall)],
      [5, 'Olga', [true, false, false, false, false]],
    );
  });

  it('are not those on call who cannot, or have no chat', async () => {
    const find = among({
      onCall: [idOf('Olga'), idOf('Karim')],
      access: only('Karim', 'Anna'),
      hasChat: (personId) => personId !== idOf('Karim'),
      chats: [idOf('Anna')],
    });

    assert.deepEqual(namesOf(await find(ABOUT, granted, NEVER)), ['Anna']);
  });

  describe('of a company with very many chats', () => {
    const strangers = Array.from({ length: 100 }, () => randomUUID());
    const chats = [...strangers, idOf('Olga')];

    it('are found by what they filed lately', async () => {
      const find = among({ chats, lately: [idOf('Olga')] });

      assert.deepEqual(namesOf(await find(ABOUT, granted, NEVER)), ['Olga']);
    });

    it('are found at last, each look going on where the one before ended, and are known from then on', async () => {
      const find = among({ chats });
      const looks: (readonly string[])[] = [];
      while (looks.length < 4) looks.push(namesOf(await find(ABOUT, granted, NEVER)));

      assert.deepEqual(looks, [[], [], ['Olga'], ['Olga']]);
    });

    it('are looked for among a bounded number of people', async () => {
      const recognise = sinon.fake(known);
      await among({ chats, recognise })(ABOUT, granted, NEVER);

      assert.equal(recognise.callCount, 40);
    });
  });

  it('leave out whoever the directory cannot tell of now', async () => {
    const find = among({
      recognise: (id) => (id === people[0]?.id ? Promise.reject(backEndFailure('THROTTLED')) : known(id)),
      access: only('Zoe', 'Anna'),
    });

    assert.deepEqual(namesOf(await find(ABOUT, granted, NEVER)), ['Anna']);
  });

  it('are those found so far when the turn cannot wait any longer', async () => {
    const enough = new AbortController();
    const find = among({
      recognise: (id, signal) => {
        if (id !== idOf('Anna')) return Promise.race([never<undefined>(), once(signal)]);
        setImmediate(() => enough.abort());
        return known(id);
      },
    });

    assert.deepEqual(namesOf(await find(ABOUT, granted, enough.signal)), ['Anna']);
  });
});

/** Rejects when the signal ends. */
function once(signal: AbortSignal): Promise<undefined> {
  const { promise, reject } = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  return promise;
}
