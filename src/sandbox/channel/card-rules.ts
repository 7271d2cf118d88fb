/** The documented store guideline of Teams: of the card's own actions, and of each set of actions in its body. The buttons of a list's rows are sets of their own. */
const MAX_ACTIONS = 6;
/** Cards above this are for no client's good (teams-platform.md 5.3). */
const WARN_BYTES = 28 * 1024;

const ELEMENTS_OF_1_5 = new Set(
  (
    'AdaptiveCard TextBlock RichTextBlock TextRun FactSet ColumnSet Column Container Table TableRow TableCell Image ImageSet ActionSet Media ' +
    'Input.Text Input.Number Input.Date Input.Time Input.Toggle Input.ChoiceSet Data.Query ' +
    'Action.OpenUrl Action.Submit Action.Execute Action.ShowCard Action.ToggleVisibility'
  ).split(' '),
);
const LISTS_OF_ELEMENTS = ['body', 'items', 'columns', 'rows', 'cells', 'actions', 'inlines', 'images'] as const;
const SINGLE_ELEMENTS = ['selectAction', 'card', 'fallback'] as const;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Card texts that only other hosts than Teams localise: a card with one would show the raw text to people. */
export function hasDateFunction(card: unknown): boolean {
  return /\{\{(?:DATE|TIME)\(/.test(JSON.stringify(card) ?? '');
}

/** What Teams' guidelines and older clients hold against a card; empty when nothing. */
export function cardProblems(card: unknown): readonly string[] {
  if (!isObject(card)) return ['the card is not an object'];
  const problems: string[] = [];
  const json = JSON.stringify(card);
  const bytes = Buffer.byteLength(json, 'utf16le');
  if (bytes > WARN_BYTES) problems.push(`the card has ${bytes} bytes as UTF-16, more than ${WARN_BYTES}`);
  if (json.includes('${')) problems.push('the card has an unexpanded ${…}');
  if (card['version'] !== '1.5') problems.push(`the card's version is ${String(card['version'])}, not 1.5`);
  const actions = primaryActions(card);
  if (actions > MAX_ACTIONS) problems.push(`the card has ${actions} primary actions, more than ${MAX_ACTIONS}`);
  collectUnknown(card, problems);
  return problems;
}

function children(element: Json): Json[] {
  const lists = LISTS_OF_ELEMENTS.flatMap((key) => (Array.isArray(element[key]) ? (element[key] as unknown[]) : []));
  return [...lists, ...SINGLE_ELEMENTS.map((key) => element[key])].filter(isObject);
}

/** Of the set that has most. */
function primaryActions(element: Json): number {
  const own = Array.isArray(element['actions']) ? element['actions'].filter(isObject) : [];
  const nested = children(element).filter((child) => !String(child['type']).startsWith('Action.'));
  return Math.max(own.filter((action) => action['mode'] !== 'secondary').length, ...nested.map(primaryActions));
}

function collectUnknown(element: Json, problems: string[]): void {
  const type = element['type'];
  if (typeof type === 'string' && !ELEMENTS_OF_1_5.has(type) && element['fallback'] === undefined) {
    problems.push(`${type} has no fallback`);
  }
  for (const child of children(element)) collectUnknown(child, problems);
}
