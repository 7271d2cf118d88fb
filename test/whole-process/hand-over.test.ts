import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { startLane, type Lane } from './lane.ts';
import { personAt, readable, shownOf, type Person, type Shown } from './person.ts';
import { buttonsOf } from './card-reading.ts';
import { deadTurnsOver } from './report-steps.ts';

const en = words('en');
const fr = words('fr');
/** Only admin agents have access to it. */
const CUSTOMER = 'Humongous Insurance';

describe('Handing over a report, with the real bot and database', function () {
  this.timeout(120_000);
  let lane: Lane;
  let camille: Person;
  before(async () => {
    lane = await startLane();
    camille = await personAt(lane.sandbox.channel, 'camille');
  });
  after(() => lane.sandbox.stop());

  const title = fr('advice.handed.title', { giver: 'Adele Vance' });
  const offers = () => camille.screen().filter((text) => text.includes(title));

  it('goes from a sentence to the colleague in one press, and on there', async () => {
    const advice = await lane.adele.asks(`report ${CUSTOMER} can't send mail since 9`);
    const named = buttonsOf(advice.card).filter(({ verb, data }) => verb === 'report.handOver' && data['to'] !== undefined);
    const done = await lane.adele.presses(advice, 'report.handOver');
    const offer = await camille.sees('the report', (text) => text.includes(title));
    const told = offers().length;
    const next = await camille.presses(shownOf(offer), 'report.resume');

    // Without a word of the customer, whom she may not see.
    const taken = await lane.adele.sees('that it was taken', (text) =>
      text.includes(en('advice.taken.title', { colleague: 'Camille Laurent' })),
    );
    assert.ok(!readable(taken).includes(CUSTOMER));
    assert.ok(named.some(({ data }) => data['to'] === camille.id));
    assert.match(JSON.stringify(done.card), new RegExp(en('notices.handed-over.title', { colleague: 'Camille Laurent' })));
    assert.match(readable(offer), new RegExp(`${CUSTOMER}[^]*can't send mail`));
    assert.ok(buttonsOf(next.card).some(({ verb }) => verb === 'report.answer'));
    assert.equal(told, 1);
  });

  for (const when of ['before', 'after'] as const)
    it(`loses nothing, and tells nobody twice, when the bot is killed ${when} the colleague is told`, async () => {
      const problem = `Woodgrove mail is late ${when} noon`;
      const advice = await lane.adele.asks(`report ${CUSTOMER} ${problem}: Outlook is down`);
      const known = offers().length;
      const { promise: killed, resolve } = Promise.withResolvers<void>();
      const hook = async (): Promise<void> => {
        await lane.sandbox.kill();
        resolve();
      };
      lane.sandbox.channel.faults.plan('send', { kind: 'tell', when, hook });
      const press = lane.adele.invokes(advice, 'report.handOver');
      await killed;
      await press;
      await lane.sandbox.restart();
      await deadTurnsOver(lane);
      const again = await servedPress(lane.adele, advice);
      const found = await camille.asks('report');

      assert.match(again, new RegExp(en('notices.handed-over.title', { colleague: 'Camille Laurent' })));
      assert.match(JSON.stringify(found.card), new RegExp(problem));
      assert.equal(offers().length - known, when === 'before' ? 0 : 1);
    });
});

/** Presses until the bot serves it: a turn cut short keeps its person waiting until its lease ends. Gives the card as text. */
async function servedPress(person: Person, shown: Shown): Promise<string> {
  for (;;) {
    const answer = await person.invokes(shown, 'report.handOver');
    assert.ok(answer.ok, 'the press failed');
    if (answer.body.type.endsWith('card.adaptive')) return JSON.stringify(answer.body.value);
  }
}
