import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { commandButton } from './buttons.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './welcome.json' with { type: 'json' };

export interface WelcomeView {
  readonly scope: 'personal' | 'team';
  /** Incidents will be told here. */
  readonly told: boolean;
}

const render = cardLayout(layout);

/** The first thing said after the installation: what the bot is for, and the first steps as buttons. */
export function welcomeCard(locale: Locale, view: WelcomeView): AdaptiveCard {
  const t = words(locale);
  return render(locale, {
    text: t(`welcome.${view.scope}`),
    besides: [...(view.told ? [{ text: t('watches.welcome') }] : []), ...(view.scope === 'team' ? [{ text: t('case.welcome') }] : [])],
    buttons: [
      commandButton(t, 'report', {}, { style: 'positive' }),
      commandButton(t, 'health'),
      commandButton(t, 'customers'),
      ...(view.told ? [commandButton(t, 'watches')] : []),
      commandButton(t, 'help'),
      commandButton(t, 'language'),
    ],
  });
}
