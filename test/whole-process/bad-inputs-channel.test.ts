import assert from 'node:assert/strict';
import { AT_BOT, atPerson, teamChannel, type Post } from './channel-post.ts';
import { buttonsOf } from './card-reading.ts';
import { startLane, type Lane } from './lane.ts';
import { readable, shownOf } from './person.ts';

const MENTION = AT_BOT.text;
const MEI = atPerson('mei');
const OUT_OF_DATE = /^That card is out of date/;

describe('bad input in a channel, over the wire to the real bot', function () {
  this.timeout(60_000);
  let lane: Lane;
  let channel: Awaited<ReturnType<typeof teamChannel>>;

  before(async () => {
    lane = await startLane();
    channel = await teamChannel(lane.sandbox.channel, 'Microsoft 365 incidents');
  });
  after(() => lane.sandbox.stop());

  /** Posts, and gives the one answer as texts. */
  async function answerTo(post: Omit<Post, 'as'> & { readonly as?: string }): Promise<string> {
    const { id, answers } = await channel.post({ as: 'adele', ...post });
    assert.deepEqual(
      answers.map(({ thread }) => thread),
      [post.thread ?? id],
      'one answer, in the thread',
    );
    return answers.map(readable).join('');
  }

  describe('a mention of the bot', () => {
    for (const [where, text] of [
      ['before the words', `${MENTION} whoami`],
      ['behind the words', `whoami ${MENTION}`],
      ['twice', `${MENTION} whoami ${MENTION}`],
      ['without a space', `${MENTION}whoami`],
      ['with entities of HTML', `${MENTION}&nbsp;who&#97;mi`],
    ] as const) {
      it(`${where} is left out of what is understood`, async () => {
        assert.match(await answerTo({ text }), /^Who am I\?\nAdele Vance/);
      });
    }

    it('in the middle of the words is left out too', async () => {
      assert.match(await answerTo({ text: `health ${MENTION} Contoso` }), /^Service health\nContoso/);
    });

    it('alone is answered with what there is to ask for', async () => {
      for (const text of [MENTION, `${MENTION} \n\n`]) assert.match(await answerTo({ text }), /^Help\n/);
    });

    it('in a reply is answered in the same thread', async () => {
      const { id: thread } = await channel.post({ as: 'adele', text: `${MENTION} whoami` });

      assert.match(await answerTo({ as: 'mei', text: `${MENTION} whoami`, thread }), /^Who am I\?\nMei Tanaka/);
    });
  });

  describe('a text', () => {
    for (const [what, text, quoted] of [
      ['with a mention of somebody else', `${MENTION} qwrtz ${MEI.text}`, '“qwrtz <\u200Bat>Mei Tanaka<\u200B/at>”'],
      ['that looks like a mention of everybody', `${MENTION} qwrtz <at>Everyone</at>`, '“qwrtz <\u200Bat>Everyone<\u200B/at>”'],
      ['with markdown', `${MENTION} **qwrtz** [x](https://evil.example)`, '“\\*\\*qwrtz\\*\\* \\[x\\]\\(https://evil.example\\)”'],
      ['with a template and markup', `${MENTION} qwrtz \${title} <script>x</script>`, '“qwrtz ${title} <script>x</script>”'],
      ['that turns the direction of writing', `${MENTION} \u202Egnp.exe\u2066 qwrtz`, '“gnp.exe qwrtz”'],
    ] as const) {
      it(`${what} is quoted as text, and nobody is mentioned`, async () => {
        const { answers } = await channel.post({ as: 'adele', text, mentions: text.includes(MEI.text) ? [AT_BOT, MEI] : [AT_BOT] });

        assert.deepEqual(
          answers.map(({ mentions }) => mentions),
          [[]],
        );
        assert.ok(answers.map(readable).join('').includes(`${quoted} is not a command I know`), answers.map(readable).join(''));
      });
    }

    it('of 50 KB is refused with a sentence', async () => {
      const said = await answerTo({ text: `${MENTION} report Contoso ${'invoice wrong '.repeat(3700)}` });

      assert.match(said, /^That is too much for one message/);
    });

    it('that reports a problem leaves nothing of it in the channel', async () => {
      const said = await answerTo({ text: `${MENTION} report Contoso invoice wrong ${MEI.text} **now**`, mentions: [AT_BOT, MEI] });

      assert.match(said, /^Let us go on in our chat/);
      assert.doesNotMatch(said, /Contoso|invoice|Mei/);
      await lane.adele.sees('the report', (text) => text.includes('invoice wrong <\u200Bat>Mei Tanaka<\u200B/at> \\*\\*now\\*\\*'));
    });
  });

  describe('a button', () => {
    /** Presses the refreshing button of a card for Contoso, with other data where these are given. */
    async function refresh(as: string, data?: object) {
      const { answers } = await channel.post({ as: 'adele', text: `${MENTION} health Contoso` });
      const [message] = answers;
      assert.ok(message);
      const button = buttonsOf(shownOf(message).card).find(({ verb }) => verb === 'health.refresh');
      assert.ok(button);
      const known = new Set(channel.room.messages.keys());
      const value = { action: { type: 'Action.Execute', verb: button.verb, data: data ?? button.data } };
      const request = { as, message: message.id, name: 'adaptiveCard/action', value, locale: 'en' } as const;
      const answer = await lane.sandbox.channel.people.invoke(request);
      const after = [...channel.room.messages.values()].filter(({ id }) => !known.has(id)).map(readable);
      return { answer, after, unchanged: channel.room.messages.get(message.id)?.version === message.version };
    }

    it('with an id that is none is answered with a sentence in the thread', async () => {
      const { answer, after, unchanged } = await refresh('adele', { tenantId: "'; drop table customer; --" });

      assert.ok(answer.ok && answer.body.statusCode === 200 && unchanged);
      assert.match(after.join('\n'), OUT_OF_DATE);
    });

    it('pressed by somebody without a role tells them so, and changes nothing', async () => {
      const { answer, after, unchanged } = await refresh('noah');

      assert.ok(answer.ok && unchanged);
      assert.match(String(answer.body.value), /^You have no support role yet/);
      assert.deepEqual(after, []);
    });
  });

  // The last, since with a guest in the channel nobody gets customer data there any more.
  describe('a person', () => {
    it('without a role is answered with an explanation, and no data', async () => {
      const said = await answerTo({ as: 'noah', text: `${MENTION} health Contoso` });

      assert.match(said, /^You have no support role yet/);
      assert.doesNotMatch(said, /Contoso|Exchange/);
    });

    it('who is a guest is answered with an explanation, and no data', async () => {
      await lane.sandbox.channel.installs.joinTeam('rita');
      for (const text of ['health Contoso', 'customers', 'report Contoso invoice wrong', 'requests all']) {
        const said = await answerTo({ as: 'rita', text: `${MENTION} ${text}` });

        assert.match(said, /^This bot is for the partner’s own staff/);
        assert.doesNotMatch(said, /Contoso|Exchange|PSR-/);
      }
    });
  });

  describe('in all that', () => {
    it('nothing was sent that Teams would not show, and no text or name is in the log', () => {
      // The channel cannot tell what a person wrote from what a template left over.
      const problems = lane.sandbox.channel.problems.filter((problem) => !problem.includes('unexpanded'));

      assert.deepEqual(problems, []);
      assert.doesNotMatch(lane.log.join('\n'), /Contoso|invoice|Adele|Noah|Rita|qwrtz/);
      assert.deepEqual(lane.errors, []);
    });
  });
});
