import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../cards/render.ts';
import { words } from '../../src/locales/words.ts';
import { buttonsOf, textsOf, shows } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';

const t = words('en');
const BILLING = { ...IMPACT_INPUTS.little, description: 'Listed again.', topicId: 'topic-1' };

describe('The guards of a report', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const requests = async () => (await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 50, offset: 0 })).requests;
  const draft = () => desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
  const toReview = async (user = adele): Promise<AdaptiveCard> => {
    await user.says('Contoso was billed twice for a cancelled subscription');
    return user.clicks('report.answer', BILLING);
  };

  describe('presses on old cards', () => {
    it('make one request of two presses on submit', async () => {
      await toReview();
      const submit = adele.button('report.submit');
      await adele.press(submit);
      const shown = await adele.press(submit);

      const all = await requests();
      assert.equal(all.length, 1);
      shows(shown, all[0]?.reference ?? '?');
    });

    it('make one request when the second press comes after a restart', async () => {
      await toReview();
      const submit = adele.button('report.submit');
      await adele.press(submit);
      shows(await desk.user().press(submit), (await requests())[0]?.reference ?? '?');

      assert.equal((await requests()).length, 1);
    });

    it('show where the report is now, and change nothing', async () => {
      await adele.says('Contoso was billed twice for a cancelled subscription');
      const answer = adele.button('report.answer');
      await adele.press(answer, BILLING);
      const again = await adele.press(answer, { ...BILLING, description: 'Something else' });

      shows(again, t('report.review.title'));
      assert.equal(adele.lastTurn[0]?.replaced, true);
      assert.equal((await draft())?.description, 'Listed again.');
    });

    it('say that the draft is gone after it was cancelled', async () => {
      await toReview();
      const submit = adele.button('report.submit');
      await adele.says('cancel');
      shows(await adele.press(submit), t('notices.draft-gone.title'));

      assert.deepEqual(await requests(), []);
    });

    it('go on with the report they belong to while another one is running', async () => {
      await toReview();
      const submit = adele.button('report.submit');
      await adele.says("report Fabrikam Art can't send mail");
      await adele.press(submit);

      assert.deepEqual(
        (await requests()).map(({ tenantId }) => tenantId),
        [CONTOSO.tenantId],
      );
      assert.equal((await draft())?.product, 'microsoft365');
    });
  });

  describe('data nobody should trust', () => {
    it('hides somebody else’s draft', async () => {
      await toReview();
      const submit = adele.button('report.submit');
      const shown = await desk.user(desk.people.camille).press(submit);

      shows(shown, t('notices.draft-gone.title'));
      assert.ok(!textsOf(shown).includes('Contoso'));
      assert.deepEqual(await requests(), []);
      assert.ok(await draft());
    });

    it('hides the request that somebody else’s draft became', async () => {
      await toReview();
      const submit = adele.button('report.submit');
      await adele.press(submit);
      const shown = await desk.user(desk.people.camille).press(submit);

      shows(shown, t('notices.draft-gone.title'));
    });

    it('does not let somebody else throw a draft away', async () => {
      await toReview();
      const { data } = adele.button('report.cancel');
      const camille = desk.user(desk.people.camille);
      await camille.press({ verb: 'report.cancel', data, messageId: 'm' });
      await camille.press({ verb: 'report.restart', data, messageId: 'm' });

      assert.ok(await draft());
    });

    const bad: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ['report.submit', {}],
      ['report.submit', { draftId: 'x', version: 1 }],
      ['report.submit', { draftId: ['c0000000-0000-4000-8000-000000000001'], version: 1 }],
      ['report.answer', { draftId: 'c0000000-0000-4000-8000-000000000001', version: 'one', step: 'form' }],
      ['report.answer', { draftId: 'c0000000-0000-4000-8000-000000000001', version: 1, step: 'payment' }],
      ['report.explode', { draftId: 'c0000000-0000-4000-8000-000000000001', version: 1 }],
      ['report.', {}],
    ];
    for (const [verb, data] of bad) {
      it(`answers ${verb} with ${JSON.stringify(data)} as an old card`, async () => {
        shows(await adele.press({ verb, data, messageId: 'm' }), t('notices.old-card.title'));
      });
    }

    it('survives inputs of any type', async () => {
      await toReview();
      await adele.clicks('report.edit', {}, { step: 'form' });
      const card = await adele.clicks('report.answer', {
        title: { a: 1 },
        affected: 7,
        peopleHit: [],
        contactEmail: null,
        topicId: '${x}',
      });

      shows(card, t('report.form.title'), t('problems.not-offered'));
    });

    it('keeps texts as they were typed, without marks that turn the direction of writing', async () => {
      const nasty = 'Contoso: invoice **bold** ${title} <at>x</at> ';
      await adele.says(`${nasty}\u202Eevil`);

      assert.equal((await draft())?.title, `${nasty}evil`);
    });
  });

  describe('who may', () => {
    it('explains who may report, to a person who may not (B8)', async () => {
      const mei = desk.user(desk.people.mei);
      for (const text of ['report', "Contoso can't send mail since 9"]) shows(await mei.says(text), t('roles.helpdesk-agent'));

      await toReview();
      shows(await mei.press(adele.button('report.submit')), t('roles.helpdesk-agent'));
    });

    it('shows nothing of a customer that is closed to the person but its name, and who can go on', async () => {
      desk.fakes.check = desk.access('denied');
      const card = await adele.says("Contoso can't send mail since 9");

      shows(card, t('routes.names.ask-admin-agent'), t('routes.reasons.no-access'));
      assert.equal(desk.fakes.showHealth.callCount, 0);
      assert.ok(!textsOf(card).includes('contoso.onmicrosoft.com'));
    });

    it('says that the customer is closed to the person while the problem is not known yet', async () => {
      desk.fakes.check = desk.access('denied');
      await adele.says('report');
      const card = await adele.clicks('report.answer', { customer: CONTOSO.tenantId });

      shows(card, t('report.subject.title'), t('routes.block.noAccess'));
    });

    it('submits nothing when access was taken away in between', async () => {
      await toReview();
      desk.fakes.check = desk.access('denied');
      await adele.clicks('report.submit');

      assert.deepEqual(await requests(), []);
    });

    it('shows nothing of the request a draft became when access was taken away in between', async () => {
      await toReview();
      const submit = adele.button('report.submit');
      await adele.press(submit);
      desk.fakes.check = desk.access('denied');
      const shown = await adele.press(submit);

      shows(shown, t('notices.access-denied.title', { customer: 'Contoso' }));
      assert.ok(!textsOf(shown).includes('billed twice'));
    });

    it('takes no more text when the role was taken away in between', async () => {
      await adele.says('Contoso was billed twice for a cancelled subscription');
      const demoted = desk.user({ ...desk.people.adele, roles: ['sales-agent'] });

      shows(await demoted.says('It is listed again.'), t('roles.helpdesk-agent'));
      assert.ok(!(await draft())?.description?.includes('listed again'));
    });

    it('submits nothing while access cannot be found out, and keeps the review', async () => {
      await toReview();
      desk.fakes.check = desk.access('unknown');
      const card = await adele.clicks('report.submit');

      shows(adele.lastTurn[0]?.card ?? card, t('notices.access-unknown.title', { customer: 'Contoso' }));
      shows(card, t('report.review.title'));
      assert.deepEqual(await requests(), []);
      desk.fakes.check = desk.access('granted');
      await adele.clicks('report.submit');
      assert.equal((await requests()).length, 1);
    });

    it('submits a commercial request also where there is no relationship (B23, B25)', async () => {
      desk.fakes.check = desk.access('no-relationship');
      await toReview();
      await adele.clicks('report.submit');

      assert.equal((await requests()).length, 1);
    });
  });

  describe('in a channel', () => {
    const channel = { scope: 'team', conversationId: '19:general@thread.tacv2' } as const;

    it('moves the report to the person’s own chat, with all that was said', async () => {
      const shown = await desk.user(desk.people.adele, channel).says('report Contoso was billed twice');

      shows(shown, t('notices.report-continues-in-chat.title'));
      const [personId, draftId] = desk.fakes.startInPersonalChat.firstCall.args;
      assert.equal(personId, desk.people.adele.id);
      assert.equal((await desk.deps.drafts.byId(draftId))?.tenantId, CONTOSO.tenantId);
    });

    it('goes on there', async () => {
      await desk.user(desk.people.adele, channel).says('report Contoso was billed twice');
      const { data, verb } = { verb: 'report.resume', data: { draftId: desk.fakes.startInPersonalChat.firstCall.args[1] } };
      shows(await adele.press({ verb, data, messageId: 'm' }), t('report.form.title'));
    });

    it('says how to reach the bot when there is no such chat; the draft waits there', async () => {
      desk.fakes.startInPersonalChat = desk.reachable(false);
      shows(
        await desk.user(desk.people.adele, channel).says('report Contoso was billed twice'),
        t('notices.report-needs-personal-chat.title'),
      );
      shows(await adele.says('report'), t('report.resume.title'));
    });

    it('does not go on with a report there, whatever the button', async () => {
      await toReview();
      const { data } = adele.button('report.submit');
      const shown = await desk.user(desk.people.adele, channel).press({ verb: 'report.resume', data, messageId: 'm' });

      shows(shown, t('notices.old-card.title'));
    });

    it('shows nothing of a report there', async () => {
      const card = await desk.user(desk.people.adele, channel).says("Fabrikam Residences can't send mail");

      assert.deepEqual(
        buttonsOf(card).filter(({ verb }) => verb.startsWith('report.')),
        [],
      );
      assert.equal((await draft())?.tenantId, FABRIKAM.tenantId);
    });
  });
});
