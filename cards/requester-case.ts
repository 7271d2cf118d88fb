import type { RequesterCaseView } from '../src/domain/case-view.ts';
import type { Locale } from '../src/domain/locale.ts';
import { zonedMomentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { caseData, type CaseRemark } from './case-data.ts';
import { remarkBlocks } from './case-remark.ts';
import { filingFacts, headBadge, knownFacts, noteEntries, stateBadge, stateSentences, stateStyle, targetFacts } from './case-words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './requester-case.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';

const render = cardLayout(layout);

const NOTES_SHOWN = 3;

/** Where the case of a requester stands, in the own chat. Actions `case.…`; inputs `note`, `refuseReason`. */
export function requesterCaseCard(locale: Locale, view: RequesterCaseView, remark?: CaseRemark): AdaptiveCard {
  const t = words(locale);
  const { case: of, timeZone, outlook, stranded } = view;
  const form = { data: caseData(of, 'requester') };
  const resolved = of.state === 'resolved';
  const notes = noteEntries(t, locale, timeZone, view.notes, NOTES_SHOWN, LIMITS.note);
  return render(locale, {
    fallbackText: plain(`${of.reference} · ${stateBadge(t, of).text} · ${of.title}`, LIMITS.title),
    eyebrow: t('case.eyebrow', { reference: of.reference }),
    title: safe(of.title, LIMITS.title),
    badge: headBadge(t, of),
    remarks: remarkBlocks(t, of, remark),
    saysStyle: stateStyle(of),
    says: sentences(t, locale, view).map((text) => ({ text })),
    stranded: stranded === undefined || resolved ? [] : [{ text: t(`case.requester.stranded.${stranded}`) }],
    facts: [
      ...knownFacts([
        [t('fields.customer'), of.customerName === undefined ? undefined : safe(of.customerName, LIMITS.name)],
        [
          t('case.facts.posted'),
          of.channelId === undefined || stranded !== undefined ? undefined : safe(view.channelName ?? t('case.general'), LIMITS.name),
        ],
        [t('case.facts.opened'), zonedMomentIn(locale, timeZone, of.openedAt)],
        [t('case.facts.taken'), of.takenAt && zonedMomentIn(locale, timeZone, of.takenAt)],
        [t('case.facts.resolution'), resolved && of.resolution ? safe(of.resolution, LIMITS.note) : undefined],
      ]),
      ...filingFacts(t, of, view.filing),
      ...targetFacts(t, locale, timeZone, outlook),
    ],
    entryLists: notes.length === 0 ? [] : [{ heading: t('case.notes'), entries: notes }],
    buttons: buttons(t, view),
    refuseForm: isAsked(view) ? [form] : [],
    noteForm: [form],
    withdrawForm: resolved ? [] : [form],
  });
}

function sentences(t: Words, locale: Locale, view: RequesterCaseView): readonly string[] {
  const { case: of, outlook, timeZone, stranded } = view;
  if (of.state !== 'open') return [...stateSentences(t, locale, timeZone, of), ...(isAsked(view) ? [t('case.requester.solved')] : [])];
  if (stranded !== undefined) return [t('case.says.open')];
  return [t('case.requester.open'), ...(outlook.nextCall === undefined ? [t('case.requester.nobodyElse')] : [])];
}

/** Whether it is to be said if it is solved. */
function isAsked({ case: of }: RequesterCaseView): boolean {
  return of.state === 'resolved' && of.confirmedAt === undefined && of.cause !== 'withdrawn';
}

function buttons(t: Words, view: RequesterCaseView): readonly Button[] {
  const { case: of, stranded } = view;
  const data = caseData(of, 'requester');
  return [
    ...(stranded !== undefined && of.state !== 'resolved'
      ? [button(t('case.buttons.post'), 'case.post', data, { style: 'positive' })]
      : []),
    ...(isAsked(view) ? [button(t('case.buttons.confirm'), 'case.confirm', data, { style: 'positive' })] : []),
    button(t('case.buttons.history'), 'command', { command: 'case', text: of.reference }),
    commandButton(t, 'cases'),
  ];
}
