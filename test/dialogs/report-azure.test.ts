import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../cards/render.ts';
import { problemChoice } from '../../src/domain/azure-filing.ts';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import { words } from '../../src/locales/words.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import { freshDatabase } from '../support/database.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { backEndFailure } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, openHelpdesk, PRODUCTION, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const VM = 'Virtual Machine running Windows';
const DUMP = { type: 'memorydump', description: 'Allow Microsoft to collect a memory dump of the VM.' };
const RDP = anAzureProblem(VM, 'Cannot connect by RDP', { consents: [DUMP] });
const START = anAzureProblem(VM, 'Cannot start');
const TEST = { id: '4c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f6', name: 'Test' };

const SENTENCE = "Contoso: the Azure virtual machine doesn't start since 9";
const REASONS = { criterion: 'service-down', tried: 'Restarted it' };
const CONTACT = { contactGivenName: 'Adele', contactSurname: 'Vance', contactEmail: 'adele@northwindcloud.example' };

describe('Reporting to Azure Support', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk({ partner: { plans: ['premier'] } });
    await desk.azureProblems.replace([RDP, START], desk.clock.now());
    adele = desk.user();
  });

  const requests = async () => (await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 50, offset: 0 })).requests;
  const draft = async (): Promise<ReportDraft> => {
    const open = await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
    assert.ok(open, 'no open draft');
    return open;
  };
  /** Up to the form. */
  const toForm = async (): Promise<AdaptiveCard> => {
    await adele.says(SENTENCE);
    return adele.clicks('report.answer', REASONS);
  };
  /** What the form sends, with what it was filled with beforehand. */
  const filled = (card: AdaptiveCard, more: Readonly<Record<string, unknown>> = {}) => {
    const kept = ['azureSubscriptionId', 'contactCountry', 'contactTimeZone'].map((id) => [id, inputOf(card, id)?.['value'] ?? '']);
    return {
      ...IMPACT_INPUTS.stopped,
      description: 'It stays in the state Starting.',
      ...CONTACT,
      ...Object.fromEntries(kept),
      azureProblemId: START.id,
      diagnosticConsent: 'no',
      ...more,
    };
  };
  const toReview = async (more: Readonly<Record<string, unknown>> = {}): Promise<AdaptiveCard> => {
    const form = await toForm();
    return adele.clicks('report.answer', filled(form, more));
  };

  it('comes from a sentence to the submitted request in at most five presses', async () => {
    shows(await toReview(), t('report.review.title'), `${VM} › Cannot start`, PRODUCTION.name);
    await adele.clicks('report.submit');

    const [request] = await requests();
    assert.ok(adele.presses <= 5, `${adele.presses} presses`);
    assert.deepEqual([request?.route, request?.state], ['azure-support', 'ready']);
    assert.deepEqual(request?.azure, {
      subscriptionId: PRODUCTION.id,
      subscriptionName: PRODUCTION.name,
      problemId: START.id,
      problemName: `${VM} › Cannot start`,
      diagnosticConsent: false,
      secondaryConsents: [],
      roundTheClock: false,
      country: 'GB',
      timeZone: 'Europe/London',
    });
  });

  it('chooses the only subscription beforehand, and none of several', async () => {
    assert.equal(inputOf(await toForm(), 'azureSubscriptionId')?.['value'], PRODUCTION.id);

    desk.fakes.azureSubscriptions = desk.subscribing({
      copy: { value: [PRODUCTION, TEST], readAt: desk.clock.now() },
      failure: undefined,
    });
    const again = await adele.clicks('report.answer', {});
    assert.equal(inputOf(again, 'azureSubscriptionId')?.['value'], undefined);
    shows(again, PRODUCTION.name, TEST.name);
  });

  it('offers one whose payment is overdue, and says so, on the review too', async () => {
    const value = [{ ...PRODUCTION, trouble: 'past-due' }] as const;
    desk.fakes.azureSubscriptions = desk.subscribing({ copy: { value, readAt: desk.clock.now() }, failure: undefined });
    const form = await toForm();
    shows(form, `Production (3c8b1e44) · ${t('azure.troubles.past-due')}`);

    shows(await adele.clicks('report.answer', filled(form)), t('report.review.title'), `Production · ${t('azure.troubles.past-due')}`);
  });

  it('shows eight of many subscriptions, has the others searched for, and takes one by its name', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      id: `5c8b1e44-90a8-4f3a-9b6c-${String(index).padStart(12, '0')}`,
      name: `Lab ${index}`,
    }));
    desk.fakes.azureSubscriptions = desk.subscribing({ copy: { value: many, readAt: desk.clock.now() }, failure: undefined });
    const form = await toForm();
    const input = inputOf(form, 'azureSubscriptionId');

    assert.deepEqual(input?.['choices.data'], { type: 'Data.Query', dataset: `azure-subscriptions:${CONTOSO.tenantId}` });
    shows(form, t('azure.moreSubscriptions', { count: 4 }));
    await adele.clicks('report.answer', filled(form, { azureSubscriptionId: 'lab 11' }));
    assert.equal((await draft()).azureSubscriptionId, many[11]?.id);
    const again = await adele.clicks('report.edit', {}, { step: 'form' });
    assert.equal(inputOf(again, 'azureSubscriptionId')?.['value'], many[11]?.id);
    shows(again, 'Lab 11 (5c8b1e44)');
  });

  it('asks for the diagnostic consent without an answer beforehand, and says what it means', async () => {
    const form = await toForm();

    assert.equal(inputOf(form, 'diagnosticConsent')?.['value'], undefined);
    shows(form, t('azure.consentMeaning'));
    shows(await adele.clicks('report.answer', filled(form, { diagnosticConsent: '' })), t('report.form.title'), t('problems.missing'));
  });

  it('starts from the country of the configuration and the time zone of the person', async () => {
    const form = await toForm();

    assert.deepEqual(
      ['contactCountry', 'contactTimeZone'].map((id) => inputOf(form, id)?.['value']),
      ['GB', 'Europe/London'],
    );
    shows(form, 'United Kingdom, Europe/London');
  });

  it('asks for the country where the configuration does not say it, with the likely ones first', async () => {
    desk = await openHelpdesk({ partner: { plans: ['premier'], country: undefined } });
    adele = desk.user();
    const form = await toForm();

    const country = inputOf(form, 'contactCountry');
    assert.equal(country?.['value'], undefined);
    assert.match(JSON.stringify(country?.['choices']), /^\[\{"title":"United Kingdom","value":"GB"\}/);
    shows(await adele.clicks('report.answer', filled(form)), t('report.form.title'), t('fields.contactCountry'));
    await adele.clicks('report.answer', filled(form, { contactCountry: 'Allemagne' }));
    assert.equal((await draft()).contactCountry, 'DE');
  });

  it('starts from the country of the person’s latest request where the configuration does not say it', async () => {
    desk = await openHelpdesk({ partner: { plans: ['premier'], country: undefined } });
    adele = desk.user();
    await toReview({ contactCountry: 'DE' });
    await adele.clicks('report.submit');
    await adele.says("Fabrikam Residences: the Azure virtual machine doesn't start since 9");
    const form = await adele.clicks('report.answer', REASONS);

    assert.equal(inputOf(form, 'contactCountry')?.['value'], 'DE');
    shows(form, 'Germany, Europe/London');
  });

  it('takes a typed problem that only one can be', async () => {
    await toReview({ azureProblemId: 'rdp' });

    assert.equal((await draft()).azureProblemId, RDP.id);
  });

  it('shows what a typed problem may be, and keeps the rest of the form', async () => {
    const card = await toReview({ azureProblemId: 'cannot' });

    shows(card, t('report.form.title'), t('problems.ambiguous'), `${VM} › Cannot start`, `${VM} › Cannot connect by RDP`);
    assert.equal(inputOf(card, 'description')?.['value'], 'It stays in the state Starting.');
  });

  it('says what was typed where it is no choice, and offers the three nearest', async () => {
    await desk.azureProblems.replace([RDP, START, ...['a', 'b', 'c'].map((one) => anAzureProblem(VM, `Disk ${one}`))], desk.clock.now());
    const card = await toReview({ azureProblemId: 'disk zzz' });

    shows(card, t('azure.typedNear', { typed: 'disk zzz' }));
    const { choices } = inputOf(card, 'azureProblemId') ?? {};
    assert.ok(Array.isArray(choices) && choices.length === 3);
    assert.equal((await draft()).azureProblemId, undefined);
    shows(await adele.clicks('report.answer', filled(card, { azureProblemId: 'zzz' })), t('azure.typedNothing', { typed: 'zzz' }));
  });

  it('takes no problem that has only a part of what was typed, be it the only one', async () => {
    shows(await toReview({ azureProblemId: 'rdp over the moon' }), t('report.form.title'), `${VM} › Cannot connect by RDP`);
    assert.equal((await draft()).azureProblemId, undefined);
  });

  it('chooses beforehand what the sentence clearly speaks of, and says so', async () => {
    const form = await toForm();

    assert.equal(inputOf(form, 'azureProblemId')?.['value'], problemChoice(START.id));
    shows(form, t('azure.suggested'));
  });

  it('takes no problem that Azure does not list', async () => {
    shows(await toReview({ azureProblemId: '/providers/Microsoft.Support/services/x' }), t('problems.not-offered'));
    assert.equal((await draft()).azureProblemId, undefined);
  });

  it('takes no subscription of another customer', async () => {
    shows(await toReview({ azureSubscriptionId: TEST.id }), t('problems.not-offered'));
    assert.equal((await draft()).azureSubscriptionId, undefined);
  });

  describe('further consents of a problem', () => {
    const secondary = async () => (await requests())[0]?.azure?.secondaryConsents;

    it('are asked on the review, with "no" as long as nobody says otherwise', async () => {
      const review = await toReview({ azureProblemId: RDP.id });

      shows(review, DUMP.description);
      assert.equal(inputOf(review, 'consent:memorydump')?.['value'], 'no');
      await adele.clicks('report.submit', { 'consent:memorydump': 'no' });
      assert.deepEqual(await secondary(), [{ type: 'memorydump', given: false }]);
    });

    it('are given by a "yes"', async () => {
      await toReview({ azureProblemId: RDP.id });
      await adele.clicks('report.submit', { 'consent:memorydump': 'yes', 'consent:everything': 'yes' });

      assert.deepEqual(await secondary(), [{ type: 'memorydump', given: true }]);
    });

    it('are not given where no answer comes', async () => {
      await toReview({ azureProblemId: RDP.id });
      await adele.clicks('report.submit');

      assert.deepEqual(await secondary(), [{ type: 'memorydump', given: false }]);
    });

    it('are not asked for a problem without any', async () => {
      assert.doesNotMatch(textsOf(await toReview()), new RegExp(t('azure.furtherConsents')));
    });
  });

  describe('what is gone at the last moment', () => {
    it('has another problem chosen', async () => {
      await toReview();
      await desk.azureProblems.replace([RDP], desk.clock.now());
      const card = await adele.clicks('report.submit');

      shows(card, t('report.form.title'), t('problems.gone'));
      assert.deepEqual(await requests(), []);
      shows(await adele.clicks('report.answer', filled(card, { azureProblemId: RDP.id })), t('report.review.title'));
    });

    it('has another subscription chosen', async () => {
      await toReview();
      desk.fakes.azureSubscriptions = desk.subscribing({ copy: { value: [TEST], readAt: desk.clock.now() }, failure: undefined });
      const card = await adele.clicks('report.submit');

      shows(card, t('report.form.title'), t('problems.gone'), TEST.name);
      assert.deepEqual(await requests(), []);
    });

    it('files nothing while the subscriptions cannot be read, and forgets no answer', async () => {
      await toReview();
      desk.fakes.azureSubscriptions = desk.subscribing({ copy: undefined, failure: backEndFailure('UNAVAILABLE') });
      const card = await adele.clicks('report.submit');

      shows(card, t('report.form.title'), t('errors.UNAVAILABLE.what'));
      assert.deepEqual([await requests(), (await draft()).azureSubscriptionId], [[], PRODUCTION.id]);
    });
  });

  describe('never a dead end', () => {
    /** The same report, taken to the portal. */
    const byPortal = async () => {
      const card = await adele.clicks('report.byPortal');
      assert.equal(inputOf(card, 'azureProblemId'), undefined);
      shows(card, t('routes.names.azure-portal'));
    };

    it('offers the portal where the subscriptions cannot be read, and says why with an id', async () => {
      desk.people.adele = { ...desk.people.adele, roles: ['admin-agent'] };
      adele = desk.user();
      desk.fakes.azureSubscriptions = desk.subscribing({ copy: undefined, failure: backEndFailure('CONSENT_MISSING') });
      shows(await toForm(), t('errors.CONSENT_MISSING.what'), 'ERR-1');

      await byPortal();
    });

    it('promises the portal from the beginning where no subscription is seen, with why and what the customer can do', async () => {
      desk.people.adele = { ...desk.people.adele, roles: ['admin-agent'] };
      adele = desk.user();
      desk.fakes.azureSubscriptions = desk.subscribing({ copy: { value: [], readAt: desk.clock.now() }, failure: undefined });
      const answer = await adele.says(SENTENCE);

      shows(answer, t('routes.names.azure-portal'), t('routes.reasons.azure-no-subscription'), t('routes.notes.no-subscription-seen'));
      const form = await adele.clicks('report.answer', REASONS);
      assert.equal(inputOf(form, 'azureProblemId'), undefined);
    });

    it('hands it to a colleague from the beginning where no subscription is seen and this person may not use the portal (B6)', async () => {
      desk.fakes.azureSubscriptions = desk.subscribing({ copy: { value: [], readAt: desk.clock.now() }, failure: undefined });

      shows(await adele.says(SENTENCE), t('routes.names.ask-admin-agent'), t('routes.notes.no-subscription-seen'));
      assert.ok(buttonsOf(adele.card).length > 0);
    });

    it('does not promise the portal to a person who may not use it, nor remark on a choice that there is no input for (B6)', async () => {
      desk.fakes.azureSubscriptions = desk.subscribing({ copy: undefined, failure: backEndFailure('UNAVAILABLE') });
      const form = await toForm();
      assert.ok(!textsOf(await adele.clicks('report.answer', filled(form))).includes(`**${t('fields.azureSubscriptionId')}**`));

      shows(adele.card, t('azure.byColleague'));
      shows(await adele.clicks('report.byPortal'), t('routes.names.ask-admin-agent'));
    });

    it('shows an older list with its age while Azure does not answer', async () => {
      const readAt = new Date(desk.clock.now().getTime() - 30 * 3_600_000);
      desk.fakes.azureSubscriptions = desk.subscribing({ copy: { value: [PRODUCTION], readAt }, failure: backEndFailure('TIMED_OUT') });

      shows(await toForm(), t('errors.TIMED_OUT.what'), PRODUCTION.name, 'read yesterday');
    });

    it('offers nothing of the kind where all is well', async () => {
      assert.deepEqual(
        buttonsOf(await toForm()).filter(({ verb }) => verb === 'report.byPortal'),
        [],
      );
    });
  });

  it('asks nothing of the kind where the portal is the way', async () => {
    desk = await openHelpdesk();
    desk.people.adele = { ...desk.people.adele, roles: ['admin-agent'] };
    adele = desk.user();
    const form = await toForm();

    shows(form, t('report.form.title'));
    assert.deepEqual(
      ['azureSubscriptionId', 'azureProblemId', 'diagnosticConsent', 'contactCountry'].map((id) => inputOf(form, id)),
      [undefined, undefined, undefined, undefined],
    );
    assert.equal(desk.fakes.azureSubscriptions.callCount, 0);
  });
});

describe('Reporting to Azure Support before its list of problems was read', () => {
  it('says so, has it read at once, and offers the portal', async () => {
    const desk = await openHelpdesk({ partner: { plans: ['premier'] }, database: await freshDatabase() });
    const adele = desk.user();
    await adele.says(SENTENCE);
    const form = await adele.clicks('report.answer', REASONS);

    shows(form, t('azure.problemsNotRead'), t('azure.byColleague'));
    assert.ok(desk.jobs.some(({ name }) => name === 'refresh-azure-problems'));
  });
});
