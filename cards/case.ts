import type { ChannelCaseView, RequesterCaseView } from '../src/domain/case-view.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { CaseEvent, SupportCase } from '../src/domain/support-case.ts';
import { zonedMomentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { caseActions } from './case-actions.ts';
import type { CaseRemark } from './case-data.ts';
import { trailEntries } from './case-trail.ts';
import { remarkBlocks } from './case-remark.ts';
import layout from './case.json' with { type: 'json' };
import {
  filingFacts,
  headBadge,
  knownFacts,
  noteEntries,
  stateBadge,
  stateSentences,
  stateStyle,
  targetFacts,
  type Fact,
} from './case-words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

const render = cardLayout(layout);

const TEXT_LENGTH = 700;
/** Beside what happened. */
const SHORTER_TEXT_LENGTH = 450;
const NOTES_SHOWN = 3;
const NOTE_LENGTH = 240;

/**
 * The living card of a case in its experts' channel, the same for everybody there. Actions `case.…`; inputs `colleague`, `note`, `cause`, `resolution`,
 * `severity`, `severityReason`, `issue`, `reopenReason`. Each form is a card of its own to be unfolded, which asks for its own inputs only. `colleague`
 * is not required: Teams was reported to find a choice that was searched for missing (github.com/microsoft/AdaptiveCards/issues/8861).
 */
export function channelCaseCard(locale: Locale, view: ChannelCaseView, remark?: CaseRemark): AdaptiveCard {
  const t = words(locale);
  const notes = noteEntries(t, locale, view.timeZone, view.notes, NOTES_SHOWN, NOTE_LENGTH);
  return render(locale, {
    ...about(t, locale, view, remark, TEXT_LENGTH),
    entryLists: notes.length === 0 ? [] : [{ heading: t('case.notes'), entries: notes }],
    footers: [{ text: t('case.living') }],
    ...caseActions(t, view.case, 'channel', { ofRequester: false }),
  });
}

/** Somebody looks at a case wherever that may be: what happened instead of the newest notes. */
export interface CaseDetailsView extends Omit<ChannelCaseView, 'notes'> {
  /** The end of it, oldest first. */
  readonly trail: readonly CaseEvent[];
  /** It was escalated by the person who looks. */
  readonly ofRequester: boolean;
  /** Why nobody sees it in its channel; undefined: it is there. */
  readonly stranded?: RequesterCaseView['stranded'];
  readonly remark: CaseRemark | undefined;
}

/** One case with what happened to it, in any chat, with all actions. */
export function caseDetailsCard(locale: Locale, view: CaseDetailsView): AdaptiveCard {
  const t = words(locale);
  const entries = trailEntries(t, locale, view);
  const { says, ...rest } = about(t, locale, view, view.remark, SHORTER_TEXT_LENGTH);
  const stranded = view.case.state === 'open' ? view.stranded : undefined;
  return render(locale, {
    ...rest,
    says: [...says, ...(stranded === undefined ? [] : [{ text: t(`case.requester.stranded.${stranded}`) }])],
    entryLists: entries.length === 0 ? [] : [{ heading: t('case.trail'), entries }],
    footers: [],
    ...caseActions(t, view.case, 'details', { ...view, stranded: stranded !== undefined }),
  });
}

function about(t: Words, locale: Locale, view: Omit<ChannelCaseView, 'notes'>, remark: CaseRemark | undefined, textLength: number) {
  const { case: of, outlook, timeZone } = view;
  const lost = of.state === 'open' && outlook.nextCall === undefined ? [t('case.says.nobodyElse')] : [];
  return {
    fallbackText: plain(`${of.reference} · ${stateBadge(t, of).text} · ${of.title}`, LIMITS.title),
    eyebrow: [
      t('case.eyebrow', { reference: of.reference }),
      ...(of.customerName === undefined ? [] : [safe(of.customerName, LIMITS.name)]),
    ].join(' · '),
    title: safe(of.title, LIMITS.title),
    badge: headBadge(t, of),
    remarks: remarkBlocks(t, of, remark),
    saysStyle: stateStyle(of),
    says: [...stateSentences(t, locale, timeZone, of), ...lost].map((text) => ({ text })),
    facts: [...facts(t, locale, timeZone, of), ...filingFacts(t, of, view.filing), ...targetFacts(t, locale, timeZone, outlook)],
    texts: textBlocks(t, of, textLength),
  };
}

function facts(t: Words, locale: Locale, timeZone: string, of: SupportCase): readonly Fact[] {
  const moment = (at: Date | undefined): string | undefined => at && zonedMomentIn(locale, timeZone, at);
  return knownFacts([
    [t('fields.product'), t(`products.${of.product}`)],
    [t('case.facts.requester'), of.requester === undefined ? t('case.byPolicy') : safe(of.requester.name, LIMITS.name)],
    [t('case.facts.opened'), moment(of.openedAt)],
    [t('case.facts.taken'), moment(of.takenAt)],
    [t('case.facts.issue'), of.issueId === undefined ? undefined : safe(of.issueId, LIMITS.status)],
  ]);
}

function textBlocks(t: Words, { state, title, description, tried, resolution }: SupportCase, length: number) {
  const blocks: readonly (readonly [heading: string, text: string | undefined])[] = [
    [t('case.facts.resolution'), state === 'resolved' ? resolution : undefined],
    // One sentence is its own title.
    [t('case.description'), description === title ? undefined : description],
    [t('case.tried'), tried],
  ];
  return blocks.flatMap(([heading, text]) =>
    text === undefined || text.trim() === '' ? [] : [{ heading, text: safe(text, length, 'lines') }],
  );
}
