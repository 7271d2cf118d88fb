import assert from 'node:assert/strict';
import { requestCard } from '../../cards/request.ts';
import type { AzureTicket } from '../../src/domain/azure-ticket.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { anAzureTicket } from '../support/azure-tickets.ts';
import { buttonOn, inputsOn, textsOn, verbsOn } from './looking.ts';
import { FILED, HANDED_OFF, TIME_ZONE } from './sample-data.ts';

const now = new Date('2026-11-21T12:00:00Z');

describe('the card of a request to Azure Support', () => {
  const cardOf = (over: Partial<ServiceRequest>, locale: (typeof LOCALES)[number] = 'en') => {
    const request = { ...FILED, route: 'azure-support', number: undefined, ...over } as const;
    return requestCard(locale, { request, record: undefined, failure: undefined, timeZone: TIME_ZONE, now });
  };
  const failed = (code: string) => ({ state: 'failed', failure: { code, correlationId: 'correlation-1' } }) as const;

  for (const locale of LOCALES)
    it(`tells in ${locale} that it was accepted and is being made`, () => {
      const texts = textsOn(cardOf({ state: 'sending', operation: 'https://management.azure.com/operation' }, locale));

      assert.ok(texts.includes(words(locale)('azure.request.accepted')));
    });

  it('names the subscription and the problem it was filed in and under', () => {
    const azure = {
      subscriptionId: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5',
      subscriptionName: 'Production',
      problemId: '/providers/Microsoft.Support/services/a/problemClassifications/b',
      problemName: 'Storage › Access denied',
      diagnosticConsent: false,
      secondaryConsents: [],
      roundTheClock: false,
      country: 'FR',
      timeZone: 'Europe/Paris',
    };
    const texts = JSON.stringify(cardOf({ state: 'sending', azure }));

    assert.ok(texts.includes('"value":"Production"'));
    assert.ok(texts.includes('"value":"Storage › Access denied"'));
  });

  it('tells that it is being sent as long as it was not accepted', () => {
    assert.ok(textsOn(cardOf({ state: 'sending' })).includes(words('en')('request.says.sending')));
  });

  it('leads to the Azure portal where it cannot be known whether it was made', () => {
    const card = cardOf({ state: 'uncertain', failure: { code: 'TIMED_OUT', correlationId: undefined } });

    assert.ok(textsOn(card).includes(words('en')('azure.request.uncertain')));
    assert.ok(verbsOn(card).includes('request.number'));
  });

  for (const code of ['PLAN_NEEDED', 'FORBIDDEN', 'MISCONFIGURED'] as const)
    it(`offers the portal in one press after ${code}`, () => {
      const card = cardOf(failed(code));

      assert.deepEqual(buttonOn(card, 'request.byPortal').data, { requestId: FILED.id, version: FILED.version });
      const verbs = verbsOn(card);
      assert.ok(verbs.indexOf('request.byPortal') < verbs.indexOf('request.retry'));
    });

  it('says which right is missing in the subscription', () => {
    assert.ok(textsOn(cardOf(failed('FORBIDDEN'))).includes(words('en')('azure.request.failures.FORBIDDEN')));
  });

  for (const locale of LOCALES)
    it(`says in ${locale} who signs in again where MFA is asked for, and that the request is kept`, () => {
      const t = words(locale);
      const card = cardOf(failed('MFA_NEEDED'), locale);

      for (const part of [t('errors.MFA_NEEDED.next'), t('request.keptForSignIn'), 'npm run sign-in'])
        assert.ok(textsOn(card).includes(part));
      assert.ok(verbsOn(card).includes('request.retry'));
    });

  it('offers no portal where trying again is the way', () => {
    const verbs = verbsOn(cardOf(failed('UNAVAILABLE')));

    assert.ok(verbs.includes('request.retry') && !verbs.includes('request.byPortal'));
  });

  it('tells of a hand-off that Azure was looked through in vain, only where it was', () => {
    const { reference } = HANDED_OFF;
    const textsOf = (candidates: readonly AzureTicket[] | undefined, unread = false) => {
      const failure = unread ? ({ code: 'UNAVAILABLE', errorId: 'x1' } as const) : undefined;
      return textsOn(requestCard('en', { request: HANDED_OFF, record: undefined, failure, candidates, timeZone: TIME_ZONE, now }));
    };
    const said = words('en')('azure.tickets.notFound', { reference });

    assert.ok(textsOf([]).includes(said));
    for (const texts of [textsOf(undefined), textsOf([], true)]) assert.ok(!texts.includes(said));
  });

  it('tells of a number that Azure does not show yet, instead of that the portal cannot be read', () => {
    const request = { ...HANDED_OFF, state: 'filed', number: '2611210050001234' } as const;
    const texts = textsOn(requestCard('en', { request, record: undefined, failure: undefined, candidates: [], timeZone: TIME_ZONE, now }));

    assert.ok(texts.includes(words('en')('azure.tickets.numberUnseen')));
    assert.ok(!texts.includes(words('en')('request.follow')));
  });

  it('is that of one followed at Azure once a ticket made in the portal is known', () => {
    const azureTicket = { subscriptionId: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name: 'portal-1' };
    const card = cardOf({ route: 'azure-portal', state: 'filed', number: '2611210050001234', azureTicket });

    assert.ok(verbsOn(card).includes('request.note'));
    assert.equal(buttonOn(card, 'request.severity').title, words('en')('impact.save'));
    assert.ok(!textsOn(card).includes(words('en')('request.follow')));
    assert.ok(!textsOn(cardOf({ ...HANDED_OFF, state: 'filed', azureTicket })).includes(words('en')('request.showText')));
  });

  it('offers what it may be as a choice with a label, beside the number to type', () => {
    const ticket = anAzureTicket({ number: '2611210050007777', title: 'VPN' });
    const card = requestCard('en', {
      request: HANDED_OFF,
      record: undefined,
      failure: undefined,
      candidates: [ticket],
      timeZone: TIME_ZONE,
      now,
    });
    const { picked, number } = inputsOn(card);

    assert.equal(picked?.['label'], words('en')('azure.tickets.pick'));
    assert.deepEqual(picked?.['choices'], [{ title: '2611210050007777 · VPN · 20 Nov 2026, 09:30', value: '2611210050007777' }]);
    assert.ok(number);
  });
});
