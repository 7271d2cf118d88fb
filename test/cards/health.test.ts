import assert from 'node:assert/strict';
import { healthCard, type HealthView } from '../../cards/health.ts';
import { words } from '../../src/locales/words.ts';
import { badgesOn, buttonOn, buttonsOn, partOn, textsOn } from './looking.ts';
import { customerNamed, HEALTHY, incidentOf, NOW, TIME_ZONE, TROUBLED } from './sample-data.ts';

const t = words('en');
const FAILURE = { code: 'TIMED_OUT', errorId: 'k3v9p2' } as const;

function cardOf(over: Partial<HealthView>) {
  return healthCard('en', {
    customer: customerNamed('Contoso'),
    snapshot: TROUBLED,
    failure: undefined,
    incidents: [],
    portal: undefined,
    azure: undefined,
    now: NOW,
    timeZone: TIME_ZONE,
    ...over,
  });
}

describe('the health card', () => {
  it('shows the worst service first, with id, title, status and beginning of each open issue (B13, B14)', () => {
    const texts = textsOn(cardOf({}));

    assert.ok(texts.indexOf('Exchange Online') < texts.indexOf('SharePoint Online'));
    assert.match(texts, /Users cannot send mail\nEX842196 · Incident · Degraded · since 21 Nov 2026, 09:10/);
    assert.equal(badgesOn(cardOf({}))[0], t('health.badge.down'));
  });

  it('folds the healthy services away', () => {
    const card = cardOf({});

    assert.equal(partOn(card, 'healthyServices')?.['isVisible'], false);
    assert.match(textsOn(card), /Microsoft Teams/);
  });

  it('says that all is well only when Microsoft said so just now', () => {
    assert.deepEqual(badgesOn(cardOf({ snapshot: HEALTHY })), [t('health.badge.well')]);
    for (const view of [
      { snapshot: HEALTHY, failure: FAILURE },
      { snapshot: undefined, failure: FAILURE },
      { snapshot: { ...HEALTHY, overviews: [] } },
    ]) {
      assert.deepEqual(badgesOn(cardOf(view)), [t('health.badge.unknown')]);
    }
  });

  it('says why there is nothing newer, how old the copy is, and the number to quote', () => {
    const texts = textsOn(cardOf({ snapshot: { ...HEALTHY, fetchedAt: new Date('2026-11-21T06:30:00Z') }, failure: FAILURE }));

    assert.ok(texts.includes(t('board.remedies.microsoft.means')));
    assert.ok(texts.includes('3 hours ago'));
    assert.ok(texts.includes('k3v9p2'));
  });

  it('counts an unknown status as trouble and shows it as Microsoft wrote it', () => {
    const card = cardOf({
      snapshot: { ...HEALTHY, overviews: [{ id: 'x', service: 'New', status: 'unknown', rawStatus: 'brandNew', issues: [] }] },
    });

    assert.ok(badgesOn(card).includes('Unknown status: brandNew'));
    assert.notEqual(badgesOn(card)[0], t('health.badge.well'));
  });

  it('leads on: refresh, report this customer, its portals, another customer, the admin center, Azure (B21)', () => {
    const card = cardOf({
      portal: { url: 'https://admin.microsoft.com/', portal: 'admin center' },
      azure: { url: 'https://portal.azure.com/', portal: 'Azure' },
    });

    const { tenantId } = customerNamed('x');
    const actions = buttonsOn({ actions: card.actions });
    assert.deepEqual(
      actions.map(({ verb, data, url }) => url ?? (verb === 'command' ? data : verb)),
      [
        'health.refresh',
        { command: 'report', tenantId },
        { command: 'admin', tenantId },
        { command: 'customers' },
        'https://admin.microsoft.com/',
        'https://portal.azure.com/',
      ],
    );
  });

  it('leads from each open issue to its own card (B14)', () => {
    assert.deepEqual(buttonOn(cardOf({}), 'command').data, { command: 'incident', text: 'EX842196' });
  });

  it('says when Microsoft last posted and when it promised to post again', () => {
    const texts = textsOn(
      cardOf({ incidents: [incidentOf('Users cannot send mail', { nextUpdateAt: new Date('2026-11-21T10:00:00Z') })] }),
    );

    assert.match(texts, /Last post 21 Nov 2026, 09:40 · next update by 21 Nov 2026, 11:00/);
  });

  it('says when an issue last changed where its posts are not known, and promises nothing', () => {
    const texts = textsOn(cardOf({ incidents: [] }));

    assert.match(texts, /Last change 21 Nov 2026, 09:40/);
    assert.doesNotMatch(texts, /next update/);
  });

  it('says that a promise was not kept', () => {
    const texts = textsOn(
      cardOf({ incidents: [incidentOf('Users cannot send mail', { nextUpdateAt: new Date('2026-11-21T09:00:00Z') })] }),
    );

    assert.match(texts, /was promised by 21 Nov 2026, 10:00, has not come yet/);
  });
});
