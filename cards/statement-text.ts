import type { Locale } from '../src/domain/locale.ts';
import { statementFor, type SupportStatement } from '../src/domain/support-statement.ts';
import { words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { plain } from './safe-text.ts';

/** How customers get support, as plain text to copy (B61, B63–B66): what is certain of every partner, then what the administrator has written. */
export function statementText(locale: Locale, statement: SupportStatement): string {
  const t = words(locale);
  const details = statementFor(statement, locale)?.details;
  const { supported, hours, contacts = [], prices, serviceLevel, providedBy } = details ?? {};
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('wording.statement.supported'), supported],
    [t('wording.statement.hours'), hours],
    [t('wording.statement.contacts'), contacts.length === 0 ? undefined : contacts.join(', ')],
    [t('wording.statement.prices'), prices],
    [t('wording.statement.serviceLevel'), serviceLevel],
    [t('wording.statement.providedBy'), providedBy],
  ];
  const lines = facts.flatMap(([label, text]) =>
    text === undefined ? [] : [t('words.labelled', { label, text: plain(text, LIMITS.paragraph, 'lines') })],
  );
  return [
    t('wording.statement.heading'),
    `${t('wording.statement.first')} ${t('wording.statement.microsoft')}`,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
  ].join('\n\n');
}
