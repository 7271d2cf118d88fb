import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readEscalation, wholeEscalation, type EscalationFields } from '../../src/domain/escalation-form.ts';
import { caseDescription, escalationOf, joiningNote } from '../../src/domain/escalation-text.ts';
import { TEXT_LIMITS } from '../../src/domain/report-problems.ts';

const WHOLE: EscalationFields = {
  tenantId: 'contoso',
  product: 'azure',
  impact: 'stopped',
  severity: 'critical',
  title: 'Machines do not start',
  description: 'None of them since nine.',
  tried: 'Started one by one.',
  language: 'en',
};

describe('The form of an escalation', () => {
  const needed = { customerNeeded: true };

  it('proposes the severity from the impact (B54)', () => {
    assert.equal(readEscalation(WHOLE, { impact: 'little', severity: '' }).fields.severity, 'minimal');
  });

  it('forgets the reason when the severity is the proposed one', () => {
    const { fields } = readEscalation(WHOLE, { impact: 'stopped', severity: 'critical', severityReason: 'because' });

    assert.equal(fields.severityReason, undefined);
  });

  it('keeps what an input does not say, and clears what is empty', () => {
    const { fields } = readEscalation(WHOLE, { description: '' });

    assert.deepEqual([fields.title, fields.description], [WHOLE.title, undefined]);
  });

  it('takes nothing that is not offered', () => {
    const { fields, problems } = readEscalation(WHOLE, { product: 'toaster' });

    assert.deepEqual([fields.product, problems], [undefined, [{ field: 'product', problem: 'not-offered' }]]);
  });

  it('is whole with everything that a case needs', () => {
    const whole = wholeEscalation(WHOLE, needed);

    assert.ok('product' in whole);
    assert.deepEqual([whole.severity, whole.severityReason, whole.title], ['critical', undefined, WHOLE.title]);
  });

  it('takes the title from the description', () => {
    const whole = wholeEscalation({ ...WHOLE, title: undefined, description: 'It is down. Since nine.' }, needed);

    assert.ok('title' in whole);
    assert.equal(whole.title, 'It is down.');
  });

  for (const field of ['product', 'description', 'tried', 'language'] as const)
    it(`lacks ${field}`, () => {
      assert.deepEqual(wholeEscalation({ ...WHOLE, [field]: undefined }, needed), [{ field, problem: 'missing' }]);
    });

  it('lacks the customer only where one is needed', () => {
    const fields = { ...WHOLE, tenantId: undefined };

    assert.deepEqual(wholeEscalation(fields, needed), [{ field: 'customer', problem: 'missing' }]);
    assert.ok('product' in wholeEscalation(fields, { customerNeeded: false }));
  });

  it('lacks the impact, from which the severity follows', () => {
    const fields = { ...WHOLE, impact: undefined, severity: undefined };

    assert.deepEqual(wholeEscalation(fields, needed), [{ field: 'impact', problem: 'missing' }]);
  });

  it('lacks the reason of another severity (B54)', () => {
    assert.deepEqual(wholeEscalation({ ...WHOLE, severity: 'minimal' }, needed), [{ field: 'severityReason', problem: 'reason-needed' }]);
  });

  it('is either whole or says why not, whatever arrives', () => {
    const raw = fc.dictionary(fc.constantFrom('product', 'impact', 'severity', 'title', 'description', 'tried', 'language'), fc.anything());
    fc.assert(
      fc.property(raw, (inputs) => {
        const whole = wholeEscalation(readEscalation({}, inputs).fields, needed);
        return 'product' in whole || whole.length > 0;
      }),
    );
  });
});

describe('The texts of an escalation', () => {
  it('keep what a case has no place for behind the description, unless it is said there', () => {
    const of = (description: string) => escalationOf({ description, since: 'since 9', peopleHit: 40, language: 'en' }).description;

    assert.equal(of('Mail is down.'), 'Mail is down.\nSince: 9\nPeople affected: 40');
    assert.equal(of('Mail is down since 9 for 40 people.'), 'Mail is down since 9 for 40 people.');
  });

  it('tell the experts why the severity is another one, in the language of the case', () => {
    const text = caseDescription({ description: 'd', severity: 'critical', severityReason: 'Der Chef.', language: 'fr' });

    assert.match(text, /^d\n.*\(A\): Der Chef\.$/);
  });

  it('of a note have no line twice, and stay as long as a note may be', () => {
    assert.equal(joiningNote({ title: 'same', description: 'same', tried: 'x', language: 'en' }), 'same\nAlready tried: x');
    assert.equal(joiningNote({}), undefined);
    assert.ok((joiningNote({ description: 'x'.repeat(9000), tried: 'y' })?.length ?? 0) <= TEXT_LIMITS.description);
  });
});
