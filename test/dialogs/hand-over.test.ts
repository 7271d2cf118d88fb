import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AdaptiveCard } from '../../cards/render.ts';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { aRota } from '../support/rotas.ts';
import { aPerson } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const MAIL = "Contoso can't send mail since 9";
const FORM = { ...IMPACT_INPUTS.stopped, title: 'Mail is down', description: 'Nobody can send' };
const CAMILLE = { contactGivenName: 'Camille', contactSurname: 'Laurent', contactEmail: 'camille@northwindcloud.example' };

describe('A report that somebody else has to file', () => {
  let desk: Helpdesk;
  let adele: User;
  let camille: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    const { people, user } = desk;
    desk.fakes.check = desk.accessBy(({ id }) => (id === people.camille.id ? 'granted' : 'denied'));
    adele = user();
    camille = user(people.camille);
  });

  const draftOf = async (user: 'adele' | 'camille'): Promise<ReportDraft | undefined> =>
    desk.deps.drafts.open(desk.people[user].id, desk.clock.now());
  /** Adele has no access to Contoso, and has said what it is about. */
  async function toAdvice(): Promise<AdaptiveCard> {
    const draft = await desk.deps.drafts.create(
      desk.people.adele.id,
      'chat',
      {
        tenantId: CONTOSO.tenantId,
        product: 'microsoft365',
        nature: 'break-fix',
        category: 'performance-availability',
        title: 'Mail is down',
        description: MAIL,
        language: 'en',
      },
      desk.clock.now(),
    );
    return adele.press({ verb: 'report.resume', data: { draftId: draft.id }, messageId: 'card' });
  }
  /** This colleague has the duty of a rota that the plan calls first. */
  async function calling({ id, displayName: name }: Colleague): Promise<void> {
    const plan = await desk.deps.plans.current();
    const level = { afterMinutes: 0, repeat: undefined, call: [{ rota: 'Duty' }] };
    const policies = BUILT_IN_PLAN.policies.map((policy) => ({
      ...policy,
      severities: { ...policy.severities, moderate: { ...policy.severities.moderate, levels: [level] } },
    }));
    const rotas = [aRota({ name: 'Duty', members: [{ id, name }] })];
    assert.ok(await desk.deps.plans.save({ ...plan, policies, rotas, routes: BUILT_IN_PLAN.routes }, 'test', desk.clock.now()));
  }
  const offers = (card: AdaptiveCard) => buttonsOf(card).filter(({ verb, data }) => verb === 'report.handOver' && data['to']);

  describe('by a colleague', () => {
    it('offers those who can, found by their role and their access, and a search by name', async () => {
      const card = await toAdvice();

      assert.deepEqual(
        offers(card).map(({ data }) => data['to']),
        [desk.people.camille.id],
      );
      shows(card, 'Camille Laurent', t('advice.handOver.text'));
      assert.deepEqual(inputOf(card, 'colleague')?.['choices.data'], { type: 'Data.Query', dataset: 'colleagues' });
    });

    it('begins with whoever is on call for such matters, and says so', async () => {
      // A plan of its own, which other tests need not know.
      desk = await openHelpdesk({ database: await freshDatabase() });
      adele = desk.user();
      const { camille: onDuty, mei } = desk.people;
      desk.people.mei = { ...mei, displayName: 'Aiko Tanaka', roles: ['admin-agent'] };
      desk.fakes.check = desk.accessBy(({ id }) => ([onDuty.id, mei.id].includes(id) ? 'granted' : 'denied'));
      await calling(onDuty);

      assert.deepEqual(
        offers(await toAdvice()).map(({ data }) => data['to']),
        [onDuty.id, mei.id],
      );
      shows(adele.card, t('advice.handOver.onCall', { name: 'Camille Laurent' }), 'Aiko Tanaka');
    });

    it('is the colleague’s after one press, with everything in it, and the giver sees whose it is', async () => {
      await toAdvice();
      const card = await adele.clicks('report.handOver', {}, { to: desk.people.camille.id });

      shows(card, t('notices.handed-over.title', { colleague: 'Camille Laurent' }));
      assert.deepEqual([await draftOf('adele'), (await draftOf('camille'))?.description], [undefined, MAIL]);
      assert.equal(desk.fakes.offerReport.callCount, 1);
    });

    it('goes to a colleague found by name', async () => {
      await toAdvice();
      const give = adele.button('report.handOver', { to: undefined });
      await adele.press(give, { colleague: desk.people.camille.id.toUpperCase() });

      assert.equal((await draftOf('camille'))?.handedOverBy?.[0]?.personName, 'Adele Vance');
    });

    it('tells the colleague once, and says again whose it is, however often it is pressed', async () => {
      await toAdvice();
      const press = adele.button('report.handOver', { to: desk.people.camille.id });
      await adele.press(press);
      const again = await adele.press(press);

      shows(again, t('notices.handed-over.title', { colleague: 'Camille Laurent' }));
      assert.equal(desk.fakes.offerReport.callCount, 1);
    });

    it('goes with what the giver knows, which may be left out', async () => {
      const card = await toAdvice();
      assert.equal(inputOf(card, 'tried')?.['value'], undefined);
      await adele.clicks('report.handOver', { tried: 'Restarted Outlook, error 550' }, { to: desk.people.camille.id });

      assert.equal((await draftOf('camille'))?.tried, 'Restarted Outlook, error 550');
      assert.equal(desk.fakes.offerReport.lastCall.args[0].tried, 'Restarted Outlook, error 550');
    });

    it('keeps what the giver knows when it stays where it is', async () => {
      desk.fakes.offerReport = desk.telling(false);
      await toAdvice();
      const card = await adele.clicks('report.handOver', { tried: 'Error 550' }, { to: desk.people.camille.id });

      assert.equal(inputOf(card, 'tried')?.['value'], 'Error 550');
    });

    it('is told to the giver once the colleague takes it', async () => {
      await toAdvice();
      const { data } = adele.button('report.handOver', { to: desk.people.camille.id });
      await adele.clicks('report.handOver', {}, { to: desk.people.camille.id });
      assert.deepEqual(
        desk.jobs.filter(({ name }) => name === 'tell-taken'),
        [],
      );
      await camille.press({ verb: 'report.resume', data: { draftId: data['draftId'] }, messageId: 'offer' });

      assert.deepEqual(
        desk.jobs.filter(({ name }) => name === 'tell-taken').map(({ id }) => id),
        [data['draftId']],
      );
    });

    it('is filed by the colleague, and the giver follows the request', async () => {
      await toAdvice();
      const { data } = adele.button('report.handOver', { to: desk.people.camille.id });
      await adele.clicks('report.handOver', {}, { to: desk.people.camille.id });
      await camille.press({ verb: 'report.resume', data: { draftId: data['draftId'] }, messageId: 'offer' });
      await camille.clicks('report.answer', { criterion: 'service-down', tried: 'Restarted Outlook' });
      await camille.clicks('report.answer', { ...FORM, ...CAMILLE });
      await camille.clicks('report.submit');

      const [request] = (await desk.deps.requests.list({ personId: desk.people.camille.id }, { limit: 5, offset: 0 })).requests;
      assert.ok(request);
      assert.deepEqual(
        (await desk.deps.requests.followers(request.id)).map(({ personId }) => personId),
        [desk.people.adele.id],
      );
      desk.fakes.check = desk.access('granted');
      shows(await adele.press({ verb: 'report.resume', data, messageId: 'old' }), request.reference);
    });

    it('stays where it is when the colleague cannot be reached', async () => {
      desk.fakes.offerReport = desk.telling(false);
      await toAdvice();
      const card = await adele.clicks('report.handOver', {}, { to: desk.people.camille.id });

      shows(adele.lastTurn[0]?.card ?? card, t('notices.hand-over-unreachable.title', { colleague: 'Camille Laurent' }));
      assert.equal(offers(card).length, 1);
      assert.deepEqual([(await draftOf('adele'))?.description, await draftOf('camille')], [MAIL, undefined]);
    });

    it('is said to be uncertain when Teams does not confirm the message', async () => {
      desk.fakes.offerReport = desk.telling(desk.teamsFailure());
      await toAdvice();
      const card = await adele.clicks('report.handOver', {}, { to: desk.people.camille.id });

      shows(card, t('notices.handed-over-unsure.text'));
      assert.equal((await draftOf('camille'))?.description, MAIL);
    });

    it('goes to nobody who cannot file it either, whatever the card says', async () => {
      await toAdvice();
      const { data, messageId } = adele.button('report.handOver', { to: desk.people.camille.id });
      const { mei, dmitri } = desk.people;
      for (const colleague of [mei.id, dmitri.id]) {
        await adele.press({ verb: 'report.handOver', data: { ...data, to: colleague }, messageId });
        shows(adele.lastTurn[0]?.card ?? adele.card, 'cannot file this either');
      }

      assert.equal((await draftOf('adele'))?.description, MAIL);
      assert.equal(desk.fakes.offerReport.callCount, 0);
    });

    it('goes to nobody where it could not be found out whether they may', async () => {
      desk.fakes.check = desk.accessBy(({ id }) => (id === desk.people.camille.id ? 'unknown' : 'denied'));
      const card = await toAdvice();
      const { data, messageId } = adele.button('report.handOver');
      await adele.press({ verb: 'report.handOver', data: { ...data, colleague: desk.people.camille.id }, messageId });

      assert.equal(offers(card).length, 0);
      shows(adele.lastTurn[0]?.card ?? card, t('notices.hand-over-unknown.title', { colleague: 'Camille Laurent' }));
      assert.equal(await draftOf('camille'), undefined);
    });

    it('asks to whom when nobody was chosen, or nobody known', async () => {
      await toAdvice();
      const { data, messageId } = adele.button('report.handOver', { to: undefined });
      for (const colleague of ['', 'Camille', randomUUID(), desk.people.adele.id]) {
        await adele.press({ verb: 'report.handOver', data: { ...data, colleague }, messageId });
        shows(adele.lastTurn[0]?.card ?? adele.card, t('notices.hand-over-nobody.text'));
      }

      assert.equal((await draftOf('adele'))?.description, MAIL);
    });

    it('hands nothing over that is not the person’s, or could be filed by the person', async () => {
      await toAdvice();
      const { data } = adele.button('report.handOver', { to: desk.people.camille.id });
      const dmitri = desk.user(desk.people.dmitri);
      const stolen = await dmitri.press({ verb: 'report.handOver', data, messageId: 'card' });
      desk.fakes.check = desk.access('granted');
      await adele.press({ verb: 'report.handOver', data, messageId: 'card' });

      shows(stolen, t('notices.draft-gone.title'));
      assert.equal((await draftOf('adele'))?.description, MAIL);
    });

    it('asks for role and access again when it is taken', async () => {
      await toAdvice();
      const { data } = adele.button('report.handOver', { to: desk.people.camille.id });
      await adele.clicks('report.handOver', {}, { to: desk.people.camille.id });
      desk.fakes.check = desk.access('denied');
      const take = { verb: 'report.resume', data: { draftId: data['draftId'] }, messageId: 'offer' };
      const denied = await camille.press(take);
      const demoted = await desk.user(aPerson({ ...desk.people.camille, roles: ['sales-agent'] })).press(take);

      shows(denied, t('routes.names.ask-admin-agent'));
      shows(demoted, t('roles.helpdesk-agent'));
    });

    it('goes back at a press, and the colleague’s own report goes on', async () => {
      await toAdvice();
      const { data } = adele.button('report.handOver', { to: desk.people.camille.id });
      await adele.clicks('report.handOver', {}, { to: desk.people.camille.id });
      desk.fakes.check = desk.access('granted');
      await camille.says('Fabrikam Residences was billed twice');
      const card = await camille.press({ verb: 'report.handBack', data: { draftId: data['draftId'] }, messageId: 'offer' });
      await camille.says('The invoice of November lists it.');

      shows(card, t('notices.handed-back.title', { colleague: 'Adele Vance' }));
      assert.equal((await draftOf('adele'))?.title, 'Mail is down');
      assert.equal(desk.fakes.giveReportBack.callCount, 1);
      assert.match((await draftOf('camille'))?.description ?? '', /invoice of November/);
    });

    it('does not go back from somebody whose it is not', async () => {
      await toAdvice();
      const { data } = adele.button('report.handOver', { to: desk.people.camille.id });
      await adele.clicks('report.handOver', {}, { to: desk.people.camille.id });
      const dmitri = desk.user(desk.people.dmitri);
      await dmitri.press({ verb: 'report.handBack', data: { draftId: data['draftId'] }, messageId: 'offer' });

      assert.equal(desk.fakes.giveReportBack.callCount, 0);
      assert.equal((await draftOf('camille'))?.description, MAIL);
    });

    it('has a text for a colleague outside of this chat', async () => {
      await toAdvice();
      const card = await adele.clicks('report.text');

      assert.match(String(inputOf(card, 'providerText')?.['value']), /I am not permitted to\.\n\nCustomer: Contoso[^]*Title: Mail is down/);
    });
  });

  describe('by the provider (B4)', () => {
    beforeEach(async () => {
      desk = await openHelpdesk({ partnerType: 'indirect-reseller' });
      desk.fakes.check = desk.access('no-relationship');
      adele = desk.user();
    });

    it('has a text to send, with what the provider needs, in the reader’s language or in English', async () => {
      adele = desk.user(desk.people.adele, { locale: 'fr' });
      await toAdvice();
      const french = await adele.clicks('report.text');
      const english = await adele.clicks('report.text', {}, { language: 'en' });

      for (const [card, label] of [
        [french, 'Client'],
        [english, 'Customer'],
      ] as const) {
        const text = String(inputOf(card, 'providerText')?.['value']);
        assert.match(text, new RegExp(`${label}\\s?: Contoso \\(${CONTOSO.tenantId}, contoso\\.onmicrosoft\\.com\\)`));
        assert.match(text, /Microsoft 365[^]*adele@northwindcloud\.example[^]*can't send mail/);
      }
      assert.match(textsOf(english), /We ask you to open a service request/);
    });

    it('keeps the report to come back to, and offers an expert', async () => {
      await toAdvice();
      const card = await adele.clicks('report.text');
      const verbs = buttonsOf(card).map(({ verb }) => verb);
      const back = await adele.clicks('report.resume');

      assert.ok(verbs.includes('escalate.begin'));
      shows(back, t('routes.names.ask-provider'));
      assert.equal((await draftOf('adele'))?.description, MAIL);
    });

    it('hands nothing to a colleague, who could not file it either', async () => {
      const card = await toAdvice();

      assert.equal(buttonsOf(card).filter(({ verb }) => verb === 'report.handOver').length, 0);
    });
  });
});
