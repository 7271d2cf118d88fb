import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FILING_ROUTES } from '../../src/domain/filing-route.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { SITUATIONS } from './situations.ts';

const TRANSCRIPTS = path.join(import.meta.dirname, '..', '..', 'docs', 'transcripts');

describe('the situations of the transcripts', () => {
  it('are at least twelve, and take every route there is', () => {
    assert.ok(SITUATIONS.length >= 12);
    assert.deepEqual(new Set(SITUATIONS.map(({ route }) => route)), new Set(FILING_ROUTES));
  });

  for (const { name, route, told } of SITUATIONS)
    it(`are written down in three languages: ${name}`, () => {
      for (const locale of LOCALES) {
        const file = path.join(TRANSCRIPTS, locale, `${name}.md`);
        assert.ok(existsSync(file), `npm run transcripts writes ${file}`);
        const text = readFileSync(file, 'utf8');
        assert.ok(text.includes(told[locale].sentence) && text.includes(words(locale)(`routes.names.${route}`)), file);
      }
    });
});
