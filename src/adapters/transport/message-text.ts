import { compile, type HtmlToTextOptions } from 'html-to-text';

/** Longest HTML that is looked at; real messages have a few thousand characters. */
const LONGEST_HTML = 40_000;
/** Elements that hold no words for a reader. Scripts and styles the parser leaves out by itself. */
const SKIPPED = ['img', 'svg', 'math', 'iframe', 'object', 'noscript', 'template', 'title', 'select', 'button', 'textarea'];
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
/** Markup that breaks lines; without any, the line ends in the text are meant. */
const BREAKS_LINES = /<(?:br|p|div|li|tr)\b/i;

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: LONGEST_HTML, maxDepth: 40, maxChildNodes: 2000 },
  formatters: {
    cell({ children, parent }, walk, builder) {
      const first = parent?.children?.find(({ type }) => type === 'tag');
      if (first?.children !== children) builder.addInline(' | ', { noWordTransform: true });
      walk(children, builder);
    },
    link({ attribs, children }, walk, builder) {
      const address = String(attribs?.['href'] ?? '').trim();
      const written = plain(children ?? []);
      walk(children, builder);
      if (/^https:\/\//i.test(address) && written !== address) builder.addInline(` (${address})`, { noWordTransform: true });
    },
  },
  selectors: [
    ...SKIPPED.map((selector) => ({ selector, format: 'skip' })),
    ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 } })),
    ...['table', 'tr'].map((selector) => ({ selector, format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } })),
    ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
    { selector: 'a', format: 'link' },
    { selector: 'ul', options: { itemPrefix: '- ' } },
  ],
};
const convert = compile(OPTIONS);
const convertWithLines = compile({ ...OPTIONS, preserveNewlines: true });

/** What Microsoft wrote as plain text with line breaks, at most `longest` characters; the address of a link stands behind it when it is https. */
export function messageText(content: string, isHtml: boolean, longest: number): string {
  const whole = content.slice(0, LONGEST_HTML);
  return tidied(isHtml ? textOf(whole) : whole, longest);
}

function textOf(html: string): string {
  return (BREAKS_LINES.test(html) ? convert : convertWithLines)(html);
}

function tidied(text: string, longest: number): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return lines.length > longest ? `${lines.slice(0, longest - 1).toWellFormed()}…` : lines;
}

function plain(nodes: readonly { readonly data?: string | undefined }[]): string {
  return nodes
    .map(({ data }) => data ?? '')
    .join('')
    .trim();
}
