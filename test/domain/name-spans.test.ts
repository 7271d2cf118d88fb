import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extended, nameSpans, without } from '../../src/domain/name-spans.ts';

describe('nameSpans', () => {
  const table: readonly (readonly [string, string])[] = [
    ["Contoso can't send mail since 9", 'Contoso'],
    ["Contoso's mail is down", 'Contoso'],
    ['contoso mail is down', 'contoso'],
    ['Mail is down at Woodgrove Bank', 'Woodgrove Bank'],
    ['the invoice of northwind traders is wrong', 'northwind'],
    ['Chez Contoso, la messagerie ne marche plus', 'Contoso'],
    ['les mails de Fabrikam Residences ne partent plus', 'Fabrikam Residences'],
    ["Outlook d'Adatum est en panne", 'Adatum'],
    ['У Контосо не работает почта', 'Контосо'],
    ['Почта не работает у Контосо', 'Контосо'],
    ['nobody at fabrikam.example can log in', 'fabrikam.example'],
    ['City Power & Light cannot send mail', 'City Power & Light'],
  ];
  for (const [sentence, best] of table) {
    it(`tries ${JSON.stringify(best)} first in ${JSON.stringify(sentence)}`, () => {
      assert.equal(nameSpans(sentence, 6)[0]?.text, best);
    });
  }

  for (const answer of ['Azure', 'Microsoft 365', 'office 365', 'Dynamics 365', 'Power BI', 'Health', 'Microsoft Teams Phone']) {
    it(`looks for no customer in ${JSON.stringify(answer)}`, () => {
      assert.deepEqual(nameSpans(answer, 6), []);
    });
  }

  it('tries the beginning of a name of ordinary words, in small letters, where one is expected', () => {
    assert.equal(nameSpans('mail is down at city power & light', 6)[0]?.text, 'city');
  });

  it('gives no more than asked for, each a part of the sentence', () => {
    const words = fc.array(
      fc.oneof(fc.constantFrom('Contoso', "Fabrikam's", 'at', 'chez', 'у', 'Bank', 'is', "d'Adatum", ','), fc.string()),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const sentence = parts.join(' ');
        const spans = nameSpans(sentence, 6);
        assert.ok(spans.length <= 6);
        assert.ok(spans.every(({ text, start, end }) => text !== '' && sentence.slice(start, end) === text));
      }),
    );
  });
});

describe('without', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ["Contoso can't send mail since 9", 'Contoso', "can't send mail since 9"],
    ["Contoso's mail is down", 'Contoso', 'mail is down'],
    ['Chez Contoso, la messagerie ne marche plus', 'Contoso', 'la messagerie ne marche plus'],
    ['У Контосо не работает почта', 'Контосо', 'не работает почта'],
    ['Mail is down at Woodgrove Bank.', 'Woodgrove Bank', 'Mail is down'],
    ['Почта не работает у Контосо', 'Контосо', 'Почта не работает'],
    ['the mail of Contoso is down', 'Contoso', 'the mail of Contoso is down'],
    ['Contoso', 'Contoso', ''],
  ];
  for (const [sentence, name, rest] of table) {
    it(`leaves ${JSON.stringify(rest)} of ${JSON.stringify(sentence)}`, () => {
      const start = sentence.indexOf(name);

      assert.equal(without(sentence, { text: name, start, end: start + name.length }), rest);
    });
  }
});

describe('extended', () => {
  it('takes in the words behind that belong to the name, in any script', () => {
    const sentence = 'woodgrove банк mail is down';

    assert.equal(extended(sentence, { text: 'woodgrove', start: 0, end: 9 }, 'Woodgrove Bank').text, 'woodgrove банк');
  });

  it('takes in nothing else', () => {
    assert.equal(extended('Contoso mail', { text: 'Contoso', start: 0, end: 7 }, 'Contoso').text, 'Contoso');
  });
});
