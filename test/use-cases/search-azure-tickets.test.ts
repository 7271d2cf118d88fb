import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { armFailure, armThrottled } from '../../src/sandbox/cloud/failures.ts';
import { subscriptionOf } from '../support/azure-requests.ts';
import { searchAzureTickets } from '../../src/use-cases/search-azure-tickets.ts';
import { freshDatabase } from '../support/database.ts';
import { EVERY_MS, portalWorld, type PortalWorld } from '../support/portal-world.ts';
import { aPerson, backEndFailure, NEVER } from '../support/use-case-fixtures.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ADELE = aPerson().id;

describe('searchAzureTickets', () => {
  let database: Database;
  let world: PortalWorld;
  beforeEach(async () => {
    database = await freshDatabase();
    world = await portalWorld(database);
  });
  afterEach(() => world.stop());

  const lists = () =>
    world.script.count({ api: 'arm', path: /supportTickets\?/ }) + world.script.count({ api: 'arm', path: /supportTickets$/ });
  const stateOf = async (id: string) => (await world.requests.byId(id))?.state;
  const pass = async (ms: number): Promise<void> => {
    world.clock.move(ms);
    await world.search();
  };
  const trackAt = async (id: string): Promise<number | undefined> => {
    const row = await database.kysely.selectFrom('service_request').select('track_at').where('id', '=', id).executeTakeFirstOrThrow();
    return row.track_at === null ? undefined : row.track_at.getTime() - world.clock.now().getTime();
  };

  it('finds what was filed in the portal, and has it told once to requester and followers', async () => {
    const { id } = await world.handedOff();
    const request = await world.requests.byId(id);
    assert.ok(request);
    await pass(2 * MINUTE);
    const { supportTicketId } = world.files(request);
    await pass(EVERY_MS);
    await pass(EVERY_MS);

    const found = await world.requests.byId(id);
    assert.deepEqual([found?.state, found?.number], ['filed', supportTicketId]);
    assert.deepEqual(
      (await world.requests.untold(id, 10)).map(({ news, to }) => `${news.kind} ${to.personId}`),
      [`number-found ${ADELE}`],
    );
    assert.deepEqual(world.outcomes, ['not-found', 'found']);
  });

  it('links what a person brought the number of', async () => {
    const request = await world.handedOff();
    const ticket = world.files(request, { description: 'By hand' });
    await world.requests.change(request.id, request.version, { to: 'filed', number: ticket.supportTicketId }, ADELE, world.clock.now());

    await pass(0);

    assert.equal((await world.requests.byId(request.id))?.azureTicket?.name, ticket.name);
    assert.deepEqual(await world.requests.untold(request.id, 10), []);
  });

  it('finds it once when two replicas look at once', async () => {
    const request = await world.handedOff();
    world.files(request);
    world.clock.move(2 * MINUTE);

    await Promise.all([world.search(), world.search()]);

    const trail = await world.requests.audit(request.id);
    assert.deepEqual([await stateOf(request.id), trail.filter(({ action }) => action === 'ticket-found').length], ['filed', 1]);
  });

  it('looks once for all that is due of a customer, and for each customer by itself', async () => {
    const all = [await world.handedOff(), await world.handedOff(), await world.handedOff(), await world.handedOff('Woodgrove Bank')];
    for (const request of all) world.files(request);

    await pass(2 * MINUTE);

    assert.deepEqual(await Promise.all(all.map(({ id }) => stateOf(id))), ['filed', 'filed', 'filed', 'filed']);
    assert.deepEqual([world.outcomes, lists()], [['found', 'found'], 4]);
  });

  it('looks the less often the longer nothing is found, and no more after thirty days', async () => {
    const { id } = await world.handedOff();
    await pass(2 * MINUTE);
    const fresh = await trackAt(id);
    await pass(3 * DAY);
    const older = await trackAt(id);
    await pass(27 * DAY);

    assert.deepEqual([fresh, older, await trackAt(id)], [EVERY_MS, 3 * EVERY_MS, undefined]);
  });

  it('looks for nothing where Azure Support is off', async () => {
    const off = await portalWorld(database, { offered: false });
    const { id } = await off.handedOff();
    off.clock.move(2 * MINUTE);
    await off.search();
    await off.stop();

    assert.deepEqual([off.script.count({}), off.outcomes, await stateOf(id)], [0, [], 'handed-off']);
  });

  it('holds up no other customer when one cannot be asked, and asks it again after a quarter of an hour', async () => {
    const [closed, open] = [await world.handedOff(), await world.handedOff('Woodgrove Bank')];
    for (const request of [closed, open]) world.files(request);
    world.state.withoutConsent.add(closed.tenantId);

    await pass(2 * MINUTE);

    assert.deepEqual([await stateOf(closed.id), await stateOf(open.id)], ['handed-off', 'filed']);
    assert.deepEqual([world.logged, await trackAt(closed.id)], [['tickets not looked for: CONSENT_MISSING'], 15 * MINUTE]);
  });

  it('finds what is in a subscription that can be read beside one that cannot', async () => {
    const request = await world.handedOff();
    world.files(request);
    const { subscriptionId } = subscriptionOf('Contoso', 'Development and test');
    const reply = armFailure(403, 'AuthorizationFailed', 'No rights');
    world.script.fault({ api: 'arm', path: new RegExp(`${subscriptionId}.*supportTickets`), reply, times: 9 });

    await pass(2 * MINUTE);

    assert.deepEqual([await stateOf(request.id), world.logged], ['filed', []]);
  });

  for (const [name, fault, code, again] of [
    ['is throttled', { reply: armThrottled(600) }, 'THROTTLED', 10 * MINUTE],
    ['is down', { reply: armFailure(503, 'ServiceUnavailable', 'Unavailable') }, 'UNAVAILABLE', EVERY_MS],
    ['answers what cannot be read', { spoil: 'malformed' }, 'UNREADABLE', 15 * MINUTE],
    ['cuts its answers', { reset: 'half-way' }, 'UNREACHABLE', EVERY_MS],
    ['refuses the token', { reply: armFailure(401, 'ExpiredAuthenticationToken', 'Expired') }, 'SIGN_IN_NEEDED', 15 * MINUTE],
  ] as const)
    it(`finds later what it could not look for while Azure ${name}`, async () => {
      const request = await world.handedOff();
      world.files(request);
      const lift = world.script.fault({ api: 'arm', path: /supportTickets/, ...fault, times: 100 });
      await pass(2 * MINUTE);
      const [waits, state] = [await trackAt(request.id), await stateOf(request.id)];
      lift();
      await pass(waits ?? 0);

      assert.deepEqual([waits, state, await stateOf(request.id)], [again, 'handed-off', 'filed']);
      assert.deepEqual(world.outcomes, [code, 'found']);
    });

  it('gives up on a slow Azure, and looks again later', async () => {
    const slow = await portalWorld(database, { deadlineMs: 60 });
    const request = await slow.handedOff();
    const lift = slow.script.fault({ api: 'arm', delayMs: 2000, times: 9 });
    for (const { clock } of [slow, world]) clock.move(2 * MINUTE);
    await slow.search();
    lift();
    await slow.stop();

    assert.deepEqual([slow.outcomes, await stateOf(request.id), await trackAt(request.id)], [['TIMED_OUT'], 'handed-off', EVERY_MS]);
  });

  it('asks no other customer in this run once Azure asks for patience', async () => {
    for (const customer of ['Contoso', 'Woodgrove Bank', 'City Power & Light', 'Grön Skog AB']) await world.handedOff(customer);
    world.script.fault({ api: 'arm', path: /supportTickets/, reply: armThrottled(600), times: 100 });

    await pass(2 * MINUTE);
    // Two were asked at the same time.
    assert.deepEqual(world.outcomes, ['THROTTLED', 'THROTTLED']);
  });

  it('begins no further look once a run has taken a minute: the next one goes on', async () => {
    const request = await world.handedOff();
    let looks = 0;
    await searchAzureTickets({
      requests: { takeForTicketSearch: async () => [request], putOffTicketSearch: async () => undefined },
      findAzureTickets: async () => {
        looks += 1;
        world.clock.move(MINUTE);
        return [{ request, candidates: [], failure: backEndFailure('TIMED_OUT') }];
      },
      offered: true,
      clock: world.clock,
      everyMs: EVERY_MS,
      metrics: { reading: () => undefined },
      log: () => undefined,
    })(NEVER);

    // Two were begun at the same time.
    assert.equal(looks, 2);
  });

  it('leaves what a stopped process held to the next one, after two minutes', async () => {
    const request = await world.handedOff();
    world.files(request);
    world.clock.move(2 * MINUTE);
    const now = world.clock.now();
    await world.requests.takeForTicketSearch(now, new Date(now.getTime() + 2 * MINUTE), 10);

    await pass(MINUTE);
    const held = await stateOf(request.id);
    await pass(MINUTE);

    assert.deepEqual([held, await stateOf(request.id)], ['handed-off', 'filed']);
  });
});
