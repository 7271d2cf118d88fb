import { LOCALES, type Locale } from '../src/domain/locale.ts';
import { button } from './buttons.ts';
import layout from './language.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';

const render = cardLayout(layout);

/** Each language named in itself, so that everybody finds the own one. */
const OWN_NAMES: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français', ru: 'Русский' };

/** The three languages, each named in itself; buttons `language.choose`. */
export function languageCard(locale: Locale): AdaptiveCard {
  return render(locale, {
    buttons: LOCALES.map((each) =>
      button(OWN_NAMES[each], 'language.choose', { locale: each }, { style: each === locale ? 'positive' : null }),
    ),
  });
}
