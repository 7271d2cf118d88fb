import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { DeskRecord, RequestFollower, RequestRemark, ServiceRequest } from '../src/domain/service-request.ts';
import { words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { requestButtons } from './request-buttons.ts';
import { requestFacts } from './request-facts.ts';
import { handOffGuide } from './request-hand-off.ts';
import { requestNotes } from './request-notes.ts';
import { ownParts } from './request-own.ts';
import { requestState } from './request-state.ts';
import layout from './request.json' with { type: 'json' };
import { plain, safe } from './safe-text.ts';

export interface RequestView {
  readonly request: ServiceRequest;
  /** What the back end tells now, when it was asked. */
  readonly record: DeskRecord | undefined;
  /** Why the back end could not be asked, or a press could not be carried out. */
  readonly failure: { readonly code: ErrorCode; readonly errorId: string } | undefined;
  /** Who is told of it beside the requester; left out where nobody was asked for. */
  readonly followers?: readonly RequestFollower[] | undefined;
  /** Whether the reader is one of them. */
  readonly following?: boolean | undefined;
  readonly timeZone: string;
  readonly now: Date;
  /** What came of the press. */
  readonly remark?: RequestRemark | undefined;
}

const render = cardLayout(layout);

/**
 * One request in any state: being sent, filed with Microsoft's number, handed off (link, text to copy, input `number`), failed, uncertain.
 * Actions `request.refresh`, `request.note` (input `note`), `request.severity` (inputs `severity`, `reason`), `request.close`, `request.number` (input `number`), `request.retry`,
 * `request.ownTicket` (input `ownTicket`), `request.leave`.
 */
export function requestCard(locale: Locale, view: RequestView): AdaptiveCard {
  const t = words(locale);
  const { request, failure } = view;
  const state = requestState(t, view);
  return render(locale, {
    fallbackText: plain(`${request.reference} · ${state.badge.text} · ${request.title}`, LIMITS.title),
    eyebrow: `${t('request.eyebrow', { reference: request.reference })} · ${safe(request.customerName, LIMITS.name)}`,
    title: safe(request.title, LIMITS.title),
    ...state,
    failures:
      failure === undefined
        ? []
        : [
            {
              what: t(`errors.${failure.code}.what`),
              means: t(`errors.${failure.code}.next`),
              quote: t('words.quote', { id: safe(failure.errorId, LIMITS.line) }),
            },
          ],
    requestId: request.id,
    ...handOffGuide(t, request),
    facts: requestFacts(t, locale, view),
    ...requestNotes(t, locale, view),
    ...ownParts(view),
    buttons: requestButtons(t, view),
  });
}
