import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { noticeCard } from '../../cards/notice.ts';
import { show } from '../../dialogs/show.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { BackEndError } from '../../src/domain/errors.ts';
import type { BotDeps } from '../../src/delivery/bot.ts';
import type { CustomerMatch } from '../../src/ports/customer-store.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import { freshDatabase } from '../support/database.ts';
import { startFakeChannel, type FakeChannel } from '../support/fake-channel.ts';
import { ADELE, invoke, startBot, type RunningBot } from '../support/running-bot.ts';

const CARD = { type: 'AdaptiveCard', version: '1.5', fallbackText: 'the new card', body: [] } as const;

describe('invokes', () => {
  let database: Database;
  let channel: FakeChannel;
  let bot: RunningBot;

  before(async () => {
    database = await freshDatabase();
    channel = await startFakeChannel();
  });

  beforeEach(async () => {
    channel.calls.length = 0;
    bot = await startBot(channel, database);
  });

  afterEach(() => bot.stop());
  after(() => channel.stop());

  const restart = async (options: Parameters<typeof startBot>[2]): Promise<void> => {
    await bot.stop();
    bot = await startBot(channel, database, options);
  };
  const press = (verb: string, data: object = {}): Record<string, unknown> =>
    invoke(channel, 'adaptiveCard/action', { action: { type: 'Action.Execute', id: 'x', verb, data }, trigger: 'manual' });

  describe('adaptiveCard/action', () => {
    it('is an action with its verb and data', async () => {
      await bot.post(press('request.note', { requestId: 'r1', note: 'on it' }));

      assert.deepEqual(bot.dialog.inputs, [{ kind: 'action', action: { verb: 'request.note', data: { requestId: 'r1', note: 'on it' } } }]);
    });

    it('is answered with the card that replaces the pressed one, which is also changed for everyone else', async () => {
      bot.dialog.turn = async ({ context }) => void (await show(context, CARD, 'replace'));

      const answer = await bot.post(press('health.refresh'));

      assert.equal(answer.status, 200);
      assert.deepEqual(answer.json, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: CARD });
      assert.deepEqual(
        channel.calls.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`),
        ['PUT 1763640009999'],
      );
    });

    it('is answered with a line when the answer is a message of its own', async () => {
      bot.dialog.turn = async ({ context }) => void (await show(context, CARD, 'new'));

      const answer = await bot.post(press('command'));

      const value = noticeCard('en', { name: 'see-below' }).fallbackText;
      assert.deepEqual(answer.json, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value });
      assert.equal(channel.calls[0]?.method, 'POST');
    });

    it('that comes again does nothing more, and is answered', async () => {
      const pressed = press('report.submit');

      await bot.post(pressed);
      const again = await bot.post(pressed);

      assert.equal(bot.dialog.inputs.length, 1);
      assert.equal(again.json.statusCode, 200);
    });

    it('that fails keeps the card with what was typed, and tells why with an id', async () => {
      bot.dialog.turn = async () => {
        throw new BackEndError({ backEnd: 'partner-center', code: 'THROTTLED', message: 'GET answered 429', effect: 'none' });
      };

      const answer = await bot.post(press('request.close'));

      assert.equal(answer.status, 200);
      assert.equal(answer.json.statusCode, 500);
      assert.equal(answer.json.type, 'application/vnd.microsoft.error');
      const { code, message } = answer.json.value as { code: string; message: string };
      assert.equal(code, 'THROTTLED');
      assert.equal(message, channel.calls[0]?.body.attachments?.[0]?.content.fallbackText);
      assert.match(JSON.stringify(channel.calls), new RegExp(String(bot.logged[0]?.details['errorId'])));
    });

    it('of a guest or of another tenant is answered with a line and does nothing', async () => {
      const foreign = await bot.post({ ...press('report.submit'), channelData: { tenant: { id: 'other' } } });
      await restart({ recognise: async () => ({ ...ADELE, guest: true }) });
      const guest = await bot.post(press('report.submit'));

      assert.equal(foreign.json.value, noticeCard('en', { name: 'other-tenant' }).fallbackText);
      assert.equal(guest.json.value, noticeCard('en', { name: 'guest' }).fallbackText);
      assert.deepEqual(bot.dialog.inputs, []);
      assert.deepEqual(channel.calls, []);
    });

    it('that is malformed is refused in the body, with HTTP 200', async () => {
      const values = [undefined, null, 'x', {}, { action: {} }, { action: { verb: 7 } }];

      const answers = await Promise.all(values.map((value) => bot.post(invoke(channel, 'adaptiveCard/action', value))));

      assert.deepEqual(
        answers.map(({ status, json }) => [status, json.statusCode, json.type]),
        values.map(() => [200, 400, 'application/vnd.microsoft.error']),
      );
      assert.deepEqual(bot.dialog.inputs, []);
    });
  });

  describe('application/search', () => {
    const customer = (n: number): CustomerMatch => ({
      tenantId: `t${n}`,
      name: `Customer ${n}`,
      domain: n % 2 === 0 ? `c${n}.onmicrosoft.com` : undefined,
      domains: [],
      sources: ['partner-center'],
      score: 1,
    });
    const asked: [string, number][] = [];
    const customers = {
      search: async (text: string, limit: number) => {
        asked.push([text, limit]);
        return [customer(1), customer(2)];
      },
      byTenantId: async () => undefined,
    };
    const search = (value: object): Record<string, unknown> =>
      invoke(channel, 'application/search', { queryOptions: { skip: 0, top: 15 }, dataset: 'customers', ...value });

    beforeEach(async () => {
      asked.length = 0;
      await restart({ customers });
    });

    it('offers time zones too', async () => {
      const answer = await bot.post(search({ dataset: 'time-zones', queryText: ' pari' }));

      assert.deepEqual(answer.json.value, { results: [{ title: 'Europe/Paris', value: 'Europe/Paris' }] });
      assert.deepEqual(asked, []);
    });

    it('offers colleagues of the channel, or outside of one of the experts’ channels, to who may hand them a case', async () => {
      const places: (string | undefined)[] = [];
      const findColleagues: BotDeps['findColleagues'] = async (_text, _limit, { channelId }) => {
        places.push(channelId);
        return [{ id: 'm', name: 'Mei Tanaka' }];
      };
      await restart({ customers, findColleagues });
      const query = search({ dataset: 'colleagues', queryText: 'me' });

      const answer = await bot.post(query);
      await bot.post({ ...query, id: randomUUID(), conversation: { id: '19:a@thread.tacv2;messageid=1', conversationType: 'channel' } });
      await restart({ customers, findColleagues, recognise: async () => ({ ...ADELE, roles: ['sales-agent'] }) });
      const refused = await bot.post(query);

      assert.deepEqual(answer.json.value, { results: [{ title: 'Mei Tanaka', value: 'm' }] });
      assert.deepEqual(places, [undefined, '19:a@thread.tacv2']);
      assert.deepEqual(refused.json.value, { results: [] });
    });

    it('offers countries in the language of the person, found by their name in any of ours', async () => {
      const query = search({ dataset: 'countries', queryText: 'alle' });
      const [english, french] = [await bot.post(query), await bot.post({ ...query, id: randomUUID(), locale: 'fr-FR' })];

      assert.deepEqual(english.json.value, { results: [{ title: 'Germany', value: 'DE' }] });
      assert.deepEqual(french.json.value, { results: [{ title: 'Allemagne', value: 'DE' }] });
    });

    it('offers what Azure requests are filed under, to who may report', async () => {
      const problem = anAzureProblem('Storage', 'Access denied');
      const azureProblems: BotDeps['azureProblems'] = {
        search: async (text: string, limit: number) => (text === 'denied' && limit === 15 ? [problem] : []),
      };
      await restart({ azureProblems });
      const query = search({ dataset: 'azure-problems', queryText: ' denied ' });

      const answer = await bot.post(query);
      await restart({ azureProblems, recognise: async () => ({ ...ADELE, roles: ['sales-agent'] }) });
      const refused = await bot.post({ ...query, id: randomUUID() });

      assert.deepEqual(answer.json.value, { results: [{ title: 'Storage › Access denied', value: problem.id }] });
      assert.deepEqual(refused.json.value, { results: [] });
    });

    it('offers the Azure subscriptions of a customer to who has access to it', async () => {
      const tenantId = 'c0000000-0000-4000-8000-000000000001';
      const subscription = (name: string) => ({ id: `3c8b1e44-90a8-4f3a-9b6c-${name.padStart(12, '0')}`, name });
      const known = { ...customer(1), tenantId };
      const some: Parameters<typeof restart>[0] = {
        customers: { search: async () => [], byTenantId: async (id) => (id === tenantId ? known : undefined) },
        azureSubscriptions: async () => ({
          copy: { value: [subscription('Production'), { ...subscription('Test'), trouble: 'warned' }], readAt: new Date() },
          failure: undefined,
        }),
      };
      await restart(some);
      const query = search({ dataset: `azure-subscriptions:${tenantId}`, queryText: 'TES' });
      const answer = await bot.post(query);
      const ofNobody = await bot.post(search({ dataset: 'azure-subscriptions:c0000000-0000-4000-8000-000000000002' }));
      await restart({ ...some, gate: { check: async () => 'denied' } });
      const refused = await bot.post({ ...query, id: randomUUID() });

      assert.deepEqual(answer.json.value, {
        results: [{ title: 'Test (3c8b1e44) · about to be disabled', value: subscription('Test').id }],
      });
      assert.deepEqual([ofNobody.json.value, refused.json.value], [{ results: [] }, { results: [] }]);
    });

    it('offers customers by name and domain, with the tenant as value, fifteen at most', async () => {
      const answer = await bot.post(search({ queryText: ' fabr ' }));

      assert.deepEqual(answer.json, {
        statusCode: 200,
        type: 'application/vnd.microsoft.search.searchResponse',
        value: {
          results: [
            { title: 'Customer 1', value: 't1' },
            { title: 'Customer 2 (c2.onmicrosoft.com)', value: 't2' },
          ],
        },
      });
      assert.deepEqual(asked, [['fabr', 15]]);
    });

    it('offers the first customers when the box opens', async () => {
      const answers = await Promise.all([bot.post(search({ queryText: '' })), bot.post(search({}))]);

      assert.deepEqual(
        answers.map(({ json }) => json.statusCode),
        [200, 200],
      );
      assert.deepEqual(asked, [
        ['', 15],
        ['', 15],
      ]);
    });

    it('offers nothing to somebody who may not search', async () => {
      await restart({ customers, recognise: async () => ({ ...ADELE, roles: [] }) });

      const answer = await bot.post(search({ queryText: 'a' }));

      assert.deepEqual(answer.json.value, { results: [] });
      assert.deepEqual(asked, []);
    });

    it('offers nothing rather than keep the person waiting for more than two seconds', async () => {
      await restart({ customers: { ...customers, search: () => new Promise(() => undefined) } });
      const begunAt = performance.now();

      const answer = await bot.post(search({ queryText: 'a' }));

      assert.deepEqual(answer.json.value, { results: [] });
      assert.ok(performance.now() - begunAt < 3_000);
    });

    it('knows no other dataset', async () => {
      const answer = await bot.post(search({ dataset: 'people', queryText: 'a' }));

      assert.equal(answer.json.statusCode, 400);
    });
  });

  describe('fileConsent/invoke', () => {
    const uploadInfo = {
      uploadUrl: 'https://northwind-my.sharepoint.com/u',
      contentUrl: 'https://northwind-my.sharepoint.com/f',
      name: 'f.csv',
    };
    const consent = (action: string, overrides: object = {}): Record<string, unknown> =>
      invoke(
        channel,
        'fileConsent/invoke',
        { type: 'fileUpload', action, context: { tag: 'Gold' }, uploadInfo },
        { replyToId: randomUUID(), ...overrides },
      );

    it('is an answer to an offered file, and answered with nothing', async () => {
      const answer = await bot.post(consent('accept'));

      assert.deepEqual([answer.status, answer.text], [200, '']);
      const data = { context: { tag: 'Gold' }, uploadInfo };
      assert.deepEqual(bot.dialog.inputs, [{ kind: 'action', action: { verb: 'file.accept', data } }]);
    });

    it('counts once for each offer, however often it is pressed', async () => {
      const conversation = press('x')['conversation'];
      const replyToId = '1763640001111';

      for (const action of ['accept', 'accept', 'decline']) await bot.post(consent(action, { conversation, replyToId }));
      await bot.post(consent('decline', { conversation, replyToId: '1763640002222' }));

      assert.deepEqual(
        bot.dialog.inputs.map((input) => input.kind === 'action' && input.action.verb),
        ['file.accept', 'file.decline'],
      );
    });

    it('that is malformed is refused, and one of a guest does nothing', async () => {
      const malformed = await bot.post(invoke(channel, 'fileConsent/invoke', { action: 'maybe' }));
      await restart({ recognise: async () => ({ ...ADELE, guest: true }) });
      const guest = await bot.post(consent('accept'));

      assert.deepEqual([malformed.json.statusCode, guest.status], [400, 200]);
      assert.equal(channel.calls[0]?.body.attachments?.[0]?.content.fallbackText, noticeCard('en', { name: 'guest' }).fallbackText);
      assert.deepEqual(bot.dialog.inputs, []);
    });
  });

  it('of a name we do not know end in 501', async () => {
    const answer = await bot.post(invoke(channel, 'task/fetch', { data: {} }, { id: randomUUID() }));

    assert.equal(answer.status, 501);
    assert.equal(answer.text, '');
  });
});
