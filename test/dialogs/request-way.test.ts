import assert from 'node:assert/strict';
import type { RequestChange } from '../../src/ports/request-store.ts';
import { words } from '../../src/locales/words.ts';
import { AZURE_REQUEST } from '../support/azure-requests.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, shows } from './card-reading.ts';
import { CONTOSO, openHelpdesk, type Helpdesk } from './helpdesk.ts';

const t = words('en');
const REFUSED = { to: 'failed', code: 'UNAVAILABLE', correlationId: undefined } as const;
const LOST = { to: 'uncertain', code: 'TIMED_OUT', correlationId: undefined } as const;

describe('Sending a request once more', () => {
  const withPlan = { partner: { plans: ['premier'] } } as const;

  async function stored(desk: Helpdesk, change: RequestChange, some: { readonly route?: 'azure-portal' } = {}) {
    const { id: personId, displayName: personName } = desk.people.adele;
    const { id: draftId } = await desk.deps.drafts.create(personId, 'c', {}, desk.clock.now());
    const about = { draftId, personId, personName, locale: 'en', timeZone: 'Europe/Paris', place: undefined } as const;
    const { route, ...content } = { ...AZURE_REQUEST, tenantId: CONTOSO.tenantId };
    const { id, version } = await desk.deps.requests.submit(
      { ...about, route: some.route ?? route, content: someContent(content) },
      desk.clock.now(),
    );
    return (await desk.deps.requests.change(id, version, change, 'system', desk.clock.now())) ?? assert.fail('It has no such version');
  }
  const press = (desk: Helpdesk, request: { readonly id: string; readonly version: number }, verb = 'request.retry') =>
    desk.user().press({ verb, data: { requestId: request.id, version: request.version }, messageId: 'card' });

  it('goes on where the table still has the same way', async () => {
    const desk = await openHelpdesk(withPlan);
    await press(desk, await stored(desk, REFUSED));

    assert.equal(desk.changes.retry.callCount, 1);
  });

  for (const [why, some] of [
    ['the plan is gone', { partner: { plans: [] } }],
    ['the API is switched off', { partner: { plans: ['premier'], azureSupportApi: false } }],
    ['a provider stands in between now (B5)', { ...withPlan, partnerType: 'indirect-reseller' }],
  ] as const)
    it(`is refused where ${why}, and leads to the portal`, async () => {
      const desk = await openHelpdesk(some);
      const request = await stored(desk, REFUSED);
      const camille = desk.user(desk.people.camille);
      const card = await camille.press({
        verb: 'request.retry',
        data: { requestId: request.id, version: request.version },
        messageId: 'card',
      });

      shows(card, t('notices.request-way-closed.title'), t('routes.names.azure-portal'));
      assert.deepEqual([desk.changes.retry.callCount, camille.lastTurn[0]?.replaced], [0, false]);
      await camille.clicks('request.byPortal');
      assert.equal(desk.changes.byPortal.lastCall.args[0].id, request.id);
    });

  it('names who else files it where this person cannot any more (B6)', async () => {
    const desk = await openHelpdesk();
    const card = await press(desk, await stored(desk, REFUSED));

    shows(card, t('routes.names.ask-admin-agent'), t('routes.reasons.helpdesk-in-azure'));
    assert.deepEqual(
      buttonsOf(card).map(({ verb, data }) => data['command'] ?? verb),
      ['escalate', 'report'],
    );
  });

  it('goes to no portal where that is not the way any more either', async () => {
    const desk = await openHelpdesk({ ...withPlan, partnerType: 'indirect-reseller' });
    const request = await stored(desk, REFUSED);
    desk.fakes.check = desk.access('no-relationship');

    for (const verb of ['request.retry', 'request.byPortal'])
      shows(await press(desk, request, verb), t('routes.names.ask-provider'), t('routes.reasons.provider-in-between'));
    assert.deepEqual([desk.changes.retry.callCount, desk.changes.byPortal.callCount], [0, 0]);
  });

  it('makes a hand-off again that was taken to the portal, plan or not', async () => {
    const desk = await openHelpdesk(withPlan);
    await press(desk, await stored(desk, REFUSED, { route: 'azure-portal' }));

    assert.equal(desk.changes.retry.callCount, 1);
  });

  describe('while it is uncertain whether the first try arrived', () => {
    it('only looks where the way is closed, and says so while nothing is there', async () => {
      const desk = await openHelpdesk();
      const adele = desk.user();
      const { id: requestId, version } = await stored(desk, LOST);
      const card = await adele.press({ verb: 'request.retry', data: { requestId, version }, messageId: 'card' });

      shows(adele.lastTurn[0]?.card ?? card, t('notices.request-way-closed-uncertain.title'));
      shows(card, t('azure.request.uncertain'));
      assert.deepEqual([desk.changes.lookUp.callCount, desk.changes.retry.callCount], [1, 0]);
    });

    it('shows what the look found', async () => {
      const desk = await openHelpdesk();
      const request = await stored(desk, LOST);
      desk.deps.changeRequest.lookUp = async (one) => ({
        request: { ...one, state: 'filed', number: '2611210030000' },
        record: undefined,
        failure: undefined,
      });
      const card = await press(desk, request);

      shows(card, '2611210030000');
    });
  });
});
