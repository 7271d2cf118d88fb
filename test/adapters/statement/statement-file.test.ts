import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { supportStatement } from '../../../src/adapters/statement/statement-file.ts';
import { LOCALES } from '../../../src/domain/locale.ts';

const SAMPLE = new URL('../../../docs/support-statement.sample.json', import.meta.url).pathname;
const DETAILS = { supported: 'All of it', hours: '8 to 18', contacts: ['help@northwindcloud.example'] };
const LINK = 'https://northwindcloud.example/sla';

describe('the support statement of the administrator', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'statement-'))));
  after(() => rmSync(folder, { recursive: true }));

  function fileWith(content: unknown): string {
    const file = path.join(folder, 'statement.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  it('is empty without a file', () => {
    assert.deepEqual(supportStatement(undefined), {});
  });

  it('may be written as the sample is, in every language', () => {
    const statement = supportStatement(SAMPLE);

    const { fr } = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { fr: { hours: string } };
    assert.equal(statement.fr?.hours, fr.hours);
    for (const locale of LOCALES) assert.match(statement[locale]?.serviceLevel ?? '', /^https:/);
  });

  it('has to name a service level where no phone is answered around the clock (B65)', () => {
    const without = { roundTheClockPhone: false, en: { ...DETAILS, serviceLevel: LINK }, fr: DETAILS };

    assert.throws(() => supportStatement(fileWith(without)), {
      name: 'ConfigurationError',
      message: /SUPPORT_STATEMENT_FILE: .*statement\.json[^]*service level agreement[^]*fr\.serviceLevel/,
    });
  });

  it('needs none where a phone is answered around the clock (B65)', () => {
    assert.equal(supportStatement(fileWith({ roundTheClockPhone: true, en: DETAILS })).en?.hours, DETAILS.hours);
  });

  const wrong: readonly [string, object][] = [
    ['no word on the phone', { en: { ...DETAILS, serviceLevel: LINK } }],
    ['no language', { roundTheClockPhone: true }],
    ['a language nobody speaks here', { roundTheClockPhone: true, en: DETAILS, de: DETAILS }],
    ['nothing on what is supported (B64)', { roundTheClockPhone: true, en: { ...DETAILS, supported: ' ' } }],
    ['no hours (B64)', { roundTheClockPhone: true, en: { ...DETAILS, hours: undefined } }],
    ['no way to reach the partner (B64)', { roundTheClockPhone: true, en: { ...DETAILS, contacts: [] } }],
    [
      'a service level that is no https link',
      { roundTheClockPhone: false, en: { ...DETAILS, serviceLevel: 'http://northwindcloud.example' } },
    ],
    ['a word nobody knows', { roundTheClockPhone: true, en: { ...DETAILS, price: 'free' } }],
  ];
  for (const [what, content] of wrong)
    it(`is refused with ${what}, naming variable and file`, () => {
      assert.throws(() => supportStatement(fileWith(content)), {
        name: 'ConfigurationError',
        message: /SUPPORT_STATEMENT_FILE: .*statement\.json/,
      });
    });

  it('may begin with a byte order mark, as editors on Windows write it', () => {
    const sample = readFileSync(SAMPLE, 'utf8');

    assert.deepEqual(supportStatement(fileWith(`\uFEFF${sample}`)), supportStatement(SAMPLE));
  });

  it('is refused when it cannot be read', () => {
    for (const file of [fileWith('{'), path.join(folder, 'missing.json')])
      assert.throws(() => supportStatement(file), { message: /SUPPORT_STATEMENT_FILE: .*cannot be read as JSON/ });
  });
});
