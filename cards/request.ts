import type { AzureTicket } from '../src/domain/azure-ticket.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { DeskRecord, PortalLink, RequestFollower, RequestRemark, ServiceRequest } from '../src/domain/service-request.ts';
import { words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { requestButtons } from './request-buttons.ts';
import { requestFacts } from './request-facts.ts';
import { handOffGuide } from './request-hand-off.ts';
import { requestNotes } from './request-notes.ts';
import { numberInput, numberProblem, type TypedNumber } from './request-number.ts';
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
  /** Whether the reader is one of them; undefined for the requester, who is told anyway, and where many read the card. */
  readonly following?: boolean | undefined;
  readonly timeZone: string;
  readonly now: Date;
  /** What came of the press. */
  readonly remark?: RequestRemark | undefined;
  /** A number that was typed and not taken: what has not the form of one, or belongs to something else at Microsoft. */
  readonly typed?: TypedNumber | undefined;
  /** Where Microsoft lists what was sent there, to look whether it arrived. */
  readonly lookUpAt?: PortalLink | undefined;
  /** What a hand-off to the Azure portal may have become; few. undefined: nobody looked there. */
  readonly candidates?: readonly AzureTicket[] | undefined;
}

const render = cardLayout(layout);

/**
 * One request in any state: being sent, filed with Microsoft's number, handed off (link, text to copy, inputs `number`, `picked`), failed, uncertain.
 * Actions `request.refresh`, `request.note` (input `note`), `request.severity` (inputs `severity`, `reason`), `request.close`, `request.number` (input `number`), `request.retry`,
 * `request.ownTicket` (input `ownTicket`), `request.join`, `request.leave`, `request.end`, `request.resume`, `request.messages`.
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
    numberProblem: numberProblem(t, view),
    numberInput: numberInput(t, locale, view),
    facts: requestFacts(t, locale, view),
    ...requestNotes(t, locale, view),
    ...ownParts(t, view),
    buttons: requestButtons(t, view),
  });
}
