import assert from 'node:assert/strict';
import sinon from 'sinon';
import { fieldsOf } from '../../src/domain/report-steps.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { RequestContent, ServiceRequest } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { backEndFailure, someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, mailIncident, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const SENTENCE = "Contoso can't send mail since 9";
const BILLED = 'Contoso was billed twice for a cancelled subscription';
const CONTACT = { contactGivenName: 'Adele', contactSurname: 'Vance', contactEmail: 'adele@northwindcloud.example' };
const BILLING = { ...IMPACT_INPUTS.little, description: 'The invoice of November lists it again.', topicId: 'topic-1', ...CONTACT };
const MAIL: Partial<RequestContent> = {
  product: 'microsoft365',
  nature: 'break-fix',
  category: 'performance-availability',
  title: 'Nobody can send mail',
  description: 'Since nine',
};

describe('A report of what was reported already', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const filed = async (content: Partial<RequestContent> = {}, by: Colleague = desk.people.camille): Promise<ServiceRequest> => {
    const { id: draftId } = await desk.deps.drafts.create(by.id, 'c', {}, desk.clock.now());
    const about = { personId: by.id, personName: by.displayName, locale: 'en', timeZone: 'Europe/Paris', route: 'partner-center' } as const;
    desk.clock.move(1000);
    return desk.deps.requests.submit({ ...about, draftId, content: someContent(content), place: undefined }, desk.clock.now());
  };
  const joins = () => buttonsOf(adele.card).filter(({ verb }) => verb === 'report.join');
  const draft = () => desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
  const own = async () => (await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 10, offset: 0 })).requests;
  const followers = async ({ id }: ServiceRequest) => (await desk.deps.requests.followers(id)).map(({ personName }) => personName);

  describe('on the second card', () => {
    it('is shown with who made it, before anything is typed', async () => {
      const request = await filed(MAIL);
      shows(
        await adele.says(SENTENCE),
        t('report.health.title'),
        t('similar.title', { count: 1 }),
        request.reference,
        'Nobody can send mail',
      );
      shows(adele.card, 'Camille Laurent', t('states.ready'), t('similar.join'), t('similar.other'));
    });

    it('is shown on the form of commercial matters, which have no health card', async () => {
      const { reference } = await filed({ title: 'Billed twice for a cancelled subscription' });
      shows(await adele.says(BILLED), t('report.form.title'), reference, t('similar.join'));
    });

    it('is shown once only: not on the form after the health card', async () => {
      await filed(MAIL);
      await adele.says(SENTENCE);
      shows(await adele.clicks('report.answer', { criterion: 'service-down', tried: 'Restarted Outlook' }), t('report.form.title'));

      assert.deepEqual(joins(), []);
    });

    it('is found by the open issue that both belong to', async () => {
      desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
      const { reference } = await filed({ ...MAIL, title: 'Something else', description: 'x', linkedIssueId: 'EX1234' });
      shows(await adele.says(SENTENCE), 'EX1234', reference);
    });

    it('is not there for another customer or product, or when nothing is alike', async () => {
      await filed({ ...MAIL, tenantId: FABRIKAM.tenantId });
      await filed({ ...MAIL, product: 'azure' });
      await filed({ ...MAIL, title: 'Calendars cannot be shared', description: 'Invitations' });
      await adele.says(SENTENCE);

      assert.deepEqual(joins(), []);
    });

    it('is not there while it is not known whether the person may see the customer', async () => {
      const { reference } = await filed(MAIL);
      desk.fakes.check = desk.access('unknown');
      await adele.says(SENTENCE);

      assert.ok(!textsOf(adele.card).includes(reference));
    });

    it('goes for this report when it is something else, with what was written kept', async () => {
      const { id } = await filed(MAIL);
      await adele.says(SENTENCE);
      shows(await adele.clicks('report.notSimilar'), t('report.health.title'));

      assert.deepEqual(joins(), []);
      assert.deepEqual((await draft())?.notSimilarTo, [id]);
      assert.equal((await draft())?.title, SENTENCE);
    });

    it('is opened instead of followed when it is the person’s own', async () => {
      const request = await filed(MAIL, desk.people.adele);
      shows(await adele.says(SENTENCE), t('similar.open'));
      await adele.clicks('report.join');
      shows(adele.lastTurn[0]?.card ?? assert.fail(), t('request.eyebrow', { reference: request.reference }));

      assert.deepEqual(await followers(request), []);
    });
  });

  describe('followed instead', () => {
    it('is shown in place of the report, which is gone, and its requester is told', async () => {
      const request = await filed(MAIL);
      await adele.says(SENTENCE);
      await adele.clicks('report.join');

      shows(adele.lastTurn[0]?.card ?? assert.fail(), t('request.eyebrow', { reference: request.reference }), t('similar.leave'));
      assert.equal(adele.lastTurn[0]?.replaced, true);
      assert.deepEqual([await followers(request), await own(), await draft()], [['Adele Vance'], [], undefined]);
      const told = await desk.deps.requests.untold(request.id, 10);
      assert.deepEqual(
        told.map(({ news, to }) => [news.kind, to.personName]),
        [['joined', 'Camille Laurent']],
      );
      assert.ok(desk.jobs.some(({ name, id }) => name === 'tell-request' && id === request.id));
    });

    it('tells the requester once, however often somebody comes and goes', async () => {
      const request = await filed(MAIL);
      const follower = { personId: desk.people.adele.id, personName: 'Adele Vance', locale: 'en', timeZone: 'UTC' } as const;
      for (let times = 0; times < 3; times++) {
        await desk.deps.requests.join(request.id, follower, desk.clock.now());
        await desk.deps.requests.leave(request.id, follower.personId, desk.clock.now());
      }

      assert.equal((await desk.deps.requests.untold(request.id, 10)).length, 1);
    });

    it('gives what was written back, to be sent as a note with one press', async () => {
      const request = await filed(MAIL);
      await desk.deps.requests.change(request.id, request.version, { to: 'filed', number: '2611210050001234' }, 'system', desk.clock.now());
      await adele.says(SENTENCE);
      await adele.says('Restarted Outlook on two machines');
      await adele.clicks('report.join');
      const note = String(inputOf(adele.card, 'note')?.['value']);
      shows(adele.card, t('similar.joined.title'));
      await adele.clicks('request.note', { note }, { requestId: request.id });

      assert.equal(note, `${SENTENCE}\n\nsince 9 (2026-11-20 09:00, UTC)\n\nRestarted Outlook on two machines`);
      assert.deepEqual(desk.changes.addNote.lastCall.args.slice(1, 3), [note, desk.people.adele.id]);
    });

    it('gives it back to be copied where Microsoft takes no note from here', async () => {
      await filed(MAIL);
      await adele.says(SENTENCE);
      shows(await adele.clicks('report.join'), t('similar.joined.copy'));

      assert.ok(!buttonsOf(adele.card).some(({ verb }) => verb === 'request.note'));
    });

    it('leaves the report where it is while what was written cannot be given back', async () => {
      const request = await filed(MAIL);
      await adele.says(SENTENCE);
      const failing = sinon.stub(desk.deps.requests, 'followers').rejects(backEndFailure('UNAVAILABLE'));
      await adele.clicks('report.join').catch(() => undefined);
      failing.restore();

      assert.equal((await draft())?.title, SENTENCE);
      assert.deepEqual(await followers(request), ['Adele Vance']);
    });

    it('is told also to whoever handed the report over', async () => {
      const request = await filed(MAIL);
      await adele.says(SENTENCE);
      const open = (await draft()) ?? assert.fail();
      const giver = { personId: '0c0c0c0c-0000-4000-8000-00000000000c', personName: 'Mei Tanaka', locale: 'en', timeZone: 'UTC' } as const;
      await desk.deps.drafts.save(open.id, open.version, { ...fieldsOf(open), handedOverBy: [giver] }, open.editing, desk.clock.now());
      await adele.says('Restarted Outlook');
      await adele.clicks('report.join');

      assert.deepEqual((await followers(request)).toSorted(), ['Adele Vance', 'Mei Tanaka']);
    });

    it('is not followed when it was closed meanwhile: the report is there, without it', async () => {
      const request = await filed(MAIL);
      await adele.says(SENTENCE);
      await desk.closes(request.id);
      shows(await adele.clicks('report.join'), t('report.health.title'));

      assert.deepEqual([await followers(request), joins()], [[], []]);
    });

    it('cannot be any request that a card is made to name', async () => {
      const foreign = await filed({ ...MAIL, tenantId: FABRIKAM.tenantId });
      await filed(MAIL);
      await adele.says(SENTENCE);
      shows(await adele.clicks('report.join', { requestId: foreign.id }), t('report.health.title'));

      assert.deepEqual(await followers(foreign), []);
    });

    it('is nothing that an older card can do', async () => {
      const request = await filed(MAIL);
      await adele.says(SENTENCE);
      const old = adele.button('report.join');
      await adele.says('Restarted Outlook');
      shows(await adele.press(old), t('report.health.title'));

      assert.deepEqual(await followers(request), []);
    });

    it('is nothing once access was taken away', async () => {
      const request = await filed(MAIL);
      await adele.says(SENTENCE);
      desk.fakes.check = desk.access('denied');
      await adele.clicks('report.join');

      assert.deepEqual(await followers(request), []);
    });
  });

  describe('by a colleague who was quicker', () => {
    const toReview = async () => {
      await adele.says(BILLED);
      shows(await adele.clicks('report.answer', BILLING), t('report.review.title'));
    };

    it('is shown once before sending, and nothing is sent', async () => {
      await toReview();
      const { reference } = await filed({ title: 'Contoso: billed twice for a cancelled subscription' });
      await adele.clicks('report.submit');

      assert.deepEqual(await own(), []);
      const [found, review] = adele.lastTurn.map(({ card }) => textsOf(card));
      assert.ok(found?.includes(t('similar.found.title')) && found.includes(reference));
      assert.ok(review?.includes(t('report.review.title')));
      await adele.clicks('report.submit');
      assert.equal((await own()).length, 1);
    });

    it('is followed with one press', async () => {
      await toReview();
      const request = await filed({ title: 'Contoso: billed twice for a cancelled subscription' });
      await adele.clicks('report.submit');
      await adele.clicks('report.join');

      assert.deepEqual([await followers(request), await own(), await draft()], [['Adele Vance'], [], undefined]);
    });

    it('is not asked about when it is only similar, or was there before', async () => {
      await filed({ title: 'Billed twice for a cancelled subscription' });
      desk.clock.move(1000);
      await toReview();
      await filed({ title: 'Billed in the wrong currency', description: 'The contract says euro' });
      await adele.clicks('report.submit');

      assert.equal((await own()).length, 1);
    });
  });

  describe('with a ticket number of our own', () => {
    it('carries it to the request', async () => {
      await adele.says(BILLED);
      await adele.clicks('report.answer', { ...BILLING, ownTicket: ` INC-4711${' '.repeat(3)}a ` });
      shows(adele.card, 'INC-4711 a');
      await adele.clicks('report.submit');

      assert.equal((await own())[0]?.ownTicket, 'INC-4711 a');
      assert.equal((await own())[0]?.tenantId, CONTOSO.tenantId);
    });
  });
});
