import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Customer } from '../../src/domain/customer.ts';
import type { Contact, ReportFields } from '../../src/domain/report-draft.ts';
import { isAddressOfCustomer, reportProblems, stepOf } from '../../src/domain/report-problems.ts';
import { AZURE, COMMERCIAL, COMPLETE, CONTOSO, factsOf, OWN } from './report-examples.ts';

const problemsOf = (fields: ReportFields, customer: Customer = CONTOSO) =>
  reportProblems(fields, factsOf(fields, customer)).map(({ field, problem }) => `${field}: ${problem}`);

const withContact = (contact: Partial<Contact>): ReportFields => ({
  ...COMPLETE,
  contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined, ...contact },
});

describe('reportProblems', () => {
  it('finds nothing in a complete report', () => {
    assert.deepEqual(problemsOf(COMPLETE), []);
    assert.deepEqual(problemsOf(COMMERCIAL), []);
  });

  it('names everything that an empty one lacks, in the order of the cards', () => {
    assert.deepEqual(
      problemsOf({ product: 'microsoft365', nature: 'break-fix' }),
      [
        'customer',
        'category',
        'criterion',
        'tried',
        'affected',
        'production',
        'workaround',
        'title',
        'description',
        'language',
        'contactGivenName',
        'contactSurname',
        'contactEmail',
      ].map((field) => `${field}: missing`),
    );
  });

  it('wants of a report for Azure Support what it files by, and refuses no "no" to the consent', () => {
    const asked = (fields: ReportFields) =>
      reportProblems(fields, factsOf(fields, CONTOSO, ['premier'])).map(({ field, problem }) => `${field}: ${problem}`);

    assert.deepEqual(asked(AZURE), []);
    assert.deepEqual(asked({ ...COMPLETE, product: 'azure' }), [
      'azureSubscriptionId: missing',
      'azureProblemId: missing',
      'diagnosticConsent: missing',
      'contactCountry: missing',
      'contactTimeZone: missing',
    ]);
    assert.deepEqual(problemsOf({ ...COMPLETE, product: 'azure' }), []);
  });

  it('asks why it may go to Microsoft and what was tried for technical matters, also of Azure (B22, B24)', () => {
    for (const product of ['microsoft365', 'dynamics365', 'ems', 'azure'] as const) {
      assert.deepEqual(problemsOf({ ...COMPLETE, product, criterion: undefined, tried: undefined }), [
        'criterion: missing',
        'tried: missing',
      ]);
    }
  });

  it('asks neither for commercial matters (B23, B25)', () => {
    assert.deepEqual(problemsOf({ ...COMMERCIAL, criterion: undefined, tried: undefined }), []);
  });

  it('does not let pass what fits no escalation criterion (B22)', () => {
    assert.deepEqual(problemsOf({ ...COMPLETE, criterion: 'none' }), ['criterion: missing']);
  });

  it('wants a topic where the route needs one', () => {
    assert.deepEqual(problemsOf({ ...COMMERCIAL, topicId: undefined }), ['topicId: missing']);
  });

  it('wants all three answers about the impact, in a draft of an earlier release too (B54)', () => {
    const earlier = { ...COMPLETE, affected: undefined, production: undefined, workaround: undefined };

    assert.deepEqual(problemsOf(earlier), ['affected: missing', 'production: missing', 'workaround: missing']);
    assert.deepEqual(problemsOf({ ...COMPLETE, production: false, workaround: false, severity: 'minimal' }), []);
  });

  it('wants a reason for a severity other than the proposed one (B54)', () => {
    assert.deepEqual(problemsOf({ ...COMPLETE, severity: 'minimal' }), ['severityReason: reason-needed']);
    assert.deepEqual(problemsOf({ ...COMPLETE, severity: 'minimal', severityReason: 'Two test mailboxes' }), []);
  });

  it('refuses a contact on a customer domain (B31, B35)', () => {
    for (const email of ['it@contoso.example', 'IT@MAIL.Contoso.Example', 'it@contoso.onmicrosoft.com', 'it@a.b.contoso.example']) {
      assert.deepEqual(problemsOf(withContact({ email })), ['contactEmail: address-of-customer'], email);
    }
  });

  it('allows a domain that only looks like the customer’s', () => {
    assert.deepEqual(problemsOf(withContact({ email: 'it@notcontoso.example' })), []);
    assert.deepEqual(problemsOf(withContact({ email: 'contoso.example@northwindcloud.example' })), []);
  });

  it('knows an accented customer domain in both spellings (B31)', () => {
    assert.equal(isAddressOfCustomer('a@bücher.example', CONTOSO), true);
    assert.equal(isAddressOfCustomer('a@xn--bcher-kva.example', CONTOSO), true);
    assert.equal(isAddressOfCustomer('a@bücher.example', { ...CONTOSO, domains: ['xn--bcher-kva.example'] }), true);
  });

  it('knows the initial domain even when it is not among the domains', () => {
    assert.equal(isAddressOfCustomer('a@contoso.onmicrosoft.com', { ...CONTOSO, domains: [] }), true);
  });

  it('exempts the own tenant from the contact rule (B35)', () => {
    assert.deepEqual(
      problemsOf({ ...COMMERCIAL, contact: { givenName: 'A', surname: 'B', email: 'a@contoso.example', phone: undefined } }, OWN),
      [],
    );
  });

  for (const email of [
    'adele',
    'adele@',
    '@x.example',
    'a b@x.example',
    'a@x',
    'a@x..example',
    'a@-x.example',
    'a@x.example, b@x.example',
  ]) {
    it(`takes ${JSON.stringify(email)} for no address`, () => {
      assert.deepEqual(problemsOf(withContact({ email })), ['contactEmail: not-an-address']);
    });
  }

  it('judges any address without failing, and quickly', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 254 }), (email) => Array.isArray(problemsOf(withContact({ email })))));
    const begun = process.threadCpuUsage();
    problemsOf(withContact({ email: `a@${'a-'.repeat(126)}` }));
    assert.ok(process.threadCpuUsage(begun).user < 200_000, 'in microseconds of the processor’s time');
  });
});

describe('stepOf', () => {
  it('knows the card that asks for a field', () => {
    assert.deepEqual((['customer', 'category', 'criterion', 'tried', 'affected', 'contactEmail', 'topicId'] as const).map(stepOf), [
      'subject',
      'subject',
      'health',
      'health',
      'form',
      'form',
      'form',
    ]);
  });
});
