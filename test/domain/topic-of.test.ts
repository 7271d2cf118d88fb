import assert from 'node:assert/strict';
import type { Nature } from '../../src/domain/product.ts';
import { topicOf } from '../../src/domain/topic-of.ts';

describe('topicOf', () => {
  const topics = (...names: readonly string[]) => names.map((name) => ({ id: name, name, description: '' }));
  const chosen = (nature: Nature, ...names: readonly string[]) => topicOf(nature, topics(...names))?.name;

  it('finds the topic of a nature by its name, in every language', () => {
    assert.equal(chosen('billing', 'Reseller relationships', 'Billing and invoices', 'Fraud and misuse'), 'Billing and invoices');
    assert.equal(chosen('billing', 'Compte et profil', 'Facturation et factures'), 'Facturation et factures');
    assert.equal(chosen('billing', 'Учётная запись партнёра', 'Выставление счетов'), 'Выставление счетов');
    assert.equal(chosen('fraud', 'Выставление счетов', 'Мошенничество и злоупотребления'), 'Мошенничество и злоупотребления');
  });

  it('leaves it to a person where several fit, or none', () => {
    assert.equal(chosen('subscription', 'Subscriptions: cancel or refund', 'Subscriptions: purchase fails'), undefined);
    assert.equal(chosen('billing', 'Something else'), undefined);
    assert.equal(chosen('question', 'Billing and invoices'), undefined);
  });
});
