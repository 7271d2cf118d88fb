import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DialogTurnStatus } from 'botbuilder-dialogs';
import { noticeCard, type Notice } from '../../cards/notice.ts';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresTurnStore } from '../../src/adapters/postgres/turn-store.ts';
import { BackEndError, BotError } from '../../src/domain/errors.ts';
import { freshDatabase } from '../support/database.ts';
import { startFakeChannel, type FakeChannel } from '../support/fake-channel.ts';
import { ADELE, message, PARTNER_TENANT, startBot, type RunningBot } from '../support/running-bot.ts';

describe('turns', () => {
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

  /** Texts of the cards that the bot has sent. */
  const cards = (): string[] => channel.calls.flatMap(({ body }) => body.attachments?.map(({ content }) => content.fallbackText) ?? []);
  const notice = (
    name: Notice['name'] & ('guest' | 'no-role' | 'unknown-person' | 'other-tenant' | 'busy' | 'personal-or-team-only' | 'text-too-long'),
  ): string => noticeCard('en', { name }).fallbackText;
  const restart = async (options: Parameters<typeof startBot>[2]): Promise<void> => {
    await bot.stop();
    bot = await startBot(channel, database, options);
  };

  describe('what a message says', () => {
    it('is a command when it is one, with the person, the time zone and the language', async () => {
      const seen: object[] = [];
      bot.dialog.turn = async (_dc, { person, timeZone, locale, scope }) => void seen.push({ person: person.id, timeZone, locale, scope });

      await bot.post(message(channel, { text: ' help\n', locale: 'fr-CA' }));

      assert.deepEqual(bot.dialog.inputs, [{ kind: 'command', command: { name: 'help' } }]);
      assert.deepEqual(seen, [{ person: ADELE.id, timeZone: 'Europe/London', locale: 'fr', scope: 'personal' }]);
    });

    it('is a pressed button when it has a value and no text', async () => {
      await bot.post(message(channel, { text: undefined, value: { verb: 'report.submit', draftId: 'd1' } }));
      await bot.post(message(channel, { text: '', value: '{"verb":"report.back","draftId":"d1"}' }));
      await bot.post(message(channel, { text: '', value: '{{' }));

      assert.deepEqual(bot.dialog.inputs, [
        { kind: 'action', action: { verb: 'report.submit', data: { draftId: 'd1' } } },
        { kind: 'action', action: { verb: 'report.back', data: { draftId: 'd1' } } },
        { kind: 'action', action: { verb: '', data: {} } },
      ]);
    });

    it('is a file when one was sent, whatever was written beside it and attached besides', async () => {
      const file = (name: unknown, downloadUrl: unknown) => ({
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name,
        content: { downloadUrl, uniqueId: 'u', fileType: 'ics' },
      });
      const html = { contentType: 'text/html', content: '<div>help</div>' };

      await bot.post(message(channel, { text: 'help', attachments: [html, file('duty.ics', 'https://x.sharepoint.com/f')] }));
      await bot.post(message(channel, { text: '', attachments: [file(7, 'https://x.sharepoint.com/f')] }));
      await bot.post(message(channel, { text: 'help', attachments: [html, file('duty.ics', undefined), null] }));
      await bot.post(message(channel, { text: 'help', attachments: 'x' }));

      const help = { kind: 'command', command: { name: 'help' } };
      assert.deepEqual(bot.dialog.inputs, [
        { kind: 'file', name: 'duty.ics', url: 'https://x.sharepoint.com/f' },
        { kind: 'file', name: '', url: 'https://x.sharepoint.com/f' },
        help,
        help,
      ]);
    });

    it('is taken without the mention in a channel, and the thread is no conversation of its own', async () => {
      const seen: string[] = [];
      bot.dialog.turn = async (_dc, { conversationId, scope }) => void seen.push(`${scope} ${conversationId}`);
      const recipient = { id: '28:bot', name: 'Partner Support' };
      const conversation = {
        isGroup: true,
        conversationType: 'channel',
        id: '19:team@thread.tacv2;messageid=17636',
        tenantId: PARTNER_TENANT,
      };
      const entities = [{ type: 'mention', text: '<at>Partner Support</at>', mentioned: recipient }];

      await bot.post(message(channel, { recipient, conversation, entities, text: '<at>Partner Support</at>&nbsp;help' }));

      assert.deepEqual(bot.dialog.inputs, [{ kind: 'command', command: { name: 'help' } }]);
      assert.deepEqual(seen, ['team 19:team@thread.tacv2']);
    });

    it('asks for help when it says nothing: a mention alone, or white space', async () => {
      const recipient = { id: '28:bot', name: 'Partner Support' };
      const entities = [{ type: 'mention', text: '<at>Partner Support</at>', mentioned: recipient }];

      await bot.post(message(channel, { recipient, entities, text: '<at>Partner Support</at> \n' }));
      await bot.post(message(channel, { text: ' ' }));

      const help = { kind: 'command', command: { name: 'help' } };
      assert.deepEqual(bot.dialog.inputs, [help, help]);
    });

    it('is refused with a notice when it is 50 KB long', async () => {
      const answer = await bot.post(message(channel, { text: 'x'.repeat(50 * 1024) }));

      assert.equal(answer.status, 200);
      assert.deepEqual(cards(), [notice('text-too-long')]);
      assert.deepEqual(bot.dialog.inputs, []);
    });

    it('comes through as written, whatever it holds', async () => {
      const text = '**bold** ${secret} <at>Someone</at> 👩‍💻 مرحبا {{DATE(now)}} </script>';

      await bot.post(message(channel, { text }));

      assert.deepEqual(bot.dialog.inputs, [{ kind: 'text', text }]);
    });
  });

  describe('who is served', () => {
    const strangers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      'another tenant': {
        conversation: { conversationType: 'personal', id: 'a:x', tenantId: 'other' },
        channelData: { tenant: { id: 'other' } },
      },
      'a channel of ours written to from another tenant': { channelData: { tenant: { id: 'other' } } },
      'no tenant at all': { conversation: { conversationType: 'personal', id: 'a:x' }, channelData: undefined },
    };
    for (const [what, overrides] of Object.entries(strangers)) {
      it(`is nobody of ${what}`, async () => {
        const answer = await bot.post(message(channel, overrides));

        assert.equal(answer.status, 200);
        assert.deepEqual(cards(), [notice('other-tenant')]);
        assert.deepEqual(bot.dialog.inputs, []);
      });
    }

    it('is told by the conversation alone where Teams leaves out the channel data', async () => {
      await bot.post(message(channel, { channelData: undefined }));

      assert.equal(bot.dialog.inputs.length, 1);
    });

    it('is nobody in a group chat or a meeting', async () => {
      await bot.post(message(channel, { conversation: { conversationType: 'groupChat', id: '19:x@thread.v2', tenantId: PARTNER_TENANT } }));

      assert.deepEqual(cards(), [notice('personal-or-team-only')]);
    });

    it('is nobody without an Entra identity, and nobody the tenant does not know', async () => {
      await bot.post(message(channel, { from: { id: '29:anonymous' } }));
      await bot.post(message(channel, { from: { id: '29:x', aadObjectId: randomUUID() } }));

      assert.deepEqual(cards(), [notice('unknown-person'), notice('unknown-person')]);
    });

    it('is nobody with an identity that is no object id, for which nobody is asked', async () => {
      for (const aadObjectId of ['..', 'adele@northwindcloud.example', `${ADELE.id}/memberOf`, ''])
        await bot.post(message(channel, { from: { id: '29:x', aadObjectId } }));

      assert.deepEqual(new Set(cards()), new Set([notice('unknown-person')]));
      assert.deepEqual(bot.dialog.inputs, []);
    });

    it('is the same person however the object id is spelt', async () => {
      await bot.post(message(channel, { from: { id: '29:1adele', aadObjectId: ADELE.id.toUpperCase() } }));

      assert.equal(bot.dialog.inputs.length, 1);
    });

    it('is no guest, whatever their roles, and nobody without a role (B2, B8)', async () => {
      await restart({ recognise: async () => ({ ...ADELE, guest: true }) });
      await bot.post(message(channel));
      await restart({ recognise: async () => ({ ...ADELE, roles: [] }) });
      await bot.post(message(channel));

      assert.deepEqual(cards(), [notice('guest'), notice('no-role')]);
      assert.deepEqual(bot.dialog.inputs, []);
    });

    it('cannot be told while the directory fails: the person hears why, under an id that the log has too', async () => {
      const failure = new BackEndError({
        backEnd: 'graph',
        code: 'UNAVAILABLE',
        message: 'GET answered 503',
        effect: 'none',
        correlationId: 'c-1',
      });
      await restart({
        recognise: async () => {
          throw failure;
        },
      });

      const answer = await bot.post(message(channel, { text: 'secret customer' }));

      assert.equal(answer.status, 200);
      const [logged] = bot.logged;
      assert.equal(logged?.details['code'], 'UNAVAILABLE');
      assert.equal(logged?.details['correlationId'], 'c-1');
      assert.match(JSON.stringify(channel.calls[0]?.body), new RegExp(String(logged?.details['errorId'])));
      assert.ok(!JSON.stringify(bot.logged).includes('secret customer'));
    });
  });

  describe('each activity', () => {
    it('is served once, however often it is sent', async () => {
      const activity = message(channel);

      await bot.post(activity);
      const again = await bot.post(activity);

      assert.equal(again.status, 200);
      assert.equal(bot.dialog.inputs.length, 1);
      assert.deepEqual(channel.calls, []);
    });

    it('is served once when it is sent again while it is being served', async () => {
      const running = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      bot.dialog.turn = async () => {
        begun.resolve();
        await running.promise;
      };
      const activity = message(channel);

      const first = bot.post(activity);
      await begun.promise;
      const second = bot.post(activity);
      running.resolve();
      await Promise.all([first, second]);

      assert.equal(bot.dialog.inputs.length, 1);
    });

    it('waits for the one before it of the same person in the same conversation', async () => {
      const order: string[] = [];
      const first = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      bot.dialog.turn = async (_dc, { input }) => {
        const text = input.kind === 'text' ? input.text : '';
        order.push(`${text} begins`);
        begun.resolve();
        if (text === 'one') await first.promise;
        order.push(`${text} ends`);
      };
      const one = message(channel, { text: 'one' });
      const two = { ...message(channel, { text: 'two' }), conversation: one['conversation'] };

      const posted = [bot.post(one)];
      await begun.promise;
      posted.push(bot.post(two));
      await bot.post(message(channel, { text: 'elsewhere' }));
      first.resolve();
      await Promise.all(posted);

      assert.deepEqual(order, ['one begins', 'elsewhere begins', 'elsewhere ends', 'one ends', 'two begins', 'two ends']);
    });

    it('is answered with a notice when the one before it takes too long', async () => {
      const turns = postgresTurnStore(database);
      await restart({ turns: { ...turns, begin: async () => ({ kind: 'busy' }) }, clock: skippingClock() });

      await bot.post(message(channel));

      assert.deepEqual(cards(), [notice('busy')]);
      assert.deepEqual(bot.dialog.inputs, []);
    });

    it('that failed is answered with a sentence and an id, and counts as served', async () => {
      bot.dialog.turn = async () => {
        throw new BotError('CONFLICT', 'the bot state x was written by another turn');
      };
      const activity = message(channel);

      const answer = await bot.post(activity);
      await bot.post(activity);

      assert.equal(answer.status, 200);
      assert.equal(cards().length, 1);
      assert.equal(bot.dialog.inputs.length, 1);
      assert.equal(bot.logged[0]?.details['code'], 'CONFLICT');
    });

    it('is answered with a sentence and an id while the database is gone', async () => {
      const failure = new BackEndError({ backEnd: 'database', code: 'UNAVAILABLE', message: 'connection refused', effect: 'none' });
      const down = async (): Promise<never> => {
        throw failure;
      };
      await restart({ turns: { ...postgresTurnStore(database), begin: down } });

      const answer = await bot.post(message(channel));

      assert.equal(answer.status, 200);
      assert.equal(cards().length, 1);
      assert.deepEqual([bot.logged[0]?.details['code'], bot.logged[0]?.details['backEnd']], ['UNAVAILABLE', 'database']);
    });

    it('was served even when that cannot be written down any more', async () => {
      const turns = postgresTurnStore(database);
      await restart({
        turns: {
          ...turns,
          end: async () => {
            throw new Error('gone');
          },
        },
      });

      const answer = await bot.post(message(channel));

      assert.equal(answer.status, 200);
      assert.deepEqual(cards(), []);
      assert.equal(bot.dialog.inputs.length, 1);
    });

    it('that failed by a fault of ours leaves no text of the error in the log or in the chat', async () => {
      bot.dialog.turn = async () => {
        throw new TypeError('cannot read Contoso of undefined');
      };

      await bot.post(message(channel));

      assert.equal(bot.logged[0]?.details['code'], 'INTERNAL');
      assert.ok(!JSON.stringify([bot.logged, channel.calls]).includes('Contoso'));
    });

    it('ends in 200 and a log entry even when nothing can be sent', async () => {
      bot.dialog.turn = async ({ context }) => void (await context.sendActivity('hello'));
      channel.faults.push({ status: 403 }, { status: 403 });

      const answer = await bot.post(message(channel));

      assert.equal(answer.status, 200);
      assert.equal(bot.logged.length, 2);
    });

    it('whose answer was lost is not answered twice', async () => {
      bot.dialog.turn = async ({ context }) => void (await context.sendActivity('hello'));
      channel.faults.push('reset');

      await bot.post(message(channel));

      const greetings = channel.calls.filter(({ body }) => body.text === 'hello');
      assert.equal(greetings.length, 1);
      assert.equal(bot.logged[0]?.details['effect'], 'unknown');
    });

    it('of a kind or event we do not know ends in 200', async () => {
      const kinds = [
        { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
        { type: 'messageUpdate' },
        { type: 'event', name: 'application/vnd.microsoft.readReceipt' },
        { type: 'conversationUpdate', channelData: { tenant: { id: PARTNER_TENANT }, eventType: 'channelShared' } },
        { type: 'somethingNew' },
      ];

      const answers = await Promise.all(kinds.map((kind) => bot.post(message(channel, { text: undefined, ...kind }))));

      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200, 200, 200],
      );
      assert.deepEqual(channel.calls, []);
    });

    it('that has not the shape of one is answered with 400', async () => {
      const bodies = [[], 'text', {}, { type: 7 }, message(channel, { conversation: undefined }), message(channel, { from: 'Adele' })];

      const answers = await Promise.all(bodies.map((body) => bot.post(body as object)));

      assert.deepEqual(
        answers.map(({ status, text }) => [status, text]),
        bodies.map(() => [400, '{"error":"bad request"}']),
      );
    });
  });

  it('speaks the language the person chose rather than that of the client', async () => {
    const personId = randomUUID();
    await postgresTurnStore(database).setLocale(personId, 'ru');
    await restart({ recognise: async (id) => ({ ...ADELE, id }) });
    const locales: string[] = [];
    bot.dialog.turn = async (_dc, { locale }) => void locales.push(locale);

    await bot.post(message(channel, { from: { id: '29:x', aadObjectId: personId } }));

    assert.deepEqual(locales, ['ru']);
  });

  it('learns where to write to a person later', async () => {
    const personId = randomUUID();
    await restart({ recognise: async (id) => ({ ...ADELE, id }) });
    const activity = message(channel, { from: { id: '29:x', aadObjectId: personId } });

    await bot.post(activity);

    const address = await postgresConversationStore(database).personalChatOf(personId);
    assert.equal(address?.serviceUrl, channel.serviceUrl);
    assert.equal(address?.accountId, '29:x');
  });

  it('learns how to open a chat with a colleague met in a channel, from any activity, and writes it once', async () => {
    const personId = randomUUID();
    await restart({ recognise: async (id) => ({ ...ADELE, id }) });
    const conversation = { id: `19:${personId}@thread.tacv2;messageid=1`, conversationType: 'channel', tenantId: PARTNER_TENANT };
    const post = () => bot.post(message(channel, { from: { id: '29:x', aadObjectId: personId }, conversation }));
    const stored = () => database.kysely.selectFrom('person_account').selectAll().where('person_id', '=', personId).execute();

    await post();
    const [first] = await stored();
    await database.kysely.updateTable('person_account').set({ account_id: '29:untouched' }).where('person_id', '=', personId).execute();
    await post();

    assert.deepEqual([first?.account_id, first?.service_url, first?.tenant_id], ['29:x', channel.serviceUrl, PARTNER_TENANT]);
    assert.equal((await stored())[0]?.account_id, '29:untouched');
  });

  it('sends replies with the bot’s token to the activity they answer', async () => {
    bot.dialog.turn = async ({ context }) => void (await context.sendActivity('hello'));
    const activity = message(channel);

    await bot.post(activity);

    const [call] = channel.calls;
    assert.equal(call?.authorization, 'Bearer bot-token');
    assert.match(call?.path ?? '', new RegExp(`^/emea/v3/conversations/a:.*/activities/${String(activity['id'])}$`));
  });

  it('keeps the state of a dialog until the next turn, also in another process', async () => {
    bot.dialog.turn = async (dc) => (dc.activeDialog === undefined ? dc.beginDialog('scripted') : undefined);
    const first = message(channel);
    const stacks: number[] = [];
    const note: RunningBot['dialog']['turn'] = async (dc) => {
      stacks.push(dc.stack.length);
      if (stacks.length > 1) return undefined;
      return { status: DialogTurnStatus.waiting };
    };
    bot.dialog.turn = note;
    await bot.post(first);
    await restart({});
    bot.dialog.turn = note;

    await bot.post({ ...message(channel), conversation: first['conversation'] });

    assert.deepEqual(stacks, [1, 1]);
  });
});

/** A clock on which ten seconds pass between any two looks, so that nothing has to be waited for. */
function skippingClock(): { now(): Date } {
  let at = Date.now();
  return { now: () => new Date((at += 10_000)) };
}
