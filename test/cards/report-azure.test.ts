import assert from 'node:assert/strict';
import { LOCALES } from '../../src/domain/locale.ts';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import { words } from '../../src/locales/words.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import { inputsOn, textsOn } from './looking.ts';
import { sizeInTeams } from './rules.ts';
import { azureForm, azureHostile, azureOffer, azureReview } from './sample-azure.ts';
import { NASTY } from './sample-data.ts';

const asking = (count: number) =>
  anAzureProblem('Virtual Machine running Windows', 'Cannot connect by RDP', {
    consents: Array.from({ length: count }, (_, index) => ({ type: `consent${index}`, description: `May Microsoft do thing ${index}?` })),
  });
const consentsOn = (card: object) => Object.keys(inputsOn(card)).filter((id) => id.startsWith('consent:'));

describe('the further consents on the review', () => {
  it('are each asked for, as many as the card has room for', () => {
    const card = azureReview('en', azureOffer({ problem: asking(10) }));

    assert.equal(consentsOn(card).length, 10);
    assert.doesNotMatch(textsOn(card), /no room/);
  });

  it('are said to be answered with "no" where there is no room to ask', () => {
    for (const locale of LOCALES) {
      const card = azureReview(locale, azureOffer({ problem: asking(13) }));

      assert.equal(consentsOn(card).length, 10);
      assert.ok(textsOn(card).includes(words(locale)('azure.moreConsents', { count: 3 })), locale);
    }
  });
});

describe('work around the clock on the review', () => {
  const asked = (draft: Partial<ReportDraft>) => inputsOn(azureReview('en', azureOffer({ problem: asking(0) }), draft))['roundTheClock'];

  it('is asked of a critical request in English, and is "no" until somebody says otherwise (B59)', () => {
    assert.equal(asked({ severity: 'critical', language: 'en' })?.value, 'no');
    assert.equal(asked({ severity: 'critical', language: 'en', roundTheClock: true })?.value, 'yes');
  });

  it('is not asked of others', () => {
    assert.equal(asked({ severity: 'moderate', language: 'en' }), undefined);
    assert.equal(asked({ severity: 'critical', language: 'fr' }), undefined);
  });
});

describe('the form of a report to Azure Support', () => {
  it('leaves 2 KB of the 28 KB that Teams takes, with everything on it that people and Microsoft write', () => {
    const largest = azureHostile('nasty', NASTY).find(({ name }) => name === 'nasty report form, Azure') ?? assert.fail('no such card');

    for (const locale of LOCALES) assert.ok(sizeInTeams(largest.make(locale)) < 26 * 1024, locale);
  });

  it('carries a problem by the two ids that tell it from every other one', () => {
    const problem = asking(0);
    const { azureProblemId } = inputsOn(azureForm('en', azureOffer({ problem })));

    const [, , , , service, , own] = problem.id.split('/');
    assert.equal(azureProblemId?.value, `${service}/${own}`);
  });
});
