import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { messageActivity } from '../../src/sandbox/channel/activities.ts';
import type { InvokeAnswer } from '../../src/sandbox/page/wire.ts';
import { createSigning } from '../../src/sandbox/signing.ts';
import { BOT, PEOPLE } from '../../src/sandbox/world.ts';
import { textsOf } from './card-reading.ts';
import { startLane, type Lane } from './lane.ts';
import { reviewOfCommercialReport } from './report-steps.ts';
import { personAt } from './person.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';

const now = Math.floor(Date.now() / 1000);

describe('bad input, over the wire to the real bot', function () {
  this.timeout(60_000);
  let lane: Lane;
  let last = Date.now();

  before(async () => {
    lane = await startLane();
  });
  after(() => lane.sandbox.stop());

  function message(text: string, overrides: Readonly<Record<string, unknown>> = {}): object {
    const person = PEOPLE.find(({ key }) => key === 'adele');
    assert.ok(person);
    const { channel } = lane.sandbox;
    const at = new Date();
    last = Math.max(last + 1, at.getTime());
    const occasion = {
      serviceUrl: channel.serviceUrl,
      person,
      room: channel.rooms.personal('adele'),
      thread: undefined,
      locale: 'en',
      at,
    } as const;
    return { ...messageActivity(occasion, String(last), text, []), ...overrides };
  }

  async function post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly [number, string]> {
    const response = await fetch(lane.sandbox.bot.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${lane.sandbox.channel.token()}`, ...headers },
      body,
    });
    return [response.status, await response.text()];
  }

  async function refused(reason: string): Promise<number> {
    const metrics = await (await fetch(`${lane.sandbox.bot.adminUrl}/metrics`)).text();
    return Number(new RegExp(`^bot_refused_total\\{reason="${reason}"\\} (\\d+)`, 'm').exec(metrics)?.[1] ?? 0);
  }

  describe('a token', () => {
    const tokens: Readonly<Record<string, readonly [reason: string, make: () => string | Promise<string>]>> = {
      'that is missing': ['no-token', () => ''],
      'that is garbage': ['malformed', () => 'Bearer a.b.c'],
      'of another issuer': ['issuer', () => `Bearer ${lane.sandbox.channel.token({ iss: 'https://evil.example' })}`],
      'for another bot': ['audience', () => `Bearer ${lane.sandbox.channel.token({ aud: randomUUID() })}`],
      'that has expired': ['expired', () => `Bearer ${lane.sandbox.channel.token({ exp: now - 3600 })}`],
      'for another service': ['service-url', () => `Bearer ${lane.sandbox.channel.token({ serviceurl: 'https://evil.example/' })}`],
      'signed by a stranger': [
        'key',
        async () => {
          const stranger = await createSigning();
          const claims = { iss: 'https://api.botframework.com', aud: BOT.appId, serviceurl: lane.sandbox.channel.serviceUrl };
          return `Bearer ${stranger.sign({ ...claims, nbf: now - 60, exp: now + 3600 })}`;
        },
      ],
    };
    for (const [what, [reason, make]] of Object.entries(tokens)) {
      it(`${what} is answered 401 with a constant body, and nobody sees anything`, async () => {
        const [before, shown] = [await refused(reason), lane.adele.screen().length];

        const answer = await post(JSON.stringify(message('help')), { authorization: await make() });

        assert.deepEqual(answer, [401, '{"error":"unauthorized"}']);
        assert.deepEqual([(await refused(reason)) - before, lane.adele.screen().length - shown], [1, 0]);
      });
    }

    it('is not sent on to a service URL that is not allowed', async () => {
      const answer = await post(JSON.stringify(message('help', { serviceUrl: 'https://evil.example/emea/' })));

      assert.deepEqual(answer, [401, '{"error":"unauthorized"}']);
    });
  });

  describe('a body', () => {
    const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
    type Row = readonly [status: number, error: string, reason: string, body: string, headers?: Record<string, string>];
    const bodies: Readonly<Record<string, Row>> = {
      'that is no JSON': [400, 'bad request', 'body', '{"type":'],
      'that is empty': [400, 'bad request', 'body', ''],
      'that is a list': [400, 'bad request', 'body', '[]'],
      'without a type': [400, 'bad request', 'body', '{}'],
      'without a sender': [401, 'unauthorized', 'service-url', '{"type":"message","channelId":"msteams"}'],
      'of another media type': [415, 'unsupported media type', 'media-type', 'type=message', FORM],
      'of 300 KB': [413, 'too large', 'too-large', JSON.stringify({ type: 'message', text: 'x'.repeat(300_000) })],
    };
    for (const [what, [status, error, reason, body, headers]] of Object.entries(bodies)) {
      it(`${what} is refused, counted, and tells nothing of the inside`, async () => {
        const before = await refused(reason);
        const [answered, text] = await post(body, headers);

        assert.deepEqual([answered, text], [status, JSON.stringify({ error })]);
        assert.equal((await refused(reason)) - before, 1);
      });
    }
  });

  describe('a stranger', () => {
    it('of another tenant is told so and gets no data', async () => {
      const shown = lane.adele.screen().length;
      const other = {
        conversation: { conversationType: 'personal', id: lane.sandbox.channel.rooms.personal('adele').id, tenantId: randomUUID() },
      };
      const answer = await post(JSON.stringify(message('customers', { ...other, channelData: { tenant: { id: randomUUID() } } })));
      const said = lane.adele.screen().slice(shown);

      assert.deepEqual([answer[0], said.length], [200, 1]);
      assert.doesNotMatch(said.join('\n'), /Contoso/);
    });

    for (const [key, what, sentence] of [
      ['noah', 'without a role', 'You have no support role yet'],
      ['rita', 'who is a guest', 'This bot is for the partner’s own staff'],
    ] as const) {
      it(`${what} gets an explanation for every wish, and no data`, async () => {
        const person = await personAt(lane.sandbox.channel, key);
        const said = [
          await person.says('customers'),
          await person.says('health Contoso'),
          await person.says('report Contoso invoice wrong'),
        ];

        assert.deepEqual(
          said.map((each) => each.split('\n')[0]),
          [sentence, sentence, sentence],
        );
        assert.doesNotMatch(said.join('\n'), /Contoso|Fabrikam/);
      });
    }
  });

  describe('a text', () => {
    /** What is written, and what a reader must find of it in the review (as Markdown) and at Partner Center. */
    const texts: Readonly<Record<string, { readonly text: string; readonly shown: string; readonly filed?: string }>> = {
      'with markdown': {
        text: 'invoice **wrong** [click](https://evil.example) # heading',
        shown: 'invoice \\*\\*wrong\\*\\* \\[click\\]\\(https://evil.example\\) \\# heading',
      },
      'with a template': { text: 'invoice ${title} ${if(true,1,2)} @{x}', shown: 'invoice ${title} ${if\\(true,1,2\\)} @{x}' },
      'with a mention': {
        text: 'invoice <at>Mei Tanaka</at> wrong',
        shown: 'invoice <\u200Bat>Mei Tanaka<\u200B/at> wrong',
      },
      'with markup': { text: 'invoice <script>alert(1)</script> &amp;', shown: 'invoice <script>alert\\(1\\)</script> &amp;' },
      'with emoji': { text: 'invoice 👩🏽‍💻🇺🇦 wrong 💥', shown: 'invoice 👩🏽‍💻🇺🇦 wrong 💥' },
      'from right to left': { text: 'invoice الفاتورة خاطئة חשבונית', shown: 'invoice الفاتورة خاطئة חשבונית' },
      'that turns the direction of writing': {
        text: 'invoice \u202Egnp.exe\u2066 wrong\u200F',
        shown: 'invoice gnp.exe wrong',
        filed: 'invoice gnp.exe wrong',
      },
      'with a null character and half a pair': {
        text: 'invoice \u0000 \uD800 wrong',
        shown: 'invoice \uFFFD wrong',
        filed: 'invoice \uFFFD wrong',
      },
    };
    for (const [what, { text, shown, filed = text }] of Object.entries(texts)) {
      it(`${what} is shown as text and filed`, async () => {
        const { state } = lane.sandbox.cloud;
        const known = state.serviceRequests.all().length;
        const form = await lane.adele.asks(`report Contoso ${text}`);
        const answers = { ...IMPACT_INPUTS.little, topicId: '90000001', title: text, description: text };
        const review = await lane.adele.presses(form, 'report.answer', answers);
        await lane.adele.invokes(review, 'report.submit');
        await lane.adele.sees('the number', (seen, { id }) => id === review.message && /6\d{14}/.test(seen));
        const [title = '', ...more] = state.serviceRequests
          .all()
          .slice(known)
          .map((request) => request.title);

        assert.ok(textsOf(review.card).split('\n').includes(shown), textsOf(review.card));
        assert.equal(title.replace(/ \(PSR-\w+\)$/, ''), filed);
        assert.deepEqual(more, []);
        // The channel cannot tell what a person wrote from what a template left over.
        const problems = lane.sandbox.channel.problems.filter((problem) => !problem.includes('unexpanded'));
        assert.deepEqual(problems, []);
      });
    }

    it('of 50 KB is refused with a sentence', async () => {
      const said = await lane.adele.says(`report Contoso ${'invoice wrong '.repeat(3700)}`);

      assert.match(said, /^That is too much for one message/);
    });

    for (const [what, text, title] of [
      ['of one space', ' ', /^Help\n/],
      ['that means nothing', 'qwrtz plmk', /^I did not understand that/],
    ] as const) {
      it(`${what} is answered with what to do`, async () => {
        const said = await lane.adele.says(text);

        assert.match(said, title);
        assert.match(said, /Report a problem/);
      });
    }
  });

  describe('a button', () => {
    it('pressed twice at the same moment files once', async () => {
      const known = lane.sandbox.cloud.state.serviceRequests.all().length;
      const review = await reviewOfCommercialReport(lane.adele);

      const answers = await Promise.all([lane.adele.invokes(review, 'report.submit'), lane.adele.invokes(review, 'report.submit')]);
      await lane.adele.sees('the number', (text, { id }) => id === review.message && /6\d{14}/.test(text));

      assert.equal(lane.sandbox.cloud.state.serviceRequests.all().length - known, 1);
      for (const answer of answers) assert.ok(answer.ok && answer.body.type.endsWith('card.adaptive'));
    });

    it('of an old card is answered with the present state, also after a restart', async () => {
      const form = await lane.adele.asks('report Contoso The invoice is wrong');
      await lane.adele.presses(form, 'report.answer', { topicId: '90000001' });
      await lane.sandbox.restart();

      const old = await lane.adele.presses(form, 'report.answer', { topicId: '90000002' });
      await lane.adele.presses(old, 'report.cancel');
      const gone = await lane.adele.presses(form, 'report.answer', { topicId: '90000002' });

      assert.match(textsOf(old.card), /^Report a problem · step 4 of 4[^]*Billing and invoices/);
      assert.doesNotMatch(textsOf(old.card), /Cannot manage my customer/);
      assert.match(textsOf(gone.card), /^That report is no longer there/);
    });

    const OUT_OF_DATE = /^That card is out of date/;
    for (const [what, value, said] of [
      ['nobody knows', { action: { verb: 'request.explode', data: {} } }, OUT_OF_DATE],
      ['of a request that is not there', { action: { verb: 'request.refresh', data: { requestId: randomUUID() } } }, OUT_OF_DATE],
      ['with data of a wrong type', { action: { verb: 'report.submit', data: { draftId: { $ne: null }, version: 'x' } } }, OUT_OF_DATE],
      ['with an id that is none', { action: { verb: 'health.refresh', data: { tenantId: "'; drop table customer; --" } } }, OUT_OF_DATE],
    ] as const) {
      it(`${what} is answered with a sentence`, async () => {
        const known = lane.adele.screen().length;
        const answer = await press(value);

        assert.ok(answer.ok && answer.body.statusCode === 200);
        assert.match(lane.adele.screen().slice(known).join('\n'), said);
      });
    }

    for (const [what, value] of [
      ['without a verb', { action: { data: {} } }],
      ['that is a list', []],
    ] as const) {
      it(`${what} is refused`, async () => {
        const answer = await press(value);

        assert.ok(answer.ok);
        assert.deepEqual(answer.body, {
          statusCode: 400,
          type: 'application/vnd.microsoft.error',
          value: { code: 'BadRequest', message: 'BadRequest' },
        });
      });
    }

    function press(value: unknown): Promise<InvokeAnswer> {
      const { rooms, people } = lane.sandbox.channel;
      const card = [...rooms.personal('adele').messages.values()].findLast(({ from }) => from === 'bot');
      return people.invoke({ as: 'adele', message: card?.id ?? '', name: 'adaptiveCard/action', value, locale: 'en' });
    }
  });

  it('leaves no text, name or token in the log', () => {
    const log = lane.log.join('\n');

    assert.doesNotMatch(log, /Contoso|invoice|Adele|Noah|northwindcloud|eyJ|sandbox-/);
    assert.deepEqual(lane.errors, []);
  });
});
