import assert from 'node:assert/strict';
import { reportOfCase } from '../../src/domain/case-report.ts';
import { impactAnswers, proposal, SEVERITIES } from '../../src/domain/severity.ts';
import { aCase } from '../support/cases.ts';

describe('reportOfCase', () => {
  for (const severity of SEVERITIES) {
    it(`begins with answers that give the case's severity, ${severity}, and no reason to explain (B54)`, () => {
      const fields = reportOfCase(aCase({ severity }));

      const answers = impactAnswers(fields);
      assert.deepEqual([answers && proposal(answers).severity, fields.severity, fields.severityReason], [severity, severity, undefined]);
      assert.equal(fields.impact, answers && proposal(answers).impact);
    });
  }
});
