import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { words } from '../../src/locales/words.ts';
import { botAccount } from '../../src/sandbox/channel/activities.ts';
import { TEAM } from '../../src/sandbox/world.ts';
import { startLane, type Lane } from './lane.ts';
import { readable } from './person.ts';

const en = words('en');
const [ESCALATIONS, , SHARED] = TEAM.channels;

describe('Who reads along in a channel', function () {
  this.timeout(60_000);
  let lane: Lane;
  before(async () => {
    lane = await startLane();
  });
  after(() => lane.sandbox.stop());

  /** Adele asks in a channel; gives what the bot wrote there in answer. */
  async function asks(conversation: string, text: string): Promise<string> {
    const { people, rooms } = lane.sandbox.channel;
    const { name } = botAccount;
    const mark = `<at>${name}</at>`;
    const mentions = [{ type: 'mention', text: mark, mentioned: botAccount }] as const;
    const { id } = people.say({ as: 'adele', conversation, text: `${mark} ${text}`, mentions, locale: 'en' });
    await people.settled();
    const answers = [...rooms.find(conversation).messages.values()].filter(({ from, thread }) => from === 'bot' && thread === id);
    return answers.map(readable).join('\n');
  }
  const health = (text: string): boolean => /Contoso[^]*Exchange Online/.test(text);
  const chatWith = (fits: (text: string) => boolean) => lane.adele.sees('the answer in the own chat', fits);

  it('shows health in a channel of the partner’s own people, and once a guest has joined in the own chat of who asks', async () => {
    const before = await asks(ESCALATIONS.id, 'health Contoso');
    await lane.sandbox.channel.installs.joinTeam('rita');
    const after = await asks(ESCALATIONS.id, 'health Contoso');
    await chatWith(health);

    assert.ok(health(before), before);
    assert.ok(after.includes(en('notices.outsiders-here.text')), after);
    assert.doesNotMatch(after.replace(/<at>.*/g, ''), /Contoso/);
  });

  it('shows nothing of customers in a shared channel, but answers in the own chat', async () => {
    const answer = await asks(SHARED.id, 'health Fabrikam');
    await chatWith((text) => /Fabrikam/.test(text));

    assert.ok(answer.includes(en('notices.outsiders-here.text')), answer);
    assert.doesNotMatch(answer, /Fabrikam/);
  });

  it('takes a roster that cannot be had for one with outsiders, and says why', async () => {
    await lane.sandbox.restart();
    lane.sandbox.channel.faults.plan('read', { kind: 'status', status: 500 });
    const answer = await asks(TEAM.id, 'health Litware');
    await chatWith((text) => /Litware/.test(text));

    assert.ok(answer.includes(en('notices.readers-unknown.text')), answer);
    assert.doesNotMatch(answer, /Litware/);
    // The log comes by another way than the answer, and may be slower.
    while (!lane.log.some((line) => line.includes('readers of a channel not found out'))) await setImmediate();
  });

  it('tells a person without a chat of their own how to begin one, and reads nothing', async () => {
    await lane.sandbox.channel.installs.uninstall('adele');
    const answer = await asks(SHARED.id, 'health Woodgrove Bank');

    assert.ok(answer.includes(en('notices.outsiders-here-no-chat.text')), answer);
    assert.doesNotMatch(answer, /Woodgrove/);
  });

  it('may be anybody where the partner wants it so', async () => {
    const open = await startLane({ variables: { OUTSIDERS_IN_CHANNELS: 'allow' } });
    const usual = lane;
    try {
      lane = open;
      const answer = await asks(SHARED.id, 'health Contoso');

      assert.ok(health(answer), answer);
    } finally {
      lane = usual;
      await open.sandbox.stop();
    }
  });

  it('never makes Teams complain', () => {
    assert.deepEqual(lane.sandbox.channel.problems, []);
  });
});
