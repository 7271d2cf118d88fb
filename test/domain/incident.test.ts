import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextUpdateOf } from '../../src/domain/incident.ts';

const at = new Date('2026-03-01T21:22:09Z');
const post = (text: string, when = at) => ({ at: when, text });

describe('the promise of the next update', () => {
  const promises: readonly [string, string][] = [
    ['Next update by: Monday, March 2, 2026, at 12:00 AM UTC', '2026-03-02T00:00:00.000Z'],
    ['Next Update by: Monday, March 2, 2026, at 9:00 PM UTC\n', '2026-03-02T21:00:00.000Z'],
    ['Status: looking.\n\nNext update by:\nMonday, March 2, 2026 at 12:30 PM (UTC)', '2026-03-02T12:30:00.000Z'],
    ['next update by March 2nd, 2026, 4 p.m. UTC', '2026-03-02T16:00:00.000Z'],
    ['Next update: Mar 2, 2026, 4:05 AM GMT', '2026-03-02T04:05:00.000Z'],
  ];
  for (const [text, promised] of promises)
    it(`is read from "${text.replaceAll('\n', ' ')}"`, () => {
      assert.equal(nextUpdateOf([post(text)])?.toISOString(), promised);
    });

  const unsure: readonly string[] = [
    'We will tell more as soon as we can.',
    'Next update by: Monday, March 2, 2026, at 12:00 AM',
    'Next update by: Monday, March 2, 2026, at 12:00 AM PST',
    'Next update by: Monday, March 2, 2026, at 12:00 AM UTC+3',
    'Next update by: Monday, February 31, 2026, at 12:00 AM UTC',
    'Next update by: Monday, March 2, 2026, at 13:00 PM UTC',
    'Next update by: Monday, Marvember 2, 2026, at 1:00 PM UTC',
    'Next update by: Monday, March 2, 2027, at 1:00 PM UTC',
    'Next update by: Sunday, March 1, 2026, at 1:00 PM UTC',
  ];
  for (const text of unsure)
    it(`is not guessed from "${text}"`, () => {
      assert.equal(nextUpdateOf([post(text)]), undefined);
    });

  const promise = 'Next update by: Monday, March 2, 2026, at 4:00 PM UTC';

  it('stands while a later post says nothing of it', () => {
    const quick = post('This is a quick update.', new Date('2026-03-02T10:00:00Z'));

    assert.equal(nextUpdateOf([post(promise), quick])?.toISOString(), '2026-03-02T16:00:00.000Z');
  });

  it('is kept by a post after the moment promised', () => {
    const final = post('Final status: repaired.', new Date('2026-03-02T16:10:00Z'));

    assert.equal(nextUpdateOf([post(promise), final]), undefined);
  });

  it('is that of the newest post that makes one', () => {
    const newer = post('Next update by: Tuesday, March 3, 2026, at 4:00 PM UTC', new Date('2026-03-02T15:00:00Z'));

    assert.equal(nextUpdateOf([newer, post(promise)])?.toISOString(), '2026-03-03T16:00:00.000Z');
  });

  it('is never a date that is none, whatever the text', () => {
    const word = fc.constantFrom('Next update by:', 'Monday,', 'March', '2', '31,', '2026,', 'at', '12:00', '4', 'PM', 'UTC', ' ', '\n');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const found = nextUpdateOf([post(words.join(' '))]);
        assert.ok(found === undefined || !Number.isNaN(found.getTime()));
      }),
    );
  });

  const slow: readonly string[] = [
    `next update by ${'a'.repeat(4000)}day ${' '.repeat(4000)}`,
    `next update${' '.repeat(4000)}!`,
    `next update${'\u00a0\n'.repeat(2000)}!`,
    'next update by '.repeat(500),
  ];
  for (const text of slow)
    it(`is looked for in little time in a text made to be slow: ${JSON.stringify(text.slice(0, 20))}…`, () => {
      const begun = performance.now();
      nextUpdateOf([post(text)]);

      assert.ok(performance.now() - begun < 200);
    });
});
