import assert from 'node:assert/strict';
import { requestNewsCard } from '../../cards/request-news.ts';
import { NEWS_KINDS } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { aServiceRequest } from '../support/service-requests.ts';

const t = words('en');
const request = aServiceRequest({ title: 'Contoso: mail is down', customerName: 'Contoso', number: '2611210050001234', state: 'filed' });

describe('news of a request', () => {
  it('tell whoever may not see the customer the reference and the number, and nothing else', () => {
    const said = JSON.stringify(requestNewsCard('en', { request, news: { kind: 'number-found', key: 'x' }, timeZone: 'UTC', bare: true }));

    for (const text of [request.reference, '2611210050001234', t('news.kinds.filed')]) assert.ok(said.includes(text), text);
    for (const text of ['Contoso', 'mail is down', request.id]) assert.ok(!said.includes(text), text);
  });

  it('tell everybody else what it is about, and open it', () => {
    for (const kind of NEWS_KINDS) {
      const said = JSON.stringify(requestNewsCard('en', { request, news: { kind, key: kind }, timeZone: 'UTC' }));

      for (const text of ['Contoso', 'mail is down', request.id, t(`news.kinds.${kind}`)])
        assert.ok(said.includes(text), `${kind}: ${text}`);
    }
  });
});
