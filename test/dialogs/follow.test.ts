import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { incidentOverCard } from '../../cards/incident-over.ts';
import type { AdaptiveCard } from '../../cards/render.ts';
import type { RequestChange } from '../../src/ports/request-store.ts';
import { words } from '../../src/locales/words.ts';
import { anIssue, aSnapshot, someDetails } from '../support/health-fixtures.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, mailIncident, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
let made = 8000;

describe('A followed incident', () => {
  let desk: Helpdesk;
  let adele: User;
  let id: string;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
    id = `EX${++made}`;
    await desk.polled(
      aSnapshot(CONTOSO.tenantId, desk.clock.now(), [anIssue(id, { title: 'Mail is delayed', modifiedAt: desk.clock.now() })]),
    );
  });

  const { tenantId } = CONTOSO;
  const draft = () => desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
  const follows = () => desk.deps.follows;
  const endNow = () =>
    desk.stores.incidents.saveDetails(
      someDetails(id, { title: 'Mail is delayed', resolved: true, modifiedAt: desk.clock.now() }),
      desk.clock.now(),
    );

  /** The question as the job posts it into the person's own chat. Gives the id of the follow. */
  async function isAsked(user = adele): Promise<string> {
    await endNow();
    const [followId = ''] = await follows().due(id, 1);
    const follow = await follows().claim(followId, desk.clock.now());
    const incident = await desk.stores.incidents.byId(id);
    assert.ok(follow !== undefined && incident !== undefined);
    const request = follow.requestId === undefined ? undefined : await desk.deps.requests.byId(follow.requestId);
    user.messages.set(`question-${randomUUID()}`, incidentOverCard(follow.locale, { follow, incident, customer: CONTOSO, request }));
    return followId;
  }
  const watch = () =>
    follows().follow(
      { issueId: id, tenantId, personId: desk.people.adele.id, locale: 'en', timeZone: 'Europe/London', fields: undefined },
      desk.clock.now(),
    );
  const answered = async (followId: string) => (await follows().byId(followId))?.answer;
  const cards = (): readonly AdaptiveCard[] => adele.lastTurn.map(({ card }) => card);

  describe('whose trouble is gone', () => {
    it('shows the answer in place of the question, and begins nothing', async () => {
      await watch();
      const followId = await isAsked();

      const card = await adele.clicks('follow.answer', {}, { gone: true });

      shows(card, t('incident.followUp.means.gone'));
      assert.equal(adele.lastTurn[0]?.replaced, true);
      assert.deepEqual([await answered(followId), await draft()], ['gone', undefined]);
    });

    it('cannot be answered twice: the first answer stays', async () => {
      await watch();
      const followId = await isAsked();
      const [gone, there] = [adele.button('follow.answer', { gone: true }), adele.button('follow.answer', { gone: false })];
      await adele.press(gone);

      shows(await adele.press(there), t('incident.followUp.means.gone'));

      assert.deepEqual([await answered(followId), await draft()], ['gone', undefined]);
    });
  });

  describe('whose trouble goes on', () => {
    it('shows the answer, and below it a report with the customer and the issue', async () => {
      await watch();
      const followId = await isAsked();

      await adele.clicks('follow.answer', {}, { gone: false });

      assert.deepEqual(
        adele.lastTurn.map(({ replaced }) => replaced),
        [true, false],
      );
      const [answer, report] = cards();
      shows(answer ?? adele.card, t('incident.followUp.means.still-there'));
      shows(report ?? adele.card, t('report.health.title'));
      const begun = await draft();
      assert.deepEqual(
        [await answered(followId), begun?.tenantId, begun?.linkedIssueId, begun?.title],
        ['still-there', tenantId, id, 'Mail is delayed'],
      );
    });

    it('goes on with all that was written when the issue was said to be the cause', async () => {
      const snapshot = aSnapshot(CONTOSO.tenantId, desk.clock.now(), [anIssue(id)]);
      desk.fakes.showHealth = desk.answering({ snapshot, failure: undefined });
      await adele.says("Contoso can't send mail since 9, 20 users affected");
      await adele.clicks('report.answer', { criterion: 'bug', tried: 'Web and app' });
      await adele.clicks('report.back');
      const before = await draft();
      shows(await adele.clicks('report.linkIssue'), t('notices.linked-to-issue.title'));
      assert.equal(await draft(), undefined);

      desk.clock.move(3_600_000);
      await isAsked();
      await adele.clicks('follow.answer', {}, { gone: false });

      const begun = await draft();
      assert.deepEqual(
        [begun?.title, begun?.description, begun?.tried, begun?.since, begun?.peopleHit, begun?.product],
        [before?.title, before?.description, 'Web and app', before?.since, 20, 'microsoft365'],
      );
      assert.equal(begun?.criterion, undefined);
      assert.equal(inputOf(adele.card, 'tried')?.['value'], 'Web and app');
    });

    it('is not explained by the issue that is over, which the copy of the health may still list', async () => {
      desk.fakes.showHealth = desk.answering({ snapshot: aSnapshot(tenantId, desk.clock.now(), [anIssue(id)]), failure: undefined });
      await watch();
      await isAsked();

      await adele.clicks('follow.answer', {}, { gone: false });

      assert.ok(!textsOf(adele.card).includes(id));
      shows(adele.card, t('report.health.title'));
    });

    it('goes on with the same report when the card is pressed again', async () => {
      await watch();
      await isAsked();
      await adele.clicks('follow.answer', {}, { gone: false });
      const first = await draft();

      await adele.clicks('follow.report');

      assert.equal((await draft())?.id, first?.id);
      assert.equal(adele.lastTurn.at(-1)?.replaced, false);
    });

    it('begins no report for a person who may not report: the answer is kept, and who may is told (B8)', async () => {
      const mei = desk.user(desk.people.mei);
      await follows().follow(
        { issueId: id, tenantId, personId: desk.people.mei.id, locale: 'en', timeZone: 'Europe/London', fields: undefined },
        desk.clock.now(),
      );
      const followId = await isAsked(mei);

      shows(await mei.clicks('follow.answer', {}, { gone: false }), t('notices.not-permitted.title'));
      assert.equal(await answered(followId), 'still-there');
    });
  });

  describe('with a linked request', () => {
    async function filed(change: RequestChange = { to: 'filed', number: '2611210050001234' }): Promise<string> {
      const draftId = randomUUID();
      const person = desk.people.adele;
      const request = await desk.deps.requests.submit(
        {
          draftId,
          personId: person.id,
          personName: person.displayName,
          locale: 'en',
          timeZone: 'Europe/London',
          route: 'partner-center',
          content: someContent({ tenantId, linkedIssueId: id, title: 'No mail at all', tried: 'Everything' }),
          place: undefined,
        },
        desk.clock.now(),
      );
      await desk.deps.requests.change(request.id, request.version, change, 'system', desk.clock.now());
      return request.id;
    }

    it('is told in the request, which is still open, instead of in a second one', async () => {
      const requestId = await filed();
      await isAsked();

      const card = await adele.clicks('follow.answer', {}, { gone: false });

      shows(card, t('incident.followUp.means.still-there-open'));
      assert.equal(await draft(), undefined);
      shows(await adele.clicks('command', {}, { requestId }), 'No mail at all');
    });

    it('is reported anew where Microsoft did not take the request, with what it said', async () => {
      await filed({ to: 'failed', code: 'INVALID', correlationId: undefined });
      await isAsked();

      await adele.clicks('follow.answer', {}, { gone: false });

      const begun = await draft();
      assert.deepEqual([begun?.title, begun?.tried, begun?.linkedIssueId], ['No mail at all', 'Everything', id]);
    });
  });

  describe('keeps its question', () => {
    it('to the person', async () => {
      await watch();
      const followId = await isAsked();
      const camille = desk.user(desk.people.camille);

      shows(await camille.press(adele.button('follow.answer', { gone: true })), t('notices.old-card.title'));
      assert.equal(await answered(followId), undefined);
    });

    it('to the own chat', async () => {
      await watch();
      const followId = await isAsked();
      const inChannel = desk.user(desk.people.adele, { scope: 'team', conversationId: `19:${randomUUID()}` });

      shows(await inChannel.press(adele.button('follow.answer', { gone: true })), t('notices.old-card.title'));
      assert.equal(await answered(followId), undefined);
    });

    it('from a person who lost the access', async () => {
      await watch();
      const followId = await isAsked();
      desk.fakes.check = desk.access('denied');

      shows(await adele.clicks('follow.answer', {}, { gone: false }), t('notices.access-denied.title', { customer: 'Contoso' }));
      assert.deepEqual([await answered(followId), await draft()], [undefined, undefined]);
    });

    it('from data that makes no sense', async () => {
      await watch();
      await isAsked();
      const button = adele.button('follow.answer', { gone: true });

      for (const data of [{}, { followId: 'x', gone: true }, { followId: randomUUID(), gone: true }]) {
        shows(await adele.press({ ...button, data }), t('notices.old-card.title'));
      }
    });
  });

  it('is kept with the report that it ended, in the words of the notice', async () => {
    desk.fakes.showHealth = desk.answering({ snapshot: mailIncident(), failure: undefined });
    await adele.says("Contoso can't send mail since 9");
    await adele.clicks('report.linkIssue');

    assert.equal(await follows().isFollowing('EX1234', tenantId, desk.people.adele.id), true);
    shows(adele.card, t('notices.linked-to-issue.text', { customer: 'Contoso', issue: 'EX1234' }));
  });
});
