import assert from 'node:assert/strict';
import { dueStep, fieldsOf, isBlank, previousStep } from '../../src/domain/report-steps.ts';
import { COMMERCIAL, COMPLETE, draftOf, factsOf } from './report-examples.ts';

const NOW = new Date('2026-11-20T09:30:00Z');
const LATER = new Date('2026-11-20T10:00:01Z');
const due = (...[fields, editing]: Parameters<typeof draftOf>) => dueStep(draftOf(fields, editing), factsOf(fields), NOW);

describe('dueStep', () => {
  it('begins with who and what', () => {
    assert.equal(dueStep(draftOf({}), undefined, NOW), 'subject');
    assert.equal(due({ ...COMPLETE, category: undefined }), 'subject');
  });

  it('shows health before the form (B19)', () => {
    assert.equal(due({ ...COMPLETE, healthSeenAt: undefined }), 'health');
    assert.equal(due({ ...COMPLETE, tried: undefined }), 'health');
  });

  it('shows it again where it was seen more than an hour ago, whatever else is there (B19)', () => {
    const dueLater = (editing?: 'form') => dueStep(draftOf(COMPLETE, editing), factsOf(COMPLETE), LATER);

    assert.equal(dueLater(), 'health');
    assert.equal(dueLater('form'), 'form');
    assert.equal(dueStep(draftOf(COMMERCIAL), factsOf(COMMERCIAL), LATER), 'review');
  });

  it('asks only what is missing', () => {
    assert.equal(due({ ...COMPLETE, affected: undefined }), 'form');
    assert.equal(due(COMPLETE), 'review');
  });

  it('skips health for commercial matters (B23)', () => {
    assert.equal(due({ ...COMMERCIAL, description: undefined }), 'form');
  });

  it('shows the card the person went back to', () => {
    assert.deepEqual(
      (['subject', 'health', 'form'] as const).map((step) => due(COMPLETE, step)),
      ['subject', 'health', 'form'],
    );
  });

  it('does not go back to a card that is not shown, nor to the review before its time', () => {
    assert.equal(due(COMMERCIAL, 'health'), 'review');
    assert.equal(due({ ...COMPLETE, affected: undefined }, 'review'), 'form');
  });
});

describe('previousStep', () => {
  it('leaves out health where it is not asked', () => {
    assert.equal(previousStep('form', factsOf(COMPLETE)), 'health');
    assert.equal(previousStep('form', factsOf(COMMERCIAL)), 'subject');
    assert.equal(previousStep('subject', factsOf(COMPLETE)), undefined);
  });
});

describe('fieldsOf', () => {
  it('gives the gathered fields without the columns of the row', () => {
    assert.deepEqual(fieldsOf(draftOf(COMPLETE)), COMPLETE);
  });
});

describe('isBlank', () => {
  it('is true while only the defaults are there', () => {
    assert.equal(isBlank({ language: 'en', contact: COMPLETE.contact, tenantId: 'x' }), true);
    assert.equal(isBlank({ title: 'Mail' }), false);
    assert.equal(isBlank({ product: 'azure' }), false);
  });
});
