import type { AdaptiveCard } from '../../../cards/render.ts';

/** A message that is one card. `summary` is what a notification shows; `rings` also asks for one. */
export function cardMessage(card: AdaptiveCard, rings = false): object {
  return {
    type: 'message',
    summary: card.fallbackText,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    ...(rings ? { channelData: { notification: { alert: true } } } : {}),
  };
}
