import assert from 'node:assert/strict';
import { requestCard, type RequestView } from '../../cards/request.ts';
import { requestsCard, type RequestsView } from '../../cards/requests.ts';
import { numberReminderCard } from '../../cards/number-reminder.ts';
import type { DeskRecord } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { badgesOn, buttonOn, buttonsOn, foldedOn, inputsOn, partOn, textsOn, verbsOn } from './looking.ts';
import { customerNamed, FILED, HANDED_OFF, TIME_ZONE } from './sample-data.ts';

const t = words('en');
const RECORD: DeskRecord = {
  number: '1',
  title: '',
  status: 'open',
  severity: undefined,
  owner: undefined,
  updatedAt: undefined,
  notes: [],
};
const SENDS: ReadonlySet<unknown> = new Set(['request.note', 'request.number', 'request.retry', 'request.severity']);
const NOW = new Date('2026-11-21T10:00:00Z');
const PLAIN_NUMBER = undefined;

function cardOf(over: Partial<RequestView>) {
  return requestCard('en', { request: FILED, record: undefined, failure: undefined, timeZone: TIME_ZONE, now: NOW, ...over });
}

/** What the card's own row of buttons does. */
function footOf({ actions }: ReturnType<typeof requestCard>): readonly unknown[] {
  return verbsOn({ type: 'AdaptiveCard', actions });
}

