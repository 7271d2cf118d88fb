import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresDraftStore } from '../../src/adapters/postgres/draft-store.ts';
import { postgresToldStore } from '../../src/adapters/postgres/told-store.ts';
import { BackEndError, BotError } from '../../src/domain/errors.ts';
import type { HandOverPost } from '../../src/ports/hand-over-post.ts';
import type { MayHear } from '../../src/use-cases/may-know.ts';
import { tellTaken } from '../../src/use-cases/tell-taken.ts';
import { freshDatabase } from '../support/database.ts';
import { aCustomer, aPerson, handClock, NEVER } from '../support/use-case-fixtures.ts';

const CAMILLE = aPerson({ id: 'camille', displayName: 'Camille Laurent' });
const lost = (effect: 'none' | 'unknown') =>
  new BackEndError({ backEnd: 'teams', code: 'UNAVAILABLE', message: 'POST answered 503', effect });

describe('telling that a report was taken', () => {
  let database: Database;
  const clock = handClock();
  before(async () => (database = await freshDatabase()));
  after(() => database.close());

  /** Adele handed it to Camille. */
  async function given(mayHear: MayHear = async () => 'all') {
    const drafts = postgresDraftStore(database);
    const adele = { personId: randomUUID(), personName: 'Adele Vance', locale: 'fr', timeZone: 'Europe/Paris' } as const;
    const { id } = await drafts.create(CAMILLE.id, 'chat', { tenantId: aCustomer().tenantId, handedOverBy: [adele] }, clock.now());
    const taken = sinon.fake<Parameters<HandOverPost['taken']>, ReturnType<HandOverPost['taken']>>(async () => true);
    const post = { taken };
    const tell = tellTaken({
      drafts,
      customers: { byTenantId: async () => aCustomer() },
      recognise: async () => CAMILLE,
      mayHear,
      told: postgresToldStore(database),
      post: { taken: (...args) => post.taken(...args) },
      clock,
      log: () => undefined,
    });
    return { id, adele, post, taken, drafts, tell: () => tell(id, NEVER) };
  }

  it('tells whoever handed it over, once', async () => {
    const { adele, taken, tell } = await given();
    await tell();
    await tell();

    assert.equal(taken.callCount, 1);
    assert.deepEqual(taken.firstCall.args.slice(1), ['Camille Laurent', { to: adele, bare: false }]);
  });

  it('tells no word of it to whoever may not see the customer, or perhaps may not', async () => {
    const unknown = () => Promise.reject(new BotError('ACCESS_UNKNOWN', 'Not found out'));
    for (const mayHear of [async () => 'bare' as const, unknown]) {
      const { adele, taken, tell } = await given(mayHear);
      await tell();

      assert.deepEqual(taken.firstCall.args[2], { to: adele, bare: true });
    }
  });

  it('tells nothing to whoever has left', async () => {
    const { taken, tell } = await given(async () => 'nothing');
    await tell();

    assert.equal(taken.callCount, 0);
  });

  it('tells it later when it certainly was not told, and never twice when it may have been', async () => {
    const [certain, perhaps] = [await given(), await given()];
    certain.post.taken = sinon.fake.rejects(lost('none'));
    await assert.rejects(certain.tell(), { code: 'UNAVAILABLE' });
    certain.post.taken = certain.taken;
    await certain.tell();
    perhaps.post.taken = sinon.fake.rejects(lost('unknown'));
    await perhaps.tell();
    perhaps.post.taken = perhaps.taken;
    await perhaps.tell();

    assert.deepEqual([certain.taken.callCount, perhaps.taken.callCount], [1, 0]);
  });

  it('tells nothing of a report that is filed or dropped by now', async () => {
    const { id, taken, drafts, tell } = await given();
    await drafts.discard(id);
    await tell();

    assert.equal(taken.callCount, 0);
  });
});
