import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { incidentLine, incidentNoticeCard } from '../../cards/incident-notice.ts';
import { toldText } from '../../cards/told-text.ts';
import type { IncidentLine, IncidentNotice } from '../../src/domain/delivery.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { badgesOn, buttonOn, buttonsOn, textsOn, verbsOn } from './looking.ts';
import { incidentOf, NASTY, NOW } from './sample-data.ts';
import { noticeOf, totalsOf } from './sample-notice.ts';

const t = words('en');
const MINUTE = 60_000;
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * MINUTE);
const OVER: Partial<Incident> = { resolved: true, resolvedAt: NOW, startedAt: ago(135), endedAt: NOW, status: 'serviceRestored' };

describe('the living card of an incident', () => {
  const cardOf = (incident: Partial<Incident>, over: Partial<IncidentNotice> = {}) =>
    incidentNoticeCard('en', noticeOf({ incident: incidentOf('Users cannot send mail', incident), ...over }));

  it('tells what, how it stands, whom it hits, since when, and when there is news', () => {
    const card = cardOf({});
    const texts = textsOn(card);

    assert.match(texts, /EX842196 · Incident · Exchange Online\nUsers cannot send mail/);
    assert.deepEqual(badgesOn(card), [t('statuses.serviceDegradation')]);
    assert.match(texts, /Hits 12 of your customers\nContoso, Fabrikam Residences … and 10 more/);
    assert.match(texts, /Began\n21 Nov 2026, 09:10/);
    assert.match(texts, /Last change\n21 Nov 2026, 09:40/);
    assert.match(texts, /Next update\nby 21 Nov 2026, 11:00/);
    assert.match(texts, /High impact/);
  });

  it('shows Microsoft’s newest post, shortened', () => {
    const posts = [
      { at: ago(9), text: 'The older one.' },
      { at: ago(1), text: `We found it. ${'And more. '.repeat(200)}` },
    ];
    const texts = textsOn(cardOf({ posts }));

    assert.match(texts, /We found it\..*…/);
    assert.doesNotMatch(texts, /The older one/);
  });

  it('says what the impact is until the posts are read', () => {
    assert.match(
      textsOn(cardOf({ posts: [], postsKnown: false, impact: 'Mail stays in the outbox.' })),
      /What\nMail stays in the outbox\./,
    );
  });

  it('tells a notification enough to act on, in plain words', () => {
    assert.equal(
      cardOf({ title: '*Mail* is late' }).fallbackText,
      'Exchange Online: *Mail* is late (EX842196, Degraded). Hits 12 of your customers: Contoso, Fabrikam Residences … and 10 more',
    );
  });

  it('says that it hits the customers no more, and offers nothing for them then', () => {
    const card = cardOf({}, { hit: { names: [], total: 0 } });

    assert.ok(textsOn(card).includes(t('notice.hitsNoMore')));
    assert.deepEqual(verbsOn(card), ['command', 'command']);
  });

  it('ends green, with how long it took and whom it hit', () => {
    const card = cardOf(OVER, { seen: { by: undefined, at: undefined } });
    const texts = textsOn(card);

    assert.deepEqual(badgesOn(card), [t('statuses.serviceRestored')]);
    assert.match(texts, /✓ Over after 2 hr 15 min\. Microsoft says it is over/);
    assert.match(texts, /Hit 12 of your customers/);
    assert.doesNotMatch(texts, /Next update/);
    assert.ok(!verbsOn(card).includes('notice.seen'));
  });

  it('does not say in Microsoft’s name what Microsoft only lists no more', () => {
    const texts = textsOn(cardOf({ ...OVER, endedAt: undefined, status: 'serviceDegradation' }));

    assert.ok(texts.includes(t('incident.isUnlisted')) && !texts.includes(t('incident.isOver')));
  });

  it('carries no end of an earlier round once it is open again', () => {
    assert.doesNotMatch(textsOn(cardOf({ endedAt: ago(5) })), /Over since/);
  });

  it('asks to be seen where that is wanted, and then says who has', () => {
    const asking = cardOf({}, { seen: { by: undefined, at: undefined } });
    const seen = cardOf({}, { scope: 'team', seen: { by: 'Adele Vance', at: NOW } });

    assert.deepEqual(buttonOn(asking, 'notice.seen').data, { issueId: 'EX842196', placeId: noticeOf().placeId });
    assert.ok(textsOn(asking).includes(t('notice.ask')));
    assert.match(textsOn(seen), /Adele Vance has seen it/);
    assert.ok(!verbsOn(seen).includes('notice.seen'));
    assert.ok(!verbsOn(cardOf({})).includes('notice.seen'));
  });

  it('leads to the issue and to what is watched here', () => {
    const commands = buttonsOn(cardOf({}))
      .filter(({ verb }) => verb === 'command')
      .map(({ data }) => data);

    assert.deepEqual(commands, [{ command: 'incident', text: 'EX842196' }, { command: 'watches' }]);
  });
});

