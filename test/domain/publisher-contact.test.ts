import assert from 'node:assert/strict';
import fc from 'fast-check';
import { publisherProblems, type PublisherFields } from '../../src/domain/publisher-contact.ts';

const FIELDS: PublisherFields = {
  product: 'Fabrikam Sign',
  publisher: 'Fabrikam Software',
  page: 'https://support.fabrikam.example/sign',
  email: undefined,
  phone: undefined,
};
const problems = (some: Partial<PublisherFields>) =>
  publisherProblems({ ...FIELDS, ...some }).map(({ field, problem }) => `${field} ${problem}`);

describe('a publisher’s contact', () => {
  it('is complete with one way of three (B41)', () => {
    assert.deepEqual(problems({}), []);
    assert.deepEqual(problems({ page: undefined, email: 'help@fabrikam.example' }), []);
    assert.deepEqual(problems({ page: undefined, phone: '+49 (30) 555-0199 ext. 12' }), []);
  });

  const wrong: readonly [Partial<PublisherFields>, string][] = [
    [{ page: undefined }, 'page one-needed'],
    [{ product: '' }, 'product missing'],
    [{ publisher: '' }, 'publisher missing'],
    [{ product: 'x'.repeat(121) }, 'product too-long'],
    [{ page: 'http://fabrikam.example' }, 'page not-a-link'],
    [{ page: 'https://localhost/' }, 'page not-a-link'],
    [{ page: 'https://me:word@fabrikam.example/' }, 'page not-a-link'],
    [{ page: 'fabrikam.example' }, 'page not-a-link'],
    [{ email: 'help at fabrikam' }, 'email not-an-address'],
    [{ phone: 'call us' }, 'phone not-a-phone'],
    [{ phone: '-----' }, 'phone not-a-phone'],
  ];
  for (const [some, problem] of wrong)
    it(`says ${problem} for ${JSON.stringify(some).slice(0, 60)}`, () => assert.deepEqual(problems(some), [problem]));

  it('is judged at once, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (page, phone) => {
        const links = publisherProblems({ ...FIELDS, page, phone }).some(({ field }) => field === 'page');
        assert.ok(links || page.toLowerCase().includes('https:'));
      }),
    );
  });
});
