import assert from 'node:assert/strict';
import { postgresAccessStore } from '../../../src/adapters/postgres/access-store.ts';
import { postgresCaseStatistics } from '../../../src/adapters/postgres/case-statistics.ts';
import { postgresCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { decideCase } from '../../../src/domain/case-change.ts';
import type { CaseFigures, FiguresBy, FiguresRow } from '../../../src/domain/case-figures.ts';
import type { CustomerView } from '../../../src/domain/customer-view.ts';
import { monthsUpTo } from '../../../src/domain/month.ts';
import type { CaseAction, CaseActor, CaseTarget, SupportCase } from '../../../src/domain/support-case.ts';
import type { CaseStatistics, CaseStore, NewCase } from '../../../src/ports/case-store.ts';
import { ADELE, aNewCase, DMITRI, MEI, rulesOf } from '../../support/cases.ts';
import { freshDatabase } from '../../support/database.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { aRelationship, NOON } from '../../support/relationships.ts';

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'c0000000-0000-4000-8000-000000000002';
const ZONE = 'Europe/Paris';
const MARCH = monthsUpTo('2026-03', 1, ZONE);
const START = new Date('2026-03-02T12:00:00Z');

describe('case statistics', () => {
  let database: Database;
  let cases: CaseStore;
  let statistics: CaseStatistics;
  beforeEach(async () => {
    database = await freshDatabase();
    cases = postgresCaseStore(database, NO_JOBS);
    statistics = postgresCaseStatistics(database);
  });
  afterEach(() => database.close());

  const opened = (change: Partial<NewCase> = {}, at = START): Promise<SupportCase> => cases.open(aNewCase(change), ADELE, at);
  const act = (of: SupportCase, action: CaseAction, actor: CaseActor, minutes: number) => {
    const at = new Date(of.openedAt.getTime() + minutes * 60_000);
    return cases.change(of.id, (present) => decideCase(present, action, actor, rulesOf, at), { key: undefined, at });
  };
  const missed = (of: SupportCase, target: CaseTarget) =>
    cases.change(
      of.id,
      ({ case: present }) => ({
        next: present,
        event: { kind: 'breach', actor: 'system', detail: { target }, text: undefined },
        clocks: { add: [], set: [] },
        channels: [],
      }),
      { key: undefined, at: START },
    );
  const figures = (by: FiguresBy, view: CustomerView = 'all', span = MARCH, limit = 100): Promise<readonly FiguresRow[]> =>
    statistics.figures(span, by, view, limit);
  /** Each group's values, such as id and name, with its cases. */
  const counts = async (by: FiguresBy, ...rest: [CustomerView?, typeof MARCH?, number?]) =>
    (await figures(by, ...rest)).map(({ group, opened: count }) => [...Object.values(group).slice(1), count]);

  it('tells how the cases of a month went', async () => {
    const quick = await opened();
    await act(quick, { kind: 'take' }, DMITRI, 2);
    await act(quick, { kind: 'note', text: 'On it' }, DMITRI, 4);
    await act(quick, { kind: 'resolve', cause: 'fixed', text: 'Done' }, DMITRI, 10);
    await act(quick, { kind: 'refuse', reason: 'No' }, ADELE, 11);
    await act(quick, { kind: 'resolve', cause: 'fixed', text: 'Now' }, DMITRI, 20);
    const slow = await opened();
    await missed(slow, 'acknowledge');
    await act(slow, { kind: 'take' }, MEI, 90);
    await missed(slow, 'resolution');
    await missed(slow, 'resolution');
    await opened();

    const expected: CaseFigures = {
      opened: 3,
      resolved: 1,
      stillOpen: 2,
      reopened: 1,
      minutesToTake: 46,
      minutesToFirstResponse: 4,
      minutesToResolve: 20,
      breaches: { acknowledge: 1, 'first-response': 0, resolution: 2 },
    };
    assert.deepEqual(await figures('all'), [{ group: { by: 'all' }, ...expected }]);
  });

  it('has no times where nothing happened, and no row where there is no case', async () => {
    assert.deepEqual(await figures('all'), []);
    await opened();

    const [row] = await figures('all');

    assert.deepEqual([row?.minutesToTake, row?.minutesToFirstResponse, row?.minutesToResolve], [undefined, undefined, undefined]);
  });

  it('counts by customer, product, severity and cause, most cases first', async () => {
    const contoso = { tenantId: CONTOSO, customerName: 'Contoso' };
    const one = await opened({ ...contoso, severity: 'critical' });
    await opened({ ...contoso, customerName: 'Contoso Ltd', product: 'azure' }, new Date(START.getTime() + 1000));
    await opened({ tenantId: undefined, customerName: undefined });
    await act(one, { kind: 'resolve', cause: 'microsoft', text: 't' }, MEI, 5);

    assert.deepEqual(await counts('customer'), [
      [CONTOSO, 'Contoso Ltd', 2],
      [undefined, undefined, 1],
    ]);
    assert.deepEqual(await counts('product'), [
      ['microsoft365', 2],
      ['azure', 1],
    ]);
    assert.deepEqual(await counts('severity'), [
      ['moderate', 2],
      ['critical', 1],
    ]);
    assert.deepEqual(await counts('cause'), [
      [undefined, 2],
      ['microsoft', 1],
    ]);
    assert.deepEqual(await counts('customer', 'all', MARCH, 1), [[CONTOSO, 'Contoso Ltd', 2]]);
  });

  it('counts a case in the month in which it was opened by the wall clock', async () => {
    const year = monthsUpTo('2026-03', 12, ZONE);
    await opened({}, new Date('2025-03-31T21:59:59Z'));
    await opened({}, new Date('2025-03-31T22:00:00Z'));
    await opened({}, new Date('2026-02-28T22:59:59.999Z'));
    await opened({}, new Date('2026-02-28T23:00:00Z'));
    await opened({}, new Date('2026-03-31T21:59:59.999Z'));
    await opened({}, new Date('2026-03-31T22:00:00Z'));

    assert.deepEqual(await counts('month', 'all', year), [
      ['2025-04', 1],
      ['2026-02', 1],
      ['2026-03', 2],
    ]);
    assert.deepEqual(await counts('all'), [[2]]);
  });

  it('counts only customers in view, and those of no single customer', async () => {
    await postgresAccessStore(database).replaceOf(FABRIKAM, [aRelationship({ tenantId: FABRIKAM })], NOON);
    await opened({ tenantId: CONTOSO });
    await opened({ tenantId: FABRIKAM });
    await opened({ tenantId: undefined });

    assert.deepEqual(await counts('all', { groupIds: ['helpdesk-group'], at: NOON }), [[2]]);
    assert.deepEqual(await counts('all', { groupIds: ['sales-group'], at: NOON }), [[1]]);
    assert.deepEqual(await counts('all', 'none'), []);
  });
});
