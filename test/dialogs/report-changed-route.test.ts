import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import { freshDatabase } from '../support/database.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { shows } from './card-reading.ts';
import { openHelpdesk, PRODUCTION, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const START = anAzureProblem('Virtual Machine running Windows', 'Cannot start');
const CONTACT = { contactGivenName: 'Camille', contactSurname: 'Laurent', contactEmail: 'camille@northwindcloud.example' };

describe('A way that changes between the review and its button', () => {
  let desk: Helpdesk;
  let camille: User;
  beforeEach(async () => {
    desk = await openHelpdesk({ partner: { plans: ['premier'] }, database: await freshDatabase() });
    await desk.azureProblems.replace([START], desk.clock.now());
    camille = desk.user(desk.people.camille);
    await camille.says("Contoso: the Azure virtual machine doesn't start since 9");
    await camille.clicks('report.answer', { criterion: 'service-down', tried: 'Restarted it' });
    const card = await camille.clicks('report.answer', {
      ...IMPACT_INPUTS.stopped,
      ...CONTACT,
      description: 'It stays in the state Starting.',
      azureSubscriptionId: PRODUCTION.id,
      azureProblemId: START.id,
      diagnosticConsent: 'no',
      contactCountry: 'GB',
      contactTimeZone: 'Europe/London',
    });
    shows(card, t('report.review.title'), t('routes.names.azure-support'), t('routes.costs.support-contract'));
  });

  const requests = async () => (await desk.deps.requests.list({}, { limit: 5, offset: 0 })).requests;
  const draft = () => desk.deps.drafts.open(desk.people.camille.id, desk.clock.now());
  const noticed = () => camille.lastTurn[0]?.card ?? camille.card;
  const endRelationship = () => {
    desk.fakes.check = desk.access('no-relationship');
  };

  it('sends nothing and shows the review again with what changed, what was chosen for Azure Support kept', async () => {
    endRelationship();
    const card = await camille.clicks('report.submit');

    shows(
      noticed(),
      t('notices.route-changed.title'),
      t('routes.names.azure-support'),
      t('routes.names.azure-portal-by-domain'),
      t('routes.reasons.no-rights-in-azure'),
    );
    shows(card, t('report.review.title'), t('routes.names.azure-portal-by-domain'), t('routes.costs.azure-plan'));
    assert.deepEqual(await requests(), []);
    assert.deepEqual([(await draft())?.azureSubscriptionId, (await draft())?.azureProblemId], [PRODUCTION.id, START.id]);
  });

  it('goes the new way once that was shown and the button pressed', async () => {
    endRelationship();
    await camille.clicks('report.submit');
    await camille.clicks('report.submit');

    assert.deepEqual(
      (await requests()).map(({ route }) => route),
      ['azure-portal-by-domain'],
    );
  });

  it('asks again when what it costs has changed, or the provider stands in between now', async () => {
    const { plans } = desk.deps.partner;
    Object.assign(desk.deps.partner, { plans: [] });
    await camille.clicks('report.submit');
    shows(noticed(), t('routes.costs.azure-plan'));
    Object.assign(desk.deps.partner, { plans });
    await camille.clicks('report.submit');
    shows(noticed(), t('routes.costs.support-contract'));

    assert.deepEqual(await requests(), []);
  });

  it('says who files it now when this person cannot any more', async () => {
    desk.fakes.check = desk.access('denied');
    const card = await camille.clicks('report.submit');

    shows(noticed(), t('notices.route-changed.title'), t('routes.names.ask-admin-agent'));
    shows(card, t('routes.names.ask-admin-agent'), t('routes.reasons.no-access'));
    assert.deepEqual(await requests(), []);
  });

  it('shows the review once more where the button does not say what was shown', async () => {
    const { messageId, verb, data } = camille.button('report.submit');
    const { shown: _shown, ...older } = data;

    shows(await camille.press({ messageId, verb, data: older }), t('report.review.title'));
    assert.deepEqual(await requests(), []);
  });

  it('says that access could not be checked, which is no other way', async () => {
    desk.fakes.check = desk.access('unknown');
    await camille.clicks('report.submit');

    shows(noticed(), t('notices.access-unknown.title', { customer: 'Contoso' }));
    assert.deepEqual(await requests(), []);
  });

  it('makes nothing of a draft that a colleague has been given meanwhile, and says who has it', async () => {
    const { adele } = desk.people;
    const read = await draft();
    assert.ok(read);
    const { drafts } = desk.deps;
    const byId = drafts.byId.bind(drafts);
    const giver = { personId: desk.people.camille.id, personName: 'Camille Laurent', locale: 'en', timeZone: 'Europe/London' } as const;
    let reads = 0;
    desk.deps.drafts.byId = async (id) => {
      const found = await byId(id);
      // Right after this turn has read it.
      if (++reads === 1)
        await drafts.give(id, read.version, { from: giver.personId, to: adele.id }, { handedOverBy: [giver] }, desk.clock.now());
      return found;
    };

    shows(await camille.clicks('report.submit'), t('notices.handed-over.title', { colleague: 'Adele Vance' }));
    assert.deepEqual(await requests(), []);
    assert.equal((await byId(read.id))?.personId, adele.id);
  });
});
