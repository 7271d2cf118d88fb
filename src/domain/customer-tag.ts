/** Tags of one customer. */
export const MOST_TAGS = 20;
/** Letters of one tag. */
export const LONGEST_TAG = 30;

/** What a person wrote as tags; where it cannot be taken as it is, what is wrong with it. */
export type ReadTags =
  | { readonly kind: 'tags'; readonly tags: readonly string[] }
  | { readonly kind: 'too-many'; readonly count: number }
  | { readonly kind: 'too-long'; readonly tag: string };

/** By what tags are compared: without case, accents, spaces at the ends and a leading "#". */
export function tagKey(tag: string): string {
  return tidy(tag).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The tag that a command asks for, "#Gold". What is too long for a tag is cut, and is still too long for one. */
export function askedTag(text: string): string {
  return tidy(text).slice(0, LONGEST_TAG + 1);
}

/** Tags separated by commas, semicolons, line breaks or "#", each once, in the order written. */
export function readTags(text: string): ReadTags {
  const tags = new Map<string, string>();
  for (const part of text.split(/[,;#\n]/u)) {
    const tag = tidy(part);
    const key = tagKey(tag);
    if (key === '' || tags.has(key)) continue;
    if (tag.length > LONGEST_TAG) return { kind: 'too-long', tag };
    tags.set(key, tag);
  }
  return tags.size > MOST_TAGS ? { kind: 'too-many', count: tags.size } : { kind: 'tags', tags: [...tags.values()] };
}

function tidy(text: string): string {
  return text
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim()
    .replace(/^#\s*/u, '');
}
