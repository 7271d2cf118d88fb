import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { inputOf, shows } from './card-reading.ts';
import { openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const FRAUD = 'Contoso: fraud, somebody uses stolen licences';
const REST = {
  description: 'Licences that nobody ordered',
  topicId: 'topic-1',
  contactGivenName: 'Adele',
  contactSurname: 'Vance',
  contactEmail: 'adele@northwindcloud.example',
};

describe('A report of fraud (B23)', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  it('asks whether it is going on, instead of who cannot work, and proposes A while it is (B54)', async () => {
    const form = await adele.says(FRAUD);
    shows(form, t('report.form.title'), t('fields.ongoing'));
    assert.deepEqual([inputOf(form, 'affected'), inputOf(form, 'ongoing')?.['value']], [undefined, undefined]);
    const review = await adele.clicks('report.answer', { ...REST, ongoing: 'yes' });

    shows(review, t('report.review.title'), t('impact.because', { severity: 'A', reason: t('impact.reasons.fraud-ongoing') }));
  });

  it('asks for the answer where it is missing (B54)', async () => {
    await adele.says(FRAUD);

    shows(
      await adele.clicks('report.answer', REST),
      t('report.problemLine', { field: t('fields.ongoing'), problem: t('problems.missing') }),
    );
  });

  it('is filed with what was answered, and kept with it', async () => {
    await adele.says(FRAUD);
    await adele.clicks('report.answer', { ...REST, ongoing: 'no' });
    await adele.clicks('report.submit');
    const [request] = (await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 1, offset: 0 })).requests;

    assert.deepEqual([request?.severity, request?.impactAnswers], ['minimal', { ongoing: false }]);
  });

  it('takes the severity that is typed for the answer', async () => {
    await adele.says(FRAUD);

    assert.equal(inputOf(await adele.says('A'), 'ongoing')?.['value'], 'yes');
  });
});
