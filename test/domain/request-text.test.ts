import assert from 'node:assert/strict';
import fc from 'fast-check';
import words from '../../src/domain/facts/request-text.json' with { type: 'json' };
import { NATURES, PRODUCTS } from '../../src/domain/product.ts';
import { ESCALATION_CRITERIA } from '../../src/domain/problem-category.ts';
import { carriesReference, requestText } from '../../src/domain/request-text.ts';
import { IMPACTS } from '../../src/domain/severity.ts';
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

  it('does not say "since" twice, in any language', () => {
    const sinceOf = (language: (typeof LOCALES)[number], since: string) =>
      requestText(aServiceRequest({ language, since }))
        .split('\n')
        .find((line) => line.startsWith(`${words[language].since}:`));

    assert.deepEqual(
      [sinceOf('en', 'Since 9'), sinceOf('en', 'from 9 to 11'), sinceOf('en', 'since'), sinceOf('fr', 'depuis ce matin')],
      ['Since: 9', 'Since: from 9 to 11', 'Since: since', 'Depuis: ce matin'],
    );
    assert.equal(sinceOf('ru', 'с 9 утра'), 'Начало: с 9 утра');
  });

  it('has words for every value in every language', () => {
    for (const locale of LOCALES) {
      const { products, natures, impacts, criteria } = words[locale];
      assert.deepEqual(
        [Object.keys(products), Object.keys(natures), Object.keys(impacts), Object.keys(criteria)],
        [[...PRODUCTS], [...NATURES], [...IMPACTS], [...ESCALATION_CRITERIA]],
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