describe('the request card', () => {
  it('shows Microsoft’s number of a filed request and offers note and close', () => {
    const card = cardOf({});

    assert.ok(textsOn(card).includes('2611210050001234'));
    assert.deepEqual(footOf(card), ['request.refresh', 'command', 'command', 'command']);
    assert.deepEqual(buttonOn(card, 'request.note').data, { requestId: FILED.id, version: 4 });
  });

  it('leads to the experts until it is closed', () => {
    const commands = (request: Parameters<typeof cardOf>[0]['request']) =>
      buttonsOn(cardOf({ request })).map(({ data }) => (data as { readonly command?: string } | undefined)?.command);

    assert.ok(commands(FILED).includes('escalate'));
    assert.ok(!commands({ ...FILED, deskStatus: 'closed' }).includes('escalate'));
  });

  it('says what a number looks like, and keeps what was typed', () => {
    for (const [request, typed, says] of [
      [HANDED_OFF, { number: 'soon', problem: 'form' }, t('request.numberWrong.form', { typed: 'soon' })],
      [HANDED_OFF, { number: '', problem: 'form' }, t('request.numberNeeded')],
      [
        { ...FILED, route: 'admin-center' },
        { number: '12345', problem: 'not-its-own' },
        t('request.numberWrong.not-its-own', { typed: '12345', reference: FILED.reference }),
      ],
    ] as const) {
      const card = cardOf({ request, typed });

      assert.ok(textsOn(card).includes(says), says);
      assert.equal(inputsOn(card)['number']?.value ?? '', typed.number);
    }
  });

  it('asks before it closes the request, and says that it is closed at Microsoft', () => {
    const asked = foldedOn(cardOf({}), t('request.close'));

    assert.ok(textsOn(asked).includes(t('request.closeMeans')));
    assert.deepEqual(verbsOn(asked), ['request.close']);
  });

  it('shows what was described, and leads to the whole text that was sent', () => {
    const sent = (description: string) => foldedOn(cardOf({ request: { ...FILED, description } }), t('request.sent'));

    assert.ok(textsOn(sent('The meter counts twice.')).includes('The meter counts twice.'));
    assert.deepEqual(verbsOn(sent('The meter counts twice.')), ['request.messages']);
    assert.ok(!buttonsOn(cardOf({ request: HANDED_OFF })).some(({ title }) => title === t('request.sent')));
  });

  it('offers neither note nor close once it is closed', () => {
    const card = cardOf({ request: { ...FILED, deskStatus: 'closed' } });

    assert.deepEqual(footOf(card), ['request.refresh', 'command', 'command']);
    assert.ok(!verbsOn(card).includes('request.note'));
    assert.deepEqual(badgesOn(card), [t('deskStatuses.closed')]);
  });

  it('names the target of the severity that Microsoft has now (B55–B57)', () => {
    const target = (record: typeof RECORD | undefined) =>
      textsOn(cardOf({ request: { ...FILED, nature: 'break-fix', language: 'en' }, record }));

    assert.match(target({ ...RECORD, severity: 'critical' }), /within 2 hours/);
    assert.doesNotMatch(target(undefined), /within 2 hours/);
  });

  it('believes what Microsoft says now more than what is stored', () => {
    const record = { ...RECORD, status: 'attention-needed' } as const;

    assert.deepEqual(badgesOn(cardOf({ record })), [t('deskStatuses.attention-needed')]);
  });

  it('leads through the portal step by step: link, text to copy, “Create” or “Submit”, Microsoft’s number (B27–B29, B34)', () => {
    const card = cardOf({ request: HANDED_OFF });

    assert.ok(textsOn(card).includes(t('request.azure.third')) && textsOn(card).includes(t('request.azure.fourth')));
    assert.ok(buttonsOn(card).some(({ url }) => url === HANDED_OFF.handOff?.link.url));
    assert.equal(inputsOn(card)['handOffText']?.value, HANDED_OFF.handOff?.text);
    assert.equal(partOn(card, 'handOffTextBox')?.['isVisible'], false);
    assert.deepEqual(buttonOn(card, 'request.number').data, { requestId: HANDED_OFF.id, version: 4 });
  });

  it('shows what belongs to the portal as boxes and tips of their own: the plan (B30), where it is later (B32, B36), all categories (B33; B72, B73)', () => {
    const azure = textsOn(cardOf({ request: HANDED_OFF }));
    const adminCenter = textsOn(cardOf({ request: { ...HANDED_OFF, route: 'admin-center', product: 'microsoft365' } }));

    for (const note of ['azure-plan-field', 'azure-manage-requests'] as const) assert.ok(azure.includes(t(`routes.notes.${note}`)), note);
    for (const note of ['more-categories', 'admin-center-view-tickets', 'own-contact'] as const)
      assert.ok(adminCenter.includes(t(`routes.notes.${note}`)), note);
    assert.ok(azure.includes(`❗ **${t('routes.kinds.important')}**`) && adminCenter.includes(`💡 **${t('routes.kinds.tip')}**`));
    assert.match(azure, /report-problems-on-behalf-of-a-customer/);
  });

  it('keeps the whole text to copy, however long', () => {
    const text = 'line of the hand-off\n'.repeat(900);
    const handOff = { link: { url: 'https://portal.azure.com/', portal: 'Azure portal' }, text };

    assert.equal(inputsOn(cardOf({ request: { ...HANDED_OFF, handOff } }))['handOffText']?.value, text.trim());
  });

  it('leaves what cannot be known to a person: it was filed, or send it again', () => {
    const card = cardOf({ request: { ...FILED, state: 'uncertain', number: PLAIN_NUMBER } });

    assert.deepEqual(verbsOn(card).slice(0, 2), ['request.number', 'request.retry']);
    assert.equal(buttonOn(card, 'request.retry').associatedInputs, 'none');
    assert.equal(buttonOn(card, 'request.number').title, t('request.itWasFiled'));
  });

  it('says why Microsoft did not take it, and tries again only when asked', () => {
    const card = cardOf({
      request: { ...FILED, state: 'failed', number: PLAIN_NUMBER, failure: { code: 'FORBIDDEN', correlationId: 'c0ffee' } },
    });

    assert.ok(textsOn(card).includes(t('errors.FORBIDDEN.next')));
    assert.ok(textsOn(card).includes('c0ffee'));
    assert.ok(verbsOn(card).includes('request.retry'));
  });

  it('offers nothing that sends twice while it is being sent', () => {
    for (const state of ['ready', 'sending'] as const) {
      const card = cardOf({ request: { ...FILED, state, number: PLAIN_NUMBER } });

      assert.deepEqual(footOf(card), ['request.refresh', 'command', 'command', 'command']);
      assert.ok(!verbsOn(card).some((verb) => SENDS.has(verb)));
    }
  });

  it('names Microsoft’s target of what is in a portal, and neither calls it late nor pretends to see the answer', () => {
    const request = { ...HANDED_OFF, state: 'filed', number: '123', responseDueAt: new Date('2026-11-21T09:00:00Z') } as const;
    const shown = textsOn(cardOf({ request }));

    assert.match(shown, /Microsoft’s target is 21 Nov 2026.* I cannot see whether it has answered/);
    assert.doesNotMatch(shown, /⚠/);
  });

  it('does not say that it goes to Microsoft where a person will file it in a portal', () => {
    for (const state of ['ready', 'sending'] as const)
      for (const route of ['azure-portal', 'azure-portal-by-domain', 'admin-center'] as const) {
        const card = cardOf({ request: { ...HANDED_OFF, state, route, handOff: undefined } });

        assert.ok(textsOn(card).includes(t('request.preparing.says')));
        assert.deepEqual(badgesOn(card), [t('request.preparing.badge')]);
      }
  });

  it('does not offer to look into a portal it cannot see', () => {
    const card = cardOf({ request: { ...HANDED_OFF, state: 'filed', number: '123' } });

    assert.ok(textsOn(card).includes(t('request.follow')));
    assert.ok(!verbsOn(card).includes('request.note'));
  });

  it('says by when Microsoft should answer, that it is late, and when it answered', () => {
    const dueAt = (responseDueAt: Date, some: Partial<RequestView['request']> = {}) =>
      textsOn(cardOf({ request: { ...FILED, responseDueAt, ...some } }));
    const before = new Date(NOW.getTime() - 1);

    assert.ok(!dueAt(new Date(NOW.getTime() + 1)).includes('⚠'));
    assert.ok(dueAt(NOW).includes('⚠'));
    assert.ok(!dueAt(before, { respondedAt: before }).includes('⚠'));
    assert.ok(!dueAt(before, { deskStatus: 'closed' }).includes('⚠'));
  });

  it('says who wrote what, where Microsoft tells it', () => {
    const note = { key: '1', by: 'Support', at: undefined, text: 'Hello' };
    const texts = (from: 'microsoft' | 'partner' | 'unknown') => textsOn(cardOf({ record: { ...RECORD, notes: [{ ...note, from }] } }));

    assert.ok(texts('microsoft').includes(t('news.from.microsoft')));
    assert.ok(texts('partner').includes(t('news.from.partner')));
    assert.ok(!texts('unknown').includes(t('news.from.microsoft')));
  });

  it('shows the severity that Microsoft works with, and who works on it', () => {
    const desk = { severity: 'critical', owner: 'Engineer', noteKeys: [] } as const;
    const texts = textsOn(cardOf({ request: { ...FILED, severity: 'minimal', desk } }));

    assert.ok(texts.includes('A · Critical'));
    assert.ok(texts.includes('Engineer'));
  });

  it('lets a request of Azure be answered and closed from here', () => {
    const verbs = verbsOn(cardOf({ request: { ...FILED, route: 'azure-support' } }));

    assert.ok(verbs.includes('request.note') && verbs.includes('request.close'));
  });

  it('shows the newest five notes', () => {
    const notes = Array.from({ length: 7 }, (_, index) => ({
      key: String(index),
      from: 'microsoft' as const,
      by: 'Microsoft',
      at: undefined,
      text: `note number ${index}`,
    }));
    const texts = textsOn(cardOf({ record: { ...RECORD, notes } }));

    assert.doesNotMatch(texts, /note number 1/);
    assert.match(texts, /note number 6/);
    assert.ok(texts.includes(t('words.more', { count: 2 })));
  });

  it('leads to all messages where it does not show them whole', () => {
    const leads = (...texts: readonly string[]) => {
      const notes = texts.map((text) => ({ key: text, from: 'microsoft' as const, by: 'Microsoft', at: undefined, text }));
      return buttonsOn(cardOf({ record: { ...RECORD, notes } })).some(({ title }) => title === t('request.messages.readAll'));
    };

    assert.ok(leads('x'.repeat(401)) && leads('1', '2', '3', '4', '5', '6'));
    assert.ok(!leads('1', '2', '3', '4', '5'));
  });

  it('says of what a colleague took off our list that nothing was closed at Microsoft, and lets it come back', () => {
    const card = cardOf({ request: { ...FILED, route: 'admin-center', ended: 'solved', deskStatus: 'closed' } });

    assert.deepEqual(badgesOn(card), [t('request.ended.badge.solved')]);
    assert.ok(textsOn(card).includes(t('request.ended.says.solved')));
    assert.ok(!textsOn(card).includes(t('request.closed')));
    assert.ok(verbsOn(card).includes('request.resume') && !verbsOn(card).includes('request.end'));
  });

  it('says that nobody hears of it, where that is so', () => {
    assert.ok(textsOn(cardOf({ request: { ...FILED, unheard: true } })).includes(t('request.unheard')));
  });

  it('leads to where Microsoft lists what may have arrived', () => {
    const lookUpAt = { url: 'https://partner.microsoft.com/dashboard', portal: 'Partner Center' };
    const urls = (over: Partial<RequestView>) => buttonsOn(cardOf({ lookUpAt, ...over })).map(({ url }) => url);

    assert.ok(urls({ request: { ...FILED, state: 'uncertain', number: PLAIN_NUMBER } }).includes(lookUpAt.url));
    assert.ok(!urls({}).includes(lookUpAt.url));
  });
});

