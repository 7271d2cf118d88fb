import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SupportStatement } from '../../src/domain/support-statement.ts';
import type { RequestContent, ServiceRequest } from '../../src/domain/service-request.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';

const STATEMENT: SupportStatement = {
  en: {
    supported: 'Microsoft 365',
    hours: '8:00 to 18:00',
    contacts: ['help@northwindcloud.example', '+49 30 5550100'],
    prices: undefined,
    serviceLevel: 'https://northwindcloud.example/sla',
    providedBy: undefined,
  },
};

describe('Words for the customer', () => {
  let desk: Helpdesk;
  beforeEach(async () => {
    desk = await openHelpdesk();
  });

  async function filed(some: Partial<RequestContent> = {}, ownTicket?: string): Promise<ServiceRequest> {
    const { id: personId, displayName: personName } = desk.people.adele;
    const content = someContent({ tenantId: CONTOSO.tenantId, ...some });
    return desk.deps.requests.submit(
      {
        draftId: randomUUID(),
        personId,
        personName,
        locale: 'en',
        timeZone: 'Europe/London',
        route: 'partner-center',
        content,
        ownTicket,
        place: undefined,
      },
      desk.clock.now(),
    );
  }
  const textOf = (card: Parameters<typeof inputOf>[0]): string => String(inputOf(card, 'customerText')?.['value']);

  it('are one press away on a request’s card, which stays in sight', async () => {
    const { id } = await filed();
    const adele = desk.user();
    await adele.says(`request ${(await desk.deps.requests.byId(id))?.reference ?? ''}`);
    const card = await adele.clicks('wording.show');

    assert.match(textOf(card), /^Hello,[^]*What it is about: Billed twice[^]*bringing in Microsoft[^]*Next news: /);
    assert.deepEqual(
      adele.lastTurn.map(({ replaced }) => replaced),
      [false],
    );
  });

  it('are in the customer’s language where Partner Center tells it, in English where nobody here speaks it', async () => {
    const { id: requestId } = await filed({ language: 'ru', tenantId: FABRIKAM.tenantId });
    const show = { verb: 'wording.show', data: { requestId }, messageId: 'card' };
    const unknown = textOf(await desk.user().press(show));
    await desk.deps.customers.setLanguage(FABRIKAM.tenantId, 'fr-BE');
    const french = textOf(await desk.user().press(show));
    await desk.deps.customers.setLanguage(FABRIKAM.tenantId, 'pt-PT');
    const portuguese = textOf(await desk.user().press(show));
    await desk.deps.customers.setLanguage(FABRIKAM.tenantId, 'en');

    assert.match(unknown, /^Здравствуйте!/);
    assert.match(french, /^Bonjour,/);
    assert.match(portuguese, /^Hello,/);
  });

  it('change their language in place', async () => {
    const { id: requestId } = await filed();
    const adele = desk.user();
    await adele.press({ verb: 'wording.show', data: { requestId }, messageId: 'card' });
    const card = await adele.clicks('wording.show', {}, { language: 'ru', withStatement: false });

    assert.match(textOf(card), /^Здравствуйте!/);
    assert.equal(adele.lastTurn[0]?.replaced, true);
  });

  it('name a ticket number that the customer knows, and the contact, but nothing internal', async () => {
    const { id: requestId } = await filed({ severity: 'critical', criterion: 'bug', tried: 'turned it off' }, 'INC-77');
    const text = textOf(await desk.user().press({ verb: 'wording.show', data: { requestId }, messageId: 'card' }));

    assert.match(text, /Our reference: INC-77/);
    assert.match(text, /You reach us here: Adele Vance, adele@northwindcloud\.example/);
    assert.doesNotMatch(text, /PSR-|critical|severity|turned it off|https:|Partner Center/i);
  });

  it('end with how to get support when asked to', async () => {
    desk = await openHelpdesk({ statement: STATEMENT });
    const { id: requestId } = await filed();
    const adele = desk.user();
    const first = textOf(await adele.press({ verb: 'wording.show', data: { requestId }, messageId: 'card' }));
    const card = await adele.clicks('wording.show', {}, { withStatement: true, language: 'en' });

    assert.match(first, /You reach us here: help@northwindcloud\.example, \+49 30 5550100/);
    assert.match(textOf(card), /Microsoft does not support you directly[^]*Hours: 8:00 to 18:00[^]*northwindcloud\.example\/sla/);
  });

  it('are not shown of a customer that is closed to this person', async () => {
    const { id: requestId } = await filed();
    desk.fakes.check = desk.access('denied');
    const card = await desk.user().press({ verb: 'wording.show', data: { requestId }, messageId: 'card' });

    assert.equal(inputOf(card, 'customerText'), undefined);
    assert.doesNotMatch(textsOf(card), /Billed twice/);
  });

  it('answer a strange button with the way on', async () => {
    const adele = desk.user();
    for (const data of [{}, { requestId: 'x' }, { requestId: randomUUID() }, { requestId: randomUUID(), language: 'xx' }]) {
      const card = await adele.press({ verb: 'wording.show', data, messageId: 'card' });
      assert.ok(buttonsOf(card).length > 0, JSON.stringify(data));
    }
  });
});

describe('The support statement', () => {
  const statementOf = (card: Parameters<typeof inputOf>[0]): string => String(inputOf(card, 'statementText')?.['value']);

  it('says what is certain, and what the administrator has to add (B61, B63, B65, B66)', async () => {
    const desk = await openHelpdesk();
    const card = await desk.user().says('statement');

    assert.match(statementOf(card), /We are your first contact[^]*Microsoft does not support you directly/);
    shows(card, 'SUPPORT_STATEMENT_FILE', 'service level');
  });

  it('has what the administrator has written (B64, B65)', async () => {
    const desk = await openHelpdesk({ statement: STATEMENT });
    const card = await desk.user().says('statement');

    assert.match(statementOf(card), /What we support: Microsoft 365\nHours: 8:00 to 18:00\nHow to reach us: help@northwindcloud/);
    assert.doesNotMatch(textsOf(card), /SUPPORT_STATEMENT_FILE/);
  });

  it('comes in other languages at a press, and says where the details are in another one', async () => {
    const desk = await openHelpdesk({ statement: STATEMENT });
    const adele = desk.user();
    await adele.says('statement');
    const card = await adele.clicks('wording.statement', {}, { language: 'fr' });

    assert.match(statementOf(card), /Microsoft ne vous assiste pas directement[^]*8:00 to 18:00/);
    shows(card, 'they stand in English');
  });

  it('is for everybody, also in a channel, since it names no customer', async () => {
    const desk = await openHelpdesk();
    desk.fakes.audienceOf = desk.readBy('outsiders');
    const card = await desk.user(desk.people.mei, { scope: 'team', conversationId: 'channel' }).says('statement');

    assert.match(statementOf(card), /We are your first contact/);
  });
});
