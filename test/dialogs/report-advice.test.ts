import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { RequestContent } from '../../src/domain/service-request.ts';
import type { HealthSnapshot } from '../../src/domain/service-health.ts';
import { words } from '../../src/locales/words.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { mailIncident, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const CRM = "Contoso can't save orders in Dynamics 365 since 9";
const VM = 'Contoso: Azure virtual machines are down';
const OWN_MAIL = "Northwind Cloud Partners can't send mail since 9";
const MAIL = "Contoso can't send mail since 9";

/** Dynamics 365 with one open incident. */
function crmIncident(): HealthSnapshot {
  const [mail] = mailIncident().overviews;
  const overview = mail ?? assert.fail();
  const issues = overview.issues.map((issue) => ({ ...issue, id: 'CR1234', service: 'Dynamics 365 Apps', title: 'Orders are not saved' }));
  return { ...mailIncident(), overviews: [{ ...overview, id: 'DynamicsCRM', service: 'Dynamics 365 Apps', issues }] };
}

describe('A report that is not for this person to file, or for nobody', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const camilleFiled = async (content: Partial<RequestContent>) => {
    const { id: personId, displayName: personName } = desk.people.camille;
    const { id: draftId } = await desk.deps.drafts.create(personId, 'c', {}, desk.clock.now());
    const about = { personId, personName, locale: 'en', timeZone: 'Europe/Paris', route: 'azure-portal', place: undefined } as const;
    return desk.deps.requests.submit({ ...about, draftId, content: someContent(content) }, desk.clock.now());
  };
  const verbs = () => buttonsOf(adele.card).map(({ verb }) => verb);
  const draft = () => desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());

  it('shows the open issue all the same, and following it ends the report (B19)', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: crmIncident(), failure: undefined });
    const follow = sinon.spy(desk.deps.follows, 'follow');
    shows(await adele.says(CRM), t('routes.names.not-entitled'), 'CR1234', t('report.health.open', { count: 1 }));
    await adele.clicks('report.linkIssue');

    assert.equal(follow.lastCall.args[0].issueId, 'CR1234');
    assert.equal(await draft(), undefined);
  });

  it('shows what is open in the partner’s own tenant too (B19)', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });

    shows(await adele.says(OWN_MAIL), t('routes.names.own-plan'), 'EX1234');
  });

  it('says that nothing is known to be open, or that nobody could be asked (B19)', async () => {
    shows(await adele.says(CRM), t('report.health.none', { product: t('products.dynamics365') }));

    desk.fakes.showHealth = desk.answering({ snapshot: undefined, failure: desk.teamsFailure() });
    shows(await adele.says(CRM), t('health.notKnown'));
  });

  it('shows the open request of a colleague about the same, which is followed with one press', async () => {
    const request = await camilleFiled({ product: 'azure', nature: 'break-fix', title: VM, description: 'Since nine' });
    shows(await adele.says(VM), t('routes.names.ask-admin-agent'), request.reference, t('similar.join'));
    await adele.clicks('report.join');

    assert.deepEqual(
      (await desk.deps.requests.followers(request.id)).map(({ personName }) => personName),
      ['Adele Vance'],
    );
  });

  it('shows the same advice without that request, when it is about something else', async () => {
    const { id } = await camilleFiled({ product: 'azure', nature: 'break-fix', title: VM, description: 'Since nine' });
    await adele.says(VM);
    shows(await adele.clicks('report.notSimilar'), t('routes.names.ask-admin-agent'));

    assert.ok(!verbs().includes('report.join'));
    assert.deepEqual((await draft())?.notSimilarTo, [id]);
  });

  it('tells of neither to a person without access to the customer', async () => {
    const { reference } = await camilleFiled({ product: 'microsoft365', nature: 'break-fix', title: MAIL, description: 'Since nine' });
    desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
    desk.fakes.check = desk.access('denied');
    shows(await adele.says(MAIL), t('routes.reasons.no-access'));

    assert.equal(desk.fakes.showHealth.callCount, 0);
    assert.ok(!textsOf(adele.card).includes(reference));
  });

  it('offers no expert to a person without access, who could not ask one about this customer', async () => {
    desk.fakes.check = desk.access('denied');
    await adele.says(MAIL);

    assert.ok(!verbs().includes('escalate.begin'));
    assert.ok(verbs().includes('report.handOver'));
  });

  it('shows once only what was seen on the second card before', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
    await adele.says(MAIL);
    shows(await adele.clicks('report.answer', { criterion: 'none', tried: 'Restarted Outlook' }), t('routes.names.partner-first'));

    assert.ok(!verbs().includes('report.linkIssue'));
  });
});
