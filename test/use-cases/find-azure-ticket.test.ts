import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { armFailure } from '../../src/sandbox/cloud/failures.ts';
import { subscriptionOf } from '../support/azure-requests.ts';
import { freshDatabase } from '../support/database.ts';
import { portalWorld, type PortalWorld } from '../support/portal-world.ts';
import { aPerson, NEVER } from '../support/use-case-fixtures.ts';

const ADELE = aPerson().id;

describe('findAzureTicket', () => {
  let database: Database;
  let world: PortalWorld;
  beforeEach(async () => {
    // Each world's Azure counts its numbers from the beginning.
    database = await freshDatabase();
    world = await portalWorld(database);
  });
  afterEach(() => world.stop());

  const read = (request: ServiceRequest) => world.read(request, NEVER, { seenBy: ADELE });
  const untold = async (id: string) => (await world.requests.untold(id, 10)).map(({ news, to }) => `${news.kind} ${to.personId}`);

  it('finds by the pasted text what was filed in the portal, and shows what Microsoft says of it at once', async () => {
    const request = await world.handedOff();
    const { supportTicketId: number, name, createdDate } = world.files(request, { title: 'In my own words' });

    const { request: found, record, failure } = await read(request);

    assert.deepEqual([found.state, found.number, found.azureTicket?.name], ['filed', number, name]);
    assert.deepEqual(
      [found.filedAt, record?.number, record?.title, failure],
      [new Date(createdDate), number, 'In my own words', undefined],
    );
    assert.ok(found.responseDueAt !== undefined);
    assert.deepEqual(await untold(request.id), []);
  });

  it('finds it by the end of its title', async () => {
    const request = await world.handedOff();
    const { supportTicketId } = world.files(request, { title: `VM down (${request.reference.toLowerCase()})`, description: 'Else' });

    assert.equal((await read(request)).request.number, supportTicketId);
  });

  it('follows it from then on as what was filed from here: reads, writes, changes and closes it', async () => {
    const request = await world.handedOff();
    const ticket = world.files(request);
    const found = (await read(request)).request;

    const noted = await world.change.addNote(found, 'A trace is attached.', ADELE, NEVER);
    const wish = { severity: 'critical', reason: 'Everybody is stopped' } as const;
    const changed = await world.change.setSeverity(noted.request, noted.request.version, wish, ADELE, NEVER);
    const closed = await world.change.close(changed.request, changed.request.version, ADELE, NEVER);

    assert.deepEqual([noted.failure, changed.failure, closed.failure], [undefined, undefined, undefined]);
    assert.ok(ticket.communications.some(({ body }) => body === 'A trace is attached.'));
    assert.deepEqual([ticket.content.severity, ticket.status, closed.request.deskStatus], ['critical', 'Closed', 'closed']);
  });

  it('reads a refused plan as for any other ticket, and changes nothing', async () => {
    const request = await world.handedOff();
    const ticket = world.files(request);
    const found = (await read(request)).request;
    world.state.behaviour.azurePlan = 'refused';

    const { failure } = await world.change.addNote(found, 'A trace is attached.', ADELE, NEVER);

    assert.deepEqual([failure?.code, ticket.communications], ['PLAN_NEEDED', []]);
  });

  it('links a number that a person types at once, when the list has it, and tells nobody', async () => {
    const request = await world.handedOff();
    const { supportTicketId, name } = world.files(request, { description: 'Written by hand' });

    const { request: filed, record } = await world.change.setNumber(request, request.version, `#${supportTicketId}`, ADELE, NEVER);

    assert.deepEqual(
      [filed.state, filed.number, filed.azureTicket?.name, record?.number],
      ['filed', supportTicketId, name, supportTicketId],
    );
    assert.deepEqual(await untold(request.id), []);
  });

  it('links a typed number of what was filed before the hand-off was made', async () => {
    const request = await world.handedOff();
    world.clock.move(-24 * 3_600_000);
    const { supportTicketId, name } = world.files(request, { description: 'Written by hand' });
    world.clock.move(24 * 3_600_000);

    const { request: filed } = await world.change.setNumber(request, request.version, supportTicketId, ADELE, NEVER);

    assert.equal(filed.azureTicket?.name, name);
  });

  it('keeps a typed number that no list has, and one that cannot be looked for', async () => {
    const [unknown, blind] = [await world.handedOff(), await world.handedOff()];
    const typed = await world.change.setNumber(unknown, unknown.version, '2603020010009999', ADELE, NEVER);
    world.script.fault({ api: 'arm', reply: armFailure(500, 'InternalServerError', 'Error'), times: 20 });
    const unseen = await world.change.setNumber(blind, blind.version, '2603020010008888', ADELE, NEVER);

    for (const { request, failure } of [typed, unseen])
      assert.deepEqual([request.state, request.azureTicket, failure], ['filed', undefined, undefined]);
  });

  it('does not take a ticket with our reference for a request whose number is another one', async () => {
    const request = await world.handedOff();
    world.files(request);

    const { request: filed } = await world.change.setNumber(request, request.version, '2603020010009999', ADELE, NEVER);

    assert.deepEqual([filed.number, filed.azureTicket], ['2603020010009999', undefined]);
  });

  it('offers what it may be, the newest first, and nothing that is another request, older or of another customer', async () => {
    const [before, request, other] = [await world.handedOff(), await world.handedOff(), await world.handedOff()];
    world.clock.move(-3_600_000);
    world.files(request, { description: 'Of before' });
    world.clock.move(3_600_000);
    const mine = world.files(request, { title: 'Mine', description: 'In my own words' });
    world.files(other);
    const taken = world.files(before, { description: 'By hand' });
    await world.change.setNumber(before, before.version, taken.supportTicketId, ADELE, NEVER);
    world.files(await world.handedOff('Woodgrove Bank'), { description: 'Elsewhere' });
    const test = world.files(request, {
      subscriptionId: subscriptionOf('Contoso', 'Development and test').subscriptionId,
      description: 'T',
    });

    const { request: unfound, candidates } = await read(request);

    assert.equal(unfound.state, 'handed-off');
    assert.deepEqual(
      candidates?.map(({ number }) => number),
      [test.supportTicketId, mine.supportTicketId],
    );
  });

  it('offers five at most, and nothing to nobody', async () => {
    const request = await world.handedOff();
    for (let n = 0; n < 6; n++) world.files(request, { description: 'By hand' });

    assert.equal((await read(request)).candidates?.length, 5);
    assert.deepEqual((await world.find(request, NEVER)).candidates, []);
  });

  it("never takes somebody else's ticket: another customer's, or one that only names our reference further down", async () => {
    const request = await world.handedOff();
    world.files(request, { subscriptionId: subscriptionOf('Woodgrove Bank', 'Core banking').subscriptionId });
    world.files(request, { title: `Like ${request.reference}`, description: `Hello\nReference: ${request.reference}` });

    const { request: unfound, candidates } = await read(request);

    assert.deepEqual([unfound.state, unfound.number, candidates?.length], ['handed-off', undefined, 1]);
  });

  it('gives a ticket to one of two requests, and leaves the other as it is', async () => {
    const [one, two] = [await world.handedOff(), await world.handedOff()];
    const { supportTicketId } = world.files(one, { title: `Both (${two.reference})` });

    const results = [await read(one), await read(two)].map(({ request: { state, number } }) => [state, number]);

    assert.deepEqual(results, [
      ['filed', supportTicketId],
      ['handed-off', undefined],
    ]);
  });

  it('says why nothing was found when Azure cannot be asked', async () => {
    const request = await world.handedOff();
    world.state.withoutConsent.add(request.tenantId);

    const { failure, candidates, request: unfound } = await read(request);

    assert.deepEqual([failure?.code, candidates, unfound.state], ['CONSENT_MISSING', [], 'handed-off']);
  });

  it('makes no call for what is none of its business', async () => {
    const request = await world.handedOff('Contoso', 'admin-center');

    const reading = await read(request);

    assert.deepEqual([reading.request, reading.failure], [request, undefined]);
    assert.equal(world.script.count({}), 0);
  });
});

