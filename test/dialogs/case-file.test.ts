import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AdaptiveCard } from '../../cards/render.ts';
import { reportOfCase } from '../../src/domain/case-report.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import { words } from '../../src/locales/words.ts';
import { aCase, aNewCase, DMITRI } from '../support/cases.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { Where } from './user.ts';

const t = words('en');
const CHANNEL = { conversationId: '19:experts@thread.tacv2', scope: 'team' } as const;

describe('Filing with Microsoft from a case', () => {
  let desk: Helpdesk;
  let one: SupportCase;
  beforeEach(async () => {
    desk = await openHelpdesk();
    one = await opened();
  });

  const opened = (some: Parameters<typeof aNewCase>[0] = {}) =>
    desk.deps.cases.open(
      aNewCase({ id: randomUUID(), tenantId: CONTOSO.tenantId, customerName: CONTOSO.name, severity: 'critical', ...some }),
      DMITRI,
      desk.clock.now(),
    );

  /** The button of the case's card, pressed in its channel unless said otherwise. Gives the cards of the turn. */
  async function presses(caseId = one.id, where: Partial<Where> = CHANNEL, person = desk.people.adele): Promise<readonly AdaptiveCard[]> {
    const user = desk.user(person, where);
    await user.pressesOnly({ verb: 'case.file', data: { caseId, version: 1 }, messageId: 'card' });
    return user.lastTurn.map(({ card }) => card);
  }

  const draft = (of = one.id) => desk.deps.drafts.ofCase(desk.people.adele.id, of, desk.clock.now());

  it('begins a report in the person’s own chat with everything that the case knows', async () => {
    const [card] = await presses();

    const begun = await draft();
    assert.deepEqual(
      [begun?.tenantId, begun?.product, begun?.severity, begun?.impact, begun?.title, begun?.tried, begun?.caseId],
      [CONTOSO.tenantId, one.product, 'critical', 'stopped', one.title, one.tried, one.id],
    );
    assert.equal(begun?.contact?.surname, 'Vance');
    assert.deepEqual(desk.fakes.startInPersonalChat.lastCall.args.slice(0, 2), [desk.people.adele.id, begun?.id]);
    assert.ok(card);
    shows(card, t('notices.report-continues-in-chat.title'));
  });

  it('does not lead back to the experts, who have sent it', async () => {
    await presses();
    const begun = await draft();

    const card = await desk.user().press({ verb: 'report.resume', data: { draftId: begun?.id }, messageId: 'offer' });

    shows(card, t('report.health.title'));
    assert.ok(buttonsOf(card).every(({ verb }) => verb !== 'escalate.begin'));
  });

  it('goes on with the same report at a second press, also when another one was begun meanwhile', async () => {
    await presses();
    const first = await draft();
    desk.clock.move(60_000);
    await desk.user().says('report Fabrikam Residences mail is down since 9');

    await presses();

    assert.equal((await draft())?.id, first?.id);
    assert.equal(desk.fakes.startInPersonalChat.lastCall.args[1], first?.id);
  });

  it('shows the report below when pressed in the person’s own chat', async () => {
    const [card] = await presses(one.id, { conversationId: 'chat', scope: 'personal' });

    assert.ok(card);
    shows(card, t('report.resume.resume'), 'Contoso');
    assert.equal(desk.fakes.startInPersonalChat.callCount, 0);
  });

  it('says what to do where the person has no chat with the bot', async () => {
    desk.fakes.startInPersonalChat = desk.reachable(false);

    const [card] = await presses();

    assert.ok(card);
    shows(card, t('notices.report-needs-personal-chat.title'));
  });

  it('files with the case on it, and shows the request instead of a second report', async () => {
    await presses();
    const begun = await draft();
    assert.ok(begun);
    const { id: personId, displayName: personName } = desk.people.adele;
    const content = someContent({ tenantId: CONTOSO.tenantId });
    const route = 'admin-center';
    const about = { draftId: begun.id, caseId: begun.caseId, personId, personName, locale: 'en', timeZone: 'UTC', route, content } as const;
    const request = await desk.deps.requests.submit({ ...about, place: undefined }, desk.clock.now());

    const [card] = await presses(one.id, CHANNEL, desk.people.camille);

    assert.equal(request.caseId, one.id);
    assert.ok(card);
    shows(card, t('notices.case-has-request.title'), request.reference);
  });

  it('goes to the request that the case came from while that one is open', async () => {
    const { id: personId, displayName: personName } = desk.people.adele;
    const content = someContent({ tenantId: CONTOSO.tenantId });
    const about = { draftId: randomUUID(), personId, personName, locale: 'en', timeZone: 'UTC', route: 'admin-center', content } as const;
    const request = await desk.deps.requests.submit({ ...about, place: undefined }, desk.clock.now());
    const from = await opened({ requestId: request.id });

    const [card] = await presses(from.id);

    assert.ok(card);
    shows(card, request.reference);
    assert.equal(await draft(from.id), undefined);
  });

  it('files once when two colleagues have each begun a report of the same case', async () => {
    const about = await opened({ product: 'commercial' });
    const submits = async (person: Helpdesk['people']['adele'], email: string) => {
      const contact = { givenName: 'A', surname: 'V', email, phone: undefined };
      const fields = { ...reportOfCase(about), nature: 'billing', severity: 'minimal', topicId: 'topic-1', contact } as const;
      await desk.deps.drafts.create(person.id, `chat-of-${person.id}`, fields, desk.clock.now());
      const user = desk.user(person);
      await user.says('report');
      await user.clicks('report.resume');
      await user.clicks('report.submit');
      return user.lastTurn.map(({ card }) => textsOf(card)).join();
    };

    await submits(desk.people.adele, 'adele@northwindcloud.example');
    const second = await submits(desk.people.camille, 'camille@northwindcloud.example');

    const [filed, ...others] = await desk.deps.requests.ofCase(about.id);
    assert.equal(others.length, 0);
    assert.ok(second.includes(t('notices.case-has-request.title')) && second.includes(filed?.reference ?? 'none'));
  });

  it('is refused to whoever may not report (B8)', async () => {
    const [card] = await presses(one.id, CHANNEL, desk.people.mei);

    assert.ok(card);
    shows(card, t('notices.not-permitted.title'));
  });

  for (const access of ['denied', 'unknown'] as const)
    it(`is refused, and names nothing of the case, while access is ${access}`, async () => {
      desk.fakes.check = desk.access(access);

      const cards = await presses();

      assert.equal(await draft(), undefined);
      assert.doesNotMatch(cards.map(textsOf).join(), new RegExp(one.title));
    });

  it('does nothing for a case that is resolved or not there', async () => {
    await desk.deps.actOnCase(one.id, { kind: 'resolve', cause: 'fixed', text: 't' }, DMITRI, { key: undefined });

    const cards = [...(await presses()), ...(await presses(randomUUID())), ...(await presses('x'))];

    assert.deepEqual(
      cards.map((card) => textsOf(card).includes(t('notices.old-card.title'))),
      [true, true, true],
    );
  });

  it('asks for the nature of a commercial matter, and for the customer of a case of several', () => {
    const { nature, category, tenantId } = reportOfCase(aCase({ product: 'commercial', tenantId: undefined }));

    assert.deepEqual([nature, category, tenantId], [undefined, 'billing-subscription', undefined]);
  });
});
