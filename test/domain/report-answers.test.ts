import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyAnswer, type RawInputs, withCustomer, withProblem } from '../../src/domain/report-answers.ts';
import { REPORT_STEPS, type ReportFields, type ReportStep } from '../../src/domain/report-draft.ts';
import { REPORT_FIELDS } from '../../src/domain/report-problems.ts';
import { applyTyped } from '../../src/domain/report-typed.ts';
import { answersFor } from '../../src/domain/severity.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { AZURE, COMPLETE } from './report-examples.ts';

const now = new Date('2026-11-20T10:00:00Z');
const answered = (before: ReportFields, step: ReportStep, raw: RawInputs) =>
  applyAnswer(before, step, raw, { now, topicIds: ['topic-1'], subscriptions: [{ id: 'sub-1', name: 'Production' }] });

describe('applyAnswer', () => {
  it('takes over the choices of the first card', () => {
    const { fields } = answered({}, 'subject', {
      product: 'azure',
      nature: 'break-fix',
      category: 'provisioning',
      title: ' No VM starts ',
    });

    assert.deepEqual(
      [fields.product, fields.nature, fields.category, fields.title],
      ['azure', 'break-fix', 'provisioning', 'No VM starts'],
    );
  });

  it('knows the category of commercial matters (B62)', () => {
    assert.equal(answered({}, 'subject', { product: 'azure', nature: 'billing', category: '' }).fields.category, 'billing-subscription');
  });

  it('forgets the health that was seen when the product changes (B19)', () => {
    assert.equal(answered(COMPLETE, 'subject', { product: 'ems' }).fields.healthSeenAt, undefined);
    assert.equal(answered(COMPLETE, 'subject', { product: 'microsoft365' }).fields.healthSeenAt, COMPLETE.healthSeenAt);
  });

  it('notes that health was seen', () => {
    const { fields } = answered({}, 'health', { criterion: 'bug', tried: 'Everything' });

    assert.deepEqual([fields.healthSeenAt, fields.criterion, fields.tried], [now, 'bug', 'Everything']);
  });

  it('proposes the severity from the impact (B54)', () => {
    for (const [impact, severity] of [
      ['stopped', 'critical'],
      ['impaired', 'moderate'],
      ['little', 'minimal'],
    ] as const) {
      const { fields } = answered({}, 'form', { ...IMPACT_INPUTS[impact], severity: '' });
      assert.deepEqual([fields.impact, fields.severity], [impact, severity]);
    }
  });

  describe('for Azure', () => {
    it('takes a subscription of the customer only', () => {
      assert.equal(answered({}, 'form', { azureSubscriptionId: 'sub-1' }).fields.azureSubscriptionId, 'sub-1');
      assert.deepEqual(answered({}, 'form', { azureSubscriptionId: 'sub-2' }).problems, [
        { field: 'azureSubscriptionId', problem: 'not-offered' },
      ]);
    });

    it('takes the consent as it was answered, and nothing for one that was not', () => {
      const consents = ['yes', 'no', '', undefined, 'perhaps'].map(
        (diagnosticConsent) => answered({}, 'form', { diagnosticConsent }).fields.diagnosticConsent,
      );

      assert.deepEqual(consents, [true, false, undefined, undefined, undefined]);
    });

    it('understands country and time zone as people write them, and takes no guess', () => {
      const read = (contactCountry: string, contactTimeZone: string) => {
        const { fields, problems } = answered({}, 'form', { contactCountry, contactTimeZone });
        return [fields.contactCountry, fields.contactTimeZone, problems.length];
      };

      assert.deepEqual(read('Allemagne', 'berlin'), ['DE', 'Europe/Berlin', 0]);
      assert.deepEqual(read('fr', 'europe/paris'), ['FR', 'Europe/Paris', 0]);
      assert.deepEqual(read('Atlantis', 'america'), [undefined, undefined, 2]);
    });
  });

  it('proposes anew when the impact changes, and keeps what the person chose (B54)', () => {
    const moved = answered(COMPLETE, 'form', { ...IMPACT_INPUTS.little, severity: '' }).fields;
    const chosen = answered(COMPLETE, 'form', { ...IMPACT_INPUTS.little, severity: 'moderate', severityReason: 'The board is hit' }).fields;

    assert.equal(moved.severity, 'minimal');
    assert.deepEqual([chosen.severity, chosen.severityReason], ['moderate', 'The board is hit']);
  });

  it('drops a reason that explains nothing', () => {
    assert.equal(
      answered(COMPLETE, 'form', { ...IMPACT_INPUTS.stopped, severity: 'critical', severityReason: 'So' }).fields.severityReason,
      undefined,
    );
  });

  it('proposes anew when another nature asks for other answers, and drops the reason for the first (B54, B60)', () => {
    const before = {
      ...answersFor('critical'),
      product: 'azure',
      nature: 'break-fix',
      severity: 'moderate',
      severityReason: 'Few',
    } as const;
    const { fields } = answered(before, 'subject', { nature: 'question' });

    assert.deepEqual([fields.severity, fields.severityReason], ['minimal', undefined]);
    assert.equal(answered(before, 'subject', { nature: 'break-fix' }).fields.severityReason, 'Few');
    assert.equal(answered(fields, 'subject', { nature: 'break-fix' }).fields.severity, 'critical');
  });

  it('refuses choices that were not offered', () => {
    const { fields, problems } = answered({}, 'form', {
      affected: 'most',
      production: true,
      workaround: 'perhaps',
      severity: 'Z',
      language: 'de',
      topicId: 'topic-9',
    });

    assert.deepEqual(
      problems.map(({ field, problem }) => [field, problem]),
      ['affected', 'production', 'workaround', 'severity', 'language', 'topicId'].map((field) => [field, 'not-offered']),
    );
    assert.deepEqual([fields.affected, fields.severity, fields.language, fields.topicId], [undefined, undefined, undefined, undefined]);
  });

  it('counts people, as text or number', () => {
    assert.equal(answered({}, 'form', { peopleHit: ' 12 ' }).fields.peopleHit, 12);
    assert.equal(answered({}, 'form', { peopleHit: 12 }).fields.peopleHit, 12);
    assert.equal(answered({ peopleHit: 12 }, 'form', { peopleHit: '' }).fields.peopleHit, undefined);
  });

  for (const peopleHit of ['many', '1.5', '-1', '1e99', Number.NaN, {}, true]) {
    it(`takes ${JSON.stringify(peopleHit)} for no number of people`, () => {
      assert.deepEqual(answered({}, 'form', { peopleHit }).problems, [{ field: 'peopleHit', problem: 'not-a-number' }]);
    });
  }

  it('cuts what is too long, says so, and leaves whole characters', () => {
    const { fields, problems } = answered({}, 'form', { title: `${'x'.repeat(199)}😀` });

    assert.deepEqual(problems, [{ field: 'title', problem: 'too-long' }]);
    assert.equal(fields.title, 'x'.repeat(199));
  });

  it('leaves fields as they were whose inputs are not there, and clears those that are empty', () => {
    const { fields } = answered(COMPLETE, 'form', { description: '   ' });

    assert.equal(fields.title, COMPLETE.title);
    assert.equal(fields.contact?.email, COMPLETE.contact?.email);
    assert.equal(fields.description, undefined);
  });

  it('takes anything over the wire, and keeps only what can be stored', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `${text}\0`),
      fc.anything(),
    );
    const raw = fc.dictionary(fc.constantFrom(...REPORT_FIELDS), value);
    fc.assert(
      fc.property(fc.constantFrom(...REPORT_STEPS), raw, (step, inputs) => {
        const { fields } = answered({}, step, inputs);
        const texts = [
          fields.title,
          fields.description,
          fields.tried,
          fields.severityReason,
          fields.since,
          ...Object.values(fields.contact ?? {}),
        ];
        return texts.every((text) => text === undefined || (text.isWellFormed() && !text.includes('\0')));
      }),
    );
  });
});

