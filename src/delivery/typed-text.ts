import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** Longer than any field takes (a description has 8,000 characters); what is longer is refused with a notice rather than cut. */
export const LONGEST_TEXT = 10_000;

const Mention = z.object({ type: z.literal('mention'), text: z.string().min(1), mentioned: z.object({ id: z.string() }) });

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;

/** What a person typed: without the mention of the bot, HTML entities decoded, white space tidied; lines are kept. */
export function typedText({ text, entities = [], recipient }: Activity): string {
  // A mention is known by its entity alone: anybody can type what looks like one.
  const mentions = entities.flatMap((entity) => {
    const mention = Mention.safeParse(entity);
    return mention.success && mention.data.mentioned.id === recipient.id ? [mention.data.text] : [];
  });
  const spoken = mentions.reduce((rest, mention) => rest.replaceAll(mention, ' '), text);
  return tidy(spoken.replaceAll(ENTITY, decode));
}

function tidy(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function decode(whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const isText = point >= 32 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isText ? String.fromCodePoint(point) : ' ';
}
