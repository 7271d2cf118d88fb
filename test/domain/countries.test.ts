import assert from 'node:assert/strict';
import { whereAlpha2 } from 'iso-3166-1';
import facts from '../../src/domain/facts/countries.json' with { type: 'json' };
import { countriesLike, countryName, countryNamed, isCountry, likelyCountries } from '../../src/domain/countries.ts';
import { LOCALES } from '../../src/domain/locale.ts';

describe('countries', () => {
  it('are those of ISO 3166-1, so that each has the three letters that Azure asks for', () => {
    assert.equal(facts.codes.length, 249);
    assert.deepEqual(
      facts.codes.filter((code) => whereAlpha2(code) === undefined),
      [],
    );
  });

  it('have a name in every language', () => {
    for (const locale of LOCALES) {
      assert.deepEqual(
        facts.codes.filter((code) => countryName(code, locale) === code),
        [],
      );
    }
    assert.deepEqual(
      LOCALES.map((locale) => countryName('DE', locale)),
      ['Germany', 'Allemagne', 'Германия'],
    );
  });

  it('are understood by code and by name in any of our languages, without accents and case', () => {
    assert.deepEqual(['fr', 'Allemagne', 'германия', 'cote d’ivoire', 'Niger'].map(countryNamed), ['FR', 'DE', 'DE', 'CI', 'NE']);
  });

  it('are not guessed', () => {
    assert.deepEqual(['', '  ', 'united', 'XX', 'nowhere', '%'].map(countryNamed), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    assert.equal(isCountry('XX'), false);
  });

  it('are found by the beginnings of their words', () => {
    assert.deepEqual(countriesLike('united st', 5), ['US']);
    assert.equal(countriesLike('', 15).length, 15);
  });

  it('are suggested by the time zone, then by the language', () => {
    assert.deepEqual(likelyCountries('Europe/Paris', 'en').slice(0, 2), ['FR', 'GB']);
    assert.equal(likelyCountries('Europe/London', 'en').filter((code) => code === 'GB').length, 1);
    assert.ok(likelyCountries('Nowhere/At-all', 'ru').every(isCountry));
  });
});