describe('withCustomer', () => {
  it('forgets the health and the issue of another customer', () => {
    const fields = withCustomer({ ...COMPLETE, linkedIssueId: 'EX1' }, 'other');

    assert.deepEqual([fields.tenantId, fields.healthSeenAt, fields.linkedIssueId], ['other', undefined, undefined]);
  });

  it('forgets the case that it came from, unless that one was of no single customer', () => {
    const ofCase = { ...COMPLETE, caseId: 'case' };

    const caseIds = [withCustomer(ofCase, 'other'), withCustomer({ ...ofCase, tenantId: undefined }, 'other')].map(({ caseId }) => caseId);

    assert.deepEqual(caseIds, [undefined, 'case']);
  });

  it('forgets the Azure subscription of another customer, and that its portal was chosen', () => {
    const fields = withCustomer({ ...AZURE, portalChosen: true }, 'other');

    assert.deepEqual(
      [fields.azureSubscriptionId, fields.portalChosen, fields.azureProblemId],
      [undefined, undefined, AZURE.azureProblemId],
    );
  });

  it('changes nothing for the same one', () => {
    assert.equal(withCustomer(COMPLETE, COMPLETE.tenantId), COMPLETE);
  });
});

describe('withProblem', () => {
  const agreed: ReportFields = { ...AZURE, secondaryConsents: [{ type: 'dump', given: true }] };

  it('forgets what was agreed to for another problem', () => {
    assert.deepEqual(withProblem(agreed, 'other').secondaryConsents, undefined);
    assert.equal(withProblem(agreed, AZURE.azureProblemId), agreed);
  });
});

