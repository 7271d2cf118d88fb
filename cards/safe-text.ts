/**
 * Texts that others wrote (names, titles, Microsoft's and people's own) on their way into a card. Everything bounded: a card must stay small.
 */

/* eslint-disable-next-line no-control-regex -- control characters but line breaks, and the marks that turn the reading direction of what follows */
const UNWANTED = /[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
/** Half of a pair of surrogates, at the end of a cut text or smuggled in: not a character. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
const MARKDOWN = /[\\[\]()*_~#`]/g;
const LINE_START = /^(\s*)([-+>])/gm;
const NUMBERED = /^(\s*\d+)\./gm;
/** Teams turns `<at>…</at>` into a mention; a zero-width space breaks the tag and keeps the look. */
const MENTION = /<(?=\s*\/?\s*at\b)/gi;

/** For places without markdown: inputs, buttons, choices, notification texts. One line unless `lines`. Shortened with "…" to `limit` characters. */
export function plain(text: string, limit: number, lines: 'one-line' | 'lines' = 'one-line'): string {
  // The cut keeps room for work to stay bounded on 50 KB of anything; the exact cut is below.
  const cleaned = text
    .slice(0, limit * 2 + 100)
    .replaceAll('\r\n', '\n')
    .replace(UNWANTED, ' ')
    .replace(LONE_SURROGATE, '');
  const shaped = lines === 'lines' ? cleaned.trim() : cleaned.replace(/\s+/g, ' ').trim();
  if (shaped.length <= limit) return shaped;
  return `${shaped.slice(0, limit - 1).replace(LONE_SURROGATE, '')}…`;
}

/** For text blocks and facts: shown as it was written, never as markdown or a mention. */
export function safe(text: string, limit: number, lines: 'one-line' | 'lines' = 'one-line'): string {
  const escaped = plain(text, limit, lines)
    .replace(MARKDOWN, '\\$&')
    .replace(LINE_START, '$1\\$2')
    .replace(NUMBERED, '$1\\.')
    .replace(MENTION, '<\u200b');
  // A single line break disappears in Teams.
  return lines === 'lines' ? escaped.replace(/\n+/g, '\n\n') : escaped;
}
