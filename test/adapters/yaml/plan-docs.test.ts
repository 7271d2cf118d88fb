import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { yamlPlanFile } from '../../../src/adapters/yaml/plan-file.ts';
import { planSchema } from '../../../src/adapters/yaml/plan-schema.ts';
import { planProblems } from '../../../src/domain/escalation-plan-check.ts';
import { planRemarks } from '../../../src/domain/plan-remarks.ts';
import { EXPERTS, expertsChannel, LEADS } from '../../domain/plans.ts';

const docs = (name: string): Promise<string> => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

describe('the documents on the plan', () => {
  it('have the schema that the file is read by; see src/adapters/yaml/README.md for how to write it anew', async () => {
    assert.deepEqual(JSON.parse(await docs('escalation-plan.schema.json')), planSchema());
  });

  it('begin with an example that is read, and has nothing to remark', async () => {
    const [, example = ''] = /```yaml\n(.*?)```/su.exec(await docs('escalation.md')) ?? [];
    const channels = [expertsChannel(EXPERTS, 'Azure escalations'), expertsChannel(LEADS, 'Microsoft 365 incidents')];

    const read = yamlPlanFile().read(example, channels);

    assert.ok('content' in read, JSON.stringify(read));
    assert.deepEqual(planProblems(read.content, new Set([EXPERTS, LEADS])), []);
    assert.deepEqual(planRemarks(read.content), []);
  });
});
