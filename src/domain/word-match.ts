/** A text as it is compared: lower case, without accents, ё as е, everything but letters and digits as one space. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(?<=[^\p{Script=Cyrillic}])\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Finds any of the phrases in a folded text; a final `*` stands for any ending. */
export interface WordMatch {
  test(foldedText: string): boolean;
  /** How many times, and where first (index in the folded text); undefined when not at all. */
  find(foldedText: string): { readonly count: number; readonly first: number } | undefined;
  /** All of them, as they stand in the text. */
  all(foldedText: string): readonly { readonly first: number; readonly said: string }[];
}

/** Matches whole words and phrases in folded text; a `*` stands for any further letters. */
export function wordMatch(phrases: readonly string[]): WordMatch {
  const patterns = phrases.map(
    (phrase) => phrase.split('*').map(folded).filter(Boolean).join('\\p{L}* ') + (phrase.endsWith('*') ? '\\p{L}*' : ''),
  );
  const source = `(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`;
  const one = new RegExp(source, 'u');
  const all = new RegExp(source, 'gu');
  return {
    test: (text) => one.test(text),
    all: (text) => [...text.matchAll(all)].map(({ 0: said, index }) => ({ first: index, said })),
    find(text) {
      const hits = [...text.matchAll(all)];
      return hits[0] === undefined ? undefined : { count: hits.length, first: hits[0].index };
    },
  };
}
