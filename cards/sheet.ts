import type { Locale } from '../src/domain/locale.ts';
import { sheetMoments } from '../src/locales/formats.ts';
import { plain } from './safe-text.ts';

/** A sheet with the name of its file. */
export interface NamedSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly separator: ',' | ';';
}

/** When a sheet is made, and in which time zone it says moments. */
export interface SheetTime {
  readonly now: Date;
  readonly timeZone: string;
}

const LONGEST_CELL = 500;

/** French and Russian write decimals with a comma, so their spreadsheet programs part cells by a semicolon. */
export function namedSheet(
  locale: Locale,
  base: string,
  { now, timeZone }: SheetTime,
  lines: Pick<NamedSheet, 'header' | 'rows'>,
): NamedSheet {
  const made = sheetMoments(timeZone)(now).replace(' ', '-').replace(':', '');
  return { name: `${base}-${made}.csv`, ...lines, separator: locale === 'en' ? ',' : ';' };
}

/** A text of others as it stands in a cell. */
export function cell(text: string): string {
  return plain(text, LONGEST_CELL);
}
