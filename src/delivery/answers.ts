import type { AdaptiveCard } from '../../cards/render.ts';

/** What the HTTP request that brought an activity is answered with. Teams wants 200 for every invoke that was handled, whatever its outcome. */
export interface HttpAnswer {
  readonly status: number;
  readonly body?: object;
}

export const OK: HttpAnswer = { status: 200 };

export interface SearchResult {
  readonly title: string;
  readonly value: string;
}

/** Replaces the pressed card for the person who pressed. */
export function cardAnswer(card: AdaptiveCard): HttpAnswer {
  return invoke(200, 'application/vnd.microsoft.card.adaptive', card);
}

/** A line beside the pressed card, which stays. */
export function messageAnswer(text: string): HttpAnswer {
  return invoke(200, 'application/vnd.microsoft.activity.message', text);
}

/** The press failed; the card, with what was typed into it, stays. */
export function errorAnswer(statusCode: 400 | 500, code: string, message: string): HttpAnswer {
  return invoke(statusCode, 'application/vnd.microsoft.error', { code, message });
}

export function searchAnswer(results: readonly SearchResult[]): HttpAnswer {
  return invoke(200, 'application/vnd.microsoft.search.searchResponse', { results });
}

function invoke(statusCode: number, type: string, value: unknown): HttpAnswer {
  return { status: 200, body: { statusCode, type, value } };
}
