import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LOCALES } from '../../src/domain/locale.ts';
import { typedMinutes, writtenMinutes } from '../../src/domain/typed-duration.ts';

describe('a typed time span', () => {
  for (const [text, minutes] of [
    ['15', 15],
    ['90 min', 90],
    ['15 minutes', 15],
    ['2h', 120],
    ['1h30', 90],
    ['1h 30', 90],
    ['1 d 4 h', 1680],
    ['1 jour 4 heures', 1680],
    ['1 j', 1440],
    ['1 д 2 ч 30 мин.', 1590],
    ['2 часа', 120],
    ['0', 0],
    [' 2H ', 120],
  ] as const)
    it(`is ${minutes} minutes in "${text}"`, () => {
      assert.equal(typedMinutes(text), minutes);
    });

  for (const text of ['', ' ', 'soon', '-5', '1.5h', '5 parsecs', '2 weeks', '10:30', '9999999', '15 30'])
    it(`is none in "${text}"`, () => {
      assert.equal(typedMinutes(text), undefined);
    });

  it('is read back as it was written, in every language', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 527_040 }), fc.constantFrom(...LOCALES), (minutes, locale) => {
        assert.equal(typedMinutes(writtenMinutes(locale, minutes)), minutes);
      }),
    );
  });

  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const minutes = typedMinutes(text);
        assert.ok(minutes === undefined || minutes >= 0);
      }),
    );
  });
});
