import type { Locale } from '../src/domain/locale.ts';
import { words, type Words } from '../src/locales/words.ts';
import { plain } from './safe-text.ts';

/** What the lines of an offered file are. */
export type FileKind =
  /** How cases are escalated. */
  | { readonly kind: 'plan' }
  | { readonly kind: 'incidents' | 'digest' }
  /** Service requests. */
  | { readonly kind: 'requests' }
  /** Who was told of an issue. */
  | { readonly kind: 'deliveries'; readonly issueId: string }
  /** How cases went. */
  | { readonly kind: 'statistics' }
  /** What happened to a case. */
  | { readonly kind: 'case'; readonly reference: string }
  /** Shifts of a rota. */
  | { readonly kind: 'on-call'; readonly rota: string };

interface OfferedFile {
  readonly of: FileKind;
  readonly name: string;
  readonly lines: number;
  /** Lines that there would be without a bound. */
  readonly total: number;
  readonly sizeInBytes: number;
  /** What it is made from, once more when it is accepted. */
  readonly context: Readonly<Record<string, string>>;
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
export function fileOffer(locale: Locale, { name, sizeInBytes, context, ...file }: OfferedFile): FileOffer {
  return { name: plain(name, LONGEST_NAME), description: described(words(locale), file), sizeInBytes, context };
}

function described(t: Words, { of, lines: count, total }: Pick<OfferedFile, 'of' | 'lines' | 'total'>): string {
  const what = count < total ? 'cut' : 'description';
  switch (of.kind) {
    case 'plan':
      return t('plan.file.offer', { count });
    case 'incidents':
      return t(`csv.${what}`, { count, total });
    case 'digest':
      return t(`csv.digest.${what}`, { count, total });
    case 'requests':
      return t(`requests.csv.${what}`, { count, total });
    case 'deliveries':
      return t(`csv.deliveries.${what}`, { count, issue: plain(of.issueId, LONGEST_NAME) });
    case 'statistics':
      return t(`statistics.csv.${what}`, { count, total });
    case 'case':
      return t(`statistics.trail.${what}`, { count, total, reference: of.reference });
    case 'on-call':
      return t('oncall.csv.description', { count, rota: plain(of.rota, LONGEST_NAME) });
  }
}
