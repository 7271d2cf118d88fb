import assert from 'node:assert/strict';
import { BotError } from '../../src/domain/errors.ts';
import type { DeskRecord, RequestContent } from '../../src/domain/service-request.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { words } from '../../src/locales/words.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const RECORD: DeskRecord = {
  number: '12345',
  title: 'Mail',
  status: 'open',
  severity: undefined,
  owner: undefined,
  updatedAt: undefined,
  notes: [],
};

describe('A request through its life', () => {
  let desk: Helpdesk;
  let adele: User;
  let camille: User;
  let dmitri: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
    camille = desk.user(desk.people.camille);
    dmitri = desk.user(desk.people.dmitri);
  });

  async function a(
    to: 'filed' | 'handed-off',
    some: { readonly number?: string; readonly by?: Colleague; readonly content?: Partial<RequestContent> } = {},
  ) {
    const { number = '2611210050001234', by = desk.people.adele, content } = some;
    const { id: draftId } = await desk.deps.drafts.create(by.id, 'c', {}, desk.clock.now());
    const about = { personId: by.id, personName: by.displayName, locale: 'en', timeZone: 'Europe/Paris', route: 'admin-center' } as const;
    const { id, version } = await desk.deps.requests.submit(
      { ...about, draftId, content: someContent(content), place: undefined },
      desk.clock.now(),
    );
    const link = { url: 'https://portal.office.com/', portal: 'Microsoft 365 admin center' };
    const change = to === 'filed' ? ({ to, number } as const) : ({ to, link, text: 'Text' } as const);
    return (await desk.deps.requests.change(id, version, change, 'system', desk.clock.now())) ?? assert.fail('changed');
  }
  const stored = async ({ id }: { readonly id: string }) => (await desk.deps.requests.byId(id)) ?? assert.fail('stored');

  describe('on our list', () => {
    it('is taken off as solved and put back, and says that Microsoft closed nothing', async () => {
      const request = await a('filed');
      await adele.says(`request ${request.reference}`);

      shows(await adele.clicks('request.end'), t('request.ended.badge.solved'), t('request.ended.says.solved'));
      assert.equal((await stored(request)).ended, 'solved');
      assert.ok(!textsOf(await adele.says('requests open')).includes(request.reference));

      await adele.says(`request ${request.reference}`);
      await adele.clicks('request.resume');
      assert.equal((await stored(request)).ended, undefined);
    });

    it('is taken off where it was not filed after all, and asks for no number any more', async () => {
      const request = await a('handed-off');
      await adele.says(`request ${request.reference}`);

      shows(await adele.clicks('request.end'), t('request.ended.badge.not-filed'));
      assert.equal(inputOf(adele.card, 'number'), undefined);
    });

    it('stays on it for whoever may not change requests, or not see the customer', async () => {
      const request = await a('filed');
      const data = { requestId: request.id, version: request.version, ending: 'solved' };
      shows(await desk.user(desk.people.mei).press({ verb: 'request.end', data, messageId: 'm' }), t('notices.not-permitted.title'));
      desk.fakes.check = desk.access('denied');
      await adele.press({ verb: 'request.end', data, messageId: 'm' });

      assert.equal((await stored(request)).ended, undefined);
    });
  });

  describe('for a colleague', () => {
    it('can be followed, left and followed again', async () => {
      const request = await a('filed');
      const followers = async () => (await desk.deps.requests.followers(request.id)).map(({ personId }) => personId);
      await camille.says(`request ${request.reference}`);

      await camille.clicks('request.join');
      assert.deepEqual(await followers(), [desk.people.camille.id]);
      await camille.clicks('request.leave');
      assert.deepEqual(await followers(), []);
      await camille.clicks('request.join');
      assert.deepEqual(await followers(), [desk.people.camille.id]);
    });

    it('offers no following to the requester, nor in a channel', async () => {
      const request = await a('filed');

      for (const user of [adele, desk.user(desk.people.camille, { scope: 'team' })])
        assert.ok(!buttonsOf(await user.says(`request ${request.reference}`)).some(({ verb }) => verb === 'request.join'));
    });
  });

  describe('with Microsoft’s number', () => {
    it('can be put right where only a person said it', async () => {
      const request = await a('filed', { number: '11111' });
      await adele.says(`request ${request.reference}`);
      await adele.clicks('request.number', { number: '22222' });

      assert.equal(desk.changes.setNumber.lastCall.args[2], '22222');
    });

    it('stays as it was typed where it was not taken, with what a number looks like', async () => {
      const request = await a('handed-off');
      desk.deps.changeRequest.setNumber = () => Promise.reject(new BotError('INVALID', 'no number'));
      await adele.says(`request ${request.reference}`);
      const card = await adele.clicks('request.number', { number: 'soon' });

      shows(card, t('request.numberWrong.form', { typed: 'soon' }));
      assert.equal(inputOf(card, 'number')?.['value'], 'soon');
      assert.ok(!textsOf(card).includes(t('errors.INVALID.what')));
    });

    it('is not that of another request, which is named only to who may see it', async () => {
      const [first, second] = [await a('filed', { number: '4711471147' }), await a('handed-off')];
      await adele.says(`request ${second.reference}`);
      await adele.clicks('request.number', { number: '4711471147' });
      shows(adele.card, t('notices.number-taken-by.title', { reference: first.reference }));

      const hidden = await a('filed', { number: '4711471148', content: { tenantId: FABRIKAM.tenantId } });
      desk.fakes.check = desk.accessBy((_person, { tenantId }) => (tenantId === FABRIKAM.tenantId ? 'denied' : 'granted'));
      await dmitri.says(`request ${second.reference}`);
      await dmitri.clicks('request.number', { number: '4711471148' });
      const said = dmitri.lastTurn.map(({ card }) => textsOf(card)).join(' ');
      assert.ok(said.includes(t('notices.number-taken.title')) && !said.includes(hidden.reference));
      assert.equal(desk.changes.setNumber.callCount, 0);
    });
  });

  describe('with long messages', () => {
    const long = `Dear partner,\n${'please look at this. '.repeat(700)}\nThe end`;

    it('shows them whole, and leads back', async () => {
      const request = await a('filed');
      const notes = [{ key: '1', by: 'Support', at: undefined, text: long, from: 'microsoft' as const }];
      desk.fakes.readRequest = desk.reading({ record: { ...RECORD, notes } });
      await adele.says(`request ${request.reference}`);

      shows(await adele.clicks('request.messages'), 'The end');
      await adele.clicks('request.messages');
      shows(adele.card, 'Dear partner');
      shows(await adele.clicks('request.refresh'), request.reference);
    });

    it('shows the request and why, where they cannot be read', async () => {
      const request = await a('filed');
      shows(await adele.press({ verb: 'request.messages', data: { requestId: request.id }, messageId: 'm' }), request.reference);
    });
  });
});
