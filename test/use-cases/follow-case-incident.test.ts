import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { postgresCaseStore } from '../../src/adapters/postgres/case-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresTagStore } from '../../src/adapters/postgres/tag-store.ts';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { IncidentRule } from '../../src/domain/escalation-plan.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import { actOnCase } from '../../src/use-cases/act-on-case.ts';
import { escalateUnseen } from '../../src/use-cases/escalate-unseen.ts';
import { followCaseIncident } from '../../src/use-cases/follow-case-incident.ts';
import { openCase } from '../../src/use-cases/open-case.ts';
import { incidentCaseId, openIncidentCase } from '../../src/use-cases/open-incident-case.ts';
import { announcing, INTERVAL_MS } from '../support/announcing.ts';
import { aNewCase, CAMILLE, DMITRI } from '../support/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, later } from '../support/health-fixtures.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { NEVER } from '../support/use-case-fixtures.ts';

let made = 0;

describe('An incident that cases are tied to', () => {
  let database: Database;
  let given: ReturnType<typeof announcing>;
  let minute: number;
  let issueId: string;
  let rule: IncidentRule;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await sql`truncate incident, incident_customer, incident_change, customer, health_snapshot`.execute(database.kysely);
    given = announcing(database);
    await given.customers('a', 'b');
    minute = 0;
    issueId = `EX${7700 + ++made}`;
    rule = { openCase: 'never', severity: 'critical' };
  });

  const clock = { now: () => later(minute) };
  const plans = {
    current: () => Promise.resolve({ ...BUILT_IN_PLAN, incidents: rule }),
    version: () => Promise.resolve(BUILT_IN_PLAN),
  };
  /** A replica of the bot. */
  function bot() {
    const cases = postgresCaseStore(database, NO_JOBS);
    const { announcements } = given;
    const open = openCase({ cases, plans, clock });
    const tags = postgresTagStore(database);
    const openFor = openIncidentCase({ plans, announcements, cases, tags, openCase: open, clock, intervalMs: INTERVAL_MS });
    const act = actOnCase({ cases, plans, clock });
    const follow = followCaseIncident({ cases, announcements, actOnCase: act, openIncidentCase: openFor });
    return { cases, act, openFor, follow: () => follow(issueId, NEVER) };
  }
  const tied = (): Promise<SupportCase> => bot().cases.open(aNewCase({ id: randomUUID(), issueId, tenantId: 'a' }), DMITRI, clock.now());
  const told = async ({ id }: SupportCase) =>
    (await bot().cases.events(id, 100)).filter(({ kind }) => kind === 'incident').map(({ detail }) => detail.incidentChange);
  const found = () => bot().cases.byId(incidentCaseId(issueId));
  /** What Microsoft says in this minute, announced. */
  async function says(some: Parameters<typeof anIssue>[1] & { readonly resolved?: boolean; readonly post?: string }, ...tenants: string[]) {
    const { resolved = false, post, ...issue } = some;
    for (const tenantId of tenants.length === 0 ? ['a'] : tenants)
      await given.polled(tenantId, minute, ...(resolved ? [] : [anIssue(issueId, { modifiedAt: later(minute), ...issue })]));
    if (resolved || post !== undefined)
      await given.told(issueId, minute, { ...issue, resolved, posts: post === undefined ? [] : [{ at: later(minute), text: post }] });
    await given.announce(issueId, minute);
  }
  const follows = () => given.jobs.filter(({ name }) => name === 'follow-case-incident').length;

  describe('tells them', () => {
    it('what is announced of it, each change once however often the job runs', async () => {
      await says({});
      minute = 1;
      const one = await tied();
      minute = 10;
      await says({ status: 'serviceInterruption', rawStatus: 'serviceInterruption' });
      await Promise.all([bot().follow(), bot().follow()]);
      minute = 20;
      await says({ resolved: true, status: 'serviceRestored', rawStatus: 'serviceRestored' });
      await bot().follow();
      await bot().follow();

      assert.deepEqual(await told(one), ['worse', 'resolved']);
      assert.equal(follows(), 2);
    });

    it('also what came in between when one run of the job does for several', async () => {
      await says({});
      minute = 1;
      const one = await tied();
      minute = 10;
      await says({ status: 'serviceInterruption', rawStatus: 'serviceInterruption' });
      minute = 20;
      await says({ status: 'serviceInterruption', rawStatus: 'serviceInterruption', post: 'We found the cause.' });

      await bot().follow();

      assert.deepEqual(await told(one), ['worse', 'post']);
    });

    it('nothing of what was announced before they were tied to it', async () => {
      await says({});
      minute = 10;
      const one = await bot().cases.open(aNewCase({ issueId: undefined }), DMITRI, later(1));
      await says({ status: 'serviceInterruption', rawStatus: 'serviceInterruption' });
      minute = 11;
      await bot().act(one.id, { kind: 'link', issueId }, DMITRI, { key: undefined });
      minute = 20;
      await says({ resolved: true, status: 'serviceRestored', rawStatus: 'serviceRestored' });

      await bot().follow();

      assert.deepEqual(await told(one), ['resolved']);
    });

    it('nothing once they are resolved, and asks for no job then', async () => {
      await says({});
      minute = 1;
      const one = await tied();
      await bot().act(one.id, { kind: 'resolve', cause: 'fixed', text: 't' }, CAMILLE, { key: undefined });
      minute = 10;
      await says({ status: 'serviceInterruption', rawStatus: 'serviceInterruption' });

      await bot().follow();

      assert.deepEqual([await told(one), follows()], [[], 0]);
    });
  });

  describe('of high impact', () => {
    const GRAVE = { highImpact: true } as const;
    beforeEach(() => {
      rule = { openCase: 'high-impact', severity: 'moderate' };
    });

    it('opens one case where the plan says so, in the whole cluster, without a customer while others may be hit', async () => {
      await says(GRAVE, 'a', 'b');

      await Promise.all([bot().follow(), bot().follow(), bot().follow()]);

      const one = await found();
      assert.deepEqual(
        [one?.issueId, one?.tenantId, one?.severity, one?.requester, one?.state],
        [issueId, undefined, 'moderate', undefined, 'open'],
      );
      assert.equal(one?.title, `${issueId}: Trouble ${issueId}`);
      assert.equal((await bot().cases.ofIncident(issueId)).length, 1);
      assert.equal(follows(), 1);
    });

    it('is of its only customer once every customer was read', async () => {
      minute = 1;
      await says(GRAVE);
      minute = 10;
      await bot().follow();

      assert.equal((await found())?.tenantId, 'a');
    });

    it('opens no second one when it begins again after its case was resolved', async () => {
      await says(GRAVE);
      await bot().follow();
      await bot().act(incidentCaseId(issueId), { kind: 'resolve', cause: 'microsoft', text: 't' }, CAMILLE, { key: undefined });
      minute = 30;
      await says({ ...GRAVE, resolved: true, status: 'serviceRestored', rawStatus: 'serviceRestored' });
      minute = 60;
      await says(GRAVE);

      await bot().follow();

      assert.equal((await found())?.state, 'resolved');
      assert.deepEqual(await bot().cases.ofIncident(issueId), []);
    });

    it('opens none beside one that people opened', async () => {
      await says(GRAVE);
      await tied();

      await bot().follow();

      assert.equal(await found(), undefined);
    });

    for (const [name, given_] of [
      ['never', { openCase: 'never', severity: 'critical' }],
      ['only when it is unseen', { openCase: 'unseen', severity: 'critical' }],
    ] as const satisfies readonly (readonly [string, IncidentRule])[])
      it(`opens none where the plan says ${name}`, async () => {
        rule = given_;
        await says(GRAVE);

        await bot().follow();

        assert.equal(await found(), undefined);
      });
  });

  it('of ordinary impact opens no case', async () => {
    rule = { openCase: 'high-impact-or-unseen', severity: 'critical' };
    await says({});

    await bot().follow();

    assert.equal(await found(), undefined);
  });

  describe('that nobody has seen', () => {
    const unseen = (answer: boolean) => {
      const asked: string[] = [];
      const tell = { escalate: async (id: string) => asked.push(id) > 0 && answer };
      return { asked, escalate: () => escalateUnseen({ openIncidentCase: bot().openFor, tell }).escalate(issueId, 2, NEVER) };
    };

    it('opens a case where the plan says so, besides what is told of it, once', async () => {
      rule = { openCase: 'unseen', severity: 'critical' };
      await says({});
      const { asked, escalate } = unseen(true);

      assert.deepEqual([await escalate(), await escalate()], [true, true]);

      assert.deepEqual([(await found())?.severity, asked.length], ['critical', 2]);
    });

    it('is told where the plan opens none, and again later where that could not be done', async () => {
      await says({});
      const { asked, escalate } = unseen(false);

      assert.deepEqual([await escalate(), await found(), asked.length], [false, undefined, 1]);
    });

    it('opens none when it is over', async () => {
      rule = { openCase: 'unseen', severity: 'critical' };
      await says({});
      minute = 5;
      await says({ resolved: true, status: 'serviceRestored', rawStatus: 'serviceRestored' });

      await unseen(true).escalate();

      assert.equal(await found(), undefined);
    });
  });
});