describe('who follows a request', () => {
  const following = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ personId: `p${n}`, personName: `Colleague ${n}`, locale: 'en', timeZone: 'UTC' }) as const);

  it('is named on its card, the first of many', () => {
    const texts = textsOn(cardOf({ followers: following(7) }));

    assert.ok(texts.includes(`Colleague 4 ${t('words.more', { count: 2 })}`));
    assert.ok(!textsOn(cardOf({ followers: [] })).includes(t('similar.followers')));
  });

  it('may be anybody else, while it is open', () => {
    const offers = (over: Partial<RequestView>) => verbsOn(cardOf(over)).includes('request.join');

    assert.deepEqual([offers({ following: false }), offers({ following: true }), offers({})], [true, false, false]);
    assert.ok(!offers({ following: false, request: { ...FILED, deskStatus: 'closed' } }));
  });

  it('may stop, and nobody else', () => {
    assert.ok(verbsOn(cardOf({ followers: following(1), following: true })).includes('request.leave'));
    assert.ok(!verbsOn(cardOf({ followers: following(1) })).includes('request.leave'));
  });
});

const NO_FILTER = { stand: 'all', customer: undefined, product: undefined, severity: undefined, ownTicket: undefined } as const;

describe('the list of requests', () => {
  const listOf = (over: Partial<RequestsView>) => {
    const known = { newer: false, older: false, unchecked: false, files: true };
    return requestsCard('en', { filter: NO_FILTER, requests: [], ...known, now: NOW, timeZone: TIME_ZONE, ...over });
  };
  const due = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

  it('has a row to press for each, seven at most', () => {
    const rows = buttonsOn(listOf({ requests: Array.from({ length: 12 }, () => FILED) })).filter(({ title }) => title === FILED.reference);

    assert.equal(rows.length, 7);
    assert.deepEqual(rows[0]?.data, { command: 'request', requestId: FILED.id });
  });

  it('leads to newer ones before the first row and to older ones behind the last', () => {
    const card = listOf({ requests: [FILED, HANDED_OFF], newer: true, older: true });
    const pages = buttonsOn(card).filter(({ verb }) => verb === 'requests.page');

    assert.deepEqual(
      pages.map(({ data }) => data),
      [
        { stand: 'all', before: FILED.id },
        { stand: 'all', behind: HANDED_OFF.id },
      ],
    );
  });

  it('tells when the first response is due and when it is late, until it has come (B58)', () => {
    const textOf = (over: Partial<typeof FILED>) => textsOn(listOf({ requests: [{ ...FILED, deskStatus: 'open', ...over }] }));

    assert.match(textOf({ responseDueAt: due(60) }), /First response expected by/);
    assert.match(textOf({ responseDueAt: due(-1) }), /⚠ First response late/);
    for (const over of [{ respondedAt: NOW }, { deskStatus: 'closed' }, { state: 'uncertain' }] as const)
      assert.doesNotMatch(textOf({ responseDueAt: due(-1), ...over }), /First response/);
  });

  it('says when there are none, and leads on', () => {
    const card = listOf({ filter: { ...NO_FILTER, customer: customerNamed('Contoso') } });

    assert.ok(textsOn(card).includes(t('requests.none')));
    assert.deepEqual(
      buttonsOn(card)
        .filter(({ verb }) => verb === 'command')
        .map(({ data }) => data),
      [
        { command: 'requests', text: 'azure', tenantId: customerNamed('Contoso').tenantId },
        { command: 'requests', text: '' },
        { command: 'report' },
      ],
    );
  });

  it('has room for all that belongs to a customer, on a page in the middle too', () => {
    const filter = { ...NO_FILTER, customer: customerNamed('Contoso') };
    const card = listOf({ filter, requests: [FILED], newer: true, older: true });

    assert.deepEqual(
      (card.actions ?? []).map((action) => (action as { readonly title: string }).title),
      [
        t('requests.newer'),
        t('requests.older'),
        t('requests.quick.azure'),
        t('requests.quick.mine-open'),
        t('csv.button'),
        t('commands.report.title'),
      ],
    );
  });

  it('does not say that there are none while it cannot know', () => {
    assert.ok(textsOn(listOf({ older: true })).includes(t('requests.noneOpen')));
    const unchecked = textsOn(listOf({ unchecked: true }));
    assert.ok(unchecked.includes(t('requests.unchecked')));
    assert.ok(!unchecked.includes(t('requests.none')));
  });
});

describe('the reminder of a hand-off', () => {
  it('asks for the number and shows the way to the request', () => {
    const card = numberReminderCard('en', { request: HANDED_OFF });

    assert.deepEqual(Object.keys(inputsOn(card)), ['number']);
    assert.deepEqual(verbsOn(card), ['request.number', 'command']);
    assert.match(card.fallbackText, /PSR-7K3M9Q/);
  });
});
