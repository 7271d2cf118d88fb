import assert from 'node:assert/strict';
import { caseLine } from '../../cards/case-line.ts';
import type { CaseLineView } from '../../src/domain/case-view.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { CASE_EVENT_KINDS } from '../../src/domain/support-case.ts';
import { words } from '../../src/locales/words.ts';
import { anEvent, CASE, TRAIL } from './sample-cases.ts';
import { LONG, NASTY, NOW, TIME_ZONE } from './sample-data.ts';

const t = words('en');
const MEI = { id: 'm', name: 'Mei Tanaka', accountId: '29:1mei' };
const view = (some: Partial<CaseLineView>): CaseLineView => ({
  case: CASE,
  event: anEvent('take'),
  mentions: [],
  nobodyOn: [],
  locale: 'en',
  timeZone: TIME_ZONE,
  now: NOW,
  ...some,
});
const CALL = anEvent('call', { actor: 'system', detail: { level: 2, round: 1, lateSeconds: 0 } });

describe('The line of a case', () => {
  it('names the case, who acted and what happened', () => {
    assert.equal(caseLine(view({})).text, '**CASE-7K3M9Q** · Mei Tanaka: taken');
    assert.equal(caseLine(view({ event: anEvent('go-on', { actor: 'system' }) })).text, '**CASE-7K3M9Q** · work goes on');
  });

  it('says of a note what was written, safe for markdown', () => {
    const { text, summary } = caseLine(view({ event: anEvent('note', { text: 'It is *the* connector' }) }));

    assert.equal(text, '**CASE-7K3M9Q** · Mei Tanaka: note — “It is \\*the\\* connector”');
    assert.equal(summary, 'CASE-7K3M9Q · Contoso: Users cannot send mail · Mei Tanaka: note — “It is *the* connector”');
  });

  it('of a call mentions everybody in one message, with what the case is about and how to see it', () => {
    const { text, summary, mentions } = caseLine(view({ event: CALL, mentions: [MEI, { id: 'd', name: 'Dmitri', accountId: 'guid' }] }));

    assert.deepEqual(mentions, [
      { text: '<at>Mei Tanaka</at>', id: '29:1mei', name: 'Mei Tanaka' },
      { text: '<at>Dmitri</at>', id: 'guid', name: 'Dmitri' },
    ]);
    assert.match(text, /^<at>Mei Tanaka<\/at> <at>Dmitri<\/at> \*\*CASE-7K3M9Q\*\*/);
    for (const part of [t('case.events.call', { level: 2 }), 'Contoso: Users cannot send mail', t('severities.critical.name')])
      assert.ok(text.includes(part), part);
    assert.doesNotMatch(summary, /<at>|\*\*/);
  });

  it('names the customer once, where the title does so already', () => {
    const { text, summary } = caseLine(view({ event: CALL, case: { ...CASE, title: 'Contoso can’t send mail' } }));

    for (const said of [text, summary]) assert.equal(said.split('Contoso').length, 2, said);
  });

  it('of a call names the rotas with nobody on duty, and says how late it comes when it is late', () => {
    const late = { ...CALL, detail: { ...CALL.detail, lateSeconds: 3_720 } };

    const { text } = caseLine(view({ event: late, nobodyOn: ['Azure', '*Nights*'] }));

    assert.ok(text.includes(t('case.lines.nobodyOn', { rotas: 'Azure, \\*Nights\\*' })), text);
    assert.ok(text.includes(t('case.lines.late', { duration: '1 hr 2 min' })), text);
    const { text: inTime } = caseLine(view({ event: { ...CALL, detail: { ...CALL.detail, lateSeconds: 20 } } }));
    assert.ok(!inTime.includes('late'), inTime);
  });

  it('gives two people of the same name mentions that can be told apart, and a name of markup one that is found again', () => {
    const two = caseLine(view({ event: CALL, mentions: [MEI, { ...MEI, accountId: '29:2' }, { ...MEI, name: '<at>x</at>*_' }] }));

    assert.deepEqual(
      two.mentions.map(({ text }) => text),
      ['<at>Mei Tanaka</at>', '<at>Mei Tanaka (2)</at>', '<at>atx/at</at>'],
    );
    for (const { text } of two.mentions) assert.equal(two.text.split(text).length, 2, text);
  });

  it('mentions nobody by what people wrote, and stays short, in every language and of every kind', () => {
    for (const locale of LOCALES)
      for (const text of [NASTY, LONG])
        for (const kind of CASE_EVENT_KINDS) {
          const event = anEvent(kind, { text, actor: { id: 'x', name: text }, detail: TRAIL[0]?.detail ?? {} });
          const line = caseLine(view({ locale, event, case: { ...CASE, title: text, customerName: text }, nobodyOn: [text] }));
          assert.doesNotMatch(line.text, /<\s*\/?\s*at\b/i);
          assert.doesNotMatch(line.text, /\]\(https/);
          assert.ok(line.text.length < 2_500, `${kind}: ${line.text.length}`);
          assert.notEqual(line.summary.trim(), '');
        }
  });
});
