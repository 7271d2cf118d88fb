import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import layout from './on-call-import.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface CalendarImportView {
  readonly fileName: string;
  /** Where the file can be read for a few minutes. */
  readonly url: string;
  /** Names; the first is offered. */
  readonly rotas: readonly string[];
}

const render = cardLayout(layout);

/** Which rota a calendar is of (`oncall.import`). */
export function calendarImportCard(locale: Locale, { fileName, url, rotas }: CalendarImportView): AdaptiveCard {
  const t = words(locale);
  return render(locale, {
    eyebrow: safe(fileName, LIMITS.name),
    title: t('oncall.import.title'),
    rota: rotas[0] ?? null,
    rotas: rotas.map((name) => ({ title: plain(name, LIMITS.listedName), value: name })),
    data: { url },
    buttons: [button(t('oncall.all'), 'oncall.list', { offset: 0 })],
  });
}
