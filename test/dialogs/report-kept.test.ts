import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import type { RequestContent } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { backEndFailure, someContent } from '../support/use-case-fixtures.ts';
import { inputOf, shows } from './card-reading.ts';
import { mailIncident, openHelpdesk, PRODUCTION, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const MAIL = "Contoso can't send mail since 9";
const BILLED = 'Contoso was billed twice for a cancelled subscription';
const HEALTH = { criterion: 'service-down', tried: 'Restarted Outlook' };
const CONTACT = { contactGivenName: 'Adele', contactSurname: 'Vance', contactEmail: 'adele@northwindcloud.example' };
const TYPED = { description: 'The invoice of November lists it again.', since: 'November' };

describe('What was typed on a card of a report', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const draft = async (): Promise<ReportDraft> => {
    const open = await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
    return open ?? assert.fail('no open draft');
  };
  const camilleFiled = async (content: Partial<RequestContent>) => {
    const { id: personId, displayName: personName } = desk.people.camille;
    const { id: draftId } = await desk.deps.drafts.create(personId, 'c', {}, desk.clock.now());
    const about = { personId, personName, locale: 'en', timeZone: 'Europe/Paris', route: 'partner-center', place: undefined } as const;
    return desk.deps.requests.submit({ ...about, draftId, content: someContent(content) }, desk.clock.now());
  };

  it('is there again after a step back', async () => {
    await adele.says(MAIL);
    await adele.clicks('report.answer', HEALTH);
    shows(await adele.clicks('report.back', { ...TYPED, affected: 'everybody' }), t('report.health.title'));
    const form = await adele.clicks('report.answer', HEALTH);

    assert.deepEqual(
      ['description', 'since', 'affected'].map((id) => inputOf(form, id)?.['value']),
      [TYPED.description, TYPED.since, 'everybody'],
    );
  });

  it('is on the card that stays when it is something else than was reported already', async () => {
    await camilleFiled({ title: 'Billed twice for a cancelled subscription' });
    await adele.says(BILLED);
    const whole = { ...IMPACT_INPUTS.little, ...TYPED, ...CONTACT, topicId: 'topic-1' };
    const form = await adele.clicks('report.notSimilar', whole);

    // Nobody pressed “Review”, though nothing is missing.
    shows(form, t('report.form.title'), TYPED.description);
    shows(await adele.clicks('report.answer', { ...whole, title: 'Billed twice' }), t('report.review.title'));
  });

  it('is in the text handed back when another request is followed instead', async () => {
    await camilleFiled({ title: 'Billed twice for a cancelled subscription' });
    await adele.says(BILLED);
    await adele.clicks('report.join', TYPED);

    shows(adele.card, t('similar.joined.copy'), TYPED.description, TYPED.since);
  });

  it('is kept with the issue that is followed instead', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
    const follow = sinon.spy(desk.deps.follows, 'follow');
    await adele.says(MAIL);
    await adele.clicks('report.linkIssue', { tried: 'Restarted Outlook' });

    assert.equal(follow.lastCall.args[0].fields?.tried, 'Restarted Outlook');
  });

  it('does not answer the health card: that nothing is to be filed is an answer of its own (B22)', async () => {
    await adele.says(MAIL);
    await adele.clicks('report.back', { criterion: 'none', tried: 'Restarted Outlook' });
    const { criterion, tried, healthSeenAt } = await draft();

    assert.deepEqual([criterion, tried, healthSeenAt], [undefined, 'Restarted Outlook', undefined]);
  });

  it('is remarked on only by the answer, and leaves what was there where it cannot be read', async () => {
    await adele.says(MAIL);
    await adele.clicks('report.answer', HEALTH);
    await adele.clicks('report.back', { peopleHit: '40', language: 'fr' });
    await adele.clicks('report.answer', HEALTH);
    const form = await adele.clicks('report.back', { peopleHit: 'many', language: 'xx', contactEmail: 'kim@contoso.example' });
    const { peopleHit, language, contact } = await draft();

    assert.deepEqual([peopleHit, language, contact?.email], [40, 'fr', 'kim@contoso.example']);
    assert.doesNotMatch(JSON.stringify(form), /⚠/);
  });

  it('is not read from a card of an older version', async () => {
    await adele.says(MAIL);
    await adele.clicks('report.answer', HEALTH);
    const back = adele.button('report.back');
    await adele.press(back, { since: 'nine' });
    await adele.press(back, { since: 'ten' });

    assert.equal((await draft()).since, 'nine');
  });

  it('changes nothing where nothing comes with the press', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
    await adele.says(MAIL);
    const { version } = await draft();
    await adele.clicks('report.linkIssue', { issueId: 'EX9999' });

    assert.equal((await draft()).version, version);
  });

  describe('for Azure Support', () => {
    const DUMP = { type: 'memorydump', description: 'Allow Microsoft to collect a memory dump of the VM.' };
    const RDP = anAzureProblem('Virtual Machine running Windows', 'Cannot connect by RDP', { consents: [DUMP] });
    const START = anAzureProblem('Virtual Machine running Windows', 'Cannot start', { consents: [DUMP] });
    const FORM = {
      ...IMPACT_INPUTS.stopped,
      ...CONTACT,
      description: 'It stays in the state Starting.',
      azureSubscriptionId: PRODUCTION.id,
      azureProblemId: RDP.id,
      diagnosticConsent: 'no',
      contactCountry: 'GB',
      contactTimeZone: 'Europe/London',
    };
    beforeEach(async () => {
      desk = await openHelpdesk({ partner: { plans: ['premier'] } });
      desk.people.adele = { ...desk.people.adele, roles: ['admin-agent'] };
      await desk.azureProblems.replace([RDP, START], desk.clock.now());
      adele = desk.user();
      await adele.says("Contoso: the Azure virtual machine doesn't start since 9");
      await adele.clicks('report.answer', HEALTH);
    });

    it('goes along to the portal, whose form is not passed over', async () => {
      desk.fakes.azureSubscriptions = desk.subscribing({ copy: undefined, failure: backEndFailure('UNAVAILABLE') });
      await adele.clicks('report.answer', {});
      const form = await adele.clicks('report.byPortal', FORM);

      shows(form, t('report.form.title'), t('routes.names.azure-portal'), FORM.description);
    });

    it('picks subscription and problem as the answer does', async () => {
      await adele.clicks('report.back', { ...FORM, azureProblemId: 'rdp' });
      const { azureProblemId, azureSubscriptionId } = await draft();

      assert.deepEqual([azureProblemId, azureSubscriptionId], [RDP.id, PRODUCTION.id]);
    });

    it('keeps the further consents while the details are changed, as long as the problem is the same', async () => {
      await adele.clicks('report.answer', FORM);
      await adele.clicks('report.edit', { 'consent:memorydump': 'yes' }, { step: 'form' });
      const same = await adele.clicks('report.answer', FORM);
      assert.equal(inputOf(same, 'consent:memorydump')?.['value'], 'yes');

      await adele.clicks('report.edit', { 'consent:memorydump': 'yes' }, { step: 'form' });
      const other = await adele.clicks('report.answer', { ...FORM, azureProblemId: START.id });
      assert.equal(inputOf(other, 'consent:memorydump')?.['value'], 'no');
    });

    it('commits nobody to work around the clock unasked, and keeps the answer of the review', async () => {
      await adele.clicks('report.answer', FORM);
      await adele.clicks('report.edit', { roundTheClock: 'yes' }, { step: 'form' });
      const review = await adele.clicks('report.answer', FORM);
      assert.equal(inputOf(review, 'roundTheClock')?.['value'], 'yes');
      await adele.clicks('report.submit', { roundTheClock: 'no' });

      const [request] = (await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 5, offset: 0 })).requests;
      assert.deepEqual([request?.severity, request?.azure?.roundTheClock], ['critical', false]);
    });

    it('takes back a consent that was given before', async () => {
      await adele.clicks('report.answer', FORM);
      await adele.clicks('report.back', { 'consent:memorydump': 'yes' });
      await adele.clicks('report.answer', FORM);
      await adele.clicks('report.submit', { 'consent:memorydump': 'no' });

      const [request] = (await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 5, offset: 0 })).requests;
      assert.deepEqual(request?.azure?.secondaryConsents, [{ type: 'memorydump', given: false }]);
    });
  });
});
