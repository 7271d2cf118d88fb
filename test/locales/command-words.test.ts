import assert from 'node:assert/strict';
import { LOCALES } from '../../src/domain/locale.ts';
import { CATALOGUES } from '../../src/locales/catalogues.ts';
import { COMMAND_WORDS, FILTER_WORDS } from '../../src/locales/command-words.ts';

/** As a parser compares: case, accents and kinds of apostrophes do not count. */
const plainly = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

describe('the words of commands', () => {
  it('are there for every command in every language, the English ones too (B75)', () => {
    for (const { name, words } of COMMAND_WORDS) {
      for (const locale of LOCALES) {
        const own = CATALOGUES[locale].commands[name].words;
        assert.ok(own.length > 0, `${locale} ${name}`);
        assert.ok(own.every((word) => words.includes(word)));
      }
    }
  });

  it('mean one command each, in all languages together', () => {
    const owners = new Map<string, string>();
    for (const { name, words } of COMMAND_WORDS) {
      for (const word of words) {
        const owner = owners.get(plainly(word)) ?? name;
        assert.equal(owner, name, word);
        owners.set(plainly(word), name);
      }
    }
  });

  it('know the several translations of health (B75)', () => {
    const health = COMMAND_WORDS.find(({ name }) => name === 'health')?.words ?? [];
    for (const word of ['health', 'état', 'santé', 'intégrité', 'состояние', 'здоровье', 'работоспособность'])
      assert.ok(health.includes(word), word);
  });

  it('are what the help shows: the usage begins with a word that is understood', () => {
    for (const locale of LOCALES) {
      for (const { name, words } of COMMAND_WORDS) {
        const usage = CATALOGUES[locale].commands[name].usage.replace(/ [[<].*/, '');
        assert.ok(words.includes(usage), `${locale} ${usage}`);
      }
    }
  });

  it('mean one filter of requests each', () => {
    const words = FILTER_WORDS.flatMap((each) => each.words.map(plainly));
    assert.equal(new Set(words).size, words.length - 2, 'моё and мое, все and всё are the same word');
  });
});
