import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { AdminPortal } from '../../src/domain/admin-portal.ts';
import type { CustomerEstate, Subscription } from '../../src/domain/customer-estate.ts';
import type { EstateStore } from '../../src/ports/estate-store.ts';
import type { PortalDirectory } from '../../src/ports/portal-directory.ts';
import type { PortalStore } from '../../src/ports/portal-store.ts';
import { customerEstate } from '../../src/use-cases/customer-estate.ts';
import { showPortals } from '../../src/use-cases/show-portals.ts';
import { aCustomer, backEndFailure, handClock, NEVER, never } from '../support/use-case-fixtures.ts';

const CONTOSO = aCustomer();
const DAY_MS = 24 * 3_600_000;
const portal = (service: AdminPortal['service'], source: AdminPortal['source']): AdminPortal => ({
  service,
  name: String(service),
  url: `https://admin.microsoft.com/${source}`,
  source,
});
const TEMPLATES = [portal('exchange', 'template'), portal('azure', 'template')];

function memoryStore(): PortalStore {
  const kept = new Map<string, { portals: readonly AdminPortal[]; readAt: Date }>();
  return {
    save: async (tenantId, portals, readAt) => void kept.set(tenantId, { portals, readAt }),
    of: async (tenantId) => kept.get(tenantId),
  };
}

type Read = PortalDirectory['portalsOf'];

function setUp(graph: Read, partnerCenter: Read = async () => [], estate?: CustomerEstate) {
  const clock = handClock();
  const reads = { graph: sinon.fake(graph), partnerCenter: sinon.fake(partnerCenter) };
  const show = showPortals({
    directories: [{ portalsOf: (...args) => reads.graph(...args) }, { portalsOf: (...args) => reads.partnerCenter(...args) }],
    store: memoryStore(),
    templates: { ofServices: () => TEMPLATES },
    estateOf: async () => estate,
    clock,
    deadlineMs: 20,
  });
  const told = async (customer = CONTOSO) => {
    const result = await show(customer, NEVER);
    return { ...result, listed: result.portals.map(({ service, source }) => `${service ?? '?'} ${source}`) };
  };
  return { clock, reads, told };
}

const listing =
  (...portals: readonly AdminPortal[]): Read =>
  async () =>
    portals;
const failing =
  (code: Parameters<typeof backEndFailure>[0]): Read =>
  () =>
    Promise.reject(backEndFailure(code));

