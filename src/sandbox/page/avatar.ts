import { h, icon } from './dom.ts';

const COLOURS = 6;

/** Initials on a colour of one's own; the app has its sign. Decoration: the name always stands beside it. */
export function avatar(name: string, key: string, size: 'small' | 'normal' = 'normal'): HTMLElement {
  if (key === 'bot')
    return h('span', { class: `avatar avatar-app ${size}`, 'aria-hidden': 'true' }, icon('app', size === 'small' ? 16 : 20));
  const initials = name
    .split(' ')
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('');
  return h('span', { class: `avatar colour-${hash(key) % COLOURS} ${size}`, 'aria-hidden': 'true' }, initials);
}

/** A team has a square one. */
export function teamAvatar(name: string): HTMLElement {
  const element = avatar(name, name);
  element.classList.add('avatar-team');
  return element;
}

/** The numbers are such that the six people of the sandbox get six colours. */
function hash(text: string): number {
  let sum = 38;
  for (const character of text) sum = (sum * 37 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum;
}
