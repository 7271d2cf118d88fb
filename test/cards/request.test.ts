import assert from 'node:assert/strict';
import { requestCard, type RequestView } from '../../cards/request.ts';
import { requestsCard, type RequestsView } from '../../cards/requests.ts';
import { numberReminderCard } from '../../cards/number-reminder.ts';
import { words } from '../../src/locales/words.ts';
import { badgesOn, buttonOn, buttonsOn, inputsOn, partOn, textsOn, verbsOn } from './looking.ts';
import { customerNamed, FILED, HANDED_OFF, TIME_ZONE } from './sample-data.ts';

const t = words('en');
const PLAIN_NUMBER = undefined;

function cardOf(over: Partial<RequestView>) {
  return requestCard('en', { request: FILED, record: undefined, failure: undefined, timeZone: TIME_ZONE, ...over });
}

describe('the request card', () => {
  it('shows Microsoft’s number of a filed request and offers note and close', () => {
    const card = cardOf({});

    assert.ok(textsOn(card).includes('2611210050001234'));
    assert.deepEqual(verbsOn(card), ['request.note', 'request.refresh', 'request.close', 'command', 'command', 'command']);
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

    assert.deepEqual(verbsOn(card), ['request.refresh', 'command', 'command']);
    assert.deepEqual(badgesOn(card), [t('deskStatuses.closed')]);
  });

  it('believes what Microsoft says now more than what is stored', () => {
    const record = { number: '1', title: '', status: 'attention-needed', updatedAt: undefined, notes: [] } as const;

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
      assert.deepEqual(verbsOn(cardOf({ request: { ...FILED, state, number: PLAIN_NUMBER } })), [
        'request.refresh',
        'command',
        'command',
        'command',
      ]);
    }
  });

  it('does not offer to look into a portal it cannot see', () => {
    const card = cardOf({ request: { ...HANDED_OFF, state: 'filed', number: '123' } });

    assert.ok(textsOn(card).includes(t('request.follow')));
    assert.ok(!verbsOn(card).includes('request.note'));
  });

  it('shows the newest five notes', () => {
    const notes = Array.from({ length: 7 }, (_, index) => ({ by: 'Microsoft', at: undefined, text: `note number ${index}` }));
    const texts = textsOn(cardOf({ record: { number: '1', title: '', status: 'open', updatedAt: undefined, notes } }));

    assert.doesNotMatch(texts, /note number 1/);
    assert.match(texts, /note number 6/);
    assert.ok(texts.includes(t('words.more', { count: 2 })));
  });
});

describe('the list of requests', () => {
  const MORE = { more: true, unchecked: false };
  const ALL = { more: false, unchecked: false };

  it('has a row to press for each, ten at most, and says that there may be more', () => {
    const card = requestsCard('en', { filter: 'all', requests: Array.from({ length: 12 }, () => FILED), ...MORE, timeZone: TIME_ZONE });
    const rows = buttonsOn(card).filter(({ title }) => title === FILED.reference);

    assert.equal(rows.length, 10);
    assert.deepEqual(rows[0]?.data, { command: 'request', requestId: FILED.id });
    assert.ok(textsOn(card).includes(t('requests.more')));
  });

  it('says when there are none, and leads on', () => {
    const card = requestsCard('en', { filter: { customer: customerNamed('Contoso') }, requests: [], ...ALL, timeZone: TIME_ZONE });

    assert.ok(textsOn(card).includes(t('requests.none')));
    assert.deepEqual(
      buttonsOn(card).map(({ data }) => data),
      [
        { command: 'requests', text: 'mine' },
        { command: 'requests', text: 'open' },
        { command: 'requests', text: 'all' },
        { command: 'report' },
      ],
    );
  });

  it('does not say that there are none while it cannot know', () => {
    const textsFor = (known: Pick<RequestsView, 'more' | 'unchecked'>) =>
      textsOn(requestsCard('en', { filter: 'open', requests: [], ...known, timeZone: TIME_ZONE }));

    assert.ok(textsFor(MORE).includes(t('requests.noneOpen')));
    const unchecked = textsFor({ more: false, unchecked: true });
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
