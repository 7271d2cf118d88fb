import assert from 'node:assert/strict';
import fc from 'fast-check';
import words from '../../src/domain/facts/request-text.json' with { type: 'json' };
import { NATURES, PRODUCTS } from '../../src/domain/product.ts';
import { ESCALATION_CRITERIA } from '../../src/domain/problem-category.ts';
import { carriesReference, requestText } from '../../src/domain/request-text.ts';
import { AFFECTED, IMPACTS, YES_OR_NO } from '../../src/domain/severity.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { aServiceRequest } from '../support/service-requests.ts';

describe('request text', () => {
  it('begins with the reference and the customer, and ends with the description', () => {
    const text = requestText(
      aServiceRequest({ reference: 'PSR-7K3M9Q', customerName: 'Fabrikam', customerDomain: undefined, description: 'It is\nbroken.' }),
    );

    const lines = text.split('\n');
    assert.equal(lines[0], 'Reference: PSR-7K3M9Q');
    assert.match(lines[1] ?? '', /^Customer: Fabrikam \([0-9a-f-]{36}\)$/);
    assert.ok(text.endsWith('\n\nDescription:\nIt is\nbroken.'));
  });

  it('leaves out what was not said', () => {
    assert.doesNotMatch(requestText(aServiceRequest()), /undefined|Since|People affected|Already tried|Reason for/);
  });

  it('tells Microsoft the impact as it was answered, and why the severity is another one (B54)', () => {
    const impactAnswers = { affected: 'group', production: true, workaround: false } as const;
    const told = (language: (typeof LOCALES)[number]) =>
      requestText(aServiceRequest({ language, impactAnswers, severity: 'critical', severityReason: 'Payday' }))
        .split('\n')
        .slice(5, 8);

    assert.deepEqual(told('en'), [
      'Severity: A (critical)',
      'Reason for the severity: Payday',
      'Impact: a group cannot work, production, no workaround',
    ]);
    assert.equal(told('fr')[2], 'Impact\u00a0: un groupe ne peut plus travailler, en production, sans solution de contournement');
    assert.equal(told('ru')[2], 'Влияние: работать не может группа, рабочая среда, обходного пути нет');
  });

  it('tells Microsoft of fraud whether it is going on (B23, B54)', () => {
    const told = (ongoing: boolean) => requestText(aServiceRequest({ nature: 'fraud', impactAnswers: { ongoing } }));

    assert.match(told(true), /^Impact: the fraud is going on, the damage grows$/m);
    assert.match(told(false), /^Impact: the fraud was stopped/m);
  });

  it('names the Azure subscription and problem that were chosen', () => {
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
    const text = requestText(aServiceRequest({ azure }));

    assert.match(text, /^Azure subscription: Production \(3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5\)$/m);
    assert.match(text, /^Azure service and problem: Storage › Access denied$/m);
  });

  it('does not say "since" twice, in any language', () => {
    const sinceOf = (language: (typeof LOCALES)[number], since: string) =>
      requestText(aServiceRequest({ language, since }))
        .split('\n')
        .find((line) => line.startsWith(`${words[language].since}${words[language].colon}`));

    assert.deepEqual(
      [sinceOf('en', 'Since 9'), sinceOf('en', 'from 9 to 11'), sinceOf('en', 'since'), sinceOf('fr', 'depuis ce matin')],
      ['Since: 9', 'Since: from 9 to 11', 'Since: since', 'Depuis\u00a0: ce matin'],
    );
    assert.equal(sinceOf('ru', 'с 9 утра'), 'Начало: с 9 утра');
  });

  it('has words for every value in every language', () => {
    for (const locale of LOCALES) {
      const { products, natures, impacts, criteria, answers } = words[locale];
      assert.deepEqual(
        [Object.keys(products), Object.keys(natures), Object.keys(impacts), Object.keys(criteria)],
        [[...PRODUCTS], [...NATURES], [...IMPACTS], [...ESCALATION_CRITERIA]],
      );
      assert.deepEqual(
        [Object.keys(answers.affected), Object.keys(answers.production), Object.keys(answers.workaround)],
        [[...AFFECTED], [...YES_OR_NO], [...YES_OR_NO]],
      );
    }
  });

  it('is known again by its reference and by no other, whatever people wrote', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(...LOCALES), (title, description, language) => {
        const text = requestText(
          aServiceRequest({
            reference: 'PSR-7K3M9Q',
            title: `${title} PSR-OTHER1`,
            description: `${description}\nReference: PSR-OTHER1`,
            language,
          }),
        );
        assert.ok(carriesReference(text, 'psr-7k3m9q'));
        assert.ok(!carriesReference(text, 'PSR-OTHER1'));
      }),
    );
  });
});
