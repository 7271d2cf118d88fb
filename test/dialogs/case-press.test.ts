import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { Customer, CustomerAccess } from '../../src/domain/customer.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot, someDetails } from '../support/health-fixtures.ts';
import { aPerson } from '../support/use-case-fixtures.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { caseWorld } from './case-world.ts';
import { CONTOSO, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');

describe('Buttons of a case', () => {
  let database: Database;
  let desk: Helpdesk;
  let world: ReturnType<typeof caseWorld>;
  let of: SupportCase;
  let camille: User;
  let dmitri: User;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    desk = await openHelpdesk({ database });
    world = caseWorld(desk);
    await world.setUp();
    of = await world.opened();
    camille = world.expert();
    dmitri = world.expert(desk.people.dmitri);
    await world.showIn(of, camille, dmitri);
    desk.jobs.length = 0;
  });

  const verbsOf = (user: User): readonly string[] => buttonsOf(user.card).map(({ verb }) => verb);

  async function taken(): Promise<void> {
    await camille.clicks('case.take');
    await world.showIn(of, camille, dmitri);
  }

  describe('“Take it”', () => {
    it('gives the case to who pressed, who sees so at once; everybody else gets it from whoever shows cases', async () => {
      const card = await camille.clicks('case.take');

      shows(card, t('case.says.taken', { owner: 'Camille Laurent' }));
      assert.deepEqual(
        camille.lastTurn.map(({ replaced }) => replaced),
        [true],
      );
      assert.equal((await world.current(of)).owner?.id, desk.people.camille.id);
      assert.deepEqual(desk.jobs, [{ name: 'show-case', id: of.id }]);
    });

    it('pressed by two at the same moment goes to one, and the other is told to whom', async () => {
      const [one, other] = await Promise.all([camille.clicks('case.take'), dmitri.clicks('case.take')]);

      const { owner } = await world.current(of);
      assert.ok(owner !== undefined);
      const late = owner.id === desk.people.camille.id ? other : one;
      shows(late, t('case.refusals.taken', { owner: owner.name }));
      assert.deepEqual(await world.trail(of), ['opened', 'take']);
    });

    it('pressed on an old card shows who has it', async () => {
      await camille.clicks('case.take');

      const card = await dmitri.clicks('case.take');

      shows(card, t('case.refusals.taken', { owner: 'Camille Laurent' }), t('case.says.taken', { owner: 'Camille Laurent' }));
      assert.ok(!verbsOf(dmitri).includes('case.take'));
      assert.deepEqual(await world.trail(of), ['opened', 'take']);
    });

    it('pressed twice by the same person is done once, without a reproach', async () => {
      const button = camille.button('case.take');
      await camille.press(button);

      const card = await camille.press(button);

      assert.ok(!textsOf(card).includes(t('case.refusals.already')));
      assert.deepEqual(await world.trail(of), ['opened', 'take']);
    });

    it('is not for who may only look on: who may is said', async () => {
      const mei = world.expert(desk.people.mei);
      await world.showIn(of, mei);

      shows(await mei.clicks('case.take'), t('notices.not-permitted.title', { ability: t('abilities.work-cases') }));
      assert.equal((await world.current(of)).state, 'open');
    });

    for (const [access, notice] of [
      ['denied', 'access-denied'],
      ['unknown', 'access-unknown'],
    ] as const satisfies readonly (readonly [CustomerAccess, string])[]) {
      it(`is not for who has no access to the customer, or of whom that cannot be told: ${access}`, async () => {
        desk.fakes.check = desk.access(access);

        shows(await camille.clicks('case.take'), t(`notices.${notice}.title`, { customer: CONTOSO.name }));
        assert.equal((await world.current(of)).state, 'open');
      });
    }

    it('tells where the card is, which mends one that may not have arrived', async () => {
      await database.kysely
        .updateTable('case_card')
        .set({ state: 'uncertain', conversation_id: null, activity_id: null })
        .where('case_id', '=', of.id)
        .where('audience', '=', 'channel')
        .execute();

      await camille.clicks('case.take');

      const card = await desk.deps.casePosts.cardOf(of.id, 'channel');
      assert.deepEqual(card?.place, { conversationId: world.channelId, activityId: 'the-case-card' });
    });

    it('on a card that says it is the living one of another channel proves nothing of where that is', async () => {
      const elsewhere = world.expert(desk.people.camille, { conversationId: '19:other@thread.tacv2' });
      await world.showIn(of, elsewhere);

      await elsewhere.clicks('case.take');

      const card = await desk.deps.casePosts.cardOf(of.id, 'channel');
      assert.equal(card?.place, undefined);
    });

    it('of a case that is not there, or with data that is no card’s of ours, is an old card', async () => {
      const button = camille.button('case.take');

      for (const data of [{ ...button.data, caseId: randomUUID() }, { ...button.data, caseId: 'x' }, {}, { ...button.data, on: 'x' }]) {
        shows(await camille.press({ ...button, data }), t('notices.old-card.title'));
      }
    });
  });

  describe('“Hand to”', () => {
    it('gives it to a colleague with a role and access', async () => {
      await taken();

      const card = await camille.clicks('case.hand', { colleague: desk.people.dmitri.id });

      shows(card, t('case.says.taken', { owner: 'Dmitri Sokolov' }));
      assert.equal((await world.current(of)).owner?.id, desk.people.dmitri.id);
    });

    it('refuses somebody without such a role, a guest, somebody unknown and what is no person at all', async () => {
      await taken();
      const guest = aPerson({ id: randomUUID(), guest: true });
      desk.fakes.recognise = sinon.fake((id: string) => Promise.resolve([guest, desk.people.mei].find((person) => person.id === id)));

      for (const colleague of [desk.people.mei.id, guest.id, randomUUID(), '../me', '']) {
        shows(await camille.clicks('case.hand', { colleague }), t('notices.case-no-colleague.title'));
      }
      assert.equal((await world.current(of)).owner?.id, desk.people.camille.id);
    });

    for (const access of ['denied', 'unknown'] as const) {
      it(`refuses a colleague whose access to the customer is ${access}, with the reason`, async () => {
        await taken();
        desk.fakes.check = sinon.fake((person: Colleague, _customer: Customer, _signal: AbortSignal) =>
          Promise.resolve<CustomerAccess>(person.id === desk.people.dmitri.id ? access : 'granted'),
        );

        const card = await camille.clicks('case.hand', { colleague: desk.people.dmitri.id });

        const values = { colleague: 'Dmitri Sokolov', customer: CONTOSO.name };
        shows(card, t(`notices.case-colleague-${access}.title`, values));
        assert.equal((await world.current(of)).owner?.id, desk.people.camille.id);
      });
    }

    it('of somebody else’s case is refused with whose it is', async () => {
      await taken();

      const card = await dmitri.clicks('case.hand', { colleague: desk.people.dmitri.id });

      shows(card, t('case.refusals.not-owner', { owner: 'Camille Laurent' }));
    });
  });

  describe('of who has it', () => {
    it('“Release” opens it again, for who has it only', async () => {
      await taken();
      shows(await dmitri.clicks('case.release'), t('case.refusals.not-owner', { owner: 'Camille Laurent' }));

      shows(await camille.clicks('case.release'), t('case.says.open'));
      assert.deepEqual(await world.trail(of), ['opened', 'take', 'release']);
    });

    it('“Take over” is for the others, and counts against the one the card named', async () => {
      await taken();
      const mine = world.expert(aPerson({ id: randomUUID(), displayName: 'Noah Weber' }));
      await world.showIn(of, mine);

      shows(await dmitri.clicks('case.takeOver'), t('case.says.taken', { owner: 'Dmitri Sokolov' }));
      shows(await mine.clicks('case.takeOver'), t('case.refusals.taken', { owner: 'Dmitri Sokolov' }));
    });

    it('waits for the customer, for Microsoft, and goes on', async () => {
      await taken();

      const waiting = await camille.clicks('case.wait', {}, { for: 'customer' });
      shows(waiting, t('case.says.customer', { owner: 'Camille Laurent' }), t('case.targetStates.paused'));
      const microsoft = await camille.clicks('case.wait', {}, { for: 'microsoft' });
      shows(microsoft, t('case.says.microsoft', { owner: 'Camille Laurent' }));
      shows(await camille.clicks('case.goOn'), t('case.says.taken', { owner: 'Camille Laurent' }));
    });
  });

  describe('for everybody who works on it', () => {
    it('“Note” keeps what was written, which is shown as it was written', async () => {
      shows(await camille.clicks('case.note', { note: 'The **connector** points to <at>nobody</at>.' }), 'connector', t('case.notes'));

      const [, note] = await desk.deps.cases.events(of.id, 10);
      assert.equal(note?.text, 'The **connector** points to <at>nobody</at>.');
    });

    it('the same note pressed twice is there once, another one is another', async () => {
      const button = camille.button('case.note');
      await camille.press(button, { note: 'One' });
      await camille.press(button, { note: 'One' });
      await camille.press(button, { note: 'Two' });

      assert.deepEqual(await world.trail(of), ['opened', 'note', 'note']);
    });

    it('“Severity” needs a reason', async () => {
      shows(await camille.clicks('case.severity', { severity: 'minimal', severityReason: ' ' }), t('notices.case-unfinished.title'));

      const card = await camille.clicks('case.severity', { severity: 'minimal', severityReason: 'One person only' });

      shows(card, t('severities.minimal.name'));
      assert.equal((await world.current(of)).severity, 'minimal');
    });

    it('“Link” ties it to an issue that the person may see, and to no other', async () => {
      const at = desk.clock.now();
      await desk.polled(aSnapshot(CONTOSO.tenantId, at, [anIssue('EX7701', { title: 'Mail is delayed', modifiedAt: at })]));
      await desk.stores.incidents.saveDetails(someDetails('EX7701', { title: 'Mail is delayed', modifiedAt: at }), at);

      for (const issue of ['EX7799', 'x', '']) {
        shows(await camille.clicks('case.link', { issue }), t('notices.no-such-incident.title', { query: issue }));
      }
      shows(await camille.clicks('case.link', { issue: ' ex7701 ' }), 'EX7701');
      assert.equal((await world.current(of)).issueId, 'EX7701');
    });

    it('“Resolve” needs a cause and what solved it', async () => {
      for (const inputs of [{ resolution: 'Done' }, { cause: 'fixed' }, { cause: 'withdrawn', resolution: 'Done' }]) {
        shows(await camille.clicks('case.resolve', inputs), t('notices.case-unfinished.title'));
      }

      const card = await camille.clicks('case.resolve', { cause: 'fixed', resolution: 'The connector is back.' });

      shows(card, t('case.causes.fixed'), 'The connector is back.');
      assert.equal((await world.current(of)).state, 'resolved');
    });

    it('what is resolved stays so when another press crosses it, and is opened again with a reason', async () => {
      await taken();
      await camille.clicks('case.resolve', { cause: 'fixed', resolution: 'Done' });

      shows(await dmitri.clicks('case.takeOver'), t('case.refusals.resolved'));
      shows(await dmitri.clicks('case.reopen', { reopenReason: '' }), t('notices.case-unfinished.title'));
      shows(await dmitri.clicks('case.reopen', { reopenReason: 'It came back' }), t('case.says.open'));
    });

    it('“File with Microsoft” begins a report in the own chat and leaves the card as it is', async () => {
      await taken();

      await camille.clicks('case.file');

      assert.equal(desk.fakes.startInPersonalChat.callCount, 1);
      assert.deepEqual(
        camille.lastTurn.map(({ replaced }) => replaced),
        [false],
      );
    });
  });

  describe('of the requester’s card', () => {
    let adele: User;
    beforeEach(async () => {
      adele = desk.user();
      await world.showRequester(of, adele);
    });

    it('a note, also of one who may not work on cases', async () => {
      const { id, displayName: name } = desk.people.mei;
      const hers = await world.opened({ requester: { id, name, locale: 'en', timeZone: 'Europe/London' } });
      const mei = desk.user(desk.people.mei);
      await world.showRequester(hers, mei);

      shows(await mei.clicks('case.note', { note: 'Now nobody gets mail either' }), 'Now nobody gets mail either');
    });

    it('“Withdraw” ends it; somebody else may not', async () => {
      const other = desk.user(desk.people.camille);
      await world.showRequester(of, other);
      shows(await other.clicks('case.withdraw'), t('case.refusals.not-requester'));

      shows(await adele.clicks('case.withdraw'), t('case.causes.withdrawn'));
      assert.equal((await world.current(of)).cause, 'withdrawn');
    });

    it('“It is solved” and “not solved” answer the resolution', async () => {
      await camille.clicks('case.resolve', { cause: 'fixed', resolution: 'Done' });
      await world.showRequester(of, adele);
      shows(adele.messages.get('the-own-card') ?? assert.fail(), t('case.requester.solved'));

      await adele.clicks('case.refuse', { refuseReason: 'Still no mail' });
      assert.equal((await world.current(of)).state, 'open');
      await world.showIn(of, camille);
      await camille.clicks('case.resolve', { cause: 'fixed', resolution: 'Now it is' });
      await world.showRequester(of, adele);
      await adele.clicks('case.confirm');

      assert.deepEqual(await world.trail(of), ['opened', 'resolve', 'refuse', 'resolve', 'confirm']);
    });

    it('“Post it again” has it posted where the plan leads now, once there is such a place', async () => {
      const stranded = await world.opened({ channelId: undefined });
      await world.showRequester(stranded, adele);
      shows(adele.messages.get('the-own-card') ?? assert.fail(), t('case.requester.stranded.no-channel'));
      shows(await adele.clicks('case.post'), t('case.remarks.not-posted'));

      await leadsTo(world.channelId);
      shows(await adele.clicks('case.post'), t('case.remarks.posting'), 'Azure escalations');

      assert.equal((await world.current(stranded)).channelId, world.channelId);
    });

    it('“Post it again” stands on the case wherever it is asked for: one that a policy opened has no other card', async () => {
      const stranded = await world.opened({ channelId: undefined, requester: undefined });
      const expert = desk.user(desk.people.dmitri);
      shows(await expert.says(`case ${stranded.reference}`), t('case.requester.stranded.no-channel'));

      await leadsTo(world.channelId);
      shows(await expert.clicks('case.post'), t('case.remarks.posting'));

      assert.equal((await world.current(stranded)).channelId, world.channelId);
      assert.ok(!verbsOf(expert).includes('case.post'));
    });

    it('“Post it again” is for its requester and for who works on cases', async () => {
      const stranded = await world.opened({ channelId: undefined });
      const mei = desk.user(desk.people.mei);
      await world.showRequester(stranded, mei);

      shows(await mei.clicks('case.post'), t('notices.not-permitted.title', { ability: t('abilities.work-cases') }));
    });
  });

  /** Everything goes into one channel. */
  async function leadsTo(channelId: string): Promise<void> {
    const plan = await desk.deps.plans.current();
    const routes = plan.routes.map((route) => ({ ...route, channelId }));
    await desk.deps.plans.save({ ...plan, routes }, 'test', desk.clock.now());
  }

  describe('on a client without answers to presses', () => {
    it('changes the card for everybody', async () => {
      shows(await camille.submits(camille.button('case.take')), t('case.says.taken', { owner: 'Camille Laurent' }));

      assert.deepEqual(
        camille.lastTurn.map(({ replaced }) => replaced),
        [true],
      );
    });

    it('tells a refusal below, and leaves the card that everybody has', async () => {
      await camille.clicks('case.take');

      shows(await dmitri.submits(dmitri.button('case.take')), t('case.refusals.taken', { owner: 'Camille Laurent' }));

      assert.deepEqual(
        dmitri.lastTurn.map(({ replaced }) => replaced),
        [false],
      );
    });
  });

  describe('where outsiders read along', () => {
    beforeEach(() => {
      desk.fakes.audienceOf = desk.readBy('outsiders');
    });

    it('answers in the own chat of who pressed', async () => {
      await camille.clicks('case.take');

      shows(camille.card, t('notices.outsiders-here.title'));
      shows(desk.ownChat.cards?.[0] ?? assert.fail(), t('case.says.taken', { owner: 'Camille Laurent' }));
    });

    it('answers on the card where the channel was set up so, for its own cases only', async () => {
      await world.setUp('en', true);
      shows(await camille.clicks('case.take'), t('case.says.taken', { owner: 'Camille Laurent' }));

      const elsewhere = await world.opened({ channelId: '19:other@thread.tacv2' });
      const { data, ...button } = camille.button('case.release');
      shows(await camille.press({ ...button, data: { ...data, caseId: elsewhere.id } }), t('notices.outsiders-here.title'));
    });
  });

  describe('in other languages', () => {
    for (const locale of ['fr', 'ru'] as const) {
      it(`the card of a channel stays in its language, whoever presses: ${locale}`, async () => {
        await world.setUp(locale);
        await world.showIn(of, camille);

        shows(await camille.clicks('case.take'), words(locale)('case.says.taken', { owner: 'Camille Laurent' }));
      });

      it(`a notice is in the language of who pressed: ${locale}`, async () => {
        const person = world.expert(desk.people.camille, { locale });
        await world.showIn(of, person);

        shows(await person.clicks('case.resolve', {}), words(locale)('notices.case-unfinished.title'));
      });
    }
  });
});
