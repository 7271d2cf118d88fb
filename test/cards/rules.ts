/** The rules of our own for a card, walked over its JSON (teams-platform.md 5, demo-client.md 3). Each gives what is wrong, or nothing. */

type Node = Readonly<Record<string, unknown>>;

/** Elements and actions of version 1.5 that Teams draws; all else needs a fallback. */
const KNOWN = new Set([
  'AdaptiveCard',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'FactSet',
  'Container',
  'ColumnSet',
  'Column',
  'ActionSet',
  // How a container's items stand; clients that do not know it put them below each other.
  'Layout.Flow',
  // Of a Table, which needs a fallback itself.
  'TableRow',
  'TableCell',
  'Input.Text',
  'Input.Number',
  'Input.Date',
  'Input.Time',
  'Input.ChoiceSet',
  'Data.Query',
  'Action.Execute',
  'Action.Submit',
  'Action.OpenUrl',
  'Action.ToggleVisibility',
  'Action.ShowCard',
]);
const MOST_ACTIONS = 6;
const MOST_COLUMNS = 3;

export function brokenRules(card: object): readonly string[] {
  const broken: string[] = [];
  const ids = new Set<string>();
  const complain = (node: Node, what: string) => broken.push(`${what}: ${JSON.stringify(node).slice(0, 120)}`);
  visit(JSON.parse(JSON.stringify(card)), (node, parent) => {
    const type = node['type'];
    if (typeof type === 'string' && !KNOWN.has(type) && node['fallback'] === undefined && parent !== 'msteams')
      complain(node, 'unknown element without fallback');
    if (type === 'TextBlock' && node['wrap'] !== true) complain(node, 'text that does not wrap');
    if (type === 'TextBlock' && (node['text'] === undefined || node['text'] === '')) complain(node, 'empty text');
    if (type === 'Image' && node['altText'] === undefined) complain(node, 'image without altText');
    if (type === 'Input.ChoiceSet' && node['style'] === 'expanded' && node['wrap'] !== true) complain(node, 'choices that do not wrap');
    if (isInput(node) && (typeof node['label'] !== 'string' || node['label'] === '')) complain(node, 'input without label');
    if (isInput(node) && (node['isRequired'] === true) !== (node['errorMessage'] !== undefined))
      complain(node, 'isRequired and errorMessage belong together');
    if (type === 'Input.Text' && node['maxLength'] === undefined && node['id'] !== 'handOffText') complain(node, 'unbounded input');
    // The stock renderer compares an empty number with the bounds and finds it wrong.
    if (type === 'Input.Number' && (node['min'] ?? node['max']) !== undefined) complain(node, 'bounds that refuse an empty number');
    if (type === 'ColumnSet' && listOf(node, 'columns').length > MOST_COLUMNS) complain(node, 'too many columns for a phone');
    if (listOf(node, 'actions').length > MOST_ACTIONS) complain(node, 'too many actions');
    if (typeof type === 'string' && type.startsWith('Action.') && (typeof node['title'] !== 'string' || node['title'] === ''))
      complain(node, 'button without title');
    if (type === 'Action.Execute') checkFallback(node, complain);
    if (type === 'Action.OpenUrl' && !String(node['url']).startsWith('https://')) complain(node, 'link that is not https');
    if (typeof node['id'] === 'string' && typeof type === 'string') {
      if (ids.has(node['id'])) complain(node, 'id used twice');
      ids.add(node['id']);
    }
    for (const target of listOf(node, 'targetElements'))
      if (!ids.has(String(target)) && !JSON.stringify(card).includes(`"id":"${String(target)}"`))
        complain(node, 'target that is not there');
    if (Object.values(node).includes(null)) complain(node, 'null value');
  });
  return broken;
}

function checkFallback(node: Node, complain: (node: Node, what: string) => void): void {
  const fallback = node['fallback'];
  if (!isNode(fallback) || fallback['type'] !== 'Action.Submit') return complain(node, 'Action.Execute without Action.Submit as fallback');
  const expected = JSON.stringify({ ...(isNode(node['data']) ? node['data'] : {}), verb: node['verb'] });
  if (JSON.stringify(fallback['data']) !== expected) complain(node, 'fallback with other data');
  if (typeof node['verb'] !== 'string' || !/^(command|[a-z]+\.[a-zA-Z]+)$/.test(node['verb'])) complain(node, 'strange verb');
}

/** Every object of the card with the key under which it hangs, but not the data of buttons. */
function visit(value: unknown, see: (node: Node, key: string) => void, key = ''): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see, key);
  else if (isNode(value)) {
    see(value, key);
    for (const [name, inner] of Object.entries(value)) if (name !== 'data' && name !== 'fallback') visit(inner, see, name);
  }
}

/** All strings that are shown to a person as markdown. */
export function markdownTexts(card: object): readonly string[] {
  const texts: string[] = [];
  visit(JSON.parse(JSON.stringify(card)), (node, key) => {
    if (node['type'] === 'TextBlock') texts.push(String(node['text']));
    if (key === 'facts') texts.push(String(node['title']), String(node['value']));
  });
  return texts;
}

/** Every text of the card, whatever it is for, without the data of buttons. */
export function allTexts(card: object): readonly string[] {
  const texts: string[] = [];
  visit(JSON.parse(JSON.stringify(card)), (node) => {
    for (const value of Object.values(node)) if (typeof value === 'string') texts.push(value);
  });
  return texts;
}

export function sizeInTeams(card: object): number {
  return Buffer.byteLength(JSON.stringify(card), 'utf16le');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInput(node: Node): boolean {
  return typeof node['type'] === 'string' && node['type'].startsWith('Input.');
}

function listOf(node: Node, key: string): readonly unknown[] {
  const value = node[key];
  return Array.isArray(value) ? value : [];
}
