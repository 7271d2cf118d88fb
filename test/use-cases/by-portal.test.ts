import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { adminPortals } from '../../src/adapters/portal/admin-portals.ts';
import { portalDesk } from '../../src/adapters/portal/portal-desk.ts';
import type { ServiceDesk } from '../../src/ports/service-desk.ts';
import { changeRequest } from '../../src/use-cases/change-request.ts';
import { freshDatabase } from '../support/database.ts';
import { filingWorld, type FilingWorld } from '../support/filing-world.ts';
import { AZURE_REQUEST } from '../support/azure-requests.ts';
import { aPerson, backEndFailure, someContent, notFound, aroundTheClock } from '../support/use-case-fixtures.ts';

describe('A request that Azure Support refused', () => {
  let database: Database;
  let world: FilingWorld;
  let desks: readonly ServiceDesk[];
  before(async () => (database = await freshDatabase()));
  beforeEach(() => {
    world = filingWorld(database, { idempotent: true });
    const file = () => Promise.reject(backEndFailure('PLAN_NEEDED'));
    desks = [{ ...world.desk, routes: ['azure-support'], file }, portalDesk(adminPortals('global'))];
  });

  const change = () =>
    changeRequest({
      requests: world.requests,
      desks,
      findAzureTicket: notFound,
      noteReading: (request) => Promise.resolve(request),
      responseHours: aroundTheClock,
      clock: world.clock,
    });
  async function refused() {
    const { route, ...content } = AZURE_REQUEST;
    const { id } = await world.submit({ route, content: someContent(content) });
    return world.settle(id, [], { desks: [...desks] });
  }

  it('goes to the Azure portal by one press, with a key of its own', async () => {
    const failed = await refused();
    const { request } = await change().byPortal(failed, failed.version, aPerson().id);

    assert.deepEqual([failed.state, failed.failure?.code], ['failed', 'PLAN_NEEDED']);
    assert.deepEqual([request.state, request.route, request.failure], ['ready', 'azure-portal', undefined]);
    assert.notEqual(request.sendKey, failed.sendKey);

    const settled = await world.settle(request.id, [], { desks: [...desks] });
    assert.equal(settled.state, 'handed-off');
    assert.match(settled.handOff?.link.url ?? '', /^https:\/\/portal\.azure\.com\//);
    assert.ok(settled.handOff?.text.includes(settled.reference));
  });

  it('goes there once, however often the button is pressed', async () => {
    const failed = await refused();
    const pressed = await Promise.all([1, 2, 3].map(() => change().byPortal(failed, failed.version, aPerson().id)));

    assert.deepEqual([...new Set(pressed.map(({ request }) => request.version))], [failed.version + 1]);
  });

  it('stays where it is when it is pressed on an old card, after it was sent again', async () => {
    const failed = await refused();
    await change().retry(failed, failed.version, aPerson().id);
    const { request } = await change().byPortal(failed, failed.version, aPerson().id);

    assert.deepEqual([request.state, request.route], ['ready', 'azure-support']);
  });
});
