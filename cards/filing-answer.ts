import type { FilingAnswer } from '../src/domain/filing-route.ts';
import { renamedIn } from '../src/domain/old-names.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { PlacedNote } from '../src/domain/route-notes.ts';
import type { Words } from '../src/locales/words.ts';
import { listed } from './listed.ts';
import { clockText } from './severity-words.ts';

/** The answer on a card before the form, whole. Part `answer`. */
export function answerBlock(t: Words, answer: FilingAnswer, draft: ReportDraft) {
  return block(t, answer, wholeAnswer(t, answer, draft));
}

/** The answer on top of the form, where no card came before it; clock and needs are below, in the form itself. */
export function answerOnForm(t: Words, answer: FilingAnswer, draft: ReportDraft) {
  // One text in paragraphs: the form is near the size that Teams allows.
  return block(t, answer, [[...grounds(t, answer), ...renamed(t, draft)].join('\n\n')]);
}

/** What the way means, why it is this one, what it costs, by which clock, what is needed, what comes next. */
export function wholeAnswer(t: Words, answer: FilingAnswer, draft: ReportDraft): readonly string[] {
  return [
    ...grounds(t, answer),
    ...clockLines(t, answer, draft),
    ...(answer.needs.length === 0
      ? []
      : [
          labelled(
            t,
            'needs',
            listed(
              t,
              answer.needs.map((need) => t(`routes.needs.${need}`)),
            ),
          ),
        ]),
    // Where a form follows, the button says so.
    ...(answer.kind === 'advice' ? [labelled(t, 'next', t(`routes.next.${answer.next}`))] : []),
    ...renamed(t, draft),
  ];
}

function grounds(t: Words, { route, reason, cost }: FilingAnswer): readonly string[] {
  return [t(`routes.meanings.${route}`), labelled(t, 'why', t(`routes.reasons.${reason}`)), labelled(t, 'cost', t(`routes.costs.${cost}`))];
}

/** Said once, on the card that tells the answer (B79, B84). */
function renamed(t: Words, { title = '', description = '' }: ReportDraft): readonly string[] {
  return renamedIn(`${title} ${description}`).map(({ old, now }) => t('routes.block.renamed', { old, now }));
}

function labelled(t: Words, label: 'why' | 'cost' | 'needs' | 'next', text: string): string {
  return `**${t(`routes.block.${label}`)}** · ${text}`;
}

/** The same once more, for a card after the one that told it whole. */
export function answerInShort(t: Words, answer: FilingAnswer) {
  return block(t, answer, [t(`routes.meanings.${answer.route}`), t(`routes.costs.${answer.cost}`)]);
}

function block(t: Words, { route }: FilingAnswer, lines: readonly string[]) {
  return { answers: [{ routeName: t(`routes.names.${route}`), lines: lines.map((text) => ({ text })) }] };
}

/**
 * Microsoft's clock, wherever Microsoft is to get it: the first response, never the repair (B58). In which language it will be written is asked on a later card,
 * so that the hours hold for English only is always said (B59).
 */
function clockLines(t: Words, { kind, route }: FilingAnswer, { nature }: ReportDraft): readonly string[] {
  if (nature === undefined || (kind === 'advice' && route !== 'ask-admin-agent')) return [];
  return [t('routes.block.clock', { clock: clockText(t, nature) })];
}

const LOOKS: Readonly<Record<PlacedNote['kind'], { readonly style: string; readonly mark: string }>> = {
  important: { style: 'warning', mark: '❗' },
  note: { style: 'emphasis', mark: 'ℹ️' },
  tip: { style: 'accent', mark: '💡' },
};
/** The order on the card, too. */
const KINDS = ['important', 'note', 'tip'] as const;

/** Important boxes, notes and tips as distinct blocks (B72), one block a kind so that they stay short. */
export function noteBlocks(t: Words, notes: readonly PlacedNote[]) {
  return KINDS.flatMap((kind) => {
    const texts = notes.filter((note) => note.kind === kind).map(({ note }) => t(`routes.notes.${note}`));
    return texts.length === 0 ? [] : [{ style: LOOKS[kind].style, lines: noteLines(t, kind, texts).map((text) => ({ text })) }];
  });
}

function noteLines(t: Words, kind: PlacedNote['kind'], texts: readonly string[]): readonly string[] {
  const heading = `${LOOKS[kind].mark} **${t(`routes.kinds.${kind}`)}**`;
  return texts.length === 1 ? [`${heading} · ${texts[0] ?? ''}`] : [heading, ...texts.map((text) => `• ${text}`)];
}

/** The notes that belong to a card (B73). */
export function notesAt(t: Words, answer: FilingAnswer, ...places: readonly PlacedNote['at'][]) {
  return noteBlocks(
    t,
    answer.notes.filter(({ at }) => places.includes(at)),
  );
}

/** The same blocks with a text in paragraphs each: the form is near the size that Teams allows. */
export function inOneText(blocks: ReturnType<typeof noteBlocks>): ReturnType<typeof noteBlocks> {
  return blocks.map(({ style, lines }) => ({ style, lines: [{ text: lines.map(({ text }) => text).join('\n\n') }] }));
}
