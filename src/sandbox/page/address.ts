import type { Locale } from '../../domain/locale.ts';

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];
export const LANGUAGES: readonly Locale[] = ['en', 'fr', 'ru'];

/** What the page's address says: `/?as=adele&lang=fr&theme=dark#<conversation>`. The address is the whole state of the page. */
export interface Address {
  readonly as: string;
  /** Undefined: the person's own. */
  readonly lang: Locale | undefined;
  readonly theme: Theme;
}

export function readAddress(): Address {
  const query = new URLSearchParams(location.search);
  const theme = THEMES.find((each) => each === query.get('theme'));
  return {
    as: query.get('as') ?? 'adele',
    lang: LANGUAGES.find((each) => each === query.get('lang')),
    theme: theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  };
}

/** The address with some of its parameters changed, without the conversation. */
export function addressWith(changes: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) query.set(key, value);
  return `/?${query.toString()}`;
}

/** The conversation of the address; `list` on a phone shows the list of conversations. */
export function conversationInAddress(): string {
  return decodeURIComponent(location.hash.slice(1));
}

export const conversationLink = (id: string): string => `#${encodeURIComponent(id)}`;

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  history.replaceState(null, '', `${addressWith({ theme })}${location.hash}`);
}