describe('the line that rings', () => {
  const lineOf = (ring: IncidentLine['ring'], over: Partial<IncidentLine> = {}, locale: (typeof LOCALES)[number] = 'en') =>
    incidentLine(locale, { ...noticeOf(), ring, place: undefined, ...over });

  it('says what happened, whom it hits and how to see more', () => {
    assert.equal(
      lineOf('worse', { incident: incidentOf('Mail', { status: 'serviceInterruption' }) }),
      '⚠ EX842196 (Exchange Online) has become worse: Mail (Down · High impact). Hits 12 of your customers: Contoso, Fabrikam Residences … and 10 more. For more, write “incident EX842196”.',
    );
  });

  it('says after how long it is over', () => {
    assert.match(
      lineOf('resolved', { incident: incidentOf('Mail', OVER) }),
      /^✓ EX842196 \(Exchange Online\) is over after 2 hr 15 min: Mail/,
    );
  });

  it('points at the card above where it is a reply below it', () => {
    assert.match(lineOf('new', { place: { conversationId: '19:c@thread.tacv2;messageid=1', activityId: '1' } }), /The card above/);
    assert.match(lineOf('new', { place: { conversationId: 'a:chat', activityId: '1' } }), /write “incident/);
  });

  it('counts the chats where nobody has seen it', () => {
    assert.match(lineOf('unseen-elsewhere', { unseenIn: 1 }), /in 1 chat nobody/);
    assert.match(lineOf('unseen-elsewhere', { unseenIn: 5 }, 'ru'), /в 5 чатах/);
  });

  it('says every occasion in every language, in one paragraph', () => {
    const rings: readonly IncidentLine['ring'][] = ['new', 'worse', 'resolved', 'reopened', 'unseen', 'unseen-elsewhere'];
    for (const locale of LOCALES) {
      for (const ring of rings) assert.match(lineOf(ring, { unseenIn: 2 }, locale), /Users cannot send mail/, `${locale} ${ring}`);
      for (const ring of rings) assert.doesNotMatch(lineOf(ring, { unseenIn: 2 }, locale), /\{\{|undefined|notice\.|\n|\s$|\s\s/, ring);
    }
  });

  it('makes no link, no code, no bold and no mention of the texts of others', () => {
    const markdown = new MarkdownIt('zero', { html: false }).enable(['emphasis', 'link', 'list', 'escape', 'backticks']);
    const line = lineOf('new', { incident: incidentOf(NASTY, { id: NASTY, service: NASTY }), hit: { names: [NASTY], total: 1 } });

    assert.doesNotMatch(markdown.render(line), /<a |<code>|<strong>|<em>/);
    assert.doesNotMatch(line, /<\s*\/?\s*at\b/i);
  });
});

describe('who was told, in one line', () => {
  it('names every state that occurs and no other', () => {
    const totals = totalsOf(0, { asked: 0, waitingSince: undefined });

    assert.equal(
      toldText(t, 'en', { ...totals, states: { ...totals.states, sent: 12, gone: 1 } }, NOW),
      'Told here in Teams: 12 sent, 1 not reachable any more.',
    );
  });

  it('says how many have seen it, and that it is delayed (pitfall 19)', () => {
    const text = toldText(t, 'en', totalsOf(2), NOW);

    assert.match(text, /Delayed: the longest has waited for 4 min\. Seen by 9 of 12 that were asked\.$/);
    assert.doesNotMatch(toldText(t, 'en', totalsOf(2, { waitingSince: ago(0.5) }), NOW), /Delayed/);
  });
});
