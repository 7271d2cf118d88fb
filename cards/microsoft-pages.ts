import type { Words } from '../src/locales/words.ts';
import pages from './microsoft-pages.json' with { type: 'json' };

/** A page of Microsoft's about supporting customers. Its name: `pages.<page>`. */
export type MicrosoftPage = Exclude<keyof typeof pages, 'comment' | 'source' | 'date'>;

/** Some of them in one line of a card, as links; of our own words and addresses only. */
export function pagesLine(t: Words, wanted: readonly MicrosoftPage[]): string {
  return t('words.labelled', { label: t('pages.label'), text: wanted.map((page) => linkTo(t, page)).join(' · ') });
}

/** The subjects of Microsoft's support pages, a line each (B71). */
export function topicMenu(t: Words): readonly string[] {
  return [`**${linkTo(t, 'customer-support')}**`, ...TOPICS.map((page) => `• ${linkTo(t, page)}`)];
}

const TOPICS = ['billing-support', 'technical-support', 'customer-communication', 'customer-self-support', 'escalate-problems'] as const;

function linkTo(t: Words, page: MicrosoftPage): string {
  return `[${t(`pages.${page}`)}](${pages[page]})`;
}
