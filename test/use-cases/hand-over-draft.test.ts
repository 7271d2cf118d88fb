import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresDraftStore } from '../../src/adapters/postgres/draft-store.ts';
import { BackEndError } from '../../src/domain/errors.ts';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import { fieldsOf } from '../../src/domain/report-steps.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { DraftStore } from '../../src/ports/draft-store.ts';
import { handOverDraft } from '../../src/use-cases/hand-over-draft.ts';
import { freshDatabase } from '../support/database.ts';
import { aCustomer, aPerson, handClock } from '../support/use-case-fixtures.ts';

const ADELE = aPerson();
const GIVER = { personId: ADELE.id, personName: ADELE.displayName, locale: 'fr', timeZone: 'Europe/Paris' } as const;
const CONTACT = { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined };
const lost = (effect: 'none' | 'unknown') =>
  new BackEndError({ backEnd: 'teams', code: 'UNAVAILABLE', message: 'POST answered 503', effect });

describe('handing over a report', () => {
  let database: Database;
  let drafts: DraftStore;
  let draft: ReportDraft;
  let camille: Colleague;
  const clock = handClock();

  before(async () => {
    database = await freshDatabase();
    drafts = postgresDraftStore(database);
  });
  beforeEach(async () => {
    camille = aPerson({ id: randomUUID(), displayName: 'Camille Laurent' });
    const own = { contact: CONTACT, contactCountry: 'GB', contactTimeZone: 'Europe/London', inSupportGroup: true, portalChosen: true };
    const fields = { tenantId: aCustomer().tenantId, title: 'Mail is down', ...own };
    draft = await drafts.create(ADELE.id, 'chat', fields, clock.now());
  });

  function told(answer: boolean | Error, back: boolean | Error = true) {
    const say = (what: boolean | Error) => () => (what instanceof Error ? Promise.reject(what) : Promise.resolve(what));
    const post = { offer: sinon.fake(say(answer)), giveBack: sinon.fake(say(back)), taken: sinon.fake.resolves(true) };
    return { post, handOver: handOverDraft({ drafts, post, clock, log: () => undefined }) };
  }

  it('makes it the colleague’s, with everything that was written and who handed it over', async () => {
    const { post, handOver } = told(true);
    const result = await handOver.give(draft, GIVER, camille);

    const held = await drafts.byId(draft.id);
    assert.deepEqual([result, held?.personId, held?.title, held?.tenantId], ['there', camille.id, 'Mail is down', aCustomer().tenantId]);
    assert.deepEqual(held?.handedOverBy, [GIVER]);
    assert.equal(post.offer.callCount, 1);
  });

  it('leaves behind what is true of the giver only: the contact with country and time zone, and the way (B31)', async () => {
    await told(true).handOver.give(draft, GIVER, camille);

    const held = (await drafts.byId(draft.id)) ?? assert.fail('It is gone');
    const { contact, contactCountry, contactTimeZone, inSupportGroup, portalChosen } = held;
    assert.deepEqual([contact, contactCountry, contactTimeZone, inSupportGroup, portalChosen], Array(5).fill(undefined));
  });

  it('tells the colleague once, however often it is pressed', async () => {
    const { post, handOver } = told(true);
    const results = await Promise.all([1, 2, 3].map(() => handOver.give(draft, GIVER, camille)));

    assert.deepEqual(results.toSorted(), ['changed', 'changed', 'there']);
    assert.equal(post.offer.callCount, 1);
  });

  for (const [what, answer] of [
    ['has no chat', false],
    ['was certainly not written to', lost('none')],
  ] as const)
    it(`keeps it with the giver when the colleague ${what}`, async () => {
      const result = await told(answer).handOver.give(draft, GIVER, camille);

      const held = await drafts.byId(draft.id);
      assert.equal(result, 'unreachable');
      assert.deepEqual([held?.personId, held && fieldsOf(held)], [ADELE.id, fieldsOf(draft)]);
    });

  it('says that it does not know when the message may have arrived, and the colleague has it', async () => {
    const result = await told(lost('unknown')).handOver.give(draft, GIVER, camille);

    assert.equal(result, 'unsure');
    assert.equal((await drafts.open(camille.id, clock.now()))?.id, draft.id);
  });

  it('leaves it with a colleague who began to work on it before it could be taken back', async () => {
    const offer = async (offered: ReportDraft) => {
      await drafts.save(offered.id, offered.version, { ...fieldsOf(offered), title: 'Mail is down everywhere' }, undefined, clock.now());
      return false;
    };
    const handOver = handOverDraft({ drafts, post: { ...told(true).post, offer }, clock, log: () => undefined });
    const result = await handOver.give(draft, GIVER, camille);

    const held = await drafts.byId(draft.id);
    assert.deepEqual([result, held?.personId, held?.title], ['there', camille.id, 'Mail is down everywhere']);
  });

  it('remembers everybody through whose hands it went, each once', async () => {
    const { handOver } = told(true);
    const second = { ...GIVER, personId: camille.id, personName: camille.displayName };
    await handOver.give(draft, GIVER, camille);
    const atCamille = await drafts.byId(draft.id);
    assert.ok(atCamille);
    await handOver.give(atCamille, second, ADELE);
    const atAdele = await drafts.byId(draft.id);
    assert.ok(atAdele);
    await handOver.give(atAdele, GIVER, aPerson({ id: randomUUID() }));

    assert.deepEqual((await drafts.byId(draft.id))?.handedOverBy, [second, GIVER]);
  });

  describe('giving it back', () => {
    const handedToCamille = async (): Promise<ReportDraft> => {
      await told(true).handOver.give(draft, GIVER, camille);
      const held = await drafts.byId(draft.id);
      assert.ok(held);
      return held;
    };

    it('makes it the giver’s again, who is told by whom', async () => {
      const held = await handedToCamille();
      const { post, handOver } = told(true);
      const to = await handOver.giveBack(held, camille);

      const back = await drafts.byId(draft.id);
      assert.deepEqual([to, back?.personId, back?.handedOverBy], [GIVER, ADELE.id, []]);
      assert.equal(post.giveBack.firstCall.args.at(1), 'Camille Laurent');
    });

    it('leaves the colleague’s contact behind: it is not the giver’s own (B31)', async () => {
      const held = await handedToCamille();
      const typed = { ...fieldsOf(held), contact: { ...CONTACT, givenName: 'Camille' }, inSupportGroup: true, title: 'Mail is down again' };
      const saved = await drafts.save(held.id, held.version, typed, undefined, clock.now());
      assert.ok(saved);
      await told(true).handOver.giveBack(saved, camille);

      const back = await drafts.byId(draft.id);
      assert.deepEqual([back?.contact, back?.inSupportGroup, back?.title], [undefined, undefined, 'Mail is down again']);
    });

    it('happens once, and not for a report that nobody handed over', async () => {
      const held = await handedToCamille();
      const { post, handOver } = told(true);
      await handOver.giveBack(held, camille);

      assert.equal(await handOver.giveBack(held, camille), undefined);
      assert.equal(await handOver.giveBack(draft, ADELE), undefined);
      assert.equal(post.giveBack.callCount, 1);
    });

    it('happens also when the giver cannot be told', async () => {
      const held = await handedToCamille();
      await told(true, lost('unknown')).handOver.giveBack(held, camille);

      assert.equal((await drafts.byId(draft.id))?.personId, ADELE.id);
    });
  });
});
