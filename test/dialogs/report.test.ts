import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../cards/render.ts';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import { words } from '../../src/locales/words.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, mailIncident, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';

const t = words('en');
const CONTACT = { contactGivenName: 'Adele', contactSurname: 'Vance', contactEmail: 'adele@northwindcloud.example' };
const BILLING = { description: 'The invoice of November lists it again.', topicId: 'topic-1', ...CONTACT };
const REASONS = { criterion: 'service-down', tried: 'Restarted Outlook' };
const MAIL_FORM = { ...IMPACT_INPUTS.stopped, title: 'Mail is down', description: 'Nobody can send', ...CONTACT };

describe('Reporting a problem', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const requests = async () => (await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 50, offset: 0 })).requests;
  const draft = async (): Promise<ReportDraft> => {
    const open = await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
    assert.ok(open, 'no open draft');
    return open;
  };
  /** Up to the review of a commercial report. */
  const toReview = async (): Promise<AdaptiveCard> => {
    await adele.says('Contoso was billed twice for a cancelled subscription');
    return adele.clicks('report.answer', BILLING);
  };

  describe('from the first word to the request', () => {
    it('comes from a sentence to the submitted request in at most five presses', async () => {
      await toReview();
      const shown = await adele.clicks('report.submit');

      const [request] = await requests();
      assert.ok(adele.presses <= 5, `${adele.presses} presses`);
      assert.equal(request?.title, 'Contoso was billed twice for a cancelled subscription');
      assert.deepEqual(
        [request.customerName, request.product, request.nature, request.state, request.route, request.severity],
        ['Contoso', 'commercial', 'billing', 'ready', 'partner-center', 'minimal'],
      );
      shows(shown, request.reference);
    });

    it('asks nothing about the impact where the severity makes no difference, and knows the topic (B60)', async () => {
      const form = await adele.says('Contoso was billed twice for a cancelled subscription');

      shows(form, t('report.form.title'), t('impact.proposed', { severity: 'C', reason: t('impact.reasons.of-nature') }));
      assert.deepEqual([inputOf(form, 'affected'), inputOf(form, 'topicId')?.['value']], [undefined, 'topic-1']);
      shows(await adele.clicks('report.answer', BILLING), t('report.review.title'));
    });

    it('remarks that the text still names the customer that the report was for before', async () => {
      await toReview();
      await adele.clicks('report.edit', {}, { step: 'subject' });
      const moved = await adele.clicks('report.answer', {
        customer: FABRIKAM.tenantId,
        product: 'commercial',
        nature: 'billing',
        title: 'Contoso was billed twice for a cancelled subscription',
      });
      const remark = t('report.stillNamed', { earlier: CONTOSO.name, customer: FABRIKAM.name });
      shows(moved, t('report.review.title'), remark);
      shows(await adele.clicks('report.edit', {}, { step: 'form' }), t('report.form.title'), remark);

      const mended = await adele.clicks('report.answer', { ...BILLING, title: 'Fabrikam was billed twice' });
      assert.ok(!textsOf(mended).includes(remark));
    });

    it('writes the moment beside a time that is certain, once, as of when it was typed', async () => {
      await adele.says("Contoso can't send mail since 10 minutes");
      assert.equal((await draft()).since, 'since 10 minutes (2026-11-20 08:50, UTC)');

      await adele.clicks('report.answer', REASONS);
      desk.clock.move(600_000);
      await adele.clicks('report.answer', { ...MAIL_FORM, since: '20 min ago', description: '' });
      const since = (await draft()).since;
      assert.equal(since, '20 min ago (2026-11-20 08:50, UTC)');
      desk.clock.move(600_000);
      await adele.clicks('report.answer', { ...MAIL_FORM, since });
      assert.equal((await draft()).since, since);
    });

    it('says on the second card what the report is about', async () => {
      shows(await adele.says("Contoso can't send mail since 9"), t('report.health.title'), "Contoso can't send mail since 9");
    });

    it('shows the request in place of the review, where news of it will come', async () => {
      await toReview();
      const { messageId } = adele.button('report.submit');
      await adele.clicks('report.submit');

      assert.deepEqual(
        adele.lastTurn.map(({ replaced }) => replaced),
        [true],
      );
      assert.equal((await requests())[0]?.place?.activityId, messageId);
    });

    it('has stored the request and its job before the turn ends', async () => {
      await toReview();
      await adele.clicks('report.submit');

      const [request] = await requests();
      assert.deepEqual(
        desk.jobs.filter(({ name }) => name === 'file-request'),
        [{ name: 'file-request', id: request?.id }],
      );
    });

    it('goes through four cards at most when nothing is known (B16, B19, B22, B24)', async () => {
      shows(await adele.says('report'), t('report.subject.title'));
      const subject = { customer: CONTOSO.tenantId, product: 'microsoft365', nature: 'break-fix', category: 'performance-availability' };
      shows(await adele.clicks('report.answer', subject), t('report.health.title'));
      shows(await adele.clicks('report.answer', REASONS), t('report.form.title'));
      shows(await adele.clicks('report.answer', MAIL_FORM), t('report.review.title'));
      await adele.clicks('report.submit');

      const [request] = await requests();
      assert.deepEqual([request?.route, request?.severity, request?.criterion], ['admin-center', 'critical', 'service-down']);
      assert.ok(adele.lastTurn.every(({ replaced }) => replaced));
    });

    it('asks only what the sentence did not say', async () => {
      shows(await adele.says("Contoso can't send mail since 9"), t('report.health.title'));

      const { tenantId, product, nature, since, title } = await draft();
      assert.deepEqual(
        [tenantId, product, nature, since],
        [CONTOSO.tenantId, 'microsoft365', 'break-fix', 'since 9 (2026-11-20 09:00, UTC)'],
      );
      assert.equal(title, "Contoso can't send mail since 9");
    });

    it('understands a report in French and Russian', async () => {
      const camille = desk.user(desk.people.adele, { locale: 'fr' });
      shows(await camille.says('Contoso ne peut plus envoyer de mails depuis ce matin'), words('fr')('report.health.title'));
      desk.clock.move(1000);
      const dmitri = desk.user(desk.people.adele, { locale: 'ru' });
      shows(await dmitri.says('сообщить: у Contoso не работает почта с 9 утра'), words('ru')('report.health.title'));
      assert.equal((await draft()).since, 'с 9 утра (2026-11-20 09:00, UTC)');
    });

    it('asks which customer is meant when the name is not clear', async () => {
      const card = await adele.says('Fabrikam has no mail since noon, Outlook is not working');

      shows(card, t('report.subject.title'), t('problems.ambiguous'), 'Fabrikam Residences', 'Fabrikam Art');
      shows(await adele.clicks('report.answer', { customer: FABRIKAM.tenantId }), t('report.health.title'));
    });

    it('has a customer confirmed who was in force but not named', async () => {
      await adele.says('customer Contoso');
      const card = await adele.says("Outlook can't send mail since 9");

      shows(card, t('report.subject.title'));
      assert.equal(inputOf(card, 'customer')?.['value'], CONTOSO.tenantId);
      shows(await adele.clicks('report.answer', {}), t('report.health.title'));
    });

    it('starts from a button with the customer it names', async () => {
      await adele.says('health Contoso');
      await adele.clicks('command', {}, { command: 'report' });

      assert.equal((await draft()).tenantId, CONTOSO.tenantId);
    });

    it('has the domains of the customer learnt for the contact rule (B31)', async () => {
      await adele.says("Contoso can't send mail");

      assert.ok(desk.jobs.some(({ name, id }) => name === 'learn-domains' && id === CONTOSO.tenantId));
    });

    it('starts from the signed-in person as the contact (B31)', async () => {
      await adele.says("Contoso can't send mail");

      assert.deepEqual((await draft()).contact, { givenName: 'Adele', surname: 'Vance', email: desk.people.adele.email, phone: undefined });
    });
  });

  describe('health first', () => {
    beforeEach(async () => {
      desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
    });

    it('shows the open issues that match (B19)', async () => {
      shows(await adele.says("Contoso can't send mail since 9"), 'EX1234', 'Mail is delayed');
    });

    it('ends with the issue instead of a duplicate', async () => {
      await adele.says("Contoso can't send mail since 9");
      const shown = await adele.clicks('report.linkIssue');

      shows(shown, t('notices.linked-to-issue.title'));
      assert.deepEqual(await requests(), []);
      assert.equal(await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now()), undefined);
    });

    it('goes on as it was written when the issue was not the cause after all', async () => {
      await adele.says("Contoso can't send mail since 9");
      await adele.clicks('report.linkIssue', { tried: 'Restarted Outlook' });
      const press = adele.button('follow.undo');
      shows(await adele.press(press), t('report.health.title'), 'Restarted Outlook');

      const { linkedIssueId, title, nature } = await draft();
      assert.deepEqual([linkedIssueId, title, nature], [undefined, "Contoso can't send mail since 9", 'break-fix']);
      assert.equal(await desk.deps.follows.isFollowing('EX1234', CONTOSO.tenantId, desk.people.adele.id), false);
      shows(await adele.press(press), t('notices.old-card.title'));
      assert.equal((await draft()).title, title);
    });

    it('takes no issue that is not one of this customer', async () => {
      await adele.says("Contoso can't send mail since 9");
      const shown = await adele.clicks('report.linkIssue', { issueId: 'EX9999' });

      shows(shown, t('report.health.title'));
    });

    it('reads no health while access is not known, and goes on all the same', async () => {
      desk.fakes.check = desk.access('unknown');
      shows(await adele.says("Contoso can't send mail since 9"), t('routes.notes.access-unknown'));

      assert.equal(desk.fakes.showHealth.callCount, 0);
      shows(await adele.clicks('report.answer', REASONS), t('report.form.title'));
    });

    it('gives guidance instead of a request when no escalation criterion fits (B22)', async () => {
      await adele.says("Contoso can't send mail since 9");
      const shown = await adele.clicks('report.answer', { criterion: 'none', tried: 'Nothing' });

      shows(shown, t('routes.names.partner-first'), t('routes.reasons.no-criterion'));
      assert.equal((await draft()).criterion, undefined);
      assert.equal((await draft()).tried, 'Nothing');
      shows(await adele.clicks('report.edit'), t('report.health.title'));
    });
  });

  describe('what is wrong with an answer', () => {
    it('refuses a contact on a customer domain (B31, B35)', async () => {
      await adele.says('Contoso was billed twice for a cancelled subscription');
      const card = await adele.clicks('report.answer', { ...BILLING, contactEmail: 'boss@mail.contoso.example' });

      shows(card, t('report.form.title'), t('problems.address-of-customer'));
      assert.equal(inputOf(card, 'description')?.['value'], BILLING.description);
    });

    it('checks the contact again when domains were learnt in between (B31)', async () => {
      await adele.says('Contoso was billed twice for a cancelled subscription');
      await adele.clicks('report.answer', { ...BILLING, contactEmail: 'adele@contoso-holding.example' });
      await desk.deps.customers.addDomains(CONTOSO.tenantId, ['contoso-holding.example']);
      const card = await adele.clicks('report.submit');

      shows(card, t('report.form.title'), t('problems.address-of-customer'));
      assert.deepEqual(await requests(), []);
    });

    it('wants a reason for another severity than the proposed one (B54)', async () => {
      await adele.says('Contoso was billed twice for a cancelled subscription');
      shows(await adele.clicks('report.answer', { ...BILLING, severity: 'critical' }), t('problems.reason-needed'));
      shows(await adele.clicks('report.answer', { severity: 'critical', severityReason: 'Payroll' }), t('report.review.title'));

      assert.equal((await draft()).severity, 'critical');
    });

    it('takes a customer only from the list', async () => {
      await adele.says('report');
      const card = await adele.clicks('report.answer', { customer: 'c0ffee00-0000-4000-8000-000000000000', product: 'azure' });

      shows(card, t('problems.not-offered'));
      assert.equal((await draft()).tenantId, undefined);
    });

    it('finds a customer whose name was typed into the box', async () => {
      await adele.says('report');
      await adele.clicks('report.answer', { customer: 'contoso', product: 'azure' });

      assert.equal((await draft()).tenantId, CONTOSO.tenantId);
    });
  });

  describe('who else must act', () => {
    it('files nothing for the own tenant, but says why and what to do (B44, B52)', async () => {
      const card = await adele.says('Northwind Cloud Partners: Outlook is down');

      shows(card, t('report.advice.eyebrow'));
      assert.deepEqual(await requests(), []);
    });

    it('points to the publisher of a marketplace product (B39)', async () => {
      const card = await adele.says('Contoso: the marketplace app shows an error');

      shows(card, t('report.advice.eyebrow'));
      shows(await adele.clicks('report.back'), t('report.subject.title'));
    });

    it('names who files commercial requests where helpdesk agents do not', async () => {
      desk = await openHelpdesk({ partner: { helpdeskFilesCommercial: false } });
      const card = await desk.user().says('Contoso was billed twice for a cancelled subscription');

      shows(card, t('routes.reasons.commercial-by-setting'), t('routes.needs.admin-agent'));
      assert.deepEqual(
        buttonsOf(card).filter(({ verb }) => verb === 'report.answer'),
        [],
      );
    });
  });

  describe('typed text', () => {
    it('fills the fields of the card that is due, and a new card shows it', async () => {
      await adele.says("Contoso can't send mail since 9");
      const health = await adele.says('Restarted Outlook on two machines');

      assert.equal(adele.lastTurn[0]?.replaced, false);
      assert.equal(inputOf(health, 'tried')?.['value'], 'Restarted Outlook on two machines');
      await adele.clicks('report.answer', REASONS);
      await adele.says('A');
      assert.equal((await draft()).severity, 'critical');
    });

    it('names the customer on the first card', async () => {
      await adele.says('report');
      await adele.says('Contoso');
      await adele.says('Outlook');
      const { tenantId, product, title } = await draft();

      assert.deepEqual([tenantId, product, title], [CONTOSO.tenantId, 'microsoft365', undefined]);
    });

    it('begins a report of its own when it clearly reports something else, and keeps the earlier one', async () => {
      await toReview();
      const billing = await draft();
      desk.clock.move(1000);
      await adele.says("Contoso's mail is down");

      assert.equal((await draft()).product, 'microsoft365');
      assert.equal((await desk.deps.drafts.byId(billing.id))?.title, billing.title);
    });

    it('stays in the report when it says more about the same thing', async () => {
      await adele.says("Contoso's mail is down");
      const mail = await draft();
      await adele.says('Contoso: Outlook cannot send mail either');

      assert.equal((await draft()).id, mail.id);
    });

    it('is not lost when the same thing was pressed on the older card', async () => {
      await adele.says("Contoso can't send mail since 9");
      const old = adele.button('report.answer');
      await adele.says('Restarted Outlook');
      await adele.press(old, { criterion: 'bug', tried: 'Something else' });

      assert.deepEqual([(await draft()).tried, (await draft()).criterion], ['Restarted Outlook', undefined]);
    });
  });

  describe('back, edit, interruption, resuming', () => {
    it('goes back card by card, with the answers kept', async () => {
      const review = await toReview();
      shows(review, t('report.review.title'));
      shows(await adele.clicks('report.back'), t('report.form.title'));
      const subject = await adele.clicks('report.back');

      shows(subject, t('report.subject.title'));
      shows(await adele.clicks('report.answer'), t('report.review.title'));
    });

    it('edits any part from the review and returns to it', async () => {
      await toReview();
      const form = await adele.clicks('report.edit', {}, { step: 'form' });

      assert.equal(inputOf(form, 'description')?.['value'], BILLING.description);
      shows(
        await adele.clicks('report.answer', { ...BILLING, title: 'Billed three times' }),
        t('report.review.title'),
        'Billed three times',
      );
    });

    it('asks again what another product makes necessary (B19)', async () => {
      await toReview();
      await adele.clicks('report.edit', {}, { step: 'subject' });
      const card = await adele.clicks('report.answer', { product: 'microsoft365', nature: 'break-fix', category: 'usage' });

      shows(card, t('report.health.title'));
    });

    for (const lookUp of ['help', 'who am I', 'langue', 'customers', 'health Contoso', 'requests', 'request PSR-000000']) {
      it(`goes on after "${lookUp}"`, async () => {
        await adele.says("Contoso can't send mail since 9");
        const before = await draft();
        await adele.says(lookUp);

        assert.equal((await draft()).version, before.version);
        await adele.says('Restarted Outlook');
        assert.equal((await draft()).tried, 'Restarted Outlook');
      });
    }

    it('goes on after a button of another card', async () => {
      await adele.says('help');
      await adele.says("Contoso can't send mail since 9");
      await adele.clicks('command', {}, { command: 'customers' });
      await adele.says('Restarted Outlook');

      assert.equal((await draft()).tried, 'Restarted Outlook');
    });

    for (const word of ['cancel', 'annuler', 'отмена']) {
      it(`is thrown away by "${word}", after which text is no part of it`, async () => {
        await adele.says("Contoso can't send mail since 9");
        shows(await adele.says(word), t('notices.cancelled.title'));

        assert.equal(await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now()), undefined);
        shows(await adele.says(word), t('notices.nothing-to-cancel.title'));
        shows(await adele.says('good morning'), t('notices.unknown-input.title'));
      });
    }

    it('is thrown away by its button, in place', async () => {
      await toReview();
      shows(await adele.clicks('report.cancel'), t('notices.cancelled.title'));

      assert.equal(adele.lastTurn[0]?.replaced, true);
      assert.equal(await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now()), undefined);
    });

    it('goes on after a restart of the bot, by text and by button', async () => {
      await adele.says("Contoso can't send mail since 9");
      const button = adele.button('report.answer');
      const later = desk.user();
      await later.says('Restarted Outlook');
      shows(await later.press({ ...button, data: { ...button.data, version: (await draft()).version } }, REASONS), t('report.form.title'));
    });

    it('is offered for resuming, or is started anew', async () => {
      await toReview();
      const later = desk.user();
      shows(await later.says('report'), t('report.resume.title'), 'Contoso');
      shows(await later.clicks('report.resume'), t('report.review.title'));
      await later.says('report');
      const first = await draft();
      shows(await later.clicks('report.restart'), t('report.subject.title'));

      assert.notEqual((await draft()).id, first.id);
      assert.equal(await desk.deps.drafts.byId(first.id), undefined);
    });

    it('makes one new draft of two presses on "start anew"', async () => {
      await toReview();
      await adele.says('report');
      const restart = adele.button('report.restart');
      await adele.press(restart);
      const first = await draft();
      await adele.press(restart);

      assert.equal((await draft()).id, first.id);
    });

    it('does not offer to resume what nothing was said in', async () => {
      await adele.says('report');
      const first = await draft();
      shows(await adele.says('report'), t('report.subject.title'));

      assert.equal((await draft()).id, first.id);
    });
  });
});
