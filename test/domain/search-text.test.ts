import assert from 'node:assert/strict';
import fc from 'fast-check';
import { searchText } from '../../src/domain/search-text.ts';

describe('search text', () => {
  const plain: readonly (readonly [string, string])[] = [
    ['Müller', 'muller'],
    ['ÉCOLE LUMIÈRE', 'École lumière'],
    ['bank woodgrove', 'Woodgrove Bank'],
    ['Coho  Vineyard & Winery', 'coho vineyard, winery'],
    ["O'Reilly", 'O’reilly'],
    ['A/S Litware', 'AS Litware'],
    ['Fabrikam S.A.R.L.', 'Fabrikam SARL'],
    ['Østergaard Łódź Straße', 'Ostergaard Lodz Strasse'],
  ];
  for (const [one, other] of plain) {
    it(`takes "${one}" and "${other}" for the same words`, () => {
      assert.equal(searchText(one).plain, searchText(other).plain);
    });
  }

  const sound: readonly (readonly [string, string])[] = [
    ['Müller', 'МЮЛЛЕР'],
    ['Mueller', 'Müller'],
    ['Контосо', 'Contoso'],
    ['Фабрикам', 'Fabrikam'],
    ['Нортвинд', 'Northwind'],
    ['Литвар', 'Litware'],
    ['Ялта', 'Yalta'],
    ['Юлия', 'Julia'],
    ['Щука', 'Shchuka'],
    ['Жижков', 'Žižkov'],
    ['Сиско', 'Cisco'],
    ['Квест', 'Quest'],
    ['банк Фабрикам', 'Fabrikam Bank'],
  ];
  for (const [one, other] of sound) {
    it(`hears the same name in "${one}" and "${other}"`, () => {
      assert.equal(searchText(one).sound, searchText(other).sound);
    });
  }

  const core: readonly (readonly [string, string])[] = [
    ['Contoso, Ltd.', 'Contoso'],
    ['Contoso GmbH', 'Contoso B.V.'],
    ['ООО «Контосо»', 'Contoso LLC'],
    ['S.A. Fabrikam', 'Fabrikam Inc'],
  ];
  for (const [one, other] of core) {
    it(`softens the legal forms of "${one}" and "${other}"`, () => {
      assert.equal(searchText(one).core, searchText(other).core);
    });
  }

  it('keeps different names apart', () => {
    const names = ['Contoso', 'Consolidated Messenger', 'Fabrikam', 'Litware', 'Lucerne', 'Tailspin', 'Wingtip', 'Северный ветер'];

    assert.equal(new Set(names.map((name) => searchText(name).core)).size, names.length);
  });

  it('keeps a name that is a legal form', () => {
    assert.equal(searchText('AG').core, 'ag');
  });

  it('holds letters, digits and single spaces only, whatever the text, and folds its own words to themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const { plain: words, sound: sounds } = searchText(text);

        assert.match(words, /^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u);
        assert.match(sounds, /^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u);
        assert.equal(searchText(words).plain, words);
      }),
    );
  });
});
