import type { Locale } from '../src/domain/locale.ts';
import type { DeskNote } from '../src/domain/service-request.ts';
import type { Words } from '../src/locales/words.ts';
import { noteBy } from './request-notes.ts';
import { safe } from './safe-text.ts';

/** A message, or the part of a long one that stands on this page. */
interface MessageShown {
  readonly by: string;
  readonly texts: readonly { readonly text: string }[];
}

/** Characters of JSON for the messages of a page; with the layout around them a card stays below 28 KB (UTF-16). */
const PAGE_LENGTH = 9500;
/** What the layout takes for a message, and for each of its texts. */
const ENTRY_LENGTH = 250;
const TEXT_LENGTH = 100;
/** Of a text block. In JSON, made safe, it is four times as long at most. */
const PIECE_LENGTH = 2000;

/** All messages, whole, the oldest first: as many on a page as a card has room for; a long one goes on on the next. At least one page. */
export function messagePages(t: Words, locale: Locale, timeZone: string, notes: readonly DeskNote[]): readonly (readonly MessageShown[])[] {
  const pages: MessageShown[][] = [[]];
  let left = PAGE_LENGTH;
  for (const note of notes) {
    const by = noteBy(t, locale, timeZone, note);
    let here: { readonly by: string; readonly texts: { readonly text: string }[] } | undefined;
    for (const [index, piece] of piecesOf(note.text).entries()) {
      const text = safe(piece, PIECE_LENGTH, 'lines');
      if (text === '') continue;
      const length = JSON.stringify(text).length + TEXT_LENGTH;
      const head = JSON.stringify(by).length + ENTRY_LENGTH;
      if (length + (here === undefined ? head : 0) > left) {
        pages.push([]);
        left = PAGE_LENGTH;
        here = undefined;
      }
      if (here === undefined) {
        here = { by: index === 0 ? by : [by, t('request.messages.continued')].filter((part) => part !== '').join(', '), texts: [] };
        pages.at(-1)?.push(here);
        left -= head;
      }
      here.texts.push({ text });
      left -= length;
    }
  }
  return pages;
}

/** A text in parts that a text block holds: cut between lines, else between words, else between characters. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > PIECE_LENGTH) {
    const end = endOfPiece(rest);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

function endOfPiece(text: string): number {
  const room = text.slice(0, PIECE_LENGTH);
  const [line, word] = [room.lastIndexOf('\n'), room.lastIndexOf(' ')];
  if (line > PIECE_LENGTH / 2) return line;
  if (word > PIECE_LENGTH / 2) return word;
  return /[\uD800-\uDBFF]$/.test(room) ? PIECE_LENGTH - 1 : PIECE_LENGTH;
}
