import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { freshDatabase } from '../support/database.ts';
import { DESKS } from './filing-desks.ts';
import { ended } from './filing-runs.ts';
import { laneOn, type Lane } from './lane-on.ts';
import { referenceOf } from './report-steps.ts';
import { steadyAddress, type SteadyAddress } from './steady-address.ts';

const desk = DESKS['Azure Support'];
const LOOK_MS = 50;

describe('a filing with Azure Support whose database goes in the middle', function () {
  this.timeout(120_000);
  let address: SteadyAddress;
  let lane: Lane;

  before(async () => {
    const database = await freshDatabase();
    const url = new URL(database.url);
    const { port } = url;
    address = await steadyAddress(() => Number(port));
    url.port = String(address.port);
    lane = await laneOn(database, { ...desk.lane, databaseUrl: url.href });
    await desk.prepare(lane);
  });
  after(async () => {
    address.takes(true);
    await lane.sandbox.stop();
    address.stop();
  });

  for (const step of ['the check of the name', 'the creation', 'the first question after it', 'the reading of the ticket']) {
    it(`is one ticket, told on one card, when it goes at ${step} and comes back`, async () => {
      const { cloud } = lane.sandbox;
      const person = await lane.nextPerson();
      const review = await desk.review(person, lane);
      const gone = Promise.withResolvers<void>();
      const lift = cloud.script.at('acted', desk.steps(cloud.state.tickets.all())[step]?.matching ?? {}, () => {
        address.takes(false);
        gone.resolve();
      });
      const request = person.presses(review, 'report.submit');
      await gone.promise;
      lift();
      // Long enough for the bot to miss it.
      for (; await isReady(lane); await wait(LOOK_MS)) assert.ok(!lane.sandbox.channel.problems.length);
      address.takes(true);
      const { state, records, agrees, cards } = await ended(lane, desk, person, referenceOf(await request));

      assert.deepEqual({ state, records, agrees, cards }, { state: 'filed', records: 1, agrees: true, cards: 1 });
    });
  }
});

async function isReady({ sandbox }: Lane): Promise<boolean> {
  return (await fetch(sandbox.bot.endpoint.replace('/api/messages', '/readyz'))).ok;
}
