import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFiller, replyIn, withoutCorrection } from '../../src/domain/reply.ts';

describe('A reply in words', () => {
  for (const [text, reply] of [
    ['Back', 'back'],
    ['retour !', 'back'],
    ['назад', 'back'],
    ['another customer', 'other-customer'],
    ['Un autre client', 'other-customer'],
    ['не тот клиент', 'other-customer'],
    ['yes', 'alone'],
    ['Non.', 'alone'],
    ['да', 'alone'],
    ['The printer says yes', undefined],
    ['', undefined],
  ] as const) {
    it(`is ${reply ?? 'none'} in ${JSON.stringify(text)}`, () => {
      assert.equal(replyIn(text), reply);
    });
  }

  for (const [text, rest] of [
    ['no wait, it is Fabrikam', 'fabrikam'],
    ['non, c’est Contoso', 'contoso'],
    ['нет, это Контосо', 'контосо'],
    ['it is', ''],
    ['Fabrikam', 'fabrikam'],
    ['Norway Travel', 'norway travel'],
  ] as const) {
    it(`corrects to ${JSON.stringify(rest)} in ${JSON.stringify(text)}`, () => {
      assert.equal(withoutCorrection(text), rest);
    });
  }

  it('knows what says nothing', () => {
    assert.deepEqual(['show me', 'please', '', '?', 'show errors'].map(isFiller), [true, true, true, true, false]);
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        isFiller(text);
        replyIn(text);
        return typeof withoutCorrection(text) === 'string';
      }),
    );
  });
});
