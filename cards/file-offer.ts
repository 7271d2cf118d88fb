import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { plain } from './safe-text.ts';

interface OfferedFile {
  readonly name: string;
  readonly lines: number;
  /** Lines that there would be without a bound. */
  readonly total: number;
  readonly sizeInBytes: number;
  /** What it is made from, once more when it is accepted. */
  readonly filter: Readonly<Record<string, string>>;
}

interface FileOffer {
  readonly name: string;
  readonly description: string;
  readonly sizeInBytes: number;
  readonly context: Readonly<Record<string, string>>;
}

/** Teams draws this one itself, with its own two buttons. */
const LONGEST_NAME = 100;

/** A file that the person may take: what is in it, and how much of it. */
export function fileOffer(locale: Locale, { name, lines, total, sizeInBytes, filter }: OfferedFile): FileOffer {
  const t = words(locale);
  return {
    name: plain(name, LONGEST_NAME),
    description: lines < total ? t('csv.cut', { count: lines, total }) : t('csv.description', { count: lines }),
    sizeInBytes,
    context: filter,
  };
}
