import assert from 'node:assert/strict';
import { requestCard } from '../../cards/request.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { buttonOn, textsOn, verbsOn } from './looking.ts';
import { FILED, TIME_ZONE } from './sample-data.ts';

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

  it('offers no portal where trying again is the way', () => {
    const verbs = verbsOn(cardOf(failed('UNAVAILABLE')));

    assert.ok(verbs.includes('request.retry') && !verbs.includes('request.byPortal'));
  });
});
