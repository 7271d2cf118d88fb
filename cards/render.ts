import { setImmediate } from 'node:timers/promises';
import { GlobalSettings, Template } from 'adaptivecards-templating';
import { LOCALES, type Locale } from '../src/domain/locale.ts';
import { words, type SentenceKey } from '../src/locales/words.ts';
import { PARTS } from './parts.ts';

/** An Adaptive Card as plain JSON. `fallbackText` is also the text of the notification. */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly fallbackText: string;
  readonly body: readonly unknown[];
  readonly actions?: readonly unknown[];
  readonly [key: string]: unknown;
}

// Process-wide, the package offers nothing narrower. A field that no data fills is a bug: better an error than a card that shows `${name}`.
GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
  throw new Error(`Card data lacks ${path}`);
};

/** Parses the layout in one language; kept by `cardLayout`. */
type Parse = () => Template;
const parses: Parse[] = [];

/**
 * Turns a layout into a function from data to card. In a layout `@key` is a sentence of the catalogue, `{"$part": "name"}` a shared part,
 * `${field}` a value of the data. Data: every field that the layout names; `null` leaves the property out.
 */
export function cardLayout(layout: object): (locale: Locale, data: object) => AdaptiveCard {
  // Parsed once per language, since that costs milliseconds; a sentence put in here needs no expression later.
  const parsed = new Map<Locale, Template>();
  const templateIn = (locale: Locale): Template => {
    const known = parsed.get(locale);
    if (known !== undefined) return known;
    const template = new Template(spoken(layout, locale));
    parsed.set(locale, template);
    return template;
  };
  parses.push(...LOCALES.map((locale) => () => templateIn(locale)));
  return (locale, data) => {
    const card: AdaptiveCard = templateIn(locale).expand({ $root: data });
    finish(card);
    return card;
  };
}

/** Parses all layouts ahead of their first use, a little at a time: call it once the bot serves, so that it neither delays the start nor a turn. */
export async function prepareCards(): Promise<void> {
  for (const parse of parses) {
    parse();
    await setImmediate();
  }
}

/** The layout with its shared parts and with the sentences of one language. Only our own texts: people's come in by `expand`. */
function spoken(node: unknown, locale: Locale): unknown {
  if (typeof node === 'string') return node.startsWith('@') ? words(locale)(node.slice(1) as SentenceKey) : node;
  if (Array.isArray(node)) return node.map((item) => spoken(item, locale));
  if (typeof node !== 'object' || node === null) return node;
  if ('$part' in node) return spoken(PARTS[node.$part as keyof typeof PARTS], locale);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, spoken(value, locale)]));
}

/** Takes out what is null, and gives each Action.Execute its fallback for clients that do not know it. */
function finish(node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) finish(item);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const element = node as Record<string, unknown>;
  for (const key in element) {
    const value = element[key];
    // Undefined is left out of JSON like a deleted property, and is much cheaper.
    if (value === null) element[key] = undefined;
    else if (typeof value === 'object' && key !== 'data') finish(value);
  }
  if (element['type'] === 'Action.Execute') {
    const { verb, data, ...rest } = element;
    element['fallback'] = { ...rest, type: 'Action.Submit', data: { ...(data as object), verb } };
  }
}
