import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { inputOf, shows, textsOf } from './card-reading.ts';
import { mailIncident, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const MAIL = "Contoso can't send mail since 9";
const REASONS = { criterion: 'service-down', tried: 'Restarted Outlook' };
const FORM = {
  ...IMPACT_INPUTS.stopped,
  description: 'Nobody can send',
  contactGivenName: 'Adele',
  contactSurname: 'Vance',
  contactEmail: 'adele@northwindcloud.example',
};
const HOUR = 3_600_000;

describe('A report that lay for more than an hour', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const draft = async () => (await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now())) ?? assert.fail('no open draft');
  /** Meanwhile mail is an incident. */
  const lies = () => {
    desk.clock.move(HOUR + 1000);
    const { overviews, ...snapshot } = mailIncident();
    const changed = overviews.map((one) => ({ ...one, issues: one.issues.map((issue) => ({ ...issue, modifiedAt: desk.clock.now() })) }));
    desk.fakes.showHealth = desk.answering({ snapshot: { ...snapshot, overviews: changed }, failure: undefined });
  };
  async function resumes() {
    const { id: draftId } = await draft();
    return adele.press({ verb: 'report.resume', data: { draftId }, messageId: 'card' });
  }

  it('shows health again when it is resumed, with what is new, and keeps every answer (B19)', async () => {
    await adele.says(MAIL);
    await adele.clicks('report.answer', REASONS);
    lies();
    const card = await resumes();

    shows(card, t('report.health.title'), t('report.health.again'), 'EX1234', t('report.health.new'));
    assert.equal(inputOf(card, 'tried')?.['value'], REASONS.tried);
    shows(await adele.clicks('report.answer', REASONS), t('report.form.title'));
  });

  it('calls nothing new that was there before', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
    await adele.says(MAIL);
    await adele.clicks('report.answer', REASONS);
    desk.clock.move(HOUR + 1000);
    const card = await resumes();

    shows(card, 'EX1234');
    assert.ok(!textsOf(card).includes(t('report.health.new')));
  });

  it('is not sent before health was looked at again (B19)', async () => {
    await adele.says(MAIL);
    await adele.clicks('report.answer', REASONS);
    shows(await adele.clicks('report.answer', FORM), t('report.review.title'));
    lies();
    shows(await adele.clicks('report.submit'), t('report.health.again'), 'EX1234');
    assert.deepEqual(
      desk.jobs.filter(({ name }) => name === 'file-request'),
      [],
    );

    shows(await adele.clicks('report.answer', REASONS), t('report.review.title'));
  });

  it('keeps what stands in the form that is left by another button', async () => {
    await adele.says(MAIL);
    await adele.clicks('report.answer', REASONS);
    lies();
    shows(await adele.clicks('report.back', FORM), t('report.health.title'));

    assert.equal((await draft()).description, FORM.description);
  });

  it('goes back from the health that is shown again to the first card', async () => {
    await adele.says(MAIL);
    await adele.clicks('report.answer', REASONS);
    lies();
    await resumes();
    shows(await adele.clicks('report.back'), t('report.subject.title'));
  });
});

describe('A report that was handed over', () => {
  it('begins with the health of the services for whoever has it now (B19)', async () => {
    const desk = await openHelpdesk();
    const adele = desk.user();
    await adele.says(MAIL);
    await adele.clicks('report.answer', REASONS);
    desk.fakes.check = desk.accessBy(({ id }) => (id === desk.people.camille.id ? 'granted' : 'denied'));
    const draft = (await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now())) ?? assert.fail('no open draft');
    await adele.press({ verb: 'report.resume', data: { draftId: draft.id }, messageId: 'card' });
    await adele.clicks('report.handOver', { colleague: desk.people.camille.id });

    const camille = desk.user(desk.people.camille);
    shows(await camille.press({ verb: 'report.resume', data: { draftId: draft.id }, messageId: 'card' }), t('report.health.title'));
  });
});
