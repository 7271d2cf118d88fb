import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresCaseStore } from '../../src/adapters/postgres/case-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { EscalationPlan, EscalationPolicy } from '../../src/domain/escalation-plan.ts';
import type { CaseStore } from '../../src/ports/case-store.ts';
import type { PlanStore } from '../../src/ports/plan-store.ts';
import { actOnCase, type ActOnCase } from '../../src/use-cases/act-on-case.ts';
import { openCase, type OpenCase } from '../../src/use-cases/open-case.ts';
import { ADELE, aNewCase, CHANNEL, DMITRI, MEI, minutesLater, OPENED_AT } from '../support/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { NO_JOBS } from '../support/no-jobs.ts';

describe('opening a case and acting on it', () => {
  let database: Database;
  let cases: CaseStore;
  let versions: EscalationPlan[];
  let now: Date;
  let open: OpenCase;
  let act: ActOnCase;
  before(async () => {
    database = await freshDatabase();
    cases = postgresCaseStore(database, NO_JOBS);
    const plans: Pick<PlanStore, 'current' | 'version'> = {
      current: async () => versions.at(-1) ?? BUILT_IN_PLAN,
      version: async (version) => versions.find((plan) => plan.version === version),
    };
    const clock = { now: () => now };
    open = openCase({ cases, plans, clock });
    act = actOnCase({ cases, plans, clock });
  });
  after(() => database.close());
  beforeEach(() => {
    versions = [aPlan(1, 30)];
    now = OPENED_AT;
  });

  const fresh = (tags: readonly string[] = []): Parameters<OpenCase>[0] => {
    const { planVersion: _plan, policy: _policy, channelId: _channel, clocks: _clocks, ...content } = aNewCase();
    return { ...content, tags };
  };
  const dueAt = async (id: string, target: string): Promise<Date | undefined> =>
    (await cases.withClocks(id))?.clocks.find((clock) => clock.kind === 'breach' && clock.target === target)?.dueAt;

  it('goes by the route and the policy of the plan', async () => {
    const plain = await open(fresh(), ADELE);
    const gold = await open(fresh(['Gold']), ADELE);

    assert.deepEqual([plain.channelId, plain.policy, plain.planVersion], [CHANNEL, 'usual', 1]);
    assert.deepEqual([gold.channelId, gold.policy], ['19:gold@thread.tacv2', 'quick']);
    assert.deepEqual([await dueAt(plain.id, 'acknowledge'), await dueAt(gold.id, 'acknowledge')], [minutesLater(30), minutesLater(5)]);
  });

  it('opens one case for a press that comes twice', async () => {
    const one = fresh();

    const [first, second] = await Promise.all([open(one, ADELE), open(one, ADELE)]);

    assert.equal(first.reference, second.reference);
  });

  it('stays under the plan that it was opened with', async () => {
    const { id } = await open(fresh(), ADELE);
    versions.push(aPlan(2, 1));
    now = minutesLater(10);

    await act(id, { kind: 'take' }, DMITRI, { key: 'take' });
    await act(id, { kind: 'release' }, DMITRI, { key: 'release' });

    const acknowledge = (await cases.withClocks(id))?.clocks.find(
      ({ kind, target, cycle }) => kind === 'breach' && target === 'acknowledge' && cycle === 2,
    );
    assert.deepEqual(acknowledge?.dueAt, minutesLater(40));
  });

  it('tells who was faster', async () => {
    const { id } = await open(fresh(), ADELE);

    const results = await Promise.all([DMITRI, MEI].map((person) => act(id, { kind: 'take' }, person, { key: `take ${person.id}` })));

    const owner = results.find((result) => result?.refusal === undefined)?.case.owner;
    assert.deepEqual(new Set(results.map((result) => result?.refusal)), new Set([undefined, 'taken']));
    assert.deepEqual(
      results.map((result) => result?.case.owner),
      [owner, owner],
    );
  });

  it('knows no case of another id', async () => {
    assert.equal(await act(randomUUID(), { kind: 'take' }, DMITRI, { key: undefined }), undefined);
  });
});

function aPlan(version: number, acknowledgeMinutes: number): EscalationPlan {
  const [route] = BUILT_IN_PLAN.routes;
  assert.ok(route !== undefined);
  return {
    ...BUILT_IN_PLAN,
    version,
    policies: [aPolicy('usual', acknowledgeMinutes), aPolicy('quick', 5)],
    routes: [
      { ...route, tag: 'gold', channelId: '19:gold@thread.tacv2', policy: 'quick' },
      { ...route, channelId: CHANNEL, policy: 'usual' },
    ],
  };
}

function aPolicy(name: string, acknowledgeMinutes: number): EscalationPolicy {
  const severity = {
    warnAtPercentLeft: 0,
    hours: undefined,
    levels: [],
    acknowledgeMinutes,
    firstResponseMinutes: 60,
    resolutionMinutes: 600,
  };
  return { name, severities: { critical: severity, moderate: severity, minimal: severity }, languageHours: {} };
}
