import type { FilingAnswer, PlacedNote } from '../src/domain/filing-route.ts';
import type { Words } from '../src/locales/words.ts';

/** The answer before the form: the way, what it means, why, what it costs. */
export function answerBlock(t: Words, answer: FilingAnswer) {
  return {
    routeName: t(`routes.names.${answer.route}`),
    routeMeaning: t(`routes.meanings.${answer.route}`),
    routeReason: t(`routes.reasons.${answer.reason}`),
    routeCost: t(`routes.costs.${answer.cost}`),
  };
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

/** The notes of one card (B73). */
export function notesAt(t: Words, answer: FilingAnswer, at: PlacedNote['at']) {
  return noteBlocks(
    t,
    answer.notes.filter((note) => note.at === at),
  );
}
