import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  AFFECTED,
  answersFor,
  impactAnswers,
  proposal,
  proposalOf,
  proposedSeverity,
  SEVERITIES,
  SEVERITY_LABELS,
  type Affected,
  type OutageAnswers,
  type Severity,
  type SeverityReason,
} from '../../src/domain/severity.ts';

const TABLE: readonly (readonly [Affected, 'production' | 'test', 'workaround' | 'none', Severity, SeverityReason])[] = [
  ['everybody', 'production', 'none', 'critical', 'all-stopped'],
  ['everybody', 'production', 'workaround', 'moderate', 'all-with-workaround'],
  ['everybody', 'test', 'none', 'minimal', 'not-production'],
  ['everybody', 'test', 'workaround', 'minimal', 'not-production'],
  ['group', 'production', 'none', 'moderate', 'group-stopped'],
  ['group', 'production', 'workaround', 'minimal', 'group-with-workaround'],
  ['group', 'test', 'none', 'minimal', 'not-production'],
  ['group', 'test', 'workaround', 'minimal', 'not-production'],
  ['single', 'production', 'none', 'minimal', 'single'],
  ['single', 'production', 'workaround', 'minimal', 'single'],
  ['single', 'test', 'none', 'minimal', 'not-production'],
  ['single', 'test', 'workaround', 'minimal', 'not-production'],
  ['nobody', 'production', 'none', 'minimal', 'nobody'],
  ['nobody', 'production', 'workaround', 'minimal', 'nobody'],
  ['nobody', 'test', 'none', 'minimal', 'nobody'],
  ['nobody', 'test', 'workaround', 'minimal', 'nobody'],
];

const anyAnswers: fc.Arbitrary<OutageAnswers> = fc.record({
  affected: fc.constantFrom(...AFFECTED),
  production: fc.boolean(),
  workaround: fc.boolean(),
});

describe('severity', () => {
  for (const [affected, where, way, severity, reason] of TABLE) {
    it(`is ${SEVERITY_LABELS[severity]} where ${affected} cannot work, ${where}, ${way}: ${reason} (B54–B57)`, () => {
      const proposed = proposal({ affected, production: where === 'production', workaround: way === 'workaround' });

      assert.deepEqual([proposed.severity, proposed.reason], [severity, reason]);
    });
  }

  it('follows from the impact, whatever the answers (B54)', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { impact, severity } = proposal(answers);
        return severity === proposedSeverity(impact);
      }),
    );
  });

  it('is never milder where the answers are worse (B55–B57)', () => {
    const rank = (affected: Affected) => AFFECTED.toReversed().indexOf(affected);
    const isWorse = (one: OutageAnswers, other: OutageAnswers) =>
      rank(one.affected) >= rank(other.affected) && one.production >= other.production && one.workaround <= other.workaround;
    const gravity = (answers: OutageAnswers) => SEVERITIES.toReversed().indexOf(proposal(answers).severity);

    fc.assert(
      fc.property(anyAnswers, anyAnswers, (one, other) => {
        fc.pre(isWorse(one, other));
        return gravity(one) >= gravity(other);
      }),
    );
  });

  it('is given by the answers that begin with it', () => {
    assert.deepEqual(
      SEVERITIES.map((severity) => proposal(answersFor(severity)).severity),
      SEVERITIES,
    );
  });

  it('is not proposed before all three questions are answered (B54)', () => {
    const whole = answersFor('critical');

    assert.deepEqual(impactAnswers(whole), whole);
    for (const missing of ['affected', 'production', 'workaround'] as const) {
      assert.equal(impactAnswers({ ...whole, [missing]: undefined }), undefined);
    }
  });

  it('is A of fraud while the damage grows, though everybody can work, and C once it was stopped (B23, B54)', () => {
    assert.deepEqual(proposal({ ongoing: true }), { impact: 'stopped', severity: 'critical', reason: 'fraud-ongoing' });
    assert.deepEqual(proposal({ ongoing: false }), { impact: 'little', severity: 'minimal', reason: 'fraud-over' });
  });

  it('follows of fraud from one question, of all else from the three, whatever was answered before its nature was known', () => {
    const all = { ...answersFor('minimal'), ongoing: true };

    assert.deepEqual(impactAnswers({ ...all, nature: 'fraud' }), { ongoing: true });
    assert.deepEqual(impactAnswers({ ...all, nature: 'break-fix' }), answersFor('minimal'));
    assert.equal(impactAnswers({ ...all, nature: 'fraud', ongoing: undefined }), undefined);
  });

  it('is C without any question where the first response takes a business day whatever the severity (B60)', () => {
    for (const nature of ['question', 'billing', 'subscription'] as const) {
      const report = { ...answersFor('critical'), nature };

      assert.deepEqual(proposalOf(report), { impact: 'little', severity: 'minimal', reason: 'of-nature' });
      assert.equal(impactAnswers(report), undefined);
    }
  });

  it('is A, B and C for people (B55–B57)', () => {
    assert.deepEqual(
      SEVERITIES.map((severity) => SEVERITY_LABELS[severity]),
      ['A', 'B', 'C'],
    );
  });
});
