import { LOCALES, type Locale } from './locale.ts';

/** How customers get support, in the partner's own words (B63, B64). All texts are plain. */
export interface StatementDetails {
  /** What is supported. */
  readonly supported: string;
  readonly hours: string;
  /** Ways to reach the partner, one a line. */
  readonly contacts: readonly string[];
  /** undefined: not charged, or agreed elsewhere. */
  readonly prices: string | undefined;
  /** Link to the service level agreement; there unless a phone is answered around the clock (B65). */
  readonly serviceLevel: string | undefined;
  /** Whose support it is, where another company gives part or all of it (B67). */
  readonly providedBy: string | undefined;
}

/** What the administrator has written, in one language at least. Without it only what is certain of every partner can be said (B61, B66). */
export type SupportStatement = { readonly [locale in Locale]?: StatementDetails | undefined };

/** The details for a reader of this language; in another one where the administrator has not written them in it. undefined: not written at all. */
export function statementFor(
  statement: SupportStatement,
  locale: Locale,
): { readonly locale: Locale; readonly details: StatementDetails } | undefined {
  for (const each of [locale, ...LOCALES]) {
    const details = statement[each];
    if (details !== undefined) return { locale: each, details };
  }
  return undefined;
}
