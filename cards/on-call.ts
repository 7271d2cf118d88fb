import type { DutyStanding } from '../src/domain/duty-standing.ts';
import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { standingLines } from './on-call-words.ts';
import layout from './on-call.json' with { type: 'json' };
import { pageButtons, pageRange, type PageShown } from './page-buttons.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

/** One rota in the list. */
export interface ListedRota extends Pick<DutyStanding, 'person' | 'until' | 'next'> {
  readonly name: string;
  readonly timeZone: string;
  /** The reader is one of its members. */
  readonly own: boolean;
}

export interface OnCallView extends PageShown {
  readonly rotas: readonly ListedRota[];
  /** Whether this person may set up rotas. */
  readonly leads: boolean;
}

const render = cardLayout(layout);

/** Who is on call in every rota; one opens with `oncall.show`. */
export function onCallCard(locale: Locale, view: OnCallView): AdaptiveCard {
  const t = words(locale);
  const { rotas, total, leads } = view;
  return render(locale, {
    eyebrow: t('oncall.eyebrow'),
    title: t('oncall.title'),
    none: total === 0 ? [{ text: t('oncall.none') }] : [],
    rows: rotas.map(({ name, own, timeZone, ...standing }) => {
      const rota = safe(name, LIMITS.listedName);
      return {
        name: own ? t('oncall.own', { rota }) : rota,
        lines: standingLines(t, locale, standing, timeZone),
        tooltip: t('words.labelled', { label: t('oncall.open'), text: plain(name, LIMITS.listedName) }),
        data: { rota: name },
      };
    }),
    range: pageRange(t, view),
    buttons: [...pageButtons(t, 'oncall.list', {}, view), ...(leads || total === 0 ? [commandButton(t, 'escalation')] : [])],
  });
}
