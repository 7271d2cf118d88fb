import { h } from './dom.ts';
import type { Words } from './words.ts';

/** A small number in a disc; who hears the page hears what it counts. */
export interface UnreadCount {
  readonly element: HTMLElement;
  show(count: number): void;
}

export function createUnreadCount(words: Words, more = ''): UnreadCount {
  const digits = h('span', { class: `count ${more}`, 'aria-hidden': 'true' });
  const spoken = h('span', { class: 'hidden-text' });
  const element = h('span', { hidden: true }, digits, spoken);
  return {
    element,
    show(count) {
      element.hidden = count === 0;
      digits.textContent = count > 99 ? '99+' : String(count);
      spoken.textContent = words.unread(count);
    },
  };
}
