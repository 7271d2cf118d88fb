import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../cards/render.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const VM = 'Contoso: Azure virtual machines are down';
const CRM = 'Contoso: Dynamics CRM Online is down';
const MAIL = "Contoso can't send mail since 9";
const REASONS = { criterion: 'service-down', tried: 'Restarted it' };

describe('The answer before the form', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const asAdmin = (): User => desk.user(desk.people.camille);
  const verbs = (card: AdaptiveCard) => buttonsOf(card).map(({ verb }) => verb);
  const draft = async () => desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());

  it('stands on top of the second card: way, reason, cost, clock, what is needed, notes (B72, B73)', async () => {
    const card = await adele.says(MAIL);
    const texts = textsOf(card);

    shows(
      card,
      t('routes.names.admin-center'),
      t('routes.reasons.no-public-api'),
      t('routes.costs.included'),
      t('routes.needs.delegated-role'),
    );
    shows(card, t('impact.hours', { critical: 2, moderate: 4, minimal: 8 }), t('routes.notes.technical-plan-may-be-asked'));
    assert.ok(texts.indexOf(t('routes.names.admin-center')) < texts.indexOf(t('fields.criterion')));
  });

  it('puts the English-only note beside the clock in every language: that of the request is asked later only (B58, B59)', async () => {
    for (const locale of LOCALES) {
      const spoken = words(locale);
      const clock = spoken('impact.hours', { critical: 2, moderate: 4, minimal: 8 });

      shows(await desk.user(desk.people.adele, { locale }).says(MAIL), spoken('routes.block.clock', { clock }));
    }
  });

  it('is one short line on the form after it, and whole on the form of a commercial matter, which has no card before', async () => {
    await adele.says(MAIL);
    const technical = await adele.clicks('report.answer', REASONS);
    const commercial = await asAdmin().says('Contoso was billed twice');

    shows(technical, t('routes.names.admin-center'), t('routes.costs.included'));
    assert.ok(!textsOf(technical).includes(t('routes.reasons.no-public-api')));
    shows(commercial, t('report.form.title'), t('routes.names.partner-center'), t('routes.reasons.commercial-matter'));
  });

  it('says what is called otherwise today (B79, B84)', async () => {
    desk = await openHelpdesk({ partner: { plans: ['advanced'] } });

    shows(await desk.user().says(CRM), t('routes.block.renamed', { old: 'Dynamics CRM Online', now: 'Dynamics 365' }));
  });

  it('sends Azure to the API only with a plan for it, and not in a cloud that does not offer it', async () => {
    desk = await openHelpdesk({ partner: { plans: ['unified'] } });
    shows(await asAdmin().says(VM), t('routes.names.azure-support'));

    desk = await openHelpdesk({ partner: { plans: ['unified'], cloud: 'usgov', azureSupportApi: false } });
    shows(
      await asAdmin().says(VM),
      t('routes.names.azure-portal'),
      t('routes.reasons.azure-api-not-offered'),
      t('routes.notes.us-government'),
    );
  });

  it('never sends it there for a customer behind a provider, whatever the partner is otherwise (B5)', async () => {
    desk = await openHelpdesk({ partner: { plans: ['unified'] }, partnerType: 'indirect-reseller' });

    shows(await asAdmin().says(VM), t('routes.reasons.azure-through-provider'), t('routes.notes.provider-grants-azure'));
  });

  it('tells a helpdesk agent of the support group, and takes the word of one who is in it (B6)', async () => {
    const card = await adele.says(VM);
    shows(card, t('routes.names.ask-admin-agent'), t('routes.reasons.helpdesk-in-azure'), t('routes.notes.helpdesk-in-azure'));

    shows(await adele.clicks('report.inSupportGroup'), t('report.health.title'), t('routes.reasons.azure-support-group'));
    assert.equal((await draft())?.inSupportGroup, true);
  });

  it('leads a customer without a relationship to the portal by its domain for Azure (B37, B38), to the access check otherwise', async () => {
    desk.fakes.check = desk.access('no-relationship');
    shows(await asAdmin().says(VM), t('routes.names.azure-portal-by-domain'), t('routes.notes.no-access-yet'));

    const card = await adele.says(MAIL);
    shows(card, t('routes.names.not-entitled'), t('routes.reasons.no-relationship'));
    assert.ok(verbs(card).includes('command'));
    assert.equal(desk.fakes.showHealth.callCount, 0);
  });

  it('links the contract that Dynamics 365 needs (B7) and its further help (B53)', async () => {
    const card = await adele.says(CRM);

    shows(card, t('routes.reasons.dynamics-contract'), t('report.advice.links.contracts'), t('report.advice.links.dynamics'));
    assert.match(JSON.stringify(card), /partner\.microsoft\.com\/support\/partnersupport/);
  });

  it('ends every advice with a press to go on, an expert and a change of the answers', async () => {
    for (const text of [VM, CRM]) {
      const card = await adele.says(text);

      assert.ok(verbs(card).includes('escalate.begin') && verbs(card).includes('report.back'), text);
    }
    shows(await adele.clicks('report.back'), t('report.subject.title'));
  });

  it('comes from a sentence to the review of an Azure request in at most five presses, the support group included', async () => {
    await adele.says(VM);
    await adele.clicks('report.inSupportGroup');
    await adele.clicks('report.answer', REASONS);

    assert.ok(adele.presses + 2 <= 5, 'the form and the submission are still to come');
  });
});
