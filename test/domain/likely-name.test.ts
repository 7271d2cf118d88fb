import assert from 'node:assert/strict';
import fc from 'fast-check';
import { likelyName } from '../../src/domain/likely-name.ts';

describe('likelyName', () => {
  for (const [sentence, name] of [
    ['Wingtip cannot send emails', 'Wingtip'],
    ['fabrkam cannot send emails', 'fabrkam'],
    ['Wingtip Toys: the mail is down', 'Wingtip Toys'],
    ["Wingtip's mail is down", 'Wingtip'],
    ['wingtip users get errors in Outlook', 'wingtip'],
    ['Nothing works at Wingtip since noon', 'Wingtip'],
    ['Plus de messagerie chez Wingtip', 'Wingtip'],
    ['У Вингтип не уходит почта', 'Вингтип'],
  ] as const) {
    it(`finds ${name} in ${JSON.stringify(sentence)}`, () => {
      assert.equal(likelyName(sentence)?.text, name);
    });
  }

  for (const sentence of [
    "Outlook can't send mail since 9",
    'Nobody receives mail',
    'Everything is down',
    'Users cannot log in',
    'VPN is down',
    'The printer is broken',
    'Printer is broken',
    'Login does not work at 9',
    'Почта не уходит',
    'La messagerie est en panne',
    '',
  ]) {
    it(`finds none in ${JSON.stringify(sentence)}`, () => {
      assert.equal(likelyName(sentence), undefined);
    });
  }

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const span = likelyName(text);
        return span === undefined || text.slice(span.start, span.end) === span.text;
      }),
    );
  });
});
