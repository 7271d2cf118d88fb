import assert from 'node:assert/strict';
import { readRequests, searchTickets } from '../support/readings.ts';
import { DESKS } from './filing-desks.ts';
import { startLane, type Lane } from './lane.ts';
import { shownOf, type Person } from './person.ts';
import { referenceOf, reviewOfAzureReport } from './report-steps.ts';

describe('what is filed in the Azure portal, with the real bot and database', function () {
  this.timeout(120_000);
  let lane: Lane;
  before(async () => {
    lane = await startLane(DESKS['a portal'].lane);
  });
  after(() => lane.sandbox.stop());

  const tickets = () => lane.sandbox.cloud.state.tickets.all();
  const handedOff = async (person: Person): Promise<string> => {
    const reference = referenceOf(await person.presses(await reviewOfAzureReport(person), 'report.submit'));
    await person.sees('the hand-off', (text) => text.includes(`Reference: ${reference}`));
    return reference;
  };
  const stored = (reference: string) =>
    lane.database.kysely
      .selectFrom('service_request')
      .select(['id', 'state', 'number', 'azure_ticket'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow();
  const news = async (id: string) =>
    (await lane.database.kysely.selectFrom('request_news').select('kind').where('request_id', '=', id).orderBy('id').execute()).map(
      ({ kind }) => kind,
    );

  it('is found by itself, told once, and followed: an answer reaches the requester, a reply reaches Azure', async () => {
    const person = await lane.nextPerson();
    const reference = await handedOff(person);
    await searchTickets(lane.database);
    assert.equal((await stored(reference)).state, 'handed-off');

    lane.sandbox.controls.press('azure.paste');
    const [ticket] = tickets();
    assert.ok(ticket);
    await searchTickets(lane.database);
    await readRequests(lane.database);
    const { id, ...row } = await stored(reference);
    await person.sees('the number', (text) => text.includes(reference) && text.includes(ticket.supportTicketId));

    lane.sandbox.controls.press('request.answer');
    await readRequests(lane.database);
    const card = await person.sees('the answer', (text) => text.includes(reference) && text.includes('I have taken it over'));
    await person.presses(shownOf(card), 'request.note', { note: 'Here is the trace.' });

    assert.deepEqual(
      [row.state, row.number, row.azure_ticket],
      ['filed', ticket.supportTicketId, { subscriptionId: ticket.subscriptionId, name: ticket.name }],
    );
    assert.deepEqual((await news(id)).toSorted(), ['message', 'number-found', 'owner']);
    assert.ok(tickets()[0]?.communications.some(({ body }) => body === 'Here is the trace.'));
  });

  it('is linked when a person brings the number of one that was filed in other words', async () => {
    const person = await lane.nextPerson();
    const reference = await handedOff(person);
    lane.sandbox.controls.press('azure.paste');
    const ticket = tickets().at(-1);
    assert.ok(ticket);
    lane.sandbox.cloud.state.tickets.change(ticket, { content: { ...ticket.content, title: 'Down', description: 'Help' } });
    const card = shownOf(await person.sees('the hand-off', (text) => text.includes(`Reference: ${reference}`)));

    await person.presses(card, 'request.number', { number: ticket.supportTicketId });

    const { number, azure_ticket: address } = await stored(reference);
    assert.deepEqual([number, address], [ticket.supportTicketId, { subscriptionId: ticket.subscriptionId, name: ticket.name }]);
  });

  it('has sent nothing that Teams would not show', () => {
    assert.deepEqual(lane.sandbox.channel.problems, []);
  });
});
