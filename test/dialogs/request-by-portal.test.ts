import assert from 'node:assert/strict';
import type { RequestReading } from '../../src/use-cases/read-request.ts';
import { words } from '../../src/locales/words.ts';
import { AZURE_REQUEST } from '../support/azure-requests.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { shows } from './card-reading.ts';
import { CONTOSO, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');

describe('Taking to the portal what Azure refused', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    desk.people.adele = { ...desk.people.adele, roles: ['admin-agent'] };
    adele = desk.user();
  });

  const refused = async () => {
    const { id: personId, displayName: personName } = desk.people.adele;
    const { id: draftId } = await desk.deps.drafts.create(personId, 'c', {}, desk.clock.now());
    const about = { draftId, personId, personName, locale: 'en', timeZone: 'Europe/Paris', place: undefined } as const;
    const { route, ...content } = { ...AZURE_REQUEST, tenantId: CONTOSO.tenantId };
    const { id, version } = await desk.deps.requests.submit({ ...about, route, content: someContent(content) }, desk.clock.now());
    const failure = { to: 'failed', code: 'PLAN_NEEDED', correlationId: undefined } as const;
    return (await desk.deps.requests.change(id, version, failure, 'system', desk.clock.now())) ?? assert.fail('It has no such version');
  };

  it('takes one press on the card that says why', async () => {
    const { id, reference, version } = await refused();
    shows(await adele.says(`request ${reference}`), t('errors.PLAN_NEEDED.what'), t('azure.byPortal'));

    await adele.clicks('request.byPortal');

    const [request, of, by] = desk.changes.byPortal.lastCall.args;
    assert.deepEqual([request.id, of, by], [id, version, desk.people.adele.id]);
  });

  it('shows what came of it in place of the card', async () => {
    const { reference } = await refused();
    desk.deps.changeRequest.byPortal = (request): Promise<RequestReading> =>
      Promise.resolve({
        request: { ...request, state: 'ready', route: 'azure-portal', failure: undefined },
        record: undefined,
        failure: undefined,
      });
    await adele.says(`request ${reference}`);

    shows(await adele.clicks('request.byPortal'), t('request.preparing.says'));
  });

  describe('by a helpdesk agent (B6)', () => {
    beforeEach(() => {
      desk.people.adele = { ...desk.people.adele, roles: ['helpdesk-agent'] };
      adele = desk.user();
    });

    it('is not done, but says who can, and leads there', async () => {
      const { id, reference } = await refused();
      await adele.says(`request ${reference}`);
      shows(await adele.clicks('request.byPortal'), t('notices.portal-not-for-helpdesk.text'));

      assert.equal(desk.changes.byPortal.callCount, 0);
      assert.equal(adele.button('command', { command: 'escalate' }).data['requestId'], id);
      shows(await adele.clicks('request.refresh'), t('azure.byPortal'));
      assert.equal(adele.messages.size, 1);
    });

    it('is done once the person says to be in a support group', async () => {
      const { id, version, reference } = await refused();
      await adele.says(`request ${reference}`);
      await adele.clicks('request.byPortal');
      await adele.clicks('request.byPortal', {}, { inSupportGroup: true });

      const [request, of] = desk.changes.byPortal.lastCall.args;
      assert.deepEqual([request.id, of], [id, version]);
    });

    it('shows the present state where the portal is not the way any more', async () => {
      const { id, version, reference } = await refused();
      await adele.says(`request ${reference}`);
      await desk.deps.requests.change(id, version, { to: 'ready' }, 'camille', desk.clock.now());

      shows(await adele.clicks('request.byPortal'), t('request.says.ready', { number: '' }));
    });
  });
});
