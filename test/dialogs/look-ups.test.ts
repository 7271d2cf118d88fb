import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import type { CustomerAccess } from '../../src/domain/customer.ts';
import { BotError } from '../../src/domain/errors.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { CustomerGate } from '../../src/use-cases/customer-gate.ts';
import { words } from '../../src/locales/words.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, textsOf, shows } from './card-reading.ts';
import { CONTOSO, FABRIKAM, mailIncident, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

type Check = CustomerGate['check'];

const t = words('en');

describe('Look-ups', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  // Each later than the one before, and than those of other files on the same database: lists show the newest.
  let filings = 0;
  const filed = async (some: Partial<ReturnType<typeof someContent>> = {}, by: Colleague = desk.people.adele) => {
    const { id: draftId } = await desk.deps.drafts.create(by.id, 'c', {}, desk.clock.now());
    const content = someContent(some);
    const about = {
      draftId,
      personId: by.id,
      personName: by.displayName,
      locale: 'en',
      timeZone: 'Europe/Paris',
      route: 'partner-center',
      place: undefined,
    } as const;
    filings++;
    return desk.deps.requests.submit({ ...about, content }, new Date(desk.clock.now().getTime() + filings * 60_000));
  };

  describe('help', () => {
    it('shows what this person can do, in any language', async () => {
      for (const word of ['help', 'aide', 'помощь']) shows(await adele.says(word), t('commands.report.description'));
    });

    it('does not replace the card whose button asked for it', async () => {
      await adele.says('help');
      await adele.clicks('command', {}, { command: 'customers' });

      assert.deepEqual(
        adele.lastTurn.map(({ replaced }) => replaced),
        [false],
      );
    });

    it('tells roles and what they allow (B8)', async () => {
      shows(await adele.says('who am I'), 'Adele Vance', t('roles.helpdesk-agent'));
    });

    it('is not needed for a customer whose name alone was typed', async () => {
      await adele.says('contoso');

      const inForce = await desk.deps.customers.chosen(desk.people.adele.id, `chat-of-${desk.people.adele.id}`);
      assert.equal(inForce?.tenantId, CONTOSO.tenantId);
    });

    it('is offered for text that means nothing to the bot', async () => {
      const card = await adele.says('good morning');

      shows(card, t('notices.unknown-input.title'));
      assert.ok(buttonsOf(card).some(({ data }) => data['command'] === 'help'));
    });
  });

  describe('language', () => {
    it('is set by name, and answered in it', async () => {
      shows(await adele.says('language French'), words('fr')('notices.language-set.title'));
      assert.equal(await deskLocale(), 'fr');
    });

    it('is chosen from a card, which turns into the answer', async () => {
      await adele.says('language');
      shows(await adele.clicks('language.choose', {}, { locale: 'ru' }), words('ru')('notices.language-set.title'));

      assert.equal(adele.lastTurn[0]?.replaced, true);
      assert.equal(await deskLocale(), 'ru');
    });

    it('does not become one that is not spoken', async () => {
      await adele.says('language');
      shows(await adele.clicks('language.choose', { locale: 'de' }), t('notices.old-card.title'));
    });

    const deskLocale = async () =>
      (desk.deps.turns as unknown as { localeOf(id: string): Promise<string | undefined> }).localeOf(desk.people.adele.id);
  });

  describe('customers', () => {
    const typeahead = (goal: string) => ({ ...adele.button('customer.choose'), data: { goal } });

    it('finds by a part of the name, and chooses by a press in place (B16, B17)', async () => {
      await adele.says('customers fabrikam');
      const card = await adele.clicks('customer.choose', {}, { tenantId: FABRIKAM.tenantId });

      shows(card, 'Fabrikam Residences');
      assert.equal(adele.lastTurn[0]?.replaced, true);
      assert.equal(
        (await desk.deps.customers.chosen(desk.people.adele.id, `chat-of-${desk.people.adele.id}`))?.tenantId,
        FABRIKAM.tenantId,
      );
    });

    it('chooses from the typeahead', async () => {
      await adele.says('customers');
      shows(await adele.press(typeahead('customer'), { customer: CONTOSO.tenantId }), 'Contoso');
    });

    it('offers the list again for an empty choice', async () => {
      await adele.says('customers');
      const card = await adele.press(typeahead('health'), { customer: '' });

      assert.ok(inputOf(card, 'customer'));
    });

    it('is chosen by name in one line', async () => {
      shows(await adele.says('customer contoso'), 'Contoso');
      assert.ok(desk.jobs.some(({ name, id }) => name === 'learn-domains' && id === CONTOSO.tenantId));
    });

    it('shows those that may be meant when a name is not clear', async () => {
      shows(await adele.says('customer fabrikam'), 'Fabrikam Residences', 'Fabrikam Art');
    });

    it('says so when there is none', async () => {
      shows(await adele.says('customer Wingtip Toys'), t('notices.no-customer-found.title'));
    });

    it('says so while the list was never fetched', async () => {
      desk.deps.customers.refreshedAt = async () => undefined;
      shows(await adele.says('customers'), t('notices.customers-loading.title'));
    });

    it('keeps favourites', async () => {
      await adele.says('customer contoso');
      await adele.clicks('customer.favourite');

      assert.deepEqual(
        (await desk.deps.customers.favourites(desk.people.adele.id, 5)).map(({ tenantId }) => tenantId),
        [CONTOSO.tenantId],
      );
    });

    it('takes no id that is not on the list', async () => {
      await adele.says('customer contoso');
      const data = { tenantId: 'c0ffee00-0000-4000-8000-000000000000', on: true };
      shows(await adele.clicks('customer.favourite', data), t('notices.old-card.title'));
    });
  });

  describe('health', () => {
    it('shows the customer named, who is in force afterwards (B13, B14)', async () => {
      desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
      shows(await adele.says('health contoso'), 'EX1234', 'Contoso');
      shows(await adele.says('health'), 'EX1234');

      assert.deepEqual(
        desk.fakes.showHealth.args.map(([tenantId]) => tenantId),
        [CONTOSO.tenantId, CONTOSO.tenantId],
      );
    });

    it('asks for the customer when none is in force, and goes on with health', async () => {
      await adele.says('health');
      shows(await adele.clicks('customer.choose', { tenantId: CONTOSO.tenantId }), t('commands.health.title'));

      assert.equal(desk.fakes.showHealth.callCount, 1);
    });

    it('is asked for anew by its button, in place', async () => {
      await adele.says('health contoso');
      await adele.clicks('health.refresh');

      assert.deepEqual(desk.fakes.showHealth.lastCall.args[1], { fresh: true });
      assert.equal(adele.lastTurn[0]?.replaced, true);
    });

    it('is shown with the reason when it could not be had', async () => {
      desk.fakes.showHealth = desk.answering({ snapshot: undefined, failure: new BotError('TIMED_OUT', 'slow') });
      shows(await adele.says('health contoso'), t('board.remedies.microsoft.means'), 'ERR-1');
    });

    for (const [access, notice] of [
      ['denied', 'access-denied'],
      ['unknown', 'access-unknown'],
      ['no-relationship', 'no-relationship'],
    ] as const) {
      it(`is not read when access is ${access}`, async () => {
        desk.fakes.check = desk.access(access);
        shows(await adele.says('health contoso'), t(`notices.${notice}.title`, { customer: 'Contoso' }));

        assert.equal(desk.fakes.showHealth.callCount, 0);
      });
    }

    it('is not read by a button with a customer that is closed', async () => {
      await adele.says('health contoso');
      desk.fakes.check = desk.access('denied');
      shows(await adele.clicks('health.refresh'), t('notices.access-denied.title', { customer: 'Contoso' }));

      assert.equal(desk.fakes.showHealth.callCount, 1);
      assert.equal(adele.lastTurn[0]?.replaced, false);
    });
  });

  describe('requests', () => {
    it('lists the person’s own open ones, and others on demand', async () => {
      const mine = await filed();
      const other = await filed({ title: 'Seats missing' }, desk.people.camille);
      shows(await adele.says('requests'), mine.reference);
      assert.ok(!textsOf(adele.card).includes(other.reference));
      shows(await adele.says('requests all'), mine.reference, other.reference);
      shows(await adele.says('demandes Contoso'), mine.reference, other.reference);
    });

    it('leaves out those of customers that are closed to the person', async () => {
      const { reference } = await filed();
      desk.fakes.check = desk.access('denied');
      await adele.says('requests');

      assert.ok(!textsOf(adele.card).includes(reference));
    });

    describe('of whom some are of customers closed to the person', () => {
      const OPEN = CONTOSO.tenantId;
      const otherTenant = (n: number) => `d0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
      const rows = () => textsOf(adele.card).match(/PSR-\w+/g) ?? [];
      const pageButton = (key: string) => {
        const found = buttonsOf(adele.card).find(({ verb, data }) => verb === 'requests.page' && key in data);
        assert.ok(found, `no page ${key}`);
        return { ...found, messageId: adele.button('requests.page').messageId };
      };
      const accessBy = (access: (tenantId: string) => CustomerAccess) => {
        desk.fakes.check = sinon.fake<Parameters<Check>, ReturnType<Check>>(async (_person, { tenantId }) => access(tenantId));
      };
      const filedFor = async (tenantId: string, count: number) => {
        const references: string[] = [];
        for (let made = 0; made < count; made++) {
          desk.clock.move(1000);
          references.push((await filed({ tenantId })).reference);
        }
        return references;
      };

      it('fills the page with those that are open, however many are closed, and says nothing of others', async () => {
        const open = await filedFor(OPEN, 3);
        await filedFor(otherTenant(1), 30);
        accessBy((tenantId) => (tenantId === OPEN ? 'granted' : 'denied'));
        await adele.says('requests mine');

        assert.deepEqual(rows(), open.toReversed());
        assert.ok(!buttonsOf(adele.card).some(({ verb }) => verb === 'requests.page'));
        assert.equal(desk.fakes.check.callCount, 2);
      });

      it('gives them page by page, back and forth', async () => {
        const all = (await filedFor(OPEN, 17)).toReversed();
        await filedFor(otherTenant(1), 3);
        accessBy((tenantId) => (tenantId === OPEN ? 'granted' : 'denied'));
        await adele.says('requests mine');
        assert.deepEqual(rows(), all.slice(0, 7));
        await adele.clicks('requests.page');
        assert.deepEqual(rows(), all.slice(7, 14));
        await adele.press(pageButton('behind'));
        assert.deepEqual(rows(), all.slice(14));
        await adele.press(pageButton('before'));
        assert.deepEqual(rows(), all.slice(7, 14));
        await adele.press(pageButton('before'));
        assert.deepEqual(rows(), all.slice(0, 7));

        assert.ok(!buttonsOf(adele.card).some(({ data }) => 'before' in data));
        assert.equal(adele.lastTurn[0]?.replaced, true);
      });

      it('shows the newest where the page is gone', async () => {
        const all = (await filedFor(OPEN, 9)).toReversed();
        await adele.says('requests mine');
        const older = pageButton('behind');
        await adele.press({ ...older, data: { ...older.data, behind: randomUUID() } });

        assert.deepEqual(rows(), all.slice(0, 7));
      });

      it('looks at a bounded number of customers, and does not say that there are none', async () => {
        await filed({ tenantId: OPEN });
        for (let n = 1; n <= 60; n++) await filedFor(otherTenant(n), 1);
        accessBy((tenantId) => (tenantId === OPEN ? 'granted' : 'denied'));
        shows(await adele.says('requests mine'), t('requests.noneOpen'));

        assert.equal(desk.fakes.check.callCount, 40);
      });

      it('says so when access could not be found out, and asks no further', async () => {
        await filedFor(otherTenant(1), 12);
        const [open = ''] = await filedFor(OPEN, 1);
        accessBy((tenantId) => (tenantId === OPEN ? 'granted' : 'unknown'));
        shows(await adele.says('requests mine'), open, t('requests.unchecked'));

        assert.equal(desk.fakes.check.callCount, 2);
      });
    });

    it('opens one by our reference, in any case, and from the list', async () => {
      const { reference } = await filed();
      shows(await adele.says(`request ${reference.toLowerCase()}`), reference);
      await adele.says('requests');
      shows(await adele.clicks('command', {}, { command: 'request' }), reference);
    });

    it('shows one of a customer that left the list', async () => {
      const { reference } = await filed({ tenantId: 'c0000000-0000-4000-8000-0000000000ff', customerName: 'Gone Ltd' });
      shows(await adele.says(`request ${reference}`), 'Gone Ltd');
    });

    it('knows when there is none', async () => {
      shows(await adele.says('request PSR-000000'), t('notices.no-such-request.title'));
    });

    it('shows none of a customer that is closed to the person', async () => {
      const { reference } = await filed();
      desk.fakes.check = desk.access('denied');
      shows(await adele.says(`request ${reference}`), t('notices.access-denied.title', { customer: 'Contoso' }));
    });

    const press = (verb: string, data: Readonly<Record<string, unknown>>) => adele.press({ verb, data, messageId: 'm' });

    it('carries out what its buttons say, with the version of the card', async () => {
      const { id: requestId, version } = await filed();
      await press('request.note', { requestId, version, note: ' Please hurry ' });
      await press('request.close', { requestId, version });
      await press('request.number', { requestId, version, number: ' 123456 ' });
      await press('request.retry', { requestId, version: String(version) });

      const { addNote, close, setNumber, retry } = desk.changes;
      assert.deepEqual(
        [addNote.lastCall.args[1], close.lastCall.args[1], setNumber.lastCall.args[2], retry.lastCall.args[1]],
        ['Please hurry', version, '123456', version],
      );
      assert.ok([addNote, close, setNumber, retry].every(({ callCount }) => callCount === 1));
      assert.equal(adele.lastTurn[0]?.replaced, true);
    });

    it('adds no empty note', async () => {
      const { id: requestId, version } = await filed();
      await press('request.note', { requestId, version, note: '  ' });

      assert.equal(desk.changes.addNote.callCount, 0);
    });

    it('shows the reason beside the present state when it cannot be done', async () => {
      const { id: requestId, version, reference } = await filed();
      desk.deps.changeRequest.close = () => Promise.reject(new BotError('NOT_SUPPORTED_BY_ROUTE', 'no'));
      shows(await press('request.close', { requestId, version }), reference, t('errors.NOT_SUPPORTED_BY_ROUTE.what'));
    });

    it('lets a sales agent look, but change nothing (B8)', async () => {
      const { id: requestId, version, reference } = await filed();
      const mei = desk.user(desk.people.mei);
      shows(await mei.says(`request ${reference}`), reference);
      shows(await mei.press({ verb: 'request.close', data: { requestId, version }, messageId: 'm' }), t('roles.admin-agent'));

      assert.equal(desk.changes.close.callCount, 0);
    });

    it('sends nothing again for a helpdesk agent where they do not file commercial requests', async () => {
      desk = await openHelpdesk({ partner: { helpdeskFilesCommercial: false } });
      const { id: requestId, version } = await filed();
      const retry = { verb: 'request.retry', data: { requestId, version }, messageId: 'm' };
      const refusal = await desk.user().press(retry);
      const refused = desk.changes.retry.callCount;
      await desk.user(desk.people.camille).press(retry);

      shows(refusal, t('notices.not-permitted.title'), t('roles.admin-agent'));
      assert.ok(!textsOf(refusal).includes(t('roles.helpdesk-agent')));
      assert.deepEqual([refused, desk.changes.retry.callCount], [0, 1]);
    });

    for (const verb of ['request.refresh', 'request.retry', 'request.note']) {
      it(`knows that ${verb} of a request that never was is of no card of ours`, async () => {
        shows(await press(verb, { requestId: randomUUID(), version: 1, note: 'Hello' }), t('notices.old-card.title'));
      });
    }

    for (const verb of ['request.note', 'request.close', 'request.number', 'request.retry', 'request.refresh', 'request.burn']) {
      it(`re-authorises the id of ${verb}`, async () => {
        const { id: requestId, version } = await filed();
        desk.fakes.check = desk.access('denied');
        await press(verb, { requestId, version, note: 'x', number: '123456' });
        await press(verb, { requestId: 'x' });
        await press(verb, { requestId: 'c0ffee00-0000-4000-8000-000000000000', version: 1 });

        assert.ok(Object.values(desk.changes).every(({ callCount }) => callCount === 0));
        assert.ok(!textsOf(adele.card).includes('Billed twice'));
      });
    }
  });

  it('answers a button of nobody’s as an old card', async () => {
    for (const verb of ['', 'x', 'constructor', 'command']) {
      shows(await adele.press({ verb, data: { command: 'format' }, messageId: 'm' }), t('notices.old-card.title'));
    }
  });

  it('shows nothing of customers to a person without a role', async () => {
    const noah = desk.user({ ...desk.people.adele, roles: [] });
    for (const text of ['customers contoso', 'customer contoso', 'health contoso', 'requests', 'request PSR-7K3M9Q', 'report']) {
      const card = await noah.says(text);
      assert.ok(!textsOf(card).includes('Contoso'), text);
      shows(card, t('roles.admin-agent'));
    }
  });
});
