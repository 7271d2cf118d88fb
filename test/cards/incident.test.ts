import assert from 'node:assert/strict';
import { incidentOverCard } from '../../cards/incident-over.ts';
import { incidentTextCard } from '../../cards/incident-text.ts';
import { incidentCard, type IncidentView } from '../../cards/incident.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { words } from '../../src/locales/words.ts';
import { badgesOn, buttonsOn, inputsOn, partOn, textsOn, verbsOn } from './looking.ts';
import { customerNamed, FILED, followOf, incidentOf, NOW, TIME_ZONE } from './sample-data.ts';

const t = words('en');
const CONTOSO = customerNamed('Contoso');
const MINUTE = 60_000;
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * MINUTE);

function cardOf(incident: Partial<Incident>, over: Partial<IncidentView> = {}) {
  return incidentCard('en', {
    incident: incidentOf('Users cannot send mail', incident),
    hit: { customers: [CONTOSO], total: 1 },
    inForce: { customer: CONTOSO, hit: true },
    about: CONTOSO,
    following: false,
    reader: undefined,
    readAt: NOW,
    failure: undefined,
    remark: undefined,
    portal: { url: 'https://admin.microsoft.com/', portal: 'Microsoft 365 admin center' },
    now: NOW,
    timeZone: TIME_ZONE,
    ...over,
  });
}

describe('the incident card', () => {
  it('tells class, service, feature, status, extent, beginning, last change and the next update (B14)', () => {
    const card = cardOf({ feature: 'Mail flow', featureGroup: 'E-Mail' });
    const texts = textsOn(card);

    assert.match(texts, /EX842196 · Incident · Exchange Online/);
    assert.deepEqual(badgesOn(card), [t('statuses.serviceDegradation')]);
    assert.match(texts, /E-Mail · Mail flow/);
    assert.match(texts, /High impact/);
    assert.match(texts, /Began\n21 Nov 2026, 09:10/);
    assert.match(texts, /Last change\n21 Nov 2026, 09:40/);
    assert.match(texts, /Next update\nby 21 Nov 2026, 11:00/);
  });

  it('shows the newest post, and folds the older ones, newest first', () => {
    const posts = [3, 1, 2].map((minutes) => ({ at: ago(minutes), text: `Post of ${minutes} minutes ago` }));
    const card = cardOf({ posts });
    const texts = textsOn(card);

    assert.equal(partOn(card, 'olderPosts')?.['isVisible'], false);
    assert.ok(texts.indexOf('Post of 1 ') < texts.indexOf('Post of 2 ') && texts.indexOf('Post of 2 ') < texts.indexOf('Post of 3 '));
    assert.ok(buttonsOn(card).some(({ title }) => title === t('incident.older', { count: 2 })));
  });

  it('says that long and very old posts are shortened, and where all of them are', () => {
    const short = cardOf({ posts: [{ at: ago(1), text: 'Short.' }] });
    const long = cardOf({ posts: [{ at: ago(1), text: 'Long. '.repeat(1000) }] });
    const many = cardOf({ posts: Array.from({ length: 20 }, (_, index) => ({ at: ago(index), text: `Post ${index}` })) });

    assert.doesNotMatch(textsOn(short), /shortened/);
    assert.match(textsOn(long), /shortened here.*admin center/);
    assert.match(textsOn(many), /shortened here/);
    assert.doesNotMatch(textsOn(many), /Post 5/);
  });

  it('tells apart that nothing was posted and that nothing was read', () => {
    assert.match(textsOn(cardOf({ posts: [], postsKnown: true })), /has not posted anything yet/);
    assert.match(textsOn(cardOf({ posts: [], postsKnown: false })), /not read Microsoft’s posts yet/);
  });

  it('names the first ten customers and counts the others', () => {
    const customers = Array.from({ length: 10 }, (_, index) => customerNamed(`Customer ${index}`));
    const texts = textsOn(cardOf({}, { hit: { customers, total: 37 }, about: undefined, inForce: undefined }));

    assert.ok(texts.includes(t('incident.hits', { count: 37 })));
    assert.match(texts, /Customer 0, .*Customer 9 … and 27 more/);
  });

  it('says that it is over, whether Microsoft says so or lists it no more, and offers nobody to follow it', () => {
    const over = { resolved: true, resolvedAt: NOW, endedAt: undefined };
    const said = cardOf({ ...over, status: 'serviceRestored' });
    const unlisted = cardOf({ ...over, status: 'serviceDegradation' });

    assert.ok(textsOn(said).includes(t('incident.isOver')) && textsOn(unlisted).includes(t('incident.isUnlisted')));
    assert.deepEqual([badgesOn(said), badgesOn(unlisted)], [[t('statuses.serviceRestored')], [t('incident.over')]]);
    assert.ok(!verbsOn(said).includes('incident.follow'));
  });

  it('says where the report after an incident is', () => {
    assert.ok(textsOn(cardOf({ status: 'postIncidentReviewPublished', resolved: true })).includes(t('incident.review')));
  });

  it('asks for the customer where it is not clear, and gives it to the buttons', () => {
    const other = { ...customerNamed('Fabrikam'), tenantId: 'other' };
    const card = cardOf({}, { about: undefined, inForce: undefined, hit: { customers: [CONTOSO, other], total: 2 } });

    assert.deepEqual(
      inputsOn(card)['customer']?.choices.map(({ title }) => title),
      ['Contoso', 'Fabrikam'],
    );
    const inputs = Object.fromEntries(buttonsOn(card).map(({ verb, associatedInputs }) => [verb, associatedInputs]));
    assert.deepEqual([inputs['incident.follow'], inputs['incident.report'], inputs['incident.text']], [undefined, undefined, undefined]);
    assert.deepEqual([inputs['incident.refresh'], inputs['incident.requests']], ['none', 'none']);
  });

  it('asks for no customer where it is clear', () => {
    assert.equal(inputsOn(cardOf({}))['customer'], undefined);
  });

  it('says why there is nothing newer, and the number to quote', () => {
    const texts = textsOn(cardOf({}, { failure: { code: 'TIMED_OUT', errorId: 'k3v9p2' }, readAt: ago(180) }));

    for (const part of [t('errors.TIMED_OUT.what'), t('errors.TIMED_OUT.next'), t('incident.oldPosts'), 'k3v9p2', '3 hours ago'])
      assert.ok(texts.includes(part), part);
  });
});

