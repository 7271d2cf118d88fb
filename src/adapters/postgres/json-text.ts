/** Written by JSON.stringify for NUL and for half a surrogate pair, both of which jsonb refuses. */
const REFUSED = /\\u(?:0000|d[89a-f])/;

/** The JSON of a value as jsonb accepts it: people's texts may hold characters that PostgreSQL does not store; those are left out. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!REFUSED.test(text)) return text;
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part));
}
