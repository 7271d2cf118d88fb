import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import sinon from 'sinon';
import { ANY } from '../../cards/requests-filter.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { RequestContent } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import type { CustomerGate } from '../../src/use-cases/customer-gate.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

type Check = CustomerGate['check'];

const t = words('en');

describe('The list of requests', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const filed = async (
    content: Partial<RequestContent> = {},
    { by = desk.people.adele, ownTicket }: { by?: Colleague; ownTicket?: string } = {},
  ) => {
    const { id: draftId } = await desk.deps.drafts.create(by.id, 'c', {}, desk.clock.now());
    const about = { personId: by.id, personName: by.displayName, locale: 'en', timeZone: 'Europe/Paris', route: 'partner-center' } as const;
    desk.clock.move(1000);
    return desk.deps.requests.submit({ ...about, draftId, content: someContent(content), ownTicket, place: undefined }, desk.clock.now());
  };
  const rows = (): readonly string[] => textsOf(adele.card).match(/PSR-\w+/g) ?? [];
  const press = (verb: string, data: Readonly<Record<string, unknown>>) => adele.press({ verb, data, messageId: 'm' });
  const handOff = async (content: Partial<RequestContent> = {}) => {
    const request = await filed(content);
    const link = { url: 'https://portal.azure.com/', portal: 'Azure portal' };
    await desk.deps.requests.change(request.id, request.version, { to: 'handed-off', link, text: '' }, 'system', desk.clock.now());
    return request;
  };

  describe('as it is asked for', () => {
    for (const text of ['requests waiting', 'demandes en attente', 'обращения ждут'])
      it(`has what waits for us: ${text}`, async () => {
        const ready = await filed();
        const waiting = await handOff();
        shows(await adele.says(text), t('requests.stands.waiting'));

        assert.ok(rows().includes(waiting.reference));
        assert.ok(!rows().includes(ready.reference));
      });

    it('combines a word with a customer, in either order', async () => {
      const contoso = await handOff();
      const ready = await filed();
      const fabrikam = await handOff({ tenantId: FABRIKAM.tenantId, customerName: FABRIKAM.name });
      for (const text of ['requests waiting Contoso', 'requests for Contoso waiting', 'demandes en attente Contoso']) {
        shows(await adele.says(text), t('requests.ofCustomer', { customer: 'Contoso' }), t('requests.stands.waiting'));
        assert.ok(rows().includes(contoso.reference), text);
        assert.ok(![ready, fabrikam].some(({ reference }) => rows().includes(reference)), text);
      }
    });

    it('has among the person’s own what the person follows', async () => {
      const request = await filed({}, { by: desk.people.camille });
      const { id: personId, displayName: personName } = desk.people.adele;
      await desk.deps.requests.join(request.id, { personId, personName, locale: 'en', timeZone: 'UTC' }, desk.clock.now());
      await adele.says('requests');

      assert.deepEqual(rows(), [request.reference]);
    });
  });

  describe('narrowed in the card', () => {
    it('is what was chosen, and the choice stays', async () => {
      const wanted = await filed({ product: 'azure', severity: 'critical' });
      const others = [await filed({ product: 'azure' }), await filed({ severity: 'critical' })];
      await adele.says('requests');
      const inputs = { stand: 'mine', product: 'azure', severity: 'critical', customer: CONTOSO.tenantId };
      await adele.clicks('requests.filter', inputs);

      assert.ok(rows().includes(wanted.reference));
      assert.ok(!others.some(({ reference }) => rows().includes(reference)));
      assert.equal(adele.lastTurn[0]?.replaced, true);
      for (const [id, value] of Object.entries(inputs)) assert.equal(inputOf(adele.card, id)?.['value'], value);
    });

    it('is wide again for what no matter is said of', async () => {
      const request = await filed();
      await adele.says('requests waiting');
      await adele.clicks('requests.filter', { stand: 'mine-open', product: ANY, severity: ANY, customer: '' });

      assert.deepEqual(rows(), [request.reference]);
    });

    it('finds a customer that was typed where one is chosen, and says so when there is none', async () => {
      const { reference } = await filed();
      await adele.says('requests');
      await adele.clicks('requests.filter', { stand: 'mine', customer: 'contoso' });
      assert.ok(rows().includes(reference));
      await adele.says('requests');
      shows(await adele.clicks('requests.filter', { stand: 'all', customer: 'nobody at all' }), t('notices.no-customer-found.title'));
    });

    it('shows nothing of a customer that is closed to the person', async () => {
      await filed();
      desk.fakes.check = desk.access('denied');
      for (const [verb, data] of [
        ['requests.filter', { stand: 'all', customer: CONTOSO.tenantId }],
        ['requests.page', { stand: 'all', tenantId: CONTOSO.tenantId }],
        ['requests.csv', { stand: 'all', tenantId: CONTOSO.tenantId }],
      ] as const) {
        shows(await press(verb, data), t('notices.access-denied.title', { customer: 'Contoso' }));
      }
      assert.equal(desk.fakes.offer.callCount, 0);
    });

    it('knows no card with other data', async () => {
      for (const data of [{ stand: 'x' }, { stand: 'all', product: 'x' }, { stand: 'all', behind: 'x' }])
        shows(await press('requests.page', data), t('notices.old-card.title'));
    });
  });

  describe('as a file', () => {
    const offered = () => desk.fakes.offer.lastCall.args[1];
    const accepted = async () => {
      const uploadInfo = { uploadUrl: 'https://drive.example/up', contentUrl: 'https://drive.example/file', name: 'requests.csv' };
      await adele.answersFile('accept', { context: offered().context, uploadInfo });
      return Buffer.from(desk.fakes.upload.lastCall.args[1]).toString('utf8').replace('\uFEFF', '').trimEnd().split('\r\n');
    };

    it('has a line for each, with both numbers and moments as ISO', async () => {
      const { id, version, reference, createdAt } = await filed({ title: '=SUM(A1)' }, { ownTicket: '+4711' });
      await desk.deps.requests.change(id, version, { to: 'filed', number: '2611210050001234' }, 'system', desk.clock.now());
      await adele.says('requests mine');
      await adele.pressesOnly(adele.button('requests.csv'));
      const [header = '', line = '', ...rest] = await accepted();

      assert.deepEqual(rest, []);
      assert.ok(header.startsWith(`${t('requests.csv.columns.reference')},${t('requests.csv.columns.number')},`));
      assert.ok(line.startsWith(`${reference},'2611210050001234,'+4711,Contoso,${CONTOSO.tenantId},'=SUM(A1),`), line);
      assert.ok(line.includes(`${createdAt.toISOString().slice(0, 19)}Z`));
    });

    it('says of each in the words of the list how it stands', async () => {
      const { id, version } = await filed();
      const numbered = await desk.deps.requests.change(id, version, { to: 'filed', number: '4711' }, 'system', desk.clock.now());
      assert.ok(numbered);
      await desk.closes(id);
      await adele.says('requests mine');
      await adele.pressesOnly(adele.button('requests.csv'));
      const [, line = ''] = await accepted();

      assert.ok(line.includes(`,${t('deskStatuses.closed')},${t('deskStatuses.closed')},Adele Vance,`), line);
    });

    it('says of what is off our list how it ended, and nothing in Microsoft’s name', async () => {
      const { id, version } = await handOff();
      await desk.deps.requests.end(id, version + 1, 'not-filed', desk.people.adele.id, desk.clock.now());
      await adele.says('requests mine');
      await adele.pressesOnly(adele.button('requests.csv'));
      const [, line = ''] = await accepted();

      assert.ok(line.includes(`,${t('request.ended.badge.not-filed')},,Adele Vance,`), line);
    });

    it('has only what the person may see when it is accepted', async () => {
      await filed();
      await adele.says('requests mine');
      await adele.pressesOnly(adele.button('requests.csv'));
      desk.fakes.view = desk.viewing('none');

      assert.equal((await accepted()).length, 1);
    });

    it('keeps the filter of the list', async () => {
      await filed({ product: 'azure' });
      await filed();
      await adele.says('requests mine');
      await adele.clicks('requests.filter', { stand: 'mine', product: 'azure' });
      await adele.pressesOnly(adele.button('requests.csv'));

      assert.deepEqual(offered().context, { kind: 'requests', stand: 'mine', product: 'azure' });
      assert.equal((await accepted()).length, 2);
    });

    it('is not offered where Teams gives none', async () => {
      desk.deps.files.possible = false;
      await filed();
      await adele.says('requests');

      assert.ok(!buttonsOf(adele.card).some(({ verb }) => verb === 'requests.csv'));
    });
  });

  describe('by the ticket number of our own', () => {
    it('opens the one that carries it, in any case', async () => {
      const number = `INC-${randomUUID().slice(0, 8)}`;
      const { reference } = await filed({}, { ownTicket: number });
      shows(await adele.says(`request ${number.toLowerCase()}`), reference, number);
    });

    it('lists them when several carry it, the newest first', async () => {
      const number = `INC-${randomUUID().slice(0, 8)}`;
      const [one, two] = [await filed({}, { ownTicket: number }), await filed({}, { ownTicket: number })];
      shows(await adele.says(`request ${number}`), t('requests.ofOwnTicket', { number }));

      assert.deepEqual(rows(), [two.reference, one.reference]);
    });

    it('opens the one that is open to the person where a newer one is not', async () => {
      const number = `INC-${randomUUID().slice(0, 8)}`;
      const open = await filed({}, { ownTicket: number });
      await filed({ tenantId: FABRIKAM.tenantId }, { ownTicket: number });
      desk.fakes.check = sinon.fake<Parameters<Check>, ReturnType<Check>>(async (_person, { tenantId }) =>
        tenantId === CONTOSO.tenantId ? 'granted' : 'denied',
      );
      shows(await adele.says(`request ${number}`), open.reference);
    });

    it('is written on the card, shown, taken away, and audited without its text', async () => {
      const { id: requestId, version } = await filed();
      shows(await press('request.ownTicket', { requestId, version, ownTicket: '  INC \n 4711 ' }), 'INC 4711');
      await press('request.ownTicket', { requestId, version, ownTicket: 'of an old card' });
      assert.equal((await desk.deps.requests.byId(requestId))?.ownTicket, 'INC 4711');
      await press('request.ownTicket', { requestId, version: version + 1, ownTicket: '' });

      assert.equal((await desk.deps.requests.byId(requestId))?.ownTicket, undefined);
      const trail = await desk.deps.requests.audit(requestId);
      assert.deepEqual(trail.map(({ action }) => action).slice(1), ['own-ticket', 'own-ticket-removed']);
    });
  });

  describe('and who follows one', () => {
    it('is named on its card, and may stop to', async () => {
      const { id: requestId, reference } = await filed({}, { by: desk.people.camille });
      const { id: personId, displayName: personName } = desk.people.adele;
      await desk.deps.requests.join(requestId, { personId, personName, locale: 'en', timeZone: 'UTC' }, desk.clock.now());
      shows(await adele.says(`request ${reference}`), t('similar.followers'), 'Adele Vance', t('similar.leave'));
      await adele.clicks('request.leave');

      assert.ok(!textsOf(adele.card).includes(t('similar.followers')));
      assert.deepEqual(await desk.deps.requests.followers(requestId), []);
    });

    it('has no button for somebody else', async () => {
      const { id: requestId, reference } = await filed();
      const { id: personId, displayName: personName } = desk.people.camille;
      await desk.deps.requests.join(requestId, { personId, personName, locale: 'en', timeZone: 'UTC' }, desk.clock.now());
      const card = await adele.says(`request ${reference}`);

      shows(card, 'Camille Laurent');
      assert.ok(!textsOf(card).includes(t('similar.leave')));
    });
  });
});
