import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresEscalationChannels } from '../../../src/adapters/postgres/escalation-channel-store.ts';
import { postgresPlanStore } from '../../../src/adapters/postgres/plan-store.ts';
import { BUILT_IN_PLAN } from '../../../src/domain/built-in-plan.ts';
import type { EscalationChannel } from '../../../src/ports/escalation-channels.ts';
import type { PlanStore } from '../../../src/ports/plan-store.ts';
import { savePlan } from '../../../src/use-cases/save-plan.ts';
import { aPlan, EXPERTS, expertsChannel, LEADS } from '../../domain/plans.ts';
import { freshDatabase } from '../../support/database.ts';
import { NOON } from '../../support/health-fixtures.ts';

const LATER = new Date(NOON.getTime() + 60_000);

const CAMILLE = { id: 'camille', name: 'Camille Laurent' };
const aChannel = (id: string, changed: Partial<EscalationChannel> = {}): EscalationChannel =>
  expertsChannel(id, 'Azure escalations', { locale: 'fr', timeZone: 'Europe/Paris', setUpBy: CAMILLE, setUpAt: NOON, ...changed });

describe('stores of the plan', () => {
  let database: Database;
  let plans: PlanStore;
  beforeEach(async () => {
    database = await freshDatabase();
    plans = postgresPlanStore(database);
  });
  afterEach(() => database.close());

  const audit = () => database.kysely.selectFrom('change_audit').selectAll().orderBy('id').execute();

  describe('of its versions', () => {
    it('begin with the built-in plan', async () => {
      assert.equal(await plans.current(), BUILT_IN_PLAN);
      assert.equal(await plans.version(0), BUILT_IN_PLAN);
      assert.equal(await plans.version(1), undefined);
    });

    it('keep every version, and write each change down', async () => {
      await plans.save({ version: 0, ...aPlan() }, 'camille', NOON);
      const second = await plans.save({ version: 1, ...aPlan({ rotas: [] }) }, 'dmitri', LATER);

      assert.equal(second?.version, 2);
      const others = postgresPlanStore(database);
      assert.deepEqual([(await others.version(1))?.rotas.length, (await others.current()).rotas.length], [1, 0]);
      assert.deepEqual(
        (await audit()).map(({ actor, at, subject, before, after }) => [actor, at, subject, before, after]),
        [
          ['camille', NOON, 'escalation-plan', { version: 0 }, { version: 1 }],
          ['dmitri', LATER, 'escalation-plan', { version: 1 }, { version: 2 }],
        ],
      );
    });

    it('take one of several that were made from the same version, and refuse old ones', async () => {
      const other = postgresPlanStore(database);
      const saved = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? plans : other).save({ version: 0, ...aPlan() }, `person-${index}`, NOON),
        ),
      );

      assert.equal(saved.filter((plan) => plan !== undefined).length, 1);
      assert.equal(await plans.save({ version: 0, ...aPlan() }, 'late', LATER), undefined);
      assert.equal(await plans.save({ version: 7, ...aPlan() }, 'forged', LATER), undefined);
      assert.deepEqual([(await other.current()).version, (await audit()).length], [1, 1]);
    });

    it('see what another replica saved', async () => {
      const other = postgresPlanStore(database);
      await plans.current();
      await other.save({ version: 0, ...aPlan() }, 'camille', NOON);

      assert.equal((await plans.current()).version, 1);
    });

    it('give the same object of a version, so that what is reckoned of it is kept', async () => {
      await plans.save({ version: 0, ...aPlan() }, 'camille', NOON);

      assert.equal(await plans.current(), await plans.version(1));
    });

    it('read a plan that an older release stored', async () => {
      await database.kysely
        .insertInto('escalation_plan')
        .values({
          version: 1,
          plan: JSON.stringify({ policies: BUILT_IN_PLAN.policies, routes: BUILT_IN_PLAN.routes }),
          changed_by: 'x',
          changed_at: NOON,
        })
        .execute();

      const { rotas, incidents } = await plans.current();

      assert.deepEqual([rotas, incidents], [[], BUILT_IN_PLAN.incidents]);
    });
  });

  describe('of the experts’ channels', () => {
    it('give back what was set up, by team and name', async () => {
      const channels = postgresEscalationChannels(database);
      const general = aChannel(LEADS, { name: undefined, teamId: undefined, kind: 'unknown', outsidersAllowed: true });
      await channels.setUp(aChannel(EXPERTS));
      await channels.setUp(general);

      assert.deepEqual(await channels.list(), [general, aChannel(EXPERTS)]);
      assert.deepEqual(await channels.byId(LEADS), general);
      assert.equal(await channels.byId('19:none'), undefined);
    });

    it('are changed by setting up anew, and each change is written down without names', async () => {
      const channels = postgresEscalationChannels(database);
      await channels.setUp(aChannel(EXPERTS));
      await channels.setUp(aChannel(EXPERTS, { locale: 'ru', setUpAt: LATER }));

      assert.deepEqual([await channels.remove(EXPERTS, 'dmitri', LATER), await channels.remove(EXPERTS, 'dmitri', LATER)], [true, false]);
      assert.deepEqual(await channels.list(), []);
      const kept = { kind: 'standard', timeZone: 'Europe/Paris', outsidersAllowed: false };
      assert.deepEqual(
        (await audit()).map(({ actor, action, subject_id, before, after }) => [actor, action, subject_id, before, after]),
        [
          ['camille', 'set-up', EXPERTS, null, { ...kept, locale: 'fr' }],
          ['camille', 'set-up', EXPERTS, { ...kept, locale: 'fr' }, { ...kept, locale: 'ru' }],
          ['dmitri', 'remove', EXPERTS, { ...kept, locale: 'ru' }, null],
        ],
      );
    });
  });

  describe('under the saving of a plan', () => {
    it('get a plan without problems only, made from the newest version', async () => {
      const channels = postgresEscalationChannels(database);
      const save = savePlan({ plans, channels });
      await channels.setUp(aChannel(EXPERTS));

      const refused = await save({ version: 0, ...aPlan() }, 'camille', NOON);
      assert.equal((await plans.current()).version, 0);
      await channels.setUp(aChannel(LEADS));
      const saved = await save({ version: 0, ...aPlan() }, 'camille', NOON);
      const late = await save({ version: 0, ...aPlan() }, 'dmitri', LATER);

      assert.ok(refused.outcome === 'problems' && refused.problems.every(({ code }) => code === 'unknown-channel'));
      assert.deepEqual([saved.outcome, late.outcome, (await plans.current()).version], ['saved', 'outdated', 1]);
    });
  });
});
