import assert from 'node:assert/strict';
import { requestCard, type RequestView } from '../../cards/request.ts';
import { requestsCard, type RequestsView } from '../../cards/requests.ts';
import { numberReminderCard } from '../../cards/number-reminder.ts';
import type { DeskRecord } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { badgesOn, buttonOn, buttonsOn, inputsOn, partOn, textsOn, verbsOn } from './looking.ts';
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
    assert.deepEqual(footOf(card), ['request.refresh', 'request.close', 'command', 'command', 'command']);
    assert.deepEqual(buttonOn(card, 'request.note').data, { requestId: FILED.id, version: 4 });
  });

  it('leads to the experts until it is closed', () => {
    const commands = (request: Parameters<typeof cardOf>[0]['request']) =>
      buttonsOn(cardOf({ request })).map(({ data }) => (data as { readonly command?: string } | undefined)?.command);

    assert.ok(commands(FILED).includes('escalate'));
    assert.ok(!commands({ ...FILED, deskStatus: 'closed' }).includes('escalate'));
  });

  it('offers neither note nor close once it is closed', () => {
    const card = cardOf({ request: { ...FILED, deskStatus: 'closed' } });

    assert.deepEqual(footOf(card), ['request.refresh', 'command', 'command']);
    assert.ok(!verbsOn(card).includes('request.note'));
    assert.deepEqual(badgesOn(card), [t('deskStatuses.closed')]);
  });

  it('believes what Microsoft says now more than what is stored', () => {
    const record = { ...RECORD, status: 'attention-needed' } as const;

    assert.deepEqual(badgesOn(cardOf({ record })), [t('deskStatuses.attention-needed')]);
  });

  it('leads through the portal step by step: link, text to copy, Microsoft’s number (B27–B36)', () => {
    const card = cardOf({ request: HANDED_OFF });

    assert.ok(textsOn(card).includes(t('request.azure.third')));
    assert.ok(buttonsOn(card).some(({ url }) => url === HANDED_OFF.handOff?.link.url));
    assert.equal(inputsOn(card)['handOffText']?.value, HANDED_OFF.handOff?.text);
    assert.equal(partOn(card, 'handOffTextBox')?.['isVisible'], false);
    assert.deepEqual(buttonOn(card, 'request.number').data, { requestId: HANDED_OFF.id, version: 4 });
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
});

describe('who follows a request', () => {
  const following = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ personId: `p${n}`, personName: `Colleague ${n}`, locale: 'en', timeZone: 'UTC' }) as const);

  it('is named on its card, the first of many', () => {
    const texts = textsOn(cardOf({ followers: following(7) }));

    assert.ok(texts.includes(`Colleague 4 ${t('words.more', { count: 2 })}`));
    assert.ok(!textsOn(cardOf({ followers: [] })).includes(t('similar.followers')));
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
        { command: 'requests', text: '' },
        { command: 'requests', text: 'open' },
        { command: 'requests', text: 'waiting' },
        { command: 'report' },
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
