import assert from 'node:assert/strict';
import { customerWordsCard } from '../../cards/customer-words.ts';
import { statementText } from '../../cards/statement-text.ts';
import { words } from '../../src/locales/words.ts';
import { inputsOn } from './looking.ts';
import { FILED, TIME_ZONE } from './sample-data.ts';

const NOW = new Date('2026-11-21T10:00:00Z');

describe('the support statement', () => {
  it('says whose support it is, and its price, where another company gives it or it is charged (B64, B67)', () => {
    const details = { supported: 'All', hours: 'Always', contacts: ['+33 1'], serviceLevel: undefined };
    const text = statementText('en', { en: { ...details, prices: 'EUR 90 an hour', providedBy: 'Adventure Works' } });

    assert.match(text, /Support is provided by: Adventure Works/);
    assert.match(text, /Price: EUR 90 an hour/);
  });
});

describe('the words for the customer', () => {
  it('name every way to reach the partner that the administrator has written, whole', () => {
    const contacts = Array.from({ length: 6 }, (_, n) => `${n} ${'x'.repeat(158)}`);
    const details = { supported: 'All', hours: 'Always', contacts, prices: undefined, serviceLevel: undefined, providedBy: undefined };
    const view = {
      request: FILED,
      textLocale: 'en',
      statement: { en: details },
      withStatement: false,
      now: NOW,
      timeZone: TIME_ZONE,
    } as const;

    assert.ok(String(inputsOn(customerWordsCard('en', view))['customerText']?.value).includes(contacts.join(', ')));
  });

  it('promise a day, and no hour of it, where a business day is Microsoft’s target (B60)', () => {
    const request = { ...FILED, nature: 'billing', deskStatus: 'open', responseDueAt: new Date('2026-11-24T00:00:00Z') } as const;
    const view = { request, textLocale: 'en', statement: {}, withStatement: false, now: NOW, timeZone: 'Europe/Paris' } as const;
    const text = String(inputsOn(customerWordsCard('en', view))['customerText']?.value);

    assert.ok(text.includes(words('en')('wording.next.expected-day', { day: '24 November 2026' })), text);
    assert.doesNotMatch(text, /01:00/);
  });
});
