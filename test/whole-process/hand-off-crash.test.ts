import assert from 'node:assert/strict';
import { DESKS } from './filing-desks.ts';
import { killed, killedAfterSubmit, killedDuringSubmit } from './filing-runs.ts';
import { filingSuite } from './filing-suite.ts';
import { MOMENTS, TELLING } from './kill-at.ts';
import { startLane, type Lane } from './lane.ts';
import { readable, shownOf, type Person } from './person.ts';
import { deadTurnsOver, referenceOf, reviewOfAzureReport } from './report-steps.ts';

const RUNS = [
  { title: 'the bot is killed during the submitting turn and the button is pressed again', run: killedDuringSubmit },
  // A hand-off asks no back end for anything: telling of it is all that leaves the bot.
  ...[...Object.keys(DESKS['a portal'].steps([])), TELLING].flatMap((step) =>
    MOMENTS.map((moment) => ({ title: `the bot is killed at ${step}, ${moment}`, run: killed(step, moment) })),
  ),
  { title: 'the bot is killed right after the submitting turn', run: killedAfterSubmit },
];

const NUMBER = '2611210050001234';

/** The ledger has it handed over, the person one card with the link and the text to paste, and Partner Center nothing. */
async function isHandedOver({ sandbox, database }: Lane, person: Person, reference: string): Promise<void> {
  const message = await person.sees(`the hand-off ${reference}`, (text, { cards }) => {
    return text.includes(`Reference: ${reference}`) && JSON.stringify(cards).includes('https://portal.azure.com/');
  });
  const row = await database.kysely
    .selectFrom('service_request')
    .select(['state', 'number'])
    .where('reference', '=', reference)
    .executeTakeFirst();
  const cards = person.screen().filter((text) => text.includes(reference));

  assert.deepEqual(row, { state: 'handed-off', number: null });
  assert.equal(cards.length, 1, 'one card');
  assert.match(readable(message), /Customer: Trey Research \([0-9a-f-]{36}/);
  assert.equal(sandbox.cloud.state.serviceRequests.all().length, 0);
}

describe('a hand-off to a portal, with the real bot and database', function () {
  this.timeout(120_000);
  let lane: Lane;

  before(async () => {
    lane = await startLane(DESKS['a portal'].lane);
  });
  after(() => lane.sandbox.stop());

  describe('which is struck', () => filingSuite({ desks: { 'a portal': DESKS['a portal'] }, lanes: 2, runs: RUNS }));

  it('keeps the number that is brought back, also when the bot is killed during that press and it is repeated', async () => {
    const person = await lane.nextPerson();
    const reference = referenceOf(await person.presses(await reviewOfAzureReport(person), 'report.submit'));
    await isHandedOver(lane, person, reference);
    const handedOver = shownOf(await person.sees('the hand-off', (text) => text.includes(reference)));
    const lost = person.invokes(handedOver, 'request.number', { number: NUMBER });
    await lane.sandbox.kill();
    assert.equal((await lost).ok, false);
    await lane.sandbox.restart();
    await deadTurnsOver(lane);
    for (let kept = false; !kept;) {
      const answer = await person.invokes(handedOver, 'request.number', { number: NUMBER });
      kept = answer.ok && JSON.stringify(answer.body).includes(NUMBER);
    }

    const rows = lane.database.kysely.selectFrom('service_request').select(['state', 'number']).where('reference', '=', reference);
    assert.deepEqual(await rows.executeTakeFirst(), { state: 'filed', number: NUMBER });
  });

  it('has sent nothing that Teams would not show', () => {
    assert.deepEqual(lane.sandbox.channel.problems, []);
  });
});
