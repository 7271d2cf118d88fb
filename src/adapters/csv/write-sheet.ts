import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { Sheet, WriteSheet } from '../../ports/spreadsheet.ts';

/** Rows made in one go: some milliseconds, so that turns have their time in between. */
const BATCH = 500;

/** What begins a formula, the full-width signs included, behind anything that some program takes for the end of a cell: not each splits lines as this file does. */
const INNER_FORMULA = /([,;\t\r\n]["\s]*)(?=[=+\-@＝＋－＠])/g;

/** Digits that are a name, not an amount: spreadsheet programs keep fifteen of them, show more than eleven as a power of ten, and drop zeros before them. */
const NUMBER_AS_NAME = /^(?:0\d+|\d{12,})$/;

/** RFC 4180 with a byte order mark, by which spreadsheet programs know UTF-8. */
export function writeSheet(): WriteSheet {
  return async ({ header, rows, separator }) => {
    const options = { delimiter: separator, record_delimiter: 'windows', escape_formulas: true } as const;
    const parts = [stringify([header], { ...options, bom: true })];
    for (let from = 0; from < rows.length; from += BATCH) {
      await setImmediate();
      parts.push(stringify(rows.slice(from, from + BATCH).map(defused), options));
    }
    return Buffer.from(parts.join(''), 'utf8');
  };
}

/** A mark of text before what is not to be calculated or counted, as `escape_formulas` puts it at the beginning of a cell. */
function defused(row: Sheet['rows'][number]): (string | number)[] {
  return row.map((cell) => {
    if (typeof cell !== 'string') return cell;
    return NUMBER_AS_NAME.test(cell) ? `'${cell}` : cell.replace(INNER_FORMULA, "$1'");
  });
}
