import assert from 'node:assert/strict';
import { botEnvironment, systemVariables } from '../../src/sandbox/bot-environment.ts';
import { createBotProcess, type BotProcess } from '../../src/sandbox/bot-process.ts';
import { messageActivity } from '../../src/sandbox/channel/activities.ts';
import { PEOPLE } from '../../src/sandbox/world.ts';
import { startLane, type Lane } from './lane.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';

const ENCRYPTION_KEY = Buffer.alloc(32, 9).toString('base64');

describe('two bots on one database', function () {
  this.timeout(60_000);
  let lane: Lane;
  let second: BotProcess;

  before(async () => {
    lane = await startLane({ variables: { ENCRYPTION_KEY } });
    const { cloud, channel } = lane.sandbox;
    second = await createBotProcess({
      environment: {
        ...systemVariables(process.env),
        ...botEnvironment({ baseUrls: cloud.baseUrls, channel }),
        DATABASE_URL: lane.database.url,
        ENCRYPTION_KEY,
      },
      onLog: () => undefined,
      onError: (line) => process.stderr.write(`${line}\n`),
      onDeath: () => undefined,
    });
    await second.start();
  });
  after(async () => {
    await second.stop();
    await lane.sandbox.stop();
  });

  let last = 0;
  function message(text: string): object {
    const [person] = PEOPLE;
    assert.ok(person);
    const { channel } = lane.sandbox;
    const room = channel.rooms.personal(person.key);
    const at = new Date();
    last = Math.max(last + 1, at.getTime());
    const occasion = { serviceUrl: channel.serviceUrl, person, room, thread: undefined, locale: 'en', at } as const;
    return messageActivity(occasion, String(last), text, []);
  }

  async function post(endpoint: string, activity: object): Promise<number> {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${lane.sandbox.channel.token()}` },
      body: JSON.stringify(activity),
    });
    await response.arrayBuffer();
    return response.status;
  }

  it('serve a message that reaches both of them once', async () => {
    const before = lane.adele.screen().length;
    const activity = message('help');

    const statuses = await Promise.all([lane.sandbox.bot.endpoint, second.endpoint].map((endpoint) => post(endpoint, activity)));

    assert.deepEqual([statuses, lane.adele.screen().length - before], [[200, 200], 1]);
  });

  it("serve one person's messages one after the other", async () => {
    const { script } = lane.sandbox.cloud;
    const arrived = Promise.withResolvers<void>();
    for (const path of [/healthOverviews/, /serviceAnnouncement\/issues/]) script.fault({ api: 'graph', path, delayMs: 1000 });
    script.at('arrived', { api: 'graph', path: /healthOverviews/ }, () => arrived.resolve());
    const before = lane.adele.screen().length;

    // Microsoft lets nobody read it, so there is no polled copy to answer from.
    const slow = post(lane.sandbox.bot.endpoint, message('health Proseware'));
    await arrived.promise;
    const quick = post(second.endpoint, message('whoami'));
    await Promise.all([slow, quick]);
    const [first = '', then = '', ...more] = lane.adele.screen().slice(before);

    assert.match(first, /Proseware/);
    assert.match(then, /Adele Vance/);
    assert.deepEqual(more, []);
  });

  it('file a request once, whichever of them takes its job', async () => {
    const form = await lane.adele.asks('report Contoso Wrong amount on the invoice of October');
    const review = await lane.adele.presses(form, 'report.answer', { ...IMPACT_INPUTS.little, topicId: '90000001' });
    await lane.adele.invokes(review, 'report.submit');
    await lane.adele.sees('the number', (text) => /PSR-/.test(text) && /6\d{14}/.test(text));

    assert.equal(lane.sandbox.cloud.state.serviceRequests.all().length, 1);
  });
});