describe('show portals', () => {
  it('puts what Microsoft lists before our templates, Graph before Partner Center', async () => {
    const both = setUp(listing(portal('teams', 'graph')), listing(portal('teams', 'partner-center'), portal('exchange', 'partner-center')));

    assert.deepEqual((await both.told()).listed, ['exchange partner-center', 'teams graph', 'azure template']);
  });

  it('shows only what the subscriptions have a use for', async () => {
    const estate = { readAt: new Date(0), subscriptions: [{ name: 'Azure plan', product: 'azure' as const, active: true }] };

    assert.deepEqual((await setUp(listing(portal('teams', 'graph')), listing(), estate).told()).listed, ['azure template']);
  });

  it('asks once a day', async () => {
    const { told, reads, clock } = setUp(listing(portal('teams', 'graph')));
    await told();
    clock.move(DAY_MS - 1);
    await told();
    assert.equal(reads.graph.callCount, 1);

    clock.move(1);
    const { readAt } = await told();
    assert.equal(reads.graph.callCount, 2);
    assert.deepEqual(readAt, clock.now());
  });

  it('shows the other list where one refuses, and is content with it for a day', async () => {
    const { told, reads } = setUp(failing('FORBIDDEN'), listing(portal('teams', 'partner-center')));

    const { listed, failure } = await told();
    await told();

    assert.deepEqual([listed.includes('teams partner-center'), failure], [true, undefined]);
    assert.equal(reads.graph.callCount, 1);
  });

  it('asks again at the next look where one only failed', async () => {
    const { told, reads } = setUp(failing('UNAVAILABLE'), listing(portal('teams', 'partner-center')));
    await told();
    await told();

    assert.equal(reads.graph.callCount, 2);
  });

  it('shows the templates, with the reason, where both fail', async () => {
    const { listed, failure, readAt } = await setUp(failing('FORBIDDEN'), failing('UNAVAILABLE')).told();

    assert.deepEqual(listed, ['exchange template', 'azure template']);
    assert.deepEqual([failure?.code, readAt], ['FORBIDDEN', undefined]);
  });

  it('shows an older list, with its age and the reason, where both fail', async () => {
    let up = true;
    const graph: Read = async () => (up ? [portal('teams', 'graph')] : Promise.reject(backEndFailure('UNAVAILABLE')));
    const { told, clock } = setUp(graph, async () => (up ? [] : Promise.reject(backEndFailure('UNAVAILABLE'))));
    const { readAt } = await told();
    up = false;
    clock.move(2 * DAY_MS);

    const later = await told();
    assert.ok(later.listed.includes('teams graph'));
    assert.deepEqual([later.failure?.code, later.readAt], ['UNAVAILABLE', readAt]);
  });

  it('does not wait for a slow back end', async () => {
    const { listed, failure } = await setUp(() => never()).told();

    assert.deepEqual([listed.length, failure?.code], [2, 'TIMED_OUT']);
  });

  it('asks nobody about the own tenant (B50, B51)', async () => {
    const { told, reads } = setUp(listing(portal('teams', 'graph')));
    const { listed } = await told({ ...CONTOSO, sources: ['own-tenant'] });

    assert.deepEqual([listed.length, reads.graph.callCount], [2, 0]);
  });
});

describe('customer estate', () => {
  const AZURE: Subscription = { name: 'Azure plan', product: 'azure', active: true };

  function estateSetUp(read: (tenantId: string, signal: AbortSignal) => Promise<readonly Subscription[]>) {
    const clock = handClock();
    const kept = new Map<string, CustomerEstate>();
    const store: EstateStore = {
      save: async (tenantId, estate) => void kept.set(tenantId, estate),
      of: async (tenantId) => kept.get(tenantId),
    };
    const log = sinon.fake();
    const directory = { subscriptionsOf: sinon.fake(read) };
    const estateOf = customerEstate({ directory, store, clock, log, deadlineMs: 20 });
    return { clock, log, directory, told: () => estateOf(CONTOSO.tenantId, NEVER) };
  }

  it('is read once a day', async () => {
    const { told, directory, clock } = estateSetUp(async () => [AZURE]);

    assert.deepEqual(await told(), { readAt: clock.now(), subscriptions: [AZURE] });
    await told();
    assert.equal(directory.subscriptionsOf.callCount, 1);
  });

  it('is not known where Partner Center does not answer, and the log says why without names', async () => {
    const { told, log } = estateSetUp(() => Promise.reject(backEndFailure('FORBIDDEN')));

    assert.equal(await told(), undefined);
    assert.deepEqual(log.firstCall.args, [
      'subscriptions not read',
      { tenantId: CONTOSO.tenantId, code: 'FORBIDDEN', message: 'FORBIDDEN' },
    ]);
  });

  it('is an older one while Partner Center fails', async () => {
    let up = true;
    const { told, clock } = estateSetUp(async () => (up ? [AZURE] : Promise.reject(backEndFailure('UNAVAILABLE'))));
    const first = await told();
    up = false;
    clock.move(3 * DAY_MS);

    assert.deepEqual(await told(), first);
  });

  it('is read once for all who ask at the same time', async () => {
    const { told, directory } = estateSetUp(async () => [AZURE]);
    await Promise.all([told(), told(), told()]);

    assert.equal(directory.subscriptionsOf.callCount, 1);
  });
});
