import assert from 'node:assert/strict';
import type { WatchPlace } from '../../src/domain/watch.ts';
import { findWhoIsTold } from '../../src/use-cases/who-is-told.ts';
import { handClock, NEVER } from '../support/use-case-fixtures.ts';
import { aPlace, aWatch } from '../support/watches.ts';

describe('who is told of a customer', () => {
  const clock = handClock();
  const CUSTOMER = { tenantId: 'contoso', name: 'Contoso', tagKeys: [], groupIds: ['helpdesk'], open: false };
  const some = (id: string, more: Partial<WatchPlace> = {}): WatchPlace =>
    aPlace({ id, groupIds: ['helpdesk'], checkedAt: clock.now(), personName: id, ...more });
  const given = (places: readonly WatchPlace[], customer: typeof CUSTOMER | undefined = CUSTOMER) =>
    findWhoIsTold({
      watches: {
        next: async (after, limit) => {
          const from = after === undefined ? 0 : places.findIndex(({ id }) => id === after) + 1;
          return places.slice(from, from + limit);
        },
      },
      reach: { asHit: async (tenantId) => (tenantId === customer.tenantId ? customer : undefined) },
      clock,
    });

  it('is counted by what each gets; whoever may not see the customer, or watches others, is not there', async () => {
    const find = given([
      some('rings'),
      some('late', { quiet: { from: 480, to: 720 }, timeZone: 'UTC' }),
      some('silent', { silences: [{ id: 's', tenantId: 'contoso', service: undefined, until: new Date('2027-01-01'), personName: 'x' }] }),
      some('records', { watches: [aWatch({ mode: 'record' })] }),
      some('lost', { mayWatch: false }),
      some('sees others', { groupIds: ['others'] }),
      some('watches others', { watches: [aWatch({ customers: { kind: 'list', tenantIds: ['fabrikam'] } })] }),
      some('nothing', { watches: [] }),
    ]);

    const told = await find('contoso', NEVER);

    assert.deepEqual(told?.counts, { ring: 1, quiet: 1, silence: 1, 'record-only': 1, access: 1 });
    assert.deepEqual(
      told.chats.map(({ place }) => place.personName),
      ['rings', 'late', 'silent', 'records', 'lost'],
    );
  });

  it('names channels apart, those that ring first, and in which services only', async () => {
    const find = given([
      some('recorded', { watches: [aWatch({ mode: 'record' })], scope: 'team' }),
      some('exchange', { watches: [aWatch({ services: ['Exchange Online', 'Planner'] })], scope: 'team' }),
      some('chat'),
    ]);

    const told = await find('contoso', NEVER);

    assert.deepEqual(
      told?.channels.map(({ place, services }) => [place.personName, services]),
      [
        ['exchange', ['Exchange Online', 'Planner']],
        ['recorded', []],
      ],
    );
    assert.equal(told.chats.length, 1);
  });

  it('goes through 10,000 chats, and names ten', async () => {
    const find = given(Array.from({ length: 10_000 }, (_, n) => some(`p${n}`)));

    const told = await find('contoso', NEVER);

    assert.deepEqual([told?.counts.ring, told?.chats.length], [10_000, 10]);
  });

  it('is not known of a customer that is gone, and not when the time is over', async () => {
    assert.equal(await given([some('a')])('fabrikam', NEVER), undefined);
    await assert.rejects(given([some('a')])('contoso', AbortSignal.abort()));
  });
});
