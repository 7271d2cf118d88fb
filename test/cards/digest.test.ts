import assert from 'node:assert/strict';
import { digestCard } from '../../cards/digest.ts';
import { words } from '../../src/locales/words.ts';
import { buttonsOn, textsOn, verbsOn } from './looking.ts';
import { DAILY, QUIET } from './sample-digest.ts';

const t = words('en');
const elements = (view: typeof DAILY) => digestCard('en', view).body as readonly Readonly<Record<string, unknown>>[];
const elementOf = (view: typeof DAILY, type: string) => elements(view).find((element) => element['type'] === type);

describe('the card of a digest', () => {
  it('says how each issue stands, how long it went on, and whom it hit', () => {
    const text = textsOn(digestCard('en', DAILY));

    assert.ok(text.includes(`3 issues · ${t('digest.open', { open: 2 })}`));
    assert.match(
      text,
      /EX842196.*Users cannot send mail\n.*Exchange Online · new · became worse\n5 hr so far\nContoso, Fabrikam … and 2998 more/,
    );
    assert.match(text, /TM1082216.*\n.* · opened again\n1 day 4 hr, over\nContoso/);
  });

  it('has a chart of hours with an incident, and says the same without it', () => {
    const chart = elementOf(DAILY, 'Chart.HorizontalBar');

    assert.deepEqual(chart?.['data'], [
      { x: 'Microsoft Teams', y: 22 },
      { x: 'Exchange Online', y: 5 },
    ]);
    assert.match(JSON.stringify(chart['fallback']), /Microsoft Teams.*22 hr · 1 issue.*Exchange Online.*5 hr · 1 issue/);
  });

  it('has no chart where only advisories were open', () => {
    const advisories = DAILY.incidents.filter(({ incident }) => incident.classification === 'advisory');

    assert.equal(elementOf({ ...DAILY, incidents: advisories }, 'Chart.HorizontalBar'), undefined);
  });

  it('says the same without a table', () => {
    const fallback = JSON.stringify(elementOf(DAILY, 'Table')?.['fallback']);

    assert.match(fallback, /EX842196.*5 hr so far · Contoso, Fabrikam … and 2998 more/);
  });

  it('says how many it does not show', () => {
    assert.ok(textsOn(digestCard('en', { ...DAILY, total: 12 })).includes(t('digest.more', { count: 9 })));
  });

  it('says that nothing happened without a table, and with what it cannot know', () => {
    assert.deepEqual(
      elements(QUIET).map(({ type }) => type),
      ['Container', 'TextBlock', 'TextBlock'],
    );
    assert.ok(textsOn(digestCard('en', QUIET)).includes(t('digest.quietText')));
  });

  it('offers the other period where it was asked for, and a file in a personal chat only', () => {
    const csv = buttonsOn(digestCard('en', DAILY)).find(({ verb }) => verb === 'digest.csv');
    const [from, to] = [DAILY.period.from.toISOString(), DAILY.period.to.toISOString()];

    assert.deepEqual(csv?.data, { from, to });
    assert.deepEqual(verbsOn(digestCard('en', { ...DAILY, scope: 'team' })), ['command', 'command']);
    assert.deepEqual(verbsOn(digestCard('en', { ...DAILY, occasion: 'asked', files: false })), ['digest.now', 'command', 'command']);
  });
});
