import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import layout from './channel-outsiders.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';

const render = cardLayout(layout);

/** People from outside read a channel that is to be set up: it is not, unless somebody says so all the same (`setup.allow`). */
export function channelOutsidersCard(locale: Locale): AdaptiveCard {
  const t = words(locale);
  return render(locale, {
    eyebrow: t('setup.channel.eyebrow'),
    title: t('setup.channel.warning.title'),
    text: t('setup.channel.warning.text'),
    buttons: [button(t('setup.channel.warning.allow'), 'setup.allow', {}, { style: 'destructive' })],
  });
}
