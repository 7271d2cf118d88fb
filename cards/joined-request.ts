import { isFollowed } from '../src/domain/followed-request.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { words } from '../src/locales/words.ts';
import { commandButton } from './buttons.ts';
import layout from './joined-request.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';

const render = cardLayout(layout);

/** As much as a report's texts together: a person's own text is never cut. */
const TEXT_LENGTH = 13_000;

/** What somebody had written before following another request instead: to copy, or to send (`request.note`, input `note`). */
export function joinedRequestCard(
  locale: Locale,
  { request, text }: { readonly request: ServiceRequest; readonly text: string },
): AdaptiveCard {
  const t = words(locale);
  const { id: requestId, version, reference, deskStatus } = request;
  const canSend = isFollowed(request) && deskStatus !== 'closed';
  return render(locale, {
    fallbackText: plain(t('similar.joined.eyebrow', { reference }), LIMITS.title),
    eyebrow: t('similar.joined.eyebrow', { reference }),
    title: t('similar.joined.title'),
    advice: t(canSend ? 'similar.joined.text' : 'similar.joined.copy'),
    text: plain(text, TEXT_LENGTH, 'lines'),
    send: canSend ? [{ data: { requestId, version } }] : [],
    buttons: [commandButton(t, 'requests')],
  });
}
