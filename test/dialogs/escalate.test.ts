import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { EscalationPlan } from '../../src/domain/escalation-plan.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot } from '../support/health-fixtures.ts';
import { someContent } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const CHANNEL = '19:escalations@thread.tacv2';
const SAID = 'escalate Contoso mail is down since 9';
/** What the form still asks after a sentence. */
const REST = { impact: 'stopped', tried: 'Restarted Outlook' };

describe('An escalation', () => {
  let database: Database;
  let desk: Helpdesk;
  let adele: User;
  let days = 0;
  // Its plan would be that of every other test.
  before(async () => {
    database = await freshDatabase();
  });
  beforeEach(async () => {
    desk = await openHelpdesk({ database });
    // What an earlier test escalated is nothing of today's.
    desk.clock.move(++days * 48 * 3_600_000);
    adele = desk.user();
  });

  const opened = async (by = desk.people.adele.id) => {
    const { cases } = await desk.deps.cases.list({ requesterId: by }, { limit: 10, offset: 0 });
    return cases;
  };
  const onlyCase = async () => {
    const [one, ...others] = await opened();
    assert.ok(one !== undefined && others.length === 0);
    return one;
  };
  const dataOf = (verb: string) => adele.button(verb).data;

  async function requestOf(tenantId: string, some: Parameters<typeof someContent>[0] = {}): Promise<ServiceRequest> {
    const { id: personId, displayName: personName } = desk.people.adele;
    return desk.deps.requests.submit(
      {
        draftId: randomUUID(),
        personId,
        personName,
        locale: 'en',
        timeZone: 'Europe/London',
        route: 'admin-center',
        content: someContent({ tenantId, product: 'microsoft365', nature: 'break-fix', tried: 'Restarted Outlook', ...some }),
        place: undefined,
      },
      desk.clock.now(),
    );
  }

  async function planned(change: (plan: EscalationPlan) => EscalationPlan): Promise<void> {
    const saved = await desk.deps.plans.save(change(await desk.deps.plans.current()), 'tester', desk.clock.now());
    assert.ok(saved !== undefined);
  }

  async function channelSetUp(): Promise<void> {
    await desk.deps.escalationChannels.setUp({
      conversationId: CHANNEL,
      teamId: '19:team',
      teamName: 'Experts',
      name: 'Azure escalations',
      kind: 'standard',
      locale: 'en',
      timeZone: 'Europe/London',
      outsidersAllowed: false,
      setUpBy: { id: 'x', name: 'x' },
      setUpAt: desk.clock.now(),
    });
    const [policy] = BUILT_IN_PLAN.policies;
    assert.ok(policy);
    const called = { id: randomUUID(), name: 'Mei Tanaka' };
    const levels = [{ afterMinutes: 15, repeat: undefined, call: [{ person: called }, { rota: 'Azure night' }] }];
    const { severities } = policy;
    await planned((plan) => ({
      ...plan,
      policies: [{ ...policy, severities: { ...severities, critical: { ...severities.critical, levels } } }],
      routes: [{ products: [], severities: [], tenantIds: [], tag: undefined, hours: undefined, channelId: CHANNEL, policy: policy.name }],
    }));
  }

  describe('in the person’s own words', () => {
    it('asks only for what they do not say, and becomes a case at the second press', async () => {
      const form = await adele.says(SAID);
      shows(form, 'Contoso', 'mail is down since 9', t('products.microsoft365'));

      const done = await adele.clicks('escalate.submit', { ...formInputs(form), ...REST });

      const one = await onlyCase();
      shows(done, t('escalate.done.opened', { reference: one.reference }));
      assert.deepEqual(
        [one.tenantId, one.product, one.severity, one.tried, one.state, one.requester?.name],
        [CONTOSO.tenantId, 'microsoft365', 'critical', 'Restarted Outlook', 'open', 'Adele Vance'],
      );
    });

    it('opens one case however often it is pressed', async () => {
      const form = await adele.says(SAID);
      const button = adele.button('escalate.submit');
      const inputs = { ...formInputs(form), ...REST };

      await adele.press(button, inputs);
      const again = await adele.press(button, inputs);

      shows(again, (await onlyCase()).reference);
    });

    it('says what is missing and keeps what was typed (B24)', async () => {
      const form = await adele.says(SAID);

      const card = await adele.clicks('escalate.submit', { ...formInputs(form), description: 'Nobody can send.', impact: 'impaired' });

      shows(card, t('fields.tried'), t('problems.missing'));
      assert.equal(inputOf(card, 'description')?.['value'], 'Nobody can send.');
      assert.equal(inputOf(card, 'impact')?.['value'], 'impaired');
      assert.equal((await opened()).length, 0);
    });

    it('takes another severity than the impact suggests only with a reason, which the experts read (B54)', async () => {
      const form = await adele.says(SAID);
      const inputs = { ...formInputs(form), ...REST, impact: 'little', severity: 'critical' };

      const refused = await adele.clicks('escalate.submit', inputs);
      shows(refused, t('problems.reason-needed'));
      await adele.clicks('escalate.submit', { ...inputs, severityReason: 'The board meets at noon.' });

      const one = await onlyCase();
      assert.equal(one.severity, 'critical');
      assert.match(one.description, /The board meets at noon\./);
    });

    it('lets the customer be chosen that a text does not tell apart', async () => {
      const card = await adele.says('escalate Fabrikam mail is down since 9');

      shows(card, 'Fabrikam Residences', 'Fabrikam Art', t('problems.ambiguous'));
    });

    it('never takes the customer in force where somebody else is named', async () => {
      await adele.says('customer Contoso');
      const card = await adele.says('escalate fabrkam residences cannot send mail');

      shows(card, 'Fabrikam Residences', t('problems.not-found'));
      assert.equal(inputOf(card, 'customer')?.['value'], undefined);
    });

    it('offers the customer in force to be confirmed', async () => {
      await adele.says('customer Contoso');

      const card = await adele.says('escalate');

      assert.equal(inputOf(card, 'customer')?.['value'], CONTOSO.tenantId);
    });

    for (const [locale, said] of [
      ['fr', 'escalader Contoso la messagerie est en panne depuis 9 h'],
      ['ru', 'эскалировать Contoso почта не работает с 9 утра'],
    ] as const satisfies readonly (readonly [Locale, string])[])
      it(`is understood and answered in ${locale}`, async () => {
        const user = desk.user(desk.people.adele, { locale });

        const card = await user.says(said);

        shows(card, words(locale)('escalate.form.title'), 'Contoso', words(locale)('products.microsoft365'));
      });
  });

  describe('of a request', () => {
    it('is filled in, and takes one press', async () => {
      const request = await requestOf(CONTOSO.tenantId, { since: 'yesterday', peopleHit: 40 });
      await adele.says(`escalate ${request.reference}`);

      const form = adele.card;
      await adele.clicks('escalate.submit', formInputs(form));

      const one = await onlyCase();
      assert.deepEqual([one.requestId, one.severity, one.title], [request.id, request.severity, request.title]);
      assert.match(one.description, /yesterday[\s\S]*40/);
    });

    it('begins from its card', async () => {
      const request = await requestOf(CONTOSO.tenantId);
      await adele.says(`request ${request.reference}`);

      await adele.clicks('command', {}, { command: 'escalate' });

      assert.equal(dataOf('escalate.submit')['requestId'], request.id);
    });

    it('shows the case that is open for it first', async () => {
      const request = await requestOf(CONTOSO.tenantId);
      const form = await adele.says(`escalate ${request.reference}`);
      await adele.clicks('escalate.submit', formInputs(form));

      const card = await adele.says(`escalate ${request.reference}`);

      shows(card, (await onlyCase()).reference, t('escalate.similar.text'), t('escalate.form.anyway'));
    });

    it('is not tied to the case of another customer', async () => {
      const request = await requestOf(CONTOSO.tenantId);
      const form = await adele.says(`escalate ${request.reference}`);

      await adele.clicks('escalate.submit', { ...formInputs(form), customer: FABRIKAM.tenantId });

      const one = await onlyCase();
      assert.deepEqual([one.tenantId, one.requestId], [FABRIKAM.tenantId, undefined]);
    });

    it('of a customer that is closed to the person tells nothing', async () => {
      const request = await requestOf(CONTOSO.tenantId, { title: 'Secret trouble' });
      desk.fakes.check = desk.access('denied');

      const card = await adele.says(`escalate ${request.reference}`);

      shows(card, t('notices.access-denied.title', { customer: 'Contoso' }));
      assert.doesNotMatch(textsOf(card), /Secret/);
    });
  });

  describe('of a report in writing', () => {
    it('begins where Microsoft is not the one to ask (B22)', async () => {
      await adele.says('report Contoso mail is down since 9');
      await adele.clicks('report.answer', { criterion: 'none', tried: 'Restarted Outlook' }, { step: 'health' });

      const form = await adele.clicks('escalate.begin');

      shows(form, 'Contoso', 'Restarted Outlook');
    });

    it('begins on the card of the health, which stays', async () => {
      await adele.says('report Contoso mail is down since 9');

      const form = await adele.clicks('escalate.begin');

      shows(form, t('escalate.form.title'), 'mail is down since 9');
      assert.ok(adele.button('report.answer'));
    });

    it('brings along what stands on that card, which changes nothing there', async () => {
      await adele.says('report Contoso mail is down since 9');
      const before = await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());

      shows(await adele.clicks('escalate.begin', { tried: 'Restarted Outlook' }), t('escalate.form.title'), 'Restarted Outlook');
      assert.equal((await desk.deps.drafts.byId(before?.id ?? ''))?.version, before?.version);
    });

    it('of somebody else is not shown', async () => {
      await adele.says('report Contoso mail is down since 9');
      const { data } = adele.button('escalate.begin');
      const camille = desk.user(desk.people.camille);

      const card = await camille.press({ verb: 'escalate.begin', data, messageId: 'forged' });

      shows(card, t('notices.draft-gone.title'));
    });
  });

  describe('of an incident', () => {
    let issueId: string;
    beforeEach(async () => {
      issueId = `EX${5500 + days}`;
      for (const { tenantId } of [CONTOSO, FABRIKAM]) {
        await desk.polled(
          aSnapshot(tenantId, desk.clock.now(), [anIssue(issueId, { title: 'Mail is delayed', modifiedAt: desk.clock.now() })]),
        );
      }
    });

    it('is tied to it, for one of the customers that it hits', async () => {
      await adele.says(`incident ${issueId}`);
      const form = await adele.clicks('escalate.begin');
      shows(form, issueId, 'Mail is delayed');

      await adele.clicks('escalate.submit', { ...formInputs(form), customer: CONTOSO.tenantId, ...REST, description: 'Late mail.' });

      const one = await onlyCase();
      assert.deepEqual([one.issueId, one.tenantId], [issueId, CONTOSO.tenantId]);
    });

    it('needs no single customer, and then stands on the incident’s card', async () => {
      const form = await adele.says(`escalate ${issueId}`);
      await adele.clicks('escalate.submit', { ...formInputs(form), customer: '', ...REST, description: 'Late mail.' });

      const card = await adele.says(`incident ${issueId}`);

      const one = await onlyCase();
      assert.deepEqual([one.issueId, one.tenantId], [issueId, undefined]);
      shows(card, t('escalate.incident.open', { cases: one.reference }));
    });

    it('does not show cases of customers that are closed to the person', async () => {
      const form = await adele.says(`escalate ${issueId}`);
      await adele.clicks('escalate.submit', { ...formInputs(form), customer: FABRIKAM.tenantId, ...REST, description: 'Late mail.' });
      const one = await onlyCase();
      desk.fakes.check = desk.access('denied');

      const card = await adele.says(`incident ${issueId}`);

      assert.doesNotMatch(textsOf(card), new RegExp(one.reference));
    });

    it('that the person may not know of is not tied to a case', async () => {
      const form = await adele.says(SAID);
      desk.fakes.view = desk.viewing('none');
      const { verb, data, messageId } = adele.button('escalate.submit');

      await adele.press({ verb, data: { ...data, issueId }, messageId }, { ...formInputs(form), ...REST });

      assert.equal((await onlyCase()).issueId, undefined);
    });
  });

  describe('of what is escalated already', () => {
    async function escalated(by: User): Promise<string> {
      const form = await by.says(SAID);
      const card = await by.clicks('escalate.submit', { ...formInputs(form), ...REST });
      return /CASE-\w+/.exec(textsOf(card))?.[0] ?? '';
    }

    it('is shown before a second case is opened', async () => {
      const reference = await escalated(desk.user(desk.people.camille));
      const form = await adele.says('escalate Contoso');

      const card = await adele.clicks('escalate.submit', {
        ...formInputs(form),
        customer: CONTOSO.tenantId,
        product: 'microsoft365',
        description: 'No mail here either.',
        ...REST,
      });

      shows(card, reference, t('escalate.form.anyway'));
      assert.equal(inputOf(card, 'description')?.['value'], 'No mail here either.');
      assert.equal((await opened()).length, 0);
    });

    it('takes what was written as a note, once, and what is written later as another', async () => {
      const reference = await escalated(desk.user(desk.people.camille));
      const form = await adele.says(SAID);
      const button = adele.button('escalate.join');
      const inputs = { ...formInputs(form), description: 'No mail here either.' };

      const joined = await adele.press(button, inputs);
      await adele.press(button, inputs);
      await adele.press(button, { ...inputs, description: 'And now nobody can sign in.' });

      shows(joined, t('escalate.done.joined', { reference }));
      const one = await desk.deps.cases.find(reference);
      const notes = (await desk.deps.cases.events(one?.id ?? '', 20)).filter(({ kind }) => kind === 'note');
      assert.equal(notes.length, 2);
      assert.match(notes[0]?.text ?? '', /No mail here either\./);
      assert.match(notes[1]?.text ?? '', /nobody can sign in/);
    });

    it('gets no note where nothing was written', async () => {
      const reference = await escalated(desk.user(desk.people.camille));
      const form = await adele.says(SAID);
      const nothing = { title: '', description: '', tried: '' };

      const card = await adele.clicks('escalate.join', { ...formInputs(form), ...nothing });

      assert.doesNotMatch(textsOf(card), new RegExp(t('escalate.done.joined', { reference })));
      const one = await desk.deps.cases.find(reference);
      assert.equal((await desk.deps.cases.events(one?.id ?? '', 20)).filter(({ kind }) => kind === 'note').length, 0);
    });

    it('may be opened anyway', async () => {
      await escalated(desk.user(desk.people.camille));
      const form = await adele.says(SAID);

      await adele.clicks('escalate.submit', { ...formInputs(form), ...REST });

      assert.equal((await opened()).length, 1);
    });

    it('is not what was escalated more than a day ago', async () => {
      await escalated(desk.user(desk.people.camille));
      desk.clock.move(25 * 3_600_000);

      const card = await adele.says(SAID);

      assert.doesNotMatch(textsOf(card), /CASE-/);
    });

    it('cannot be joined where its customer is closed to the person', async () => {
      const reference = await escalated(desk.user(desk.people.camille));
      const form = await adele.says(SAID);
      desk.fakes.check = desk.access('denied');

      const card = await adele.clicks('escalate.join', { ...formInputs(form) });

      shows(card, t('notices.access-denied.title', { customer: 'Contoso' }));
      const one = await desk.deps.cases.find(reference);
      assert.equal((await desk.deps.cases.events(one?.id ?? '', 20)).length, 1);
    });
  });

  describe('says before the press', () => {
    it('where it goes and who is called when, or that nobody is on call', async () => {
      await channelSetUp();
      const form = await adele.says(SAID);
      shows(form, 'Experts › Azure escalations', 'Mei Tanaka', t('escalate.prospect.nobodyOn', { rotas: 'Azure night' }));

      const done = await adele.clicks('escalate.submit', { ...formInputs(form), ...REST });

      assert.equal((await onlyCase()).channelId, CHANNEL);
      shows(done, 'Experts › Azure escalations', 'Mei Tanaka');
    });

    it('honestly that no channel is set up, and who can', async () => {
      const fresh = await openHelpdesk({ database: await freshDatabase() });

      const form = await fresh.user().says(SAID);

      shows(form, t('escalate.prospect.noChannel', { roles: 'Global administrator or Admin agent' }));
    });
  });

  describe('is refused', () => {
    it('to whoever has no role for it (B8)', async () => {
      const card = await desk.user(desk.people.mei).says(SAID);

      shows(card, t('notices.not-permitted.title'));
    });

    it('and nothing written while access cannot be found out; what was typed stays', async () => {
      const form = await adele.says(SAID);
      desk.fakes.check = desk.access('unknown');

      await adele.clicks('escalate.submit', { ...formInputs(form), ...REST });

      const cards = adele.lastTurn.map(({ card }) => card);
      assert.ok(cards.some((card) => textsOf(card).includes(t('notices.access-unknown.title', { customer: 'Contoso' }))));
      assert.ok(cards.some((card) => inputOf(card, 'tried')?.['value'] === REST.tried));
      assert.equal((await opened()).length, 0);
    });

    it('to whoever names the case of somebody else as the one to be', async () => {
      const camille = desk.user(desk.people.camille);
      const theirs = await camille.says(SAID);
      await camille.clicks('escalate.submit', { ...formInputs(theirs), ...REST });
      const caseId = (await opened(desk.people.camille.id))[0]?.id ?? '';
      const form = await adele.says('escalate Contoso');
      const { verb, data, messageId } = adele.button('escalate.submit');

      const card = await adele.press({ verb, data: { ...data, caseId }, messageId }, { ...formInputs(form), ...REST });

      shows(card, t('notices.old-card.title'));
    });

    it('where its data is not of a card of ours', async () => {
      const card = await adele.press({ verb: 'escalate.submit', data: { caseId: 'x' }, messageId: 'forged' });

      shows(card, t('notices.old-card.title'));
    });
  });

  describe('asked for in a channel', () => {
    const inChannel = { conversationId: '19:helpdesk@thread.tacv2', scope: 'team' } as const;

    it('goes on in the person’s own chat, and names no customer in the channel', async () => {
      const user = desk.user(desk.people.adele, inChannel);

      const card = await user.says(SAID);

      shows(card, t('notices.escalate-continues-in-chat.title'));
      assert.doesNotMatch(user.lastTurn.map((one) => textsOf(one.card)).join(''), /Contoso/);
      assert.ok(desk.ownChat.cards?.some((one) => buttonsOf(one).some(({ verb }) => verb === 'escalate.submit')));
    });

    it('says so when the person has no such chat, whoever reads the channel', async () => {
      desk.ownChat.cards = undefined;
      desk.fakes.audienceOf = desk.readBy('outsiders');

      const card = await desk.user(desk.people.adele, inChannel).says(SAID);

      shows(card, t('notices.escalate-needs-personal-chat.title'));
    });

    it('is not submitted there', async () => {
      await adele.says(SAID);
      const button = adele.button('escalate.submit');

      const card = await desk.user(desk.people.adele, inChannel).press(button, REST);

      shows(card, t('notices.old-card.title'));
    });
  });

  it('is dropped without a trace', async () => {
    await adele.says(SAID);

    const card = await adele.clicks('escalate.drop');

    shows(card, t('notices.escalate-dropped.title'));
    assert.equal((await opened()).length, 0);
  });
});

/** What a client sends of a form that nobody touched. */
function formInputs(card: Parameters<typeof inputOf>[0]): Readonly<Record<string, unknown>> {
  const ids = ['customer', 'product', 'title', 'description', 'tried', 'impact', 'severity', 'severityReason', 'language'];
  return Object.fromEntries(ids.map((id) => [id, inputOf(card, id)?.['value'] ?? '']));
}
