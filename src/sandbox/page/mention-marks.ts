import type { PageMention } from './wire.ts';

/** The Entra id and the channel's account id of the person who looks. */
export type MyIds = readonly string[];

/** A mention as Teams shows it: the name, in colour, red for oneself. */
export function mentionElement({ mentioned }: PageMention, me: MyIds): HTMLElement {
  const element = document.createElement('span');
  element.className = me.includes(mentioned.id) ? 'mention mention-me' : 'mention';
  element.textContent = mentioned.name;
  return element;
}

/** People's own text: never HTML, mentions marked. */
export function plainText(text: string, mentions: readonly PageMention[], me: MyIds): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let rest = text;
  while (rest !== '') {
    const next = firstMention(rest, mentions);
    if (next === undefined) break;
    fragment.append(rest.slice(0, next.at), mentionElement(next.mention, me));
    rest = rest.slice(next.at + next.mention.text.length);
  }
  fragment.append(rest);
  return fragment;
}

function firstMention(text: string, mentions: readonly PageMention[]) {
  return mentions
    .map((mention) => ({ mention, at: mention.text === '' ? -1 : text.indexOf(mention.text) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0];
}
