import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { startLane, type Lane } from './lane.ts';

const PATIENCE_MS = 30_000;

describe('a report to Azure Support, over the whole process', () => {
  let lane: Lane;
  before(async () => (lane = await startLane({ variables: { SUPPORT_PLANS: 'premier', PARTNER_COUNTRY: 'DE' } })));
  after(() => lane.sandbox.stop());

  /** What requests are filed under is read by a job of the start. */
  async function problemOf(service: string): Promise<string> {
    const listed = lane.database.kysely.selectFrom('azure_problem').select('id').where('service', '=', service).orderBy('name').limit(1);
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await listed.executeTakeFirst();
      if (found !== undefined) return found.id;
      assert.ok(Date.now() < end, 'the list of problems was not read');
      await wait(100);
    }
  }

  it('goes from a sentence to one ticket with what the person chose, and its number to the card', async () => {
    const person = await lane.nextPerson();
    const azureProblemId = await problemOf('Virtual Machine running Windows');
    const health = await person.asks('report Contoso Azure virtual machines are down');
    const form = await person.presses(health, 'report.answer', { criterion: 'service-down', tried: 'Started them again' });
    const review = await person.presses(form, 'report.answer', {
      ...IMPACT_INPUTS.stopped,
      azureSubscriptionId: 'Production',
      azureProblemId,
      diagnosticConsent: 'no',
    });
    await person.presses(review, 'report.submit');
    const { tickets } = lane.sandbox.cloud.state;
    const shown = await person.sees('the number', (text) => tickets.all().some(({ supportTicketId }) => text.includes(supportTicketId)));

    assert.ok(shown);
    assert.equal(tickets.all().length, 1);
    const [ticket] = tickets.all();
    const { problemClassificationId, advancedDiagnosticConsent, severity, contactDetails } = ticket?.content ?? {};
    assert.deepEqual([problemClassificationId, advancedDiagnosticConsent, severity?.toLowerCase()], [azureProblemId, 'No', 'critical']);
    assert.deepEqual([contactDetails?.country.toLowerCase(), contactDetails?.preferredTimeZone], ['deu', 'GMT Standard Time']);
  });
});
