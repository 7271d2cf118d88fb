import type { Locale } from '../src/domain/locale.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import layout from './number-reminder.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

const render = cardLayout(layout);

/** Asks for Microsoft's number of a hand-off (`request.number`, input `number`). */
export function numberReminderCard(locale: Locale, view: { readonly request: ServiceRequest }): AdaptiveCard {
  const t = words(locale);
  const { id, version, reference, title, customerName, handOff } = view.request;
  return render(locale, {
    fallbackText: `${t('request.reminder.title')} ${reference}`,
    eyebrow: `${t('request.reminder.eyebrow')} · ${reference}`,
    title: t('request.reminder.title'),
    text: t('request.reminder.text', { title: safe(title, LIMITS.title), customer: safe(customerName, LIMITS.name) }),
    data: { requestId: id, version },
    links:
      handOff === undefined
        ? []
        : [{ title: t('words.openPortal', { portal: plain(handOff.link.portal, LIMITS.name) }), url: handOff.link.url }],
    buttons: [button(t('request.reminder.show'), 'command', { command: 'request', requestId: id })],
  });
}
