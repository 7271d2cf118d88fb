import assert from 'node:assert/strict';
import { postgresAccessStore } from '../../../src/adapters/postgres/access-store.ts';
import { inView } from '../../../src/adapters/postgres/customer-view.ts';
import { postgresCustomerStore } from '../../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import type { CustomerView } from '../../../src/domain/customer-view.ts';
import type { Customer } from '../../../src/domain/customer.ts';
import type { GrantedRelationship } from '../../../src/domain/delegated-access.ts';
import type { AccessStore } from '../../../src/ports/access-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { aRelationship, days, NOON, ROLE } from '../../support/relationships.ts';
import { aCustomer, OWN_TENANT } from '../../support/use-case-fixtures.ts';

const tenant = (n: number): string => `c0000000-0000-4000-8000-00000000000${n}`;
const customer = (n: number): Customer => aCustomer({ tenantId: tenant(n), name: `Customer ${n}` });
const OWN = aCustomer({ tenantId: OWN_TENANT, name: 'Own', sources: ['own-tenant'] });
const relationship = (n: number, some: Partial<GrantedRelationship> = {}) => aRelationship({ id: `r${n}`, tenantId: tenant(n), ...some });

describe('access store', () => {
  let database: Database;
  let store: AccessStore;
  beforeEach(async () => {
    database = await freshDatabase();
    store = postgresAccessStore(database);
    await postgresCustomerStore(database).replaceAll({ customers: [customer(1), customer(2), customer(3), OWN], missing: [] }, NOON);
  });
  afterEach(() => database.close());

  it('gives back what it took over, as old as its oldest part', async () => {
    const relationships = [
      relationship(1, { providerTenantId: 'provider', endsAt: undefined, modifiedAt: undefined, autoExtends: true }),
      relationship(1, { id: 'older', status: 'unknown', rawStatus: 'brandNew', assignments: [] }),
    ];
    await store.replaceAll(relationships, days(-1));
    await store.replaceOf(tenant(1), relationships, NOON);

    const known = await store.of(tenant(1));
    assert.deepEqual(known?.readAt, days(-1));
    assert.deepEqual(new Set(known?.relationships), new Set(relationships));
  });

  it('gives the relationships of one customer alone, as far as the list tells of them', async () => {
    const { assignments: _assignments, ...listed } = relationship(1, { providerTenantId: 'provider' });
    await store.replaceAll([relationship(1, { providerTenantId: 'provider' }), relationship(2)], NOON);

    assert.deepEqual(await store.relationshipsOf(tenant(1).toUpperCase()), [listed]);
    assert.deepEqual(await store.relationshipsOf(tenant(3)), []);
  });

  it('tells a customer without relationships from one never read', async () => {
    assert.equal(await store.of(tenant(1)), undefined);
    assert.equal(await store.refreshedAt(), undefined);

    await store.replaceAll([], NOON);

    assert.deepEqual(await store.of(tenant(1)), { relationships: [], assignmentsKnown: true, readAt: NOON });
    assert.deepEqual(await store.refreshedAt(), NOON);
  });

  it('tells a relationship that nobody has a share in from one whose shares were never read', async () => {
    await store.replaceAll([relationship(1), relationship(1, { id: 'over', status: 'expired' })], NOON);
    assert.equal((await store.of(tenant(1)))?.assignmentsKnown, false);

    await store.replaceAssignments('r1', [], NOON);
    assert.equal((await store.of(tenant(1)))?.assignmentsKnown, true);
  });

  it('removes relationships that are gone, with their assignments, and keeps the assignments of the others', async () => {
    await store.replaceOf(tenant(1), [relationship(1)], NOON);
    await store.replaceOf(tenant(2), [relationship(2)], NOON);

    await store.replaceAll([relationship(1, { name: 'Renamed', assignments: [] }), relationship(3)], NOON);

    assert.deepEqual(
      (await store.of(tenant(1)))?.relationships.map(({ name, assignments }) => [name, assignments.length]),
      [['Renamed', 1]],
    );
    assert.deepEqual((await store.of(tenant(2)))?.relationships, []);
    assert.equal((await database.kysely.selectFrom('access_assignment').selectAll().execute()).length, 1);
  });

  it('leaves other customers alone when it takes over one', async () => {
    await store.replaceAll([relationship(1), relationship(2)], NOON);

    await store.replaceOf(tenant(1), [], NOON);

    assert.equal((await store.of(tenant(2)))?.relationships.length, 1);
  });

  it('puts assignments in place of those before; several of one group are one', async () => {
    await store.replaceAll([relationship(1)], NOON);
    await store.replaceAssignments('r1', [{ groupId: 'a', roles: [] }], NOON);
    const twice = [
      { groupId: 'b', roles: [ROLE.globalReader] },
      { groupId: 'b', roles: [ROLE.serviceSupport, ROLE.globalReader] },
    ];
    await store.replaceAssignments('r1', twice, NOON);
    await store.replaceAssignments('gone', [{ groupId: 'a', roles: [] }], NOON);

    assert.deepEqual((await store.of(tenant(1)))?.relationships[0]?.assignments, [
      { groupId: 'b', roles: [ROLE.globalReader, ROLE.serviceSupport] },
    ]);
  });

  it('names the assignments to read: never read, too old, or changed since; of relationships in force only', async () => {
    const ended = [relationship(3, { id: 'over', endsAt: NOON }), relationship(3, { id: 'expired', status: 'expired' })];
    const all = ['fresh', 'old', 'changed', 'never'].map((id) => relationship(1, { id, modifiedAt: days(-9) }));
    await store.replaceAll([...all, ...ended], NOON);
    await store.replaceAssignments('fresh', [], NOON);
    await store.replaceAssignments('old', [], days(-2));
    await store.replaceAssignments('changed', [], days(-0.5));
    await store.replaceAll([...all.map((one) => (one.id === 'changed' ? { ...one, modifiedAt: days(-0.4) } : one)), ...ended], NOON);

    assert.deepEqual(await store.dueForAssignments(NOON, days(-1)), ['never', 'old', 'changed']);
  });

  it('takes over the same list from two replicas at once', async () => {
    const many = Array.from({ length: 1200 }, (_, n) => relationship(1, { id: `m${n}` }));

    await Promise.all([
      store.replaceAll(many, NOON),
      store.replaceAll(many.toReversed(), NOON),
      store.replaceOf(tenant(2), [relationship(2)], NOON),
    ]);

    assert.equal((await store.of(tenant(1)))?.relationships.length, 1200);
  });

  describe('of relationships that end', () => {
    const span = { now: NOON, until: days(30) };
    beforeEach(() =>
      store.replaceAll(
        [
          relationship(1, { endsAt: days(20), autoExtends: true }),
          relationship(2, { status: 'expiring', endsAt: days(3) }),
          relationship(3, { endsAt: days(31) }),
          relationship(3, { id: 'r3-over', endsAt: days(-1) }),
          relationship(3, { id: 'r3-ended', status: 'terminated', endsAt: days(5) }),
          relationship(9, { endsAt: days(5) }),
        ],
        NOON,
      ),
    );

    it('lists those of our customers within the span, soonest first', async () => {
      assert.deepEqual(await store.ending('all', span, { limit: 10, offset: 0 }), {
        total: 2,
        rows: [
          { customer: customer(2), endsAt: days(3), autoExtends: false },
          { customer: customer(1), endsAt: days(20), autoExtends: true },
        ],
      });
    });

    it('gives them page by page', async () => {
      const { rows, total } = await store.ending('all', span, { limit: 1, offset: 1 });

      assert.deepEqual([rows.map(({ customer: { tenantId } }) => tenantId), total], [[tenant(1)], 2]);
    });

    it('lists nothing that is not in view', async () => {
      await store.replaceAssignments('r2', [{ groupId: 'helpdesk', roles: [] }], NOON);
      const { rows, total } = await store.ending({ groupIds: ['helpdesk'], at: NOON }, span, { limit: 10, offset: 0 });

      assert.deepEqual([rows.map(({ customer: { tenantId } }) => tenantId), total], [[tenant(2)], 1]);
    });
  });

  describe('view of customers', () => {
    const seen = async (view: CustomerView): Promise<readonly string[]> => {
      const rows = await database.kysely
        .selectFrom('customer')
        .select('name')
        .where(inView(view, 'customer.tenant_id'))
        .orderBy('name')
        .execute();
      return rows.map(({ name }) => name);
    };
    const of = (...groupIds: string[]): CustomerView => ({ groupIds, at: NOON });

    it('is of all, or of none', async () => {
      assert.deepEqual([(await seen('all')).length, await seen('none')], [4, []]);
    });

    it('has the own tenant for everybody, and customers through the person’s groups', async () => {
      await store.replaceOf(tenant(1), [relationship(1, { assignments: [{ groupId: 'a', roles: [] }] })], NOON);
      await store.replaceOf(tenant(2), [relationship(2, { assignments: [{ groupId: 'b', roles: [] }] })], NOON);

      assert.deepEqual(await seen(of('a')), ['Customer 1', 'Own']);
      assert.deepEqual(await seen(of('a', 'b', 'c')), ['Customer 1', 'Customer 2', 'Own']);
      assert.deepEqual(await seen(of()), ['Own']);
    });

    const closed: readonly [string, Partial<GrantedRelationship>, Date][] = [
      ['that is over', { endsAt: NOON }, days(-1)],
      ['that was ended', { status: 'terminated' }, days(-1)],
      ['of a status that we do not know', { status: 'unknown' }, days(-1)],
      ['whose assignments were not read for more than two days', {}, days(-2)],
    ];
    for (const [what, some, readAt] of closed)
      it(`has no customer by a relationship ${what}`, async () => {
        await store.replaceOf(tenant(1), [relationship(1)], readAt);
        assert.deepEqual(await seen({ groupIds: ['helpdesk-group'], at: new Date(readAt.getTime() + 1) }), ['Customer 1', 'Own']);

        await store.replaceAll([relationship(1, some)], NOON);

        assert.deepEqual(await seen(of('helpdesk-group')), ['Own']);
      });
  });
});
