import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { DeskRecord, ServiceRequest } from '../src/domain/service-request.ts';
import type { AdaptiveCard } from './render.ts';

export interface RequestView {
  readonly request: ServiceRequest;
  /** What the back end tells now, when it was asked. */
  readonly record: DeskRecord | undefined;
  /** Why the back end could not be asked, or a press could not be carried out. */
  readonly failure: { readonly code: ErrorCode; readonly errorId: string } | undefined;
  readonly timeZone: string;
}

/**
 * One request in any state: being sent, filed with Microsoft's number, handed off (link, text to copy, input `number`), failed, uncertain.
 * Actions `request.refresh`, `request.note` (input `note`), `request.close`, `request.number` (input `number`), `request.retry`.
 */
export declare function requestCard(locale: Locale, view: RequestView): AdaptiveCard;
