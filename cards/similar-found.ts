import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './similar-found.json' with { type: 'json' };
import { similarRows, type SimilarView } from './similar-requests.ts';

const render = cardLayout(layout);

/** Somebody else has just reported the same: shown once, before this one is sent. Action `report.join` for each. */
export function similarFoundCard(locale: Locale, view: SimilarView): AdaptiveCard {
  const t = words(locale);
  return render(locale, {
    eyebrow: t('similar.found.eyebrow'),
    title: t('similar.found.title'),
    similar: [
      {
        heading: t('similar.title', { count: view.similar.length }),
        advice: t('similar.found.text'),
        requests: similarRows(t, locale, view),
        other: [],
      },
    ],
  });
}