describe('azureTicketsOf', () => {
  let database: Database;
  before(async () => {
    database = await freshDatabase();
  });

  const ask = (world: PortalWorld, tenantId: string) => world.ticketsOf(tenantId, { since: new Date(0), openOnly: true }, NEVER);

  it('gives what all subscriptions of the customer have', async () => {
    const world = await portalWorld(database);
    const request = await world.handedOff();
    const { supportTicketId } = world.files(request);

    const { tickets, whole, failure } = await ask(world, request.tenantId);
    await world.stop();

    assert.deepEqual([tickets.map(({ number }) => number), whole, failure], [[supportTicketId], true, undefined]);
  });

  it('gives nothing at once, without a call, where Azure Support is off', async () => {
    const world = await portalWorld(database, { offered: false });
    const { tenantId } = await world.handedOff();

    const given = await ask(world, tenantId);
    await world.stop();

    assert.deepEqual([given, world.script.count({})], [{ tickets: [], whole: false, failure: undefined }, 0]);
  });

  it('gives the reason instead of waiting for a slow Azure', async () => {
    const world = await portalWorld(database, { deadlineMs: 50 });
    const { tenantId } = await world.handedOff('Woodgrove Bank');
    world.script.fault({ api: 'arm', delayMs: 1000, times: 9 });

    const { tickets, failure } = await ask(world, tenantId);
    await world.stop();

    assert.deepEqual([tickets, failure?.code], [[], 'TIMED_OUT']);
  });
});
