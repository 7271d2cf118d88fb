import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { postgresBotStorage } from '../../../src/adapters/postgres/bot-storage.ts';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import { postgresCustomerStore } from '../../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresTurnStore } from '../../../src/adapters/postgres/turn-store.ts';
import type { TurnStart } from '../../../src/ports/turn-store.ts';
import { freshDatabase } from '../../support/database.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const later = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);

describe('turn store', () => {
  let database: Database;
  before(async () => {
    database = await freshDatabase();
  });

  const turn = (change: Partial<TurnStart> = {}): TurnStart => ({
    conversationId: randomUUID(),
    personId: 'adele',
    activityKey: randomUUID(),
    holder: randomUUID(),
    now: NOON,
    until: later(30),
    ...change,
  });
  const next = (of: TurnStart, change: Partial<TurnStart> = {}): TurnStart => ({
    ...of,
    holder: randomUUID(),
    activityKey: randomUUID(),
    ...change,
  });

  it('begins a first turn with nothing chosen', async () => {
    const begun = await postgresTurnStore(database).begin(turn({ personId: 'new' }));

    assert.deepEqual(begun, { kind: 'begun', locale: undefined, customer: undefined, isKnown: false, state: undefined });
  });

  it('gives the language and the customer in force in this conversation', async () => {
    const turns = postgresTurnStore(database);
    const customers = postgresCustomerStore(database);
    const fabrikam = { tenantId: randomUUID(), name: 'Fabrikam', domain: undefined, domains: [], sources: ['contract'] as const };
    await customers.replaceAll({ customers: [fabrikam], missing: [] }, NOON);
    const here = turn({ personId: 'camille' });
    await turns.setLocale('camille', 'ru');
    await turns.setLocale('camille', 'fr');
    await customers.choose('camille', here.conversationId, fabrikam.tenantId, NOON);

    const begun = await turns.begin(here);
    const elsewhere = await turns.begin(turn({ personId: 'camille' }));

    assert.deepEqual(begun, { kind: 'begun', locale: 'fr', customer: fabrikam, isKnown: false, state: undefined });
    assert.deepEqual(elsewhere, { kind: 'begun', locale: 'fr', customer: undefined, isKnown: false, state: undefined });
    assert.deepEqual([await turns.localeOf('camille'), await turns.localeOf('nobody')], ['fr', undefined]);
  });

  it('says whether the address of its conversation is known', async () => {
    const turns = postgresTurnStore(database);
    const conversations = postgresConversationStore(database);
    const here = turn();
    const address = {
      conversationId: here.conversationId,
      scope: 'personal',
      serviceUrl: 'https://teams.example/',
      tenantId: 'partner',
      botId: '28:bot',
    } as const;
    await conversations.learn({ ...address, personId: 'adele', accountId: '29:adele', teamId: undefined }, NOON);
    const isKnown = async (): Promise<boolean | undefined> => {
      const begun = await turns.begin(next(here, { personId: randomUUID() }));
      return begun.kind === 'begun' ? begun.isKnown : undefined;
    };

    const before = await isKnown();
    await conversations.retire(here.conversationId, NOON);

    assert.deepEqual([before, await isKnown()], [true, false]);
  });

  it('gives the state that is asked for, as the storage would', async () => {
    const storage = postgresBotStorage(database);
    await storage.write({ 'dialogs/asked': { step: 1 }, 'dialogs/other': { step: 7 } });
    await storage.write({ 'dialogs/asked': { step: 2, eTag: '*' } });

    const begun = await postgresTurnStore(database).begin(turn({ stateKey: 'dialogs/asked' }));

    assert.deepEqual(begun.kind === 'begun' && begun.state, { step: 2, eTag: '2' });
    assert.deepEqual(await storage.read(['dialogs/asked']), { 'dialogs/asked': { step: 2, eTag: '2' } });
  });

  it('gives no state when none is stored or the turn is not begun', async () => {
    const turns = postgresTurnStore(database);
    const first = turn({ stateKey: 'dialogs/nobody' });

    const begun = await turns.begin(first);
    const busy = await turns.begin(next(first, { stateKey: 'dialogs/asked' }));

    assert.deepEqual(begun, { kind: 'begun', locale: undefined, customer: undefined, isKnown: false, state: undefined });
    assert.deepEqual(busy, { kind: 'busy' });
  });

  it('gives the state that the turn before has left, when it waited for that turn to end', async () => {
    const turns = postgresTurnStore(database);
    const storage = postgresBotStorage(database);
    const conversationId = randomUUID();
    const counted = async (): Promise<void> => {
      const mine = turn({ conversationId, stateKey: conversationId });
      for (;;) {
        const begun = await turns.begin(mine);
        if (begun.kind !== 'begun') continue;
        const { count = 0, eTag = '*' } = (begun.state ?? {}) as { readonly count?: number; readonly eTag?: string };
        await storage.write({ [conversationId]: { count: count + 1, eTag } });
        return turns.end(mine);
      }
    };

    await Promise.all(Array.from({ length: 8 }, counted));

    assert.deepEqual(await storage.read([conversationId]), { [conversationId]: { count: 8, eTag: '8' } });
  });

  it('still serves the release before, which does not ask for the state', async () => {
    const begin = { name: 'begin-turn', text: 'select * from begin_turn($1, $2, $3, $4, $5, $6)' };
    const { conversationId, personId, activityKey, holder, now, until } = turn({ personId: 'older' });

    const rows = await database.run(begin, [conversationId, personId, activityKey, holder, now, until]);

    assert.equal(rows[0]?.['kind'], 'begun');
  });

  it('is busy while another turn of the person runs in the conversation, also for the same activity', async () => {
    const turns = postgresTurnStore(database);
    const first = turn();
    await turns.begin(first);

    const kinds = [await turns.begin(next(first)), await turns.begin({ ...first, holder: randomUUID() })].map(({ kind }) => kind);

    assert.deepEqual(kinds, ['busy', 'busy']);
  });

  it('serves other people and other conversations meanwhile', async () => {
    const turns = postgresTurnStore(database);
    const first = turn();
    await turns.begin(first);

    const person = await turns.begin(next(first, { personId: 'dmitri' }));
    const conversation = await turns.begin(next(first, { conversationId: randomUUID() }));

    assert.deepEqual([person.kind, conversation.kind], ['begun', 'begun']);
  });

  it('serves the next activity after the end, and calls the same one a duplicate', async () => {
    const turns = postgresTurnStore(database);
    const first = turn();
    await turns.begin(first);
    await turns.end(first);

    const again = await turns.begin({ ...first, holder: randomUUID() });
    const following = await turns.begin(next(first));

    assert.deepEqual([again.kind, following.kind], ['duplicate', 'begun']);
  });

  it('calls a served activity a duplicate also while another turn runs', async () => {
    const turns = postgresTurnStore(database);
    const first = turn();
    await turns.begin(first);
    await turns.end(first);
    await turns.begin(next(first));

    assert.equal((await turns.begin({ ...first, holder: randomUUID() })).kind, 'duplicate');
  });

  it('serves an activity again whose turn died, once its lease has run out', async () => {
    const turns = postgresTurnStore(database);
    const died = turn();
    await turns.begin(died);

    const early = await turns.begin({ ...died, holder: randomUUID(), now: later(29), until: later(59) });
    const late = await turns.begin({ ...died, holder: randomUUID(), now: later(30), until: later(60) });

    assert.deepEqual([early.kind, late.kind], ['busy', 'begun']);
  });

  it('does not give back the lease that another turn took over', async () => {
    const turns = postgresTurnStore(database);
    const slow = turn();
    await turns.begin(slow);
    await turns.begin(next(slow, { now: later(31), until: later(61) }));
    await turns.end(slow);

    const third = await turns.begin(next(slow, { now: later(32), until: later(62) }));

    assert.equal(third.kind, 'busy');
  });

  it('forgets served activities after a day', async () => {
    const turns = postgresTurnStore(await freshDatabase());
    const first = turn();
    await turns.begin(first);
    await turns.end(first);

    const pruned = [await turns.prune(later(86_400)), await turns.prune(later(86_401)), await turns.prune(later(86_402))];

    assert.deepEqual(pruned, [0, 1, 0]);
    assert.equal((await turns.begin({ ...first, holder: randomUUID() })).kind, 'begun');
  });

  it('never has two holders at once, and serves each activity once, however turns race', async () => {
    const turns = postgresTurnStore(database);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { minLength: 2, maxLength: 12 }), async (activities) => {
        const conversationId = randomUUID();
        let holders = 0;
        let most = 0;
        const served: number[] = [];
        const serve = async (activity: number): Promise<void> => {
          const mine = turn({ conversationId, activityKey: String(activity) });
          for (;;) {
            const { kind } = await turns.begin(mine);
            if (kind === 'duplicate') return;
            if (kind === 'busy') continue;
            most = Math.max(most, ++holders);
            await database.run({ name: 'breathe', text: 'select 1' }, []);
            served.push(activity);
            holders--;
            return turns.end(mine);
          }
        };

        await Promise.all(activities.map(serve));

        assert.equal(most, 1);
        assert.deepEqual(new Set(served), new Set(activities));
        assert.equal(served.length, new Set(activities).size);
      }),
      { numRuns: 15 },
    );
  }).timeout(60_000);
});
