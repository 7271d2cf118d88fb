/** What the beginning of a word is worth against a whole one. */
const OF_BEGINNING = 0.9;

/**
 * How alike a query is to a name with typing errors, 0–1: for each word of the query the most alike word of the name (or its beginning, while the
 * person is typing), longer words counting more. The order of the words does not matter.
 */
export function likeness(query: readonly string[], name: readonly string[]): number {
  const length = query.reduce((sum, word) => sum + word.length, 0);
  if (length === 0) return 0;
  return query.reduce((sum, word) => sum + word.length * Math.max(0, ...name.map((other) => likenessOfWords(word, other))), 0) / length;
}

function likenessOfWords(word: string, other: string): number {
  const whole = 1 - editDistance(word, other) / Math.max(word.length, other.length);
  if (other.length <= word.length) return whole;
  const beginning = 1 - editDistance(word, other.slice(0, word.length)) / word.length;
  return Math.max(whole, OF_BEGINNING * beginning);
}

/** Letters to insert, leave out, replace, or swap with their neighbour (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Infinity,
      );
    }
    [before, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
