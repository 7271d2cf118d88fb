import assert from 'node:assert/strict';
import { caseDetailsCard, channelCaseCard } from '../../cards/case.ts';
import { requesterCaseCard } from '../../cards/requester-case.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import { words } from '../../src/locales/words.ts';
import { buttonsOn, textsOn, verbsOn } from './looking.ts';
import { CASE, CHANNEL_VIEW, REQUESTER_VIEW, RESOLVED, TAKEN, TRAIL } from './sample-cases.ts';

const t = words('en');
const card = (of: SupportCase) => channelCaseCard('en', { ...CHANNEL_VIEW, case: of });
const WAITING: SupportCase = { ...TAKEN, state: 'waiting', waitingFor: 'customer' };

describe('The card of a case in its channel', () => {
  it('offers what can be done with it as it stands', () => {
    const offered = (of: SupportCase) => new Set(verbsOn(card(of)));
    const always = ['case.note', 'case.export'];
    const live = [...always, 'case.hand', 'case.resolve', 'case.severity', 'case.link', 'case.file', 'command'];
    const held = [...live, 'case.wait', 'case.release', 'case.takeOver'];

    assert.deepEqual(offered(CASE), new Set(['case.take', ...live]));
    assert.deepEqual(offered(TAKEN), new Set(held));
    assert.deepEqual(offered(WAITING), new Set(['case.goOn', ...held]));
    assert.deepEqual(offered(RESOLVED), new Set([...always, 'case.reopen', 'command']));
  });

  it('shows a request that it has instead of filing a second one', () => {
    const filed = card({ ...TAKEN, requestId: 'b0000000-0000-4000-8000-000000000001' });

    assert.ok(!verbsOn(filed).includes('case.file'));
    assert.ok(buttonsOn(filed).some(({ title }) => title === t('commands.request.title')));
  });

  it('says one sentence once: the title is the description then', () => {
    const text = textsOn(card({ ...CASE, description: CASE.title }));

    assert.equal(text.split(CASE.title).length, 2, text);
    assert.ok(!text.includes(t('case.description')), text);
  });

  it('carries case, version and its own place on every button', () => {
    for (const { verb, data } of buttonsOn(card(TAKEN))) {
      if (typeof verb !== 'string' || !verb.startsWith('case.')) continue;
      const { caseId, version, on } = data as Readonly<Record<string, unknown>>;
      assert.deepEqual({ caseId, version, on }, { caseId: TAKEN.id, version: TAKEN.version, on: 'channel' }, verb);
    }
  });

  it('says how each promise stands in words, and of the first response that it is no repair (B58)', () => {
    for (const locale of LOCALES) {
      const say = words(locale);
      const text = textsOn(channelCaseCard(locale, CHANNEL_VIEW));
      assert.ok(text.includes(say('case.targets.first-response')));
      assert.match(say('case.targets.first-response'), /not a repair|pas la résolution|не устранение/);
      for (const state of ['missedAt', 'running'] as const)
        assert.ok(text.includes(say(`case.targetStates.${state}`, { moment: '' }).slice(0, 5)));
      assert.ok(text.includes(say('case.targetStates.paused')));
    }
  });

  it('does not change by the mere passing of time: what somebody types into it would be lost', () => {
    const later = { ...CHANNEL_VIEW, now: new Date(CHANNEL_VIEW.now.getTime() + 86_400_000) };

    assert.deepEqual(channelCaseCard('en', later), channelCaseCard('en', CHANNEL_VIEW));
  });

  it('says when nobody else will be called', () => {
    const outlook = { ...CHANNEL_VIEW.outlook, nextCall: undefined };

    assert.ok(textsOn(channelCaseCard('en', { ...CHANNEL_VIEW, outlook })).includes(t('case.says.nobodyElse')));
    assert.ok(!textsOn(channelCaseCard('en', CHANNEL_VIEW)).includes(t('case.says.nobodyElse')));
  });

  it('has the colleagues searched for, not listed', () => {
    const text = JSON.stringify(card(CASE));

    assert.match(text, /"choices\.data":\{"type":"Data\.Query","dataset":"colleagues"\}/);
  });
});

describe('The details of a case', () => {
  it('tell the end of what happened, with who did it', () => {
    const { text } = { text: textsOn(caseDetailsCard('en', { ...CHANNEL_VIEW, trail: TRAIL, ofRequester: false, remark: undefined })) };

    assert.ok(text.includes(t('case.events.exhausted')));
    assert.ok(!text.includes(t('case.events.opened')), 'the beginning is in the export');
  });

  it('say why nobody sees it in its channel, and offer to post it again, while nobody has it', () => {
    const details = (of: SupportCase) =>
      caseDetailsCard('en', { ...CHANNEL_VIEW, case: of, trail: [], ofRequester: true, stranded: 'gone', remark: undefined });

    assert.ok(textsOn(details(CHANNEL_VIEW.case)).includes(t('case.requester.stranded.gone')));
    assert.ok(verbsOn(details(CHANNEL_VIEW.case)).includes('case.post'));
    assert.ok(!verbsOn(details(TAKEN)).includes('case.post'));
  });

  it('let its requester withdraw or confirm it, and nobody else', () => {
    const verbs = (of: SupportCase, ofRequester: boolean) =>
      verbsOn(caseDetailsCard('en', { ...CHANNEL_VIEW, case: of, trail: [], ofRequester, remark: undefined }));

    assert.ok(verbs(TAKEN, true).includes('case.withdraw'));
    assert.ok(!verbs(TAKEN, false).includes('case.withdraw'));
    assert.ok(verbs(RESOLVED, true).includes('case.confirm'));
    assert.ok(!verbs(RESOLVED, false).includes('case.confirm'));
  });
});

describe('The card of the requester', () => {
  it('says why nobody sees the case, and offers to post it again', () => {
    for (const stranded of ['no-channel', 'gone', 'failed', 'outsiders', 'uncertain'] as const) {
      const shown = requesterCaseCard('en', { ...REQUESTER_VIEW, stranded });
      assert.ok(textsOn(shown).includes(t(`case.requester.stranded.${stranded}`)), stranded);
      assert.ok(verbsOn(shown).includes('case.post'), stranded);
    }
    assert.ok(!verbsOn(requesterCaseCard('en', REQUESTER_VIEW)).includes('case.post'));
  });

  it('asks whether it is solved once it is said to be, until that is answered', () => {
    const verbs = (of: SupportCase) => verbsOn(requesterCaseCard('en', { ...REQUESTER_VIEW, case: of }));

    for (const verb of ['case.confirm', 'case.refuse']) {
      assert.ok(verbs(RESOLVED).includes(verb), verb);
      assert.ok(!verbs({ ...RESOLVED, confirmedAt: RESOLVED.updatedAt }).includes(verb), verb);
      assert.ok(!verbs({ ...RESOLVED, cause: 'withdrawn' }).includes(verb), verb);
      assert.ok(!verbs(TAKEN).includes(verb), verb);
    }
  });

  it('says who has it, where it was posted and what comes next', () => {
    const text = textsOn(requesterCaseCard('en', { ...REQUESTER_VIEW, case: TAKEN }));

    for (const part of ['Mei Tanaka', 'Azure escalations', t('case.facts.nextCall')]) assert.ok(text.includes(part), part);
  });
});
