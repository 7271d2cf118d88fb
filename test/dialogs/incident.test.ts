import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Customer } from '../../src/domain/customer.ts';
import type { IncidentDetails } from '../../src/domain/incident.ts';
import { words } from '../../src/locales/words.ts';
import { anIssue, aSnapshot, someDetails } from '../support/health-fixtures.ts';
import { backEndFailure, someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
let made = 7000;

describe('The card of an incident', () => {
  let desk: Helpdesk;
  let adele: User;
  let id: string;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
    id = `EX${++made}`;
  });

  /** Microsoft lists the incident of the test for these customers and no other one. */
  async function listedFor(...customers: readonly Customer[]): Promise<void> {
    for (const { tenantId } of customers) {
      await desk.polled(aSnapshot(tenantId, desk.clock.now(), [anIssue(id, { title: 'Mail is delayed', modifiedAt: desk.clock.now() })]));
    }
  }
  const known = (some: Partial<IncidentDetails> = {}) =>
    desk.stores.incidents.saveDetails(
      someDetails(id, { title: 'Mail is delayed', modifiedAt: desk.clock.now(), ...some }),
      desk.clock.now(),
    );
  const follow = ({ tenantId } = CONTOSO) => desk.deps.follows.isFollowing(id, tenantId, desk.people.adele.id);
  const draft = () => desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
  const verbsOf = (card: Parameters<typeof buttonsOf>[0]) => buttonsOf(card).map(({ verb }) => verb);

  describe('is shown', () => {
    it('by its id in any case, with what Microsoft says and whom it hits (B14)', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      await known({ posts: [{ at: desk.clock.now(), text: 'We found the cause.' }] });

      const card = await adele.says(`incident ${id.toLowerCase()}`);

      shows(
        card,
        id,
        'Mail is delayed',
        'Exchange Online',
        'We found the cause.',
        t('incident.hits', { count: 2 }),
        'Contoso, Fabrikam Residences',
      );
    });

    it('with the customer in force among those hit, or not', async () => {
      await listedFor(CONTOSO);
      await known();
      await adele.says('customer Contoso');
      shows(await adele.says(`incident ${id}`), t('incident.inForceHit', { customer: 'Contoso' }));

      await adele.says('customer Fabrikam Residences');
      shows(await adele.says(`incident ${id}`), t('incident.inForceNotHit', { customer: 'Fabrikam Residences' }));
    });

    it('with posts that are read at Microsoft while they were never read', async () => {
      await listedFor(CONTOSO);
      desk.fakes.incident = desk.tellingOf(
        someDetails(id, { modifiedAt: desk.clock.now(), posts: [{ at: desk.clock.now(), text: 'Just read.' }] }),
      );

      shows(await adele.says(`incident ${id}`), 'Just read.');
    });

    it('with the reason and the remedy when the posts cannot be read', async () => {
      await listedFor(CONTOSO);
      desk.fakes.incident = desk.failingWith(backEndFailure('CONSENT_MISSING'));

      const card = await adele.says(`incident ${id}`);

      shows(card, t('errors.CONSENT_MISSING.what'), t('errors.CONSENT_MISSING.next'), t('incident.postsUnread'), 'ERR-1');
    });

    it('from the health card', async () => {
      await listedFor(CONTOSO);
      await known();
      desk.fakes.showHealth = desk.answering({
        snapshot: aSnapshot(CONTOSO.tenantId, desk.clock.now(), [anIssue(id)]),
        failure: undefined,
      });
      await adele.says('health Contoso');

      shows(await adele.clicks('command', {}, { command: 'incident' }), id, t('incident.inForceHit', { customer: 'Contoso' }));
      assert.equal(adele.lastTurn[0]?.replaced, false);
    });

    it('not to a person who may see none of the customers hit: the answer is that of an unknown id', async () => {
      await listedFor(CONTOSO);
      desk.fakes.view = desk.viewing('none');

      const hidden = textsOf(await adele.says(`incident ${id}`));
      const unknown = textsOf(await adele.says('incident EX99999999'));

      assert.equal(hidden.replaceAll(id, ''), unknown.replaceAll('EX99999999', ''));
      assert.match(unknown, new RegExp(t('notices.no-such-incident.title')));
    });

    it('without the customer in force to a person who may not see that one', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      await known();
      await adele.says('customer Contoso');
      desk.fakes.check = desk.access('denied');

      assert.doesNotMatch(textsOf(await adele.says(`incident ${id}`)), /your current customer/);
    });

    it('as the customer in force sees it when it was over before the bot was there', async () => {
      await adele.says('customer Contoso');
      desk.fakes.incident = desk.tellingOf(someDetails(id, { title: 'Long ago', resolved: true, status: 'postIncidentReviewPublished' }));

      shows(await adele.says(`incident ${id}`), 'Long ago', t('incident.review'));

      desk.fakes.check = desk.access('denied');
      shows(await adele.says(`incident ${id}`), t('notices.no-such-incident.title'));
    });

    it('with a report of Microsoft’s after the end', async () => {
      await listedFor(CONTOSO);
      await known({ resolved: true, status: 'postIncidentReviewPublished' });

      const card = await adele.says(`incident ${id}`);

      shows(card, t('incident.isOver'), t('incident.review'));
      assert.ok(!verbsOf(card).includes('incident.follow'));
    });

    it('anew when refreshed, in its place', async () => {
      await listedFor(CONTOSO);
      await known();
      await adele.says(`incident ${id}`);
      desk.clock.move(60_000);
      desk.fakes.incident = desk.tellingOf(
        someDetails(id, { modifiedAt: desk.clock.now(), posts: [{ at: desk.clock.now(), text: 'Newer.' }] }),
      );

      shows(await adele.clicks('incident.refresh'), 'Newer.');
      assert.equal(adele.lastTurn[0]?.replaced, true);
    });
  });

  describe('follows for a customer', () => {
    it('the one in force when it is hit, and stops again', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      await known();
      await adele.says('customer Contoso');
      await adele.says(`incident ${id}`);

      shows(await adele.clicks('incident.follow'), t('incident.following', { customer: 'Contoso' }));
      assert.equal(await follow(), true);
      await adele.clicks('incident.unfollow');
      assert.equal(await follow(), false);
    });

    it('the one that is picked where several are hit', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      await known();
      const card = await adele.says(`incident ${id}`);
      assert.deepEqual(
        inputOf(card, 'customer')?.['choices'],
        [CONTOSO, FABRIKAM].map(({ name, tenantId }) => ({ title: name, value: tenantId })),
      );

      await adele.clicks('incident.follow', { customer: FABRIKAM.tenantId });

      assert.deepEqual([await follow(), await follow(FABRIKAM)], [false, true]);
    });

    it('none without a choice, and none that it does not hit', async () => {
      await listedFor(CONTOSO);
      await known();
      await adele.says(`incident ${id}`);
      const { data, ...button } = adele.button('incident.follow');

      shows(await adele.press({ ...button, data: { issueId: id } }), t('incident.remarks.choose-customer'));
      shows(
        await adele.press({ ...button, data: { ...data, tenantId: FABRIKAM.tenantId } }),
        t('incident.remarks.not-hit', { customer: 'Fabrikam Residences' }),
      );
      assert.deepEqual([await follow(), await follow(FABRIKAM)], [false, false]);
    });

    it('none that is closed to the person', async () => {
      await listedFor(CONTOSO);
      await known();
      await adele.says(`incident ${id}`);
      desk.fakes.check = desk.access('denied');

      shows(await adele.clicks('incident.follow'), t('notices.access-denied.title', { customer: 'Contoso' }));
      assert.equal(await follow(), false);
    });

    it('in a channel only for a person who can be asked in a chat of their own', async () => {
      await listedFor(CONTOSO);
      await known();
      const inChannel = desk.user(desk.people.adele, { scope: 'team', conversationId: `19:${randomUUID()}` });
      desk.ownChat.cards = undefined;
      await inChannel.says(`incident ${id}`);
      shows(await inChannel.clicks('incident.follow'), t('incident.remarks.no-chat'));
      assert.equal(await follow(), false);

      desk.ownChat.cards = [];
      shows(await inChannel.clicks('incident.follow'), t('incident.followedBy', { person: 'Adele Vance', customer: 'Contoso' }));
      assert.equal(await follow(), true);
      assert.ok(verbsOf(inChannel.card).includes('incident.follow'), 'others may follow too');
    });
  });

  describe('leads on', () => {
    it('to a report with the customer and the issue, below the card', async () => {
      await listedFor(CONTOSO);
      await known();
      await adele.says(`incident ${id}`);

      await adele.clicks('incident.report');

      assert.deepEqual(
        adele.lastTurn.map(({ replaced }) => replaced),
        [false],
      );
      const begun = await draft();
      assert.deepEqual(
        [begun?.tenantId, begun?.linkedIssueId, begun?.product, begun?.nature, begun?.title],
        [CONTOSO.tenantId, id, 'microsoft365', 'break-fix', 'Mail is delayed'],
      );
    });

    it('to the same report when pressed twice', async () => {
      await listedFor(CONTOSO);
      await known();
      await adele.says(`incident ${id}`);
      await adele.clicks('incident.report');
      const first = await draft();
      await adele.clicks('incident.report');

      assert.equal((await draft())?.id, first?.id);
    });

    it('to no report for a sales agent, who is told who may (B8)', async () => {
      await listedFor(CONTOSO);
      await known();
      const mei = desk.user(desk.people.mei);
      await mei.says(`incident ${id}`);

      shows(await mei.clicks('incident.report'), t('notices.not-permitted.title'));
    });

    it('from a channel to a report in the own chat', async () => {
      await listedFor(CONTOSO);
      await known();
      const inChannel = desk.user(desk.people.adele, { scope: 'team', conversationId: `19:${randomUUID()}` });
      await inChannel.says(`incident ${id}`);

      shows(await inChannel.clicks('incident.report'), t('notices.report-continues-in-chat.title'));
      assert.equal((await draft())?.linkedIssueId, id);
    });

    it('to a text for the customer in each language, without naming others (B63)', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      await known({ impact: 'Mail may be late.' });
      await adele.says('customer Contoso');
      await adele.says(`incident ${id}`);

      const english = await adele.clicks('incident.text');
      const text = String(inputOf(english, 'customerText')?.['value']);
      assert.match(text, /^Hello,/);
      for (const part of [id, 'Mail may be late.', t('incident.text.doing.degraded'), t('incident.text.close')])
        assert.ok(text.includes(part), part);
      assert.doesNotMatch(text, /Fabrikam|tenant/i);
      assert.equal(adele.lastTurn[0]?.replaced, false);

      const french = await adele.clicks('incident.text', {}, { locale: 'fr' });
      assert.match(String(inputOf(french, 'customerText')?.['value']), /^Bonjour,/);
      assert.equal(adele.lastTurn[0]?.replaced, true);
      assert.match(String(inputOf(await adele.clicks('incident.text', {}, { locale: 'ru' }), 'customerText')?.['value']), /^Здравствуйте!/);
    });
  });

  describe('links a request', () => {
    const submit = async (tenantId = CONTOSO.tenantId, personId = desk.people.adele.id, title = 'No mail') =>
      desk.deps.requests.submit(
        {
          draftId: randomUUID(),
          personId,
          personName: 'Adele Vance',
          locale: 'en',
          timeZone: 'Europe/London',
          route: 'partner-center',
          content: someContent({ tenantId, title }),
          place: undefined,
        },
        desk.clock.now(),
      );

    it('one of the person’s own of the customers hit, and shows it with the issue', async () => {
      await listedFor(CONTOSO);
      await known();
      const { id: requestId, reference } = await submit();
      await submit(FABRIKAM.tenantId, desk.people.adele.id, 'Elsewhere');
      await submit(CONTOSO.tenantId, desk.people.camille.id, 'Of somebody else');
      await adele.says(`incident ${id}`);

      const list = await adele.clicks('incident.requests');
      shows(list, 'No mail', reference);
      assert.doesNotMatch(textsOf(list), /Elsewhere|Of somebody else/);

      const card = await adele.clicks('incident.link');
      shows(card, reference, id);
      assert.equal((await desk.deps.requests.byId(requestId))?.linkedIssueId, id);
      assert.equal(await follow(), true);
      shows(await adele.clicks('command', {}, { command: 'incident' }), 'Mail is delayed');
    });

    it('once, however often it is pressed', async () => {
      await listedFor(CONTOSO);
      await known();
      const { id: requestId, version } = await submit();
      await adele.says(`incident ${id}`);
      await adele.clicks('incident.requests');
      const link = adele.button('incident.link');
      await adele.press(link);
      await adele.press(link);

      assert.equal((await desk.deps.requests.byId(requestId))?.version, version + 1);
    });

    it('none of a customer that it does not hit, whatever the button says', async () => {
      await listedFor(CONTOSO);
      await known();
      await submit();
      const other = await submit(FABRIKAM.tenantId);
      await adele.says(`incident ${id}`);
      await adele.clicks('incident.requests');
      const link = adele.button('incident.link');

      await adele.press({ ...link, data: { ...link.data, requestId: other.id, version: other.version } });

      assert.equal((await desk.deps.requests.byId(other.id))?.linkedIssueId, undefined);
    });

    it('says that there is none', async () => {
      await listedFor(CONTOSO);
      await known();
      await adele.says(`incident ${id}`);

      shows(await adele.clicks('incident.requests'), t('incident.requests.none'));
    });
  });

  it('takes nothing from a button that makes no sense', async () => {
    await listedFor(CONTOSO);
    await adele.says(`incident ${id}`);
    const refresh = adele.button('incident.refresh');

    for (const data of [{}, { issueId: 'x'.repeat(40) }, { issueId: id, tenantId: 'not an id' }]) {
      shows(await adele.press({ ...refresh, verb: 'incident.follow', data }), t('notices.old-card.title'));
    }
    shows(await adele.press({ ...refresh, verb: 'incident.none' }), t('notices.old-card.title'));
  });
});
