import { LONGEST_TAG, MOST_TAGS } from '../src/domain/customer-tag.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import layout from './customer-tags.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

/** Why tags were not saved. */
export type TagsProblem =
  | { readonly kind: 'too-many'; readonly count: number }
  | { readonly kind: 'too-long'; readonly tag: string }
  | { readonly kind: 'changed' };

export interface CustomerTagsView {
  readonly customer: Customer;
  /** As they are stored. */
  readonly tags: readonly string[];
  /** What the person wrote, where it could not be saved. */
  readonly written: string | undefined;
  readonly problem: TagsProblem | undefined;
}

const render = cardLayout(layout);

/** What the input takes: all tags at their longest, with commas. */
const LONGEST_INPUT = 700;

/** The tags of a customer, to be changed in one line (`tags.save`, with the tags that were seen). */
export function customerTagsCard(locale: Locale, view: CustomerTagsView): AdaptiveCard {
  const t = words(locale);
  const { customer, tags, written, problem } = view;
  const { tenantId } = customer;
  const listed = tags.join(', ');
  return render(locale, {
    fallbackText: t('words.labelled', { label: t('tags.title'), text: plain(customer.name, LIMITS.name) }),
    eyebrow: t('tags.title'),
    title: safe(customer.name, LIMITS.name),
    problems: problem === undefined ? [] : [{ title: t('tags.problems.title'), text: problemText(t, problem) }],
    tags: plain(written ?? listed, LONGEST_INPUT),
    bounds: t('tags.bounds', { most: MOST_TAGS, longest: LONGEST_TAG }),
    data: { tenantId, seen: listed },
    buttons: [button(t('tags.back'), 'command', { command: 'customer', tenantId })],
  });
}

function problemText(t: Words, problem: TagsProblem): string {
  switch (problem.kind) {
    case 'too-many':
      return t('tags.problems.too-many', { count: problem.count, most: MOST_TAGS });
    case 'too-long':
      return t('tags.problems.too-long', { tag: safe(problem.tag, LIMITS.listedName), longest: LONGEST_TAG });
    case 'changed':
      return t('tags.problems.changed');
  }
}

/** Tags in a row: "#Gold #VIP"; nothing where there are none. For a text block or a fact. */
export function tagLine(tags: readonly string[]): string {
  return tags.map((tag) => safe(`#${tag}`, LIMITS.listedName)).join(' ');
}
