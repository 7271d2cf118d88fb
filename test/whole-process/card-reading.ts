import type { AdaptiveCard } from '../../cards/render.ts';

type Element = Readonly<Record<string, unknown>>;

/** Every text of a card that a person reads. */
export function textsOf(card: AdaptiveCard): string {
  const texts: string[] = [];
  walk(card, (element) => {
    for (const key of ['text', 'title', 'label', 'value', 'placeholder']) if (typeof element[key] === 'string') texts.push(element[key]);
  });
  return texts.join('\n');
}

/** What the inputs of a card hold when nothing is changed, as clients send it. */
export function inputsOf(card: AdaptiveCard): Record<string, string> {
  const values: Record<string, string> = {};
  walk(card, ({ type, id, value }) => {
    if (typeof id === 'string' && String(type).startsWith('Input.')) values[id] = typeof value === 'string' ? value : '';
  });
  return values;
}

/** The `Action.Execute` buttons of a card. */
export function buttonsOf(card: AdaptiveCard): readonly { readonly verb: string; readonly data: Element }[] {
  const buttons: { verb: string; data: Element }[] = [];
  walk(card, ({ type, verb, data }) => {
    if (type === 'Action.Execute') buttons.push({ verb: String(verb), data: (data ?? {}) as Element });
  });
  return buttons;
}

function walk(node: unknown, visit: (element: Element) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (typeof node === 'object' && node !== null) {
    visit(node as Element);
    for (const [key, value] of Object.entries(node)) if (key !== 'fallback' && key !== 'data') walk(value, visit);
  }
}
