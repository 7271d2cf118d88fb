import assert from 'node:assert/strict';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { anAzureTicket } from '../support/azure-tickets.ts';
import { backEndFailure, someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const { tenantId } = CONTOSO;
const TITLE = t('azure.tickets.title', { customer: 'Contoso' });
const PORTAL = 'https://portal.azure.com/contoso.onmicrosoft.com#blade/Microsoft_Azure_Support/HelpAndSupportBlade/managesupportrequest';

describe('What is open at Azure', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const press = (data: Readonly<Record<string, unknown>>) => adele.press({ verb: 'tickets.page', data, messageId: 'm' });
  const handedOff = async (of: { tenantId?: string } = {}): Promise<ServiceRequest> => {
    const { adele: person } = desk.people;
    const { id: draftId } = await desk.deps.drafts.create(person.id, 'c', {}, desk.clock.now());
    const about = {
      personId: person.id,
      personName: person.displayName,
      locale: 'en',
      timeZone: 'Europe/Paris',
      place: undefined,
    } as const;
    const content = someContent({ product: 'azure', tenantId, ...of });
    const { id, version } = await desk.deps.requests.submit({ ...about, draftId, route: 'azure-portal', content }, desk.clock.now());
    const link = { url: 'https://portal.azure.com/', portal: 'Azure portal' };
    const changed = await desk.deps.requests.change(id, version, { to: 'handed-off', link, text: 'To paste' }, 'system', desk.clock.now());
    assert.ok(changed);
    return changed;
  };
  const rows = () => textsOf(adele.card).match(/VM-\d+/g) ?? [];
  const many = (count: number) => Array.from({ length: count }, (_, index) => anAzureTicket({ title: `VM-${index}` }));

  describe('as a list', () => {
    for (const text of [
      'azure requests Contoso',
      'requests azure Contoso',
      'demandes chez Azure pour Contoso',
      'запросы в Azure по Contoso',
    ])
      it(`is asked for: ${text}`, async () => {
        const ticket = anAzureTicket();
        desk.fakes.azureTicketsOf = desk.ticketing({ tickets: [ticket] });
        shows(await adele.says(text), TITLE, ticket.title, ticket.number, t('azure.tickets.foreign'));

        const [asked, wanted] = desk.fakes.azureTicketsOf.lastCall.args;
        assert.equal(asked, tenantId);
        assert.equal(wanted.openOnly, true);
      });

    it('takes no customer for one that is called so, however long its name is', async () => {
      shows(await adele.says('azure requests Fabrikam Residences'), t('azure.tickets.title', { customer: FABRIKAM.name }));
      shows(await adele.says('requests waiting Fabrikam Residences'), t('requests.stands.waiting'));
    });

    it('is of the customer in force, or of the one that is chosen', async () => {
      await adele.says('azure requests');
      shows(adele.card, t('customers.forAzure'));
      shows(await adele.press({ verb: 'customer.choose', data: { tenantId, goal: 'azure-tickets' }, messageId: 'm' }), TITLE);
      shows(await adele.says('azure requests'), TITLE);
    });

    it('leaves a customer that is called so to its own list', async () => {
      const azured = { ...FABRIKAM, tenantId: 'c0000000-0000-4000-8000-0000000000a2', name: 'Azure Wind' };
      await desk.deps.customers.replaceAll({ customers: [CONTOSO, FABRIKAM, azured], missing: [] }, desk.clock.now());
      shows(await adele.says('requests Azure Wind'), t('requests.ofCustomer', { customer: 'Azure Wind' }));
    });

    it('is a press away from the requests of a customer', async () => {
      await adele.says('requests Contoso');
      shows(await adele.clicks('command', {}, { command: 'requests', text: 'azure' }), TITLE);
      assert.equal(adele.lastTurn[0]?.replaced, false);
    });

    it('opens what is a request of ours: by its number, by its reference before that is known', async () => {
      const [waiting, filed] = [await handedOff(), await handedOff()];
      await desk.deps.requests.change(filed.id, filed.version, { to: 'filed', number: '2611210050009999' }, 'system', desk.clock.now());
      const tickets = [
        anAzureTicket({ title: `Mail (${waiting.reference})` }),
        anAzureTicket({ number: '2611210050009999' }),
        anAzureTicket({ title: 'Hers' }),
      ];
      desk.fakes.azureTicketsOf = desk.ticketing({ tickets });
      await adele.says('azure requests Contoso');

      const opened = buttonsOf(adele.card).flatMap(({ data }) => (data['command'] === 'request' ? [data['requestId']] : []));
      assert.deepEqual(opened, [waiting.id, filed.id]);
      assert.equal(textsOf(adele.card).split(t('azure.tickets.foreign')).length - 1, 1);
      shows(await adele.clicks('command', {}, { command: 'request', requestId: waiting.id }), waiting.title);
    });

    it('opens no request of another customer, whatever the ticket says', async () => {
      const other = await handedOff({ tenantId: FABRIKAM.tenantId });
      desk.fakes.azureTicketsOf = desk.ticketing({ tickets: [anAzureTicket({ title: `Mail (${other.reference})` })] });
      await adele.says('azure requests Contoso');

      assert.ok(!buttonsOf(adele.card).some(({ data }) => data['command'] === 'request'));
    });

    it('has pages, older and newer, that keep their place', async () => {
      const tickets = many(16);
      desk.fakes.azureTicketsOf = desk.ticketing({ tickets });
      await adele.says('azure requests Contoso');
      assert.deepEqual(rows(), ['VM-0', 'VM-1', 'VM-2', 'VM-3', 'VM-4', 'VM-5', 'VM-6']);
      desk.fakes.azureTicketsOf = desk.ticketing({ tickets: [anAzureTicket({ title: 'VM-99' }), ...tickets] });
      await adele.clicks('tickets.page', {}, { behind: tickets[6]?.number });
      assert.deepEqual(rows(), ['VM-7', 'VM-8', 'VM-9', 'VM-10', 'VM-11', 'VM-12', 'VM-13']);
      await adele.clicks('tickets.page', {}, { before: tickets[7]?.number });
      assert.deepEqual(rows(), ['VM-0', 'VM-1', 'VM-2', 'VM-3', 'VM-4', 'VM-5', 'VM-6']);
      assert.equal(adele.lastTurn[0]?.replaced, true);
    });

    it('begins at the newest when what a page stood beside is closed by now', async () => {
      desk.fakes.azureTicketsOf = desk.ticketing({ tickets: many(3) });
      for (const place of [{ behind: 'gone' }, { before: 'gone' }]) {
        await press({ tenantId, ...place });
        assert.deepEqual(rows(), ['VM-0', 'VM-1', 'VM-2']);
      }
    });

    it('says that there is nothing, and where to look besides', async () => {
      shows(await adele.says('azure requests Contoso'), t('azure.tickets.none'));
      assert.ok(JSON.stringify(adele.card).includes(PORTAL));
    });

    const gaps = {
      'a subscription cannot be read': async () => {
        desk.fakes.azureTicketsOf = desk.ticketing({ whole: false });
        return [t('azure.tickets.part'), t('azure.tickets.noneSeen')];
      },
      'the API is off': async () => {
        desk = await openHelpdesk({ partner: { azureSupportApi: false } });
        desk.fakes.azureTicketsOf = desk.ticketing({ whole: false });
        adele = desk.user();
        return [t('azure.tickets.off')];
      },
      'there is no subscription': async () => {
        desk.fakes.azureSubscriptions = desk.subscribing({ copy: { value: [], readAt: desk.clock.now() }, failure: undefined });
        return [t('azure.noSubscriptions')];
      },
      'Azure does not answer': async () => {
        desk.fakes.azureTicketsOf = desk.ticketing({ whole: false, failure: backEndFailure('UNAVAILABLE') });
        return [t('azure.tickets.notRead', { what: t('errors.UNAVAILABLE.what') }), 'ERR-1'];
      },
    };
    for (const [when, given] of Object.entries(gaps))
      it(`does not say that there is none when ${when}, but what to do`, async () => {
        const said = await given();
        const card = await adele.says('azure requests Contoso');

        shows(card, ...said);
        assert.ok(!textsOf(card).includes(t('azure.tickets.none')));
        assert.ok(JSON.stringify(card).includes(PORTAL));
      });

    it('shows nothing of a customer that is closed to the person, at no press', async () => {
      desk.fakes.azureTicketsOf = desk.ticketing({ tickets: many(1) });
      for (const access of ['denied', 'unknown'] as const) {
        desk.fakes.check = desk.access(access);
        const notice = t(`notices.access-${access}.title`, { customer: 'Contoso' });
        shows(await adele.says('azure requests Contoso'), notice);
        shows(await press({ tenantId }), notice);
      }
      assert.equal(desk.fakes.azureTicketsOf.callCount, 0);
    });

    it('asks for the relationship where there is none: Azure is read in the customer’s directory', async () => {
      desk.fakes.check = desk.access('no-relationship');
      shows(await adele.says('azure requests Contoso'), t('notices.no-relationship.title', { customer: 'Contoso' }));
      assert.equal(desk.fakes.azureTicketsOf.callCount, 0);
    });

    it('knows no card with other data', async () => {
      for (const data of [{}, { tenantId: 'x' }, { tenantId, behind: '' }, { tenantId: 'c0000000-0000-4000-8000-0000000000ff' }])
        shows(await press(data), t('notices.old-card.title'));
      shows(await adele.press({ verb: 'tickets.burn', data: { tenantId }, messageId: 'm' }), t('notices.old-card.title'));
    });
  });

  describe('for the number of a hand-off', () => {
    it('is offered to pick from: the one that is picked is saved', async () => {
      const request = await handedOff();
      const ticket = anAzureTicket();
      desk.fakes.readRequest = desk.reading({ candidates: [ticket] });
      const card = await adele.says(`request ${request.reference}`);
      shows(card, t('azure.tickets.pick'), ticket.number);
      assert.deepEqual(inputOf(card, 'picked')?.['value'], undefined);
      await adele.clicks('request.number', { number: '', picked: ticket.number });

      assert.deepEqual(desk.changes.setNumber.lastCall.args.slice(1, 3), [request.version, ticket.number]);
    });

    it('gives way to a number that was typed', async () => {
      const request = await handedOff();
      desk.fakes.readRequest = desk.reading({ candidates: [anAzureTicket()] });
      await adele.says(`request ${request.reference}`);
      await adele.clicks('request.number', { number: ' 2611210050001111 ', picked: '2611210050002222' });

      assert.equal(desk.changes.setNumber.lastCall.args[2], '2611210050001111');
    });

    it('is not asked about where nothing was found', async () => {
      const request = await handedOff();
      desk.fakes.readRequest = desk.reading({ candidates: [] });

      assert.equal(inputOf(await adele.says(`request ${request.reference}`), 'picked'), undefined);
    });
  });

  describe('on the second card of a report', () => {
    const SENTENCE = "Contoso: the Azure virtual machine doesn't start since 9";
    const heading = t('azure.tickets.elsewhere.title');
    // Helpdesk agents do not file in the portal.
    beforeEach(() => (adele = desk.user(desk.people.camille)));

    it('is shown where others filed it, three at most, with the way to all', async () => {
      const ours = await handedOff();
      desk.fakes.azureTicketsOf = desk.ticketing({ tickets: [anAzureTicket({ title: `Ours (${ours.reference})` }), ...many(4)] });
      const card = await adele.says(SENTENCE);
      shows(card, heading, t('report.health.title'));

      assert.deepEqual(rows(), ['VM-0', 'VM-1', 'VM-2']);
      assert.ok(!textsOf(card).includes('Ours ('));
      shows(await adele.clicks('command', {}, { command: 'requests', text: 'azure' }), TITLE);
      // The report goes on.
      shows(await adele.clicks('report.answer', { criterion: 'service-down', tried: 'Restarted it' }), t('report.form.title'));
      assert.equal(desk.fakes.azureTicketsOf.callCount, 2);
    });

    it('says nothing where it cannot be told', async () => {
      desk.fakes.azureTicketsOf = desk.ticketing({ whole: false, failure: backEndFailure('UNAVAILABLE') });
      assert.ok(!textsOf(await adele.says(SENTENCE)).includes(heading));
    });

    it('is not asked for about another product, or without access', async () => {
      await adele.says("Contoso can't send mail since 9");
      desk.fakes.check = desk.access('no-relationship');
      await adele.says(SENTENCE);

      assert.equal(desk.fakes.azureTicketsOf.callCount, 0);
    });
  });
});