describe('the text for a customer', () => {
  const textOf = (incident: Partial<Incident>, textLocale: 'en' | 'fr' | 'ru' = 'en') =>
    String(
      inputsOn(
        incidentTextCard('en', {
          incident: incidentOf('Mail is late', incident),
          customer: CONTOSO,
          textLocale,
          now: NOW,
          timeZone: TIME_ZONE,
        }),
      )['customerText']?.value,
    );

  it('says what, since when, how it stands, when there is news, and who the contact is (B63, B66)', () => {
    const text = textOf({});

    for (const part of ['Mail is late', 'Exchange Online', '21 Nov 2026, 09:10 (UTC+1)', t('incident.text.doing.degraded'), 'EX842196'])
      assert.ok(text.includes(part), part);
    assert.match(text, /promised news by 21 Nov 2026, 11:00 \(UTC\+1\)/);
    assert.match(text, /we are your contact/);
  });

  it('promises nothing in Microsoft’s name', () => {
    assert.ok(textOf({ nextUpdateAt: undefined }).includes(t('incident.text.noPromise')));
    assert.ok(textOf({ nextUpdateAt: ago(1) }).includes(t('incident.text.noPromise')));
  });

  it('says that it is solved once it is over', () => {
    const text = textOf({ resolved: true, endedAt: NOW, status: 'serviceRestored' });

    assert.ok(text.includes(t('incident.text.introOver', { service: 'Exchange Online' })));
    assert.match(text, /Until: 21 Nov 2026, 10:30/);
    assert.doesNotMatch(text, /Next news/);
  });

  it('tells no customer that Microsoft says so where Microsoft only lists it no more', () => {
    const text = textOf({ resolved: true, resolvedAt: NOW, status: 'serviceDegradation' });

    for (const part of [t('incident.text.introOver', { service: 'Exchange Online' }), t('incident.text.doing.solved')])
      assert.ok(!text.includes(part), part);
    assert.match(text, /Microsoft no longer lists/);
  });

  it('speaks the customer’s language and offers the two others', () => {
    assert.match(textOf({}, 'fr'), /^Bonjour,\n\n/);
    assert.match(textOf({}, 'ru'), /^Здравствуйте!\n\n/);
  });
});

describe('the question to a follower', () => {
  const over = { ...incidentOf('Users cannot send mail'), resolved: true, resolvedAt: NOW, endedAt: NOW };
  const asked = { follow: followOf(over.id), incident: over, customer: CONTOSO, request: undefined };

  it('asks whether the trouble of the customer is gone', () => {
    const card = incidentOverCard('en', asked);

    assert.ok(textsOn(card).includes(t('incident.followUp.question', { customer: 'Contoso' })));
    assert.deepEqual(
      buttonsOn(card)
        .filter(({ verb }) => verb === 'follow.answer')
        .map(({ data }) => data),
      [true, false].map((gone) => ({ followId: asked.follow.id, gone })),
    );
  });

  it('says that Microsoft says so only where that is so', () => {
    const titleOf = (status: 'serviceRestored' | 'serviceDegradation') => {
      const said = textsOn(incidentOverCard('en', { ...asked, incident: { ...over, status } }));
      return [t('incident.followUp.title', { id: over.id }), t('incident.followUp.unlisted', { id: over.id })].map((title) =>
        said.includes(title),
      );
    };

    assert.deepEqual(
      [titleOf('serviceRestored'), titleOf('serviceDegradation')],
      [
        [true, false],
        [false, true],
      ],
    );
  });

  it('says that the issue is open again where it is', () => {
    const card = incidentOverCard('en', { ...asked, incident: { ...over, status: 'investigating', resolvedAt: undefined } });

    assert.ok(textsOn(card).includes(t('incident.followUp.reopened', { id: over.id })));
  });

  it('cannot be answered again', () => {
    for (const answer of ['gone', 'still-there'] as const) {
      const card = incidentOverCard('en', { ...asked, follow: { ...asked.follow, answer, answeredAt: NOW } });
      assert.ok(!verbsOn(card).includes('follow.answer'), answer);
    }
  });

  it('sends to the request that is open already', () => {
    const card = incidentOverCard('en', { ...asked, request: FILED, follow: { ...asked.follow, answer: 'still-there', answeredAt: NOW } });

    assert.ok(textsOn(card).includes(t('incident.followUp.means.still-there-open')));
    assert.ok(buttonsOn(card).some(({ title }) => title === t('incident.followUp.showRequest')));
  });
});
