/** Looks at a card as a person would: its texts, its buttons, its inputs. */

type Node = Readonly<Record<string, unknown>>;

function nodes(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Node;
  const inner = Object.entries(node).flatMap(([key, each]) => (key === 'data' || key === 'fallback' ? [] : nodes(each)));
  return [node, ...inner];
}

/** All that is written on it, in order, without what is folded away in `hidden` containers. */
export function textsOn(card: object): string {
  return nodes(card)
    .flatMap((node) => [node['text'], node['label'], ...(node['type'] === undefined ? [node['title'], node['value']] : [])])
    .filter((text) => typeof text === 'string')
    .join('\n');
}

interface SeenButton {
  readonly title: unknown;
  readonly verb: unknown;
  readonly data: unknown;
  readonly url: unknown;
  readonly associatedInputs: unknown;
}

export function buttonsOn(card: object): readonly SeenButton[] {
  return nodes(card)
    .filter(({ type }) => typeof type === 'string' && type.startsWith('Action.'))
    .map(({ title, verb, data, url, associatedInputs }) => ({ title, verb, data, url, associatedInputs }));
}

export function verbsOn(card: object): readonly unknown[] {
  return buttonsOn(card)
    .map(({ verb }) => verb)
    .filter((verb) => verb !== undefined);
}

/** @throws when the card has no button with this verb */
export function buttonOn(card: object, verb: string): SeenButton {
  const found = buttonsOn(card).find((button) => button.verb === verb);
  if (found === undefined) throw new Error(`No button ${verb}`);
  return found;
}

interface SeenInput {
  readonly label: string;
  readonly value: unknown;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export function inputsOn(card: object): Readonly<Record<string, SeenInput>> {
  const inputs = nodes(card).filter(({ type }) => typeof type === 'string' && type.startsWith('Input.'));
  return Object.fromEntries(inputs.map((node) => [String(node['id']), node as unknown as SeenInput]));
}

/** The container or action set with this id. */
export function partOn(card: object, id: string): Node | undefined {
  return nodes(card).find((node) => node['id'] === id);
}

/** What opens behind a button. @throws when nothing does */
export function foldedOn(card: object, title: string): object {
  const folded = nodes(card).find((node) => node['type'] === 'Action.ShowCard' && node['title'] === title)?.['card'];
  if (typeof folded !== 'object' || folded === null) throw new Error(`Nothing opens behind ${title}`);
  return folded;
}

/** The words of all badges. */
export function badgesOn(card: object): readonly unknown[] {
  return nodes(card)
    .filter(({ type }) => type === 'Badge')
    .map(({ text }) => text);
}
