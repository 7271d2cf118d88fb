import type { Words } from '../src/locales/words.ts';
import { button, type Button } from './buttons.ts';

/** Which part of a list a card shows. */
export interface PageShown {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
}

/** To the pages before and behind, where there are any: `verb` with `data` and the offset. */
export function pageButtons(t: Words, verb: string, data: Button['data'], { offset, limit, total }: PageShown): readonly Button[] {
  return [
    ...(offset > 0 ? [button(t('board.previous'), verb, { ...data, offset: Math.max(0, offset - limit) })] : []),
    ...(offset + limit < total ? [button(t('board.next'), verb, { ...data, offset: offset + limit })] : []),
  ];
}

/** "9–16 of 40"; nothing where one page holds all. */
export function pageRange(t: Words, { offset, limit, total }: PageShown): readonly { readonly text: string }[] {
  if (total <= limit) return [];
  return [{ text: t('board.range', { from: offset + 1, to: Math.min(offset + limit, total), count: total }) }];
}
