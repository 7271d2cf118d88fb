import Markdown from './vendor/markdown-it.js';
import { mentionElement, type MyIds } from './mention-marks.ts';
import type { PageMention } from './wire.ts';

// Teams' subset, the same in text blocks and in the app's messages.
const markdown = new Markdown('zero', { html: false, linkify: false }).enable(['emphasis', 'link', 'list', 'escape', 'newline']);
markdown.validateLink = (url: string) => /^(https?:|mailto:|tel:)/i.test(url.trim());
markdown.renderer.rules['link_open'] = (tokens, index, options, _env, renderer) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return renderer.renderToken(tokens, index, options);
};

/** Private-use characters that stand for a mention while markdown is made; taken out of the input first. */
const MARK = /\uE000(\d+)\uE001/g;

/** Safe HTML of a text in Teams' markdown: no HTML in it survives, links are http(s), mail and telephone only. */
export function toHtml(text: string, mentions: readonly PageMention[], me: MyIds): string {
  const marked = mentions.reduce(
    (source, mention, index) => (mention.text === '' ? source : source.replaceAll(mention.text, `\uE000${index}\uE001`)),
    text.replaceAll(/[\uE000\uE001]/g, ''),
  );
  return markdown.render(marked).replaceAll(MARK, (_mark, index: string) => {
    const mention = mentions[Number(index)];
    return mention === undefined ? '' : mentionElement(mention, me).outerHTML;
  });
}
