import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTestAzure, ticketBody, type TestAzure } from './azure-calls.ts';
import { errorCode, itemsOf, PARTNER_CENTER, startTestCloud, type Body } from './calls.ts';
import { TicketContent } from '../../../src/sandbox/cloud/ticket-bodies.ts';

describe('sandbox cloud: Microsoft answers, and Azure is in trouble', () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await startTestAzure();
  });
  afterEach(() => azure.cloud.stop());

  const press = (id: string) => azure.cloud.controls.press(id);
  const ticket = (name: string) => `${azure.support('Production')}/supportTickets/${name}`;
  const ticketNow = async (name: string) => (await azure.ask(ticket(name))).body['properties'] as Body;
  const messages = async (name: string) =>
    itemsOf(await azure.ask(`${ticket(name)}/communications`)).map(({ properties }) => properties as Body);
  const createTicket = async (name: string): Promise<void> => {
    await azure.create(name);
    azure.later(1);
  };
  const fileRequest = async (): Promise<string> => {
    const token = await azure.cloud.userToken(PARTNER_CENTER);
    const body = { Title: 't', Description: 'd', Severity: 'minimal', SupportTopicId: '90000001' };
    return String((await azure.cloud.call('partnerCenter', '/v1/servicerequests/en-US', { method: 'POST', token, body })).body['id']);
  };

  it('lets an engineer take the newest ticket and write, each time something else', async () => {
    await createTicket('csp-1');
    azure.later(1);
    await createTicket('csp-2');
    press('request.answer');
    azure.later(1);
    press('request.answer');

    const [second, first] = await messages('csp-2');
    const { supportEngineer, status } = await ticketNow('csp-2');

    assert.deepEqual([first?.['communicationDirection'], second?.['sender']], ['inbound', (supportEngineer as Body)['emailAddress']]);
    assert.match(String(first?.['body']), /^<html>.*taken it over/);
    assert.notEqual(first?.['body'], second?.['body']);
    assert.deepEqual([status, await messages('csp-1')], ['Open', []]);
  });

  it('lets a colleague file something else each time in the Azure portal, which is listed like any other ticket', async () => {
    press('azure.colleague-files');
    press('azure.colleague-files');

    const listed = itemsOf(await azure.ask(`${azure.support('Production')}/supportTickets`)).map(({ properties }) => properties as Body);

    assert.equal(new Set(listed.map(({ title }) => title)).size, 2);
    for (const { supportTicketId, status } of listed) assert.match(`${String(supportTicketId)} ${String(status)}`, /^\d{16} Open$/);
  });

  it('refuses to change the severity after that', async () => {
    await createTicket('csp-1');
    press('request.answer');

    const answer = await azure.ask(ticket('csp-1'), { method: 'PATCH', body: { severity: 'critical' } });

    assert.deepEqual([answer.status, errorCode(answer)], [409, 'Conflict']);
  });

  it('closes the newest one that is open', async () => {
    await createTicket('csp-1');
    azure.later(1);
    await createTicket('csp-2');
    press('request.close');
    const closed = [(await ticketNow('csp-1'))['status'], (await ticketNow('csp-2'))['status']];
    press('request.answer');

    assert.deepEqual(closed, ['Open', 'Closed']);
    assert.equal((await messages('csp-1')).length, 1);
  });

  it('writes a note into a request of Partner Center when that is newer, and waits for the partner', async () => {
    await createTicket('csp-1');
    azure.later(1);
    const id = await fileRequest();
    press('request.answer');
    const { status, notes } = azure.cloud.state.serviceRequests.find(id) ?? assert.fail();
    press('request.close');

    assert.deepEqual([status, notes.map(({ createdByName }) => createdByName)], ['attention_needed', ['Support agent']]);
    assert.equal(azure.cloud.state.serviceRequests.find(id)?.status, 'closed');
    assert.deepEqual(await messages('csp-1'), []);
  });

  it('answers and closes nothing when nothing is open', () => {
    press('request.answer');
    press('request.close');

    assert.deepEqual([azure.cloud.state.tickets.all(), azure.cloud.state.serviceRequests.all()], [[], []]);
  });

  it('makes Azure slow and unwilling, and as before', async () => {
    const { behaviour } = azure.cloud.script;
    const before = structuredClone(behaviour);
    const ids = ['azure.slow-creation', 'azure.refuses-plan', 'azure.no-rights'];
    for (const id of ids) press(id);
    const during = structuredClone(behaviour);
    for (const id of ids) press(id);

    assert.deepEqual([during.azureCreation.seconds, during.azurePlan, during.azureRights], [45, 'refused', 'read-only']);
    assert.deepEqual(behaviour, before);
  });

  it('throttles Azure, lets it fail, and lets it lose the answers to what is written', async () => {
    const statuses = [];
    for (const id of ['azure.throttled', 'azure.fails']) {
      press(id);
      statuses.push((await azure.ask(`${azure.support('Production')}/supportTickets`)).status);
      press(id);
    }
    press('azure.loses-answers');
    await assert.rejects(() => azure.create('csp-1'));
    azure.later(1);

    assert.deepEqual([...statuses, (await azure.ask(ticket('csp-1'))).status], [429, 500, 200]);
  });

  it('remembers tickets, and what is under way, in a later run', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'sandbox-cloud-'));
    const ticketFile = path.join(directory, 'tickets.json');
    let at = new Date('2030-01-01T00:00:00Z');
    const run = () => startTestCloud({ ticketFile, now: () => at });
    const creates = TicketContent.parse(ticketBody().properties);
    const first = await run();
    for (const [name, seconds] of [
      ['csp-1', 0],
      ['csp-2', 60],
    ] as const)
      first.state.tickets.begin({ subscriptionId: 'a', ticket: name, creates, seconds });
    const early = first.state.tickets.all().map(({ name }) => name);
    await first.stop();
    at = new Date('2030-01-01T00:01:00Z');
    const second = await run();
    const late = second.state.tickets.all().map(({ name, supportTicketId }) => [name, supportTicketId]);
    await second.stop();
    await rm(directory, { recursive: true });

    assert.deepEqual(early, ['csp-1']);
    assert.deepEqual(late, [
      ['csp-1', '3001010010000001'],
      ['csp-2', '3001010010000002'],
    ]);
  });
});
