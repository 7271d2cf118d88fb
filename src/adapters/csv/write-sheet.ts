import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { WriteSheet } from '../../ports/spreadsheet.ts';

/** Rows made in one go: some milliseconds, so that turns have their time in between. */
const BATCH = 500;

/** RFC 4180 with a byte order mark, by which spreadsheet programs know UTF-8. */
export function writeSheet(): WriteSheet {
  return async ({ header, rows, separator }) => {
    const options = { delimiter: separator, record_delimiter: 'windows', escape_formulas: true } as const;
    const parts = [stringify([header], { ...options, bom: true })];
    for (let from = 0; from < rows.length; from += BATCH) {
      await setImmediate();
      parts.push(stringify(rows.slice(from, from + BATCH), options));
    }
    return Buffer.from(parts.join(''), 'utf8');
  };
}
