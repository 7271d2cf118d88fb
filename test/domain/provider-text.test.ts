import assert from 'node:assert/strict';
import { providerText } from '../../src/domain/provider-text.ts';
import { COMPLETE, CONTOSO } from './report-examples.ts';

const CONTACT = { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: '+49305550101' };

describe('the text for whoever files a report instead (B4)', () => {
  it('names customer, problem, severity, reasons, what was tried, and the contact', () => {
    const text = providerText(COMPLETE, CONTOSO, CONTACT, 'en');

    assert.deepEqual(text.split('\n'), [
      'Customer: Contoso (c0c0c0c0-0000-4000-8000-000000000001, contoso.onmicrosoft.com)',
      'Title: Mail is down',
      'Product: Microsoft 365',
      'Kind of problem: something is broken',
      'Severity: A (critical)',
      'Impact: production is stopped',
      'Reason for escalation: service is down or badly degraded',
      'Already tried: Restarted Outlook',
      'Contact (partner staff): Adele Vance, adele@northwindcloud.example, +49305550101',
      'Description:',
      'Nobody can send mail',
    ]);
  });

  it('leaves out what was not said', () => {
    const text = providerText({ title: 'Mail is down' }, { ...CONTOSO, domain: undefined }, { ...CONTACT, phone: undefined }, 'ru');

    assert.deepEqual(text.split('\n'), [
      'Клиент: Contoso (c0c0c0c0-0000-4000-8000-000000000001)',
      'Тема: Mail is down',
      'Контакт (сотрудник партнёра): Adele Vance, adele@northwindcloud.example',
    ]);
  });

  it('never names the category, which is ours', () => {
    for (const language of ['en', 'fr', 'ru'] as const)
      assert.doesNotMatch(providerText(COMPLETE, CONTOSO, CONTACT, language), /performance-availability/);
  });
});
