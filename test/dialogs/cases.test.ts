import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { AdaptiveCard } from '../../cards/render.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { Customer, CustomerAccess } from '../../src/domain/customer.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { caseWorld } from './case-world.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';

const t = words('en');

describe('Cases', () => {
  let database: Database;
  let desk: Helpdesk;
  let world: ReturnType<typeof caseWorld>;
  beforeEach(async () => {
    // Lists show whatever is there.
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    world = caseWorld(desk);
    await world.setUp();
  });
  afterEach(() => database.close());

  const ofFabrikam = { tenantId: FABRIKAM.tenantId, customerName: FABRIKAM.name };
  /** What the gate answers for Fabrikam; Contoso is open. */
  const fabrikamIs = (access: CustomerAccess): void => {
    desk.fakes.check = sinon.fake((_person: Colleague, { tenantId }: Customer, _signal: AbortSignal) =>
      Promise.resolve<CustomerAccess>(tenantId === FABRIKAM.tenantId ? access : 'granted'),
    );
  };
  const referencesOn = (card: AdaptiveCard): readonly unknown[] =>
    buttonsOf(card).flatMap(({ verb, data }) => (verb === 'command' && data['command'] === 'case' ? [data['text']] : []));

  describe('the list', () => {
    it('has the open ones, most urgent first, with state, owner and what is due next', async () => {
      const minor = await world.opened({ title: 'A question', severity: 'minimal' });
      const mine = await world.opened({ title: 'Taken' });
      const grave = await world.opened({ title: 'Grave' });
      const { id, displayName: name } = desk.people.camille;
      await desk.deps.actOnCase(mine.id, { kind: 'take' }, { id, name }, { key: undefined });

      const card = await desk.user().says('cases');

      assert.deepEqual(referencesOn(card), [grave.reference, minor.reference, mine.reference]);
      shows(card, t('case.list.open'), 'Camille Laurent', t('case.list.nobody'), t('case.targets.acknowledge'), '09:15');
    });

    it('of one’s own has what one escalated and what one has', async () => {
      const { id, displayName: name } = desk.people.camille;
      const escalated = await world.opened({ requester: { id, name, locale: 'en', timeZone: 'UTC' } });
      const taken = await world.opened();
      await world.opened();
      await desk.deps.actOnCase(taken.id, { kind: 'take' }, { id, name }, { key: undefined });

      const card = await desk.user(desk.people.camille).says('my cases mine');

      assert.deepEqual(referencesOn(card), [escalated.reference, taken.reference]);
    });

    it('of a customer, and of all, has the resolved ones too', async () => {
      const done = await world.opened();
      await world.opened(ofFabrikam);
      const { id, displayName: name } = desk.people.camille;
      const resolve = { kind: 'resolve', cause: 'fixed', text: 'Done' } as const;
      await desk.deps.actOnCase(done.id, resolve, { id, name }, { key: undefined });

      assert.deepEqual(referencesOn(await desk.user().says('cases Contoso')), [done.reference]);
      assert.equal(referencesOn(await desk.user().says('cases all')).length, 2);
    });

    it('says so when there is none', async () => {
      shows(await desk.user().says('cases'), t('case.list.none'));
    });

    it('leaves out customers closed to the person, and says when that could not be found out', async () => {
      const own = await world.opened();
      await world.opened(ofFabrikam);
      fabrikamIs('denied');
      const card = await desk.user().says('cases');
      assert.deepEqual(referencesOn(card), [own.reference]);
      assert.ok(!textsOf(card).includes(t('case.list.unchecked')));

      fabrikamIs('unknown');
      const unknown = await desk.user().says('cases');
      assert.deepEqual(referencesOn(unknown), [own.reference]);
      shows(unknown, t('case.list.unchecked'));
    });

    it('has pages that leave out nothing and show nothing twice, closed customers or not', async () => {
      fabrikamIs('denied');
      const wanted: string[] = [];
      for (let n = 0; n < 20; n++) {
        desk.clock.move(60_000);
        const one = await world.opened(n % 3 === 0 ? ofFabrikam : {});
        if (n % 3 !== 0) wanted.push(one.reference);
      }
      const adele = desk.user();

      const pages = [await adele.says('cases'), await adele.clicks('case.page', {}, { offset: 8 })];

      assert.deepEqual(pages.flatMap(referencesOn), wanted);
      assert.equal(adele.lastTurn[0]?.replaced, true);
      const back = await adele.clicks('case.page', {}, { offset: 0 });
      assert.deepEqual(referencesOn(back), wanted.slice(0, 8));
    });

    it('page that makes no sense is an old card', async () => {
      const adele = desk.user();
      await adele.says('cases');

      for (const data of [{}, { offset: -1, filter: 'open' }, { offset: 8 }, { offset: 8, tenantId: FABRIKAM.tenantId.replace('c', 'd') }])
        shows(await adele.press({ verb: 'case.page', data, messageId: 'x' }), t('notices.old-card.title'));
    });
  });

  describe('one of them', () => {
    it('is shown with what happened to it and with all actions', async () => {
      const of = await world.opened();
      const { id, displayName: name } = desk.people.camille;
      await desk.deps.actOnCase(of.id, { kind: 'take' }, { id, name }, { key: undefined });
      await desk.deps.actOnCase(of.id, { kind: 'note', text: 'Looking at the connector' }, { id, name }, { key: undefined });

      const card = await desk.user(desk.people.camille).says(`case ${of.reference.toLowerCase()}`);

      shows(card, t('case.events.take'), 'Looking at the connector', t('case.events.opened'), of.reference);
      const verbs = buttonsOf(card).map(({ verb }) => verb);
      for (const verb of [
        'case.hand',
        'case.note',
        'case.resolve',
        'case.release',
        'case.severity',
        'case.link',
        'case.export',
        'case.file',
      ])
        assert.ok(verbs.includes(verb), verb);
    });

    it('pressed there is shown there, in the language of who pressed', async () => {
      await world.setUp('fr');
      const of = await world.opened();
      const dmitri = desk.user(desk.people.dmitri, { locale: 'ru' });
      await dmitri.says(`case ${of.reference}`);

      const card = await dmitri.clicks('case.take');

      shows(card, words('ru')('case.says.taken', { owner: 'Dmitri Sokolov' }), words('ru')('case.events.take'));
      assert.equal(dmitri.lastTurn[0]?.replaced, true);
      assert.equal((await desk.deps.casePosts.cardOf(of.id, 'channel'))?.place, undefined);
    });

    it('is found by the number of the request it came from', async () => {
      const { id: personId, displayName: personName } = desk.people.adele;
      const { id, reference } = await desk.deps.requests.submit(
        {
          draftId: randomUUID(),
          personId,
          personName,
          locale: 'en',
          timeZone: 'UTC',
          route: 'partner-center',
          place: undefined,
          content: someContent(),
        },
        desk.clock.now(),
      );
      const of = await world.opened({ requestId: id });

      shows(await desk.user().says(`case ${reference}`), of.reference);
    });

    it('that is not there is said, and that one may not see it', async () => {
      const of = await world.opened(ofFabrikam);
      shows(await desk.user().says('case CASE-222222'), t('notices.no-such-case.title', { query: 'CASE-222222' }));

      fabrikamIs('unknown');
      shows(await desk.user().says(`case ${of.reference}`), t('notices.access-unknown.title', { customer: FABRIKAM.name }));
      assert.ok(!textsOf(await desk.user().says(`case ${of.reference}`)).includes(of.title));
    });

    it('offers its requester to withdraw it', async () => {
      const of = await world.opened();
      const adele = desk.user();
      await adele.says(`case ${of.reference}`);

      await adele.clicks('case.withdraw');

      assert.equal((await world.current(of)).cause, 'withdrawn');
      assert.equal(CONTOSO.tenantId, of.tenantId);
    });
  });
});
