import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { BotError } from '../../src/domain/errors.ts';
import { words } from '../../src/locales/words.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { shows, textsOf } from './card-reading.ts';
import { CONTOSO, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');

describe('Customer data asked for in a channel', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user(undefined, { scope: 'team', conversationId: `19:${randomUUID()}@thread.tacv2` });
  });

  const filed = async () => {
    const { id: draftId } = await desk.deps.drafts.create(desk.people.adele.id, 'c', {}, desk.clock.now());
    const about = { draftId, personId: desk.people.adele.id, personName: 'Adele', locale: 'en', timeZone: 'Europe/Paris' } as const;
    return desk.deps.requests.submit({ ...about, route: 'partner-center', place: undefined, content: someContent() }, desk.clock.now());
  };
  const shown = (): string[] => adele.lastTurn.map(({ card }) => textsOf(card));
  const inOwnChat = (): string[] => (desk.ownChat.cards ?? []).map(textsOf);
  const press = (verb: string, data: Readonly<Record<string, unknown>>) => adele.press({ verb, data, messageId: 'in-the-channel' });

  it('is shown there when only the partner’s own people read along', async () => {
    shows(await adele.says('health contoso'), 'Contoso');

    assert.deepEqual(inOwnChat(), []);
    const [channel] = desk.fakes.audienceOf.lastCall.args;
    assert.deepEqual([channel.serviceUrl, channel.conversationId.slice(0, 3)], ['https://channel.example', '19:']);
  });

  it('is shown in a personal chat without a look at who reads it', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    shows(await desk.user().says('health contoso'), 'Contoso');

    assert.equal(desk.fakes.audienceOf.callCount, 0);
  });

  const questions: Readonly<Record<string, () => Promise<unknown>>> = {
    'health contoso': () => adele.says('health contoso'),
    'customers con': () => adele.says('customers con'),
    customers: () => adele.says('customers'),
    'customer contoso': () => adele.says('customer contoso'),
    'the name alone': () => adele.says('contoso'),
    requests: () => adele.says('requests'),
    'requests contoso': () => adele.says('requests contoso'),
    'one request': async () => adele.says(`request ${(await filed()).reference}`),
    'the choice of a customer': () => press('customer.choose', { tenantId: CONTOSO.tenantId, goal: 'health' }),
    'a favourite': () => press('customer.favourite', { tenantId: CONTOSO.tenantId, on: true }),
    'the health anew': () => press('health.refresh', { tenantId: CONTOSO.tenantId }),
    'a request anew': async () => press('request.refresh', { requestId: (await filed()).id }),
    'a command’s button': () => press('command', { command: 'health', tenantId: CONTOSO.tenantId }),
  };
  for (const audience of ['outsiders', 'unknown'] as const) {
    for (const [question, ask] of Object.entries(questions)) {
      it(`goes to the own chat when the readers are ${audience}, and the channel is not told of whom: ${question}`, async () => {
        desk.fakes.audienceOf = desk.readBy(audience);
        await ask();

        assert.equal(inOwnChat().length, 1);
        assert.equal(adele.lastTurn.length, 1);
        assert.equal(adele.lastTurn[0]?.replaced, false);
        shows(adele.card, t(audience === 'outsiders' ? 'notices.outsiders-here.text' : 'notices.readers-unknown.text'));
        assert.doesNotMatch(shown().join(), /contoso|psr-/i);
      });
    }
  }

  it('is not told of by a refusal either', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    desk.fakes.check = desk.access('denied');
    await adele.says('health contoso');

    assert.match(inOwnChat().join(), /no access to Contoso/);
    assert.doesNotMatch(shown().join(), /Contoso/);
  });

  it('is neither read nor changed for a person without a chat of their own, who learns how to begin one', async () => {
    desk.ownChat.cards = undefined;
    desk.fakes.audienceOf = desk.readBy('outsiders');
    const { id: requestId, version } = await filed();
    shows(await adele.says('health contoso'), t('notices.outsiders-here-no-chat.text'));
    shows(await press('request.close', { requestId, version }), t('notices.outsiders-here-no-chat.text'));
    desk.fakes.audienceOf = desk.readBy('unknown');
    shows(await adele.says('health contoso'), t('notices.readers-unknown-no-chat.text'));

    assert.equal(desk.fakes.showHealth.callCount, 0);
    assert.equal(desk.changes.close.callCount, 0);
  });

  it('is said not to have arrived when the chat turns out to be gone', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    desk.deps.ownChat.show = async () => false;

    shows(await adele.says('health contoso'), t('notices.outsiders-here-no-chat.text'));
  });

  it('leaves the channel as it is when it could not be had', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    desk.deps.showHealth = () => Promise.reject(new BotError('INTERNAL', 'broken'));

    await assert.rejects(adele.says('health contoso'), { code: 'INTERNAL' });
    assert.deepEqual(shown(), []);
  });

  it('is in none of the answers that need no look at the readers', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    shows(await adele.says('help'), t('help.team'));
    shows(await adele.says('whoami'), 'Adele Vance');
    shows(await adele.says('language'), t('language.title'));
    shows(await adele.says('cancel'), t('notices.nothing-to-cancel.title'));
    shows(await adele.says('good morning'), t('notices.unknown-input.title'));
    shows(await adele.says('report Contoso was billed twice'), t('notices.report-continues-in-chat.title'));

    assert.equal(desk.fakes.audienceOf.callCount, 0);
  });

  it('is the customer in force, whom help and whoami name', async () => {
    await adele.says('customer contoso');
    desk.fakes.audienceOf = desk.readBy('outsiders');
    for (const command of ['help', 'whoami']) {
      await adele.says(command);

      assert.doesNotMatch(shown().join(), /Contoso/);
    }
    assert.equal(inOwnChat().filter((text) => text.includes('Contoso')).length, 2);
  });

  it('stays in force where it was chosen', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    await adele.says('customer contoso');
    await adele.says('health');

    assert.equal(desk.fakes.showHealth.lastCall.args[0], CONTOSO.tenantId);
  });
});
