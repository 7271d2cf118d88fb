import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../cards/render.ts';

/** Every text of a card that a person reads. */
export function textsOf(card: AdaptiveCard): string {
  const texts: string[] = [];
  walk(card, (element) => {
    for (const key of ['text', 'title', 'label', 'value', 'placeholder']) {
      if (typeof element[key] === 'string') texts.push(element[key]);
    }
  });
  return texts.join('\n');
}

/** Asserts that a person reads these texts on the card. */
export function shows(card: AdaptiveCard, ...texts: readonly string[]): void {
  for (const text of texts) assert.ok(textsOf(card).includes(text), `${JSON.stringify(text)} is not in:\n${textsOf(card)}`);
}

/** The value of an input of a card. */
export function inputOf(card: AdaptiveCard, id: string): Readonly<Record<string, unknown>> | undefined {
  let found: Readonly<Record<string, unknown>> | undefined;
  walk(card, (element) => {
    if (element['id'] === id && String(element['type']).startsWith('Input.')) found ??= element;
  });
  return found;
}

export function buttonsOf(card: AdaptiveCard): readonly { readonly verb: string; readonly data: Readonly<Record<string, unknown>> }[] {
  const buttons: { verb: string; data: Readonly<Record<string, unknown>> }[] = [];
  walk(card, ({ type, verb, data }) => {
    if (type === 'Action.Execute') buttons.push({ verb: String(verb), data: (data ?? {}) as Readonly<Record<string, unknown>> });
  });
  return buttons;
}

function walk(node: unknown, visit: (element: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (typeof node === 'object' && node !== null) {
    visit(node as Readonly<Record<string, unknown>>);
    for (const [key, value] of Object.entries(node)) if (key !== 'fallback') walk(value, visit);
  }
}
