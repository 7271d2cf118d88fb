import type { Words } from '../src/locales/words.ts';

/** Phrases that may hold commas, one after the other with what this language puts between them. */
export function listed(t: Words, phrases: readonly string[]): string {
  const [first = '', ...others] = phrases;
  return others.reduce((before, next) => t('words.listed', { before, next }), first);
}
