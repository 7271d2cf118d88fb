import type { BackEnd, ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { AdaptiveCard } from './render.ts';

export interface ErrorView {
  readonly code: ErrorCode;
  readonly backEnd: BackEnd | undefined;
  /** To quote; the log has it too. */
  readonly errorId: string;
  /** The back end's own id, for Microsoft's support. */
  readonly correlationId: string | undefined;
}

/** What happened, what it means, what to do next, and the id to quote. */
export declare function errorCard(locale: Locale, view: ErrorView): AdaptiveCard;
