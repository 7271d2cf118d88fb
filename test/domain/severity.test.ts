import assert from 'node:assert/strict';
import { IMPACTS, SEVERITIES, SEVERITY_LABELS, proposedSeverity } from '../../src/domain/severity.ts';

describe('severity', () => {
  it('is proposed from the impact (B54–B57)', () => {
    assert.deepEqual(IMPACTS.map(proposedSeverity), ['critical', 'moderate', 'minimal']);
  });

  it('is A, B and C for people (B55–B57)', () => {
    assert.deepEqual(
      SEVERITIES.map((severity) => SEVERITY_LABELS[severity]),
      ['A', 'B', 'C'],
    );
  });
});