describe('applyTyped', () => {
  const typed = (before: ReportFields, step: ReportStep, text: string) => applyTyped(before, step, text, now).fields;

  it('takes ten thousand characters made to look like an address at once, as text', () => {
    assert.equal(typed({}, 'form', `${'@.'.repeat(4_000)} x`).contact, undefined);
  });

  it('reads product and nature on the first card, where a word corrects what was read before', () => {
    assert.equal(typed({ product: 'azure', nature: 'break-fix' }, 'subject', 'Exchange').product, 'microsoft365');
    assert.equal(typed({}, 'subject', 'Exchange').title, undefined);
    assert.equal(typed({}, 'subject', 'Outlook cannot send since noon').title, 'Outlook cannot send since noon');
  });

  it('adds to what was tried while health is shown', () => {
    const fields = typed({ tried: 'Restart' }, 'health', 'New profile');

    assert.equal(fields.tried, 'Restart\nNew profile');
    assert.equal(fields.healthSeenAt, now);
  });

  it('takes a letter as the impact, in Latin and Cyrillic (B54)', () => {
    assert.equal(typed({}, 'form', 'A').severity, 'critical');
    assert.equal(typed({}, 'form', 'в').severity, 'minimal');
  });

  it('takes an address as the contact’s', () => {
    const fields = typed(COMPLETE, 'form', 'mei@northwindcloud.example');

    assert.deepEqual([fields.contact?.email, fields.contact?.givenName], ['mei@northwindcloud.example', 'Adele']);
  });

  it('takes everything else on the form as the description, and as the title when there is none', () => {
    const fields = typed({}, 'form', 'Queue is full. All over.');

    assert.deepEqual([fields.title, fields.description], ['Queue is full.', 'Queue is full. All over.']);
  });

  it('says when there is no more room', () => {
    const { fields, problems } = applyTyped({ description: 'x'.repeat(7990) }, 'review', 'more than ten', now);

    assert.equal(fields.description?.length, 8000);
    assert.deepEqual(problems, [{ field: 'description', problem: 'too-long' }]);
  });

  it('leaves out the marks that turn the direction of writing, and keeps letters that run from right to left', () => {
    const [marked, plain] = ['\u202Einvoice \u2066wrong\u2069 חשבונית\u200F 👩‍💻', 'invoice wrong חשבונית 👩‍💻'];

    const said = typed({}, 'subject', marked);
    const { title, description } = answered({}, 'form', { title: marked, description: marked }).fields;

    assert.deepEqual([said.title, said.description, title, description], [plain, plain, plain, plain]);
  });

  it('takes no notice of nothing', () => {
    assert.equal(typed(COMPLETE, 'review', ' \0 '), COMPLETE);
  });
});
