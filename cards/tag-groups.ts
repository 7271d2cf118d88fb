import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import layout from './tag-groups.json' with { type: 'json' };

/** Each tag with the number of customers that have it. */
interface TagGroupsView {
  readonly groups: readonly { readonly tag: string; readonly customers: number }[];
}

const render = cardLayout(layout);

const ROWS_SHOWN = 12;

/** All groups; pressed, one shows its customers (`tags.show`). */
export function tagGroupsCard(locale: Locale, { groups }: TagGroupsView): AdaptiveCard {
  const t = words(locale);
  const hidden = groups.length - ROWS_SHOWN;
  return render(locale, {
    eyebrow: t('board.eyebrow'),
    title: t('tags.groups.title'),
    text: t(groups.length === 0 ? 'tags.groups.none' : 'tags.groups.text'),
    rows: groups.slice(0, ROWS_SHOWN).map(({ tag, customers }) => ({
      name: `${safe(`#${tag}`, LIMITS.listedName)} · ${t('tags.group.count', { count: customers })}`,
      tooltip: t('words.labelled', { label: t('tags.groups.open'), text: plain(`#${tag}`, LIMITS.listedName) }),
      data: { tag },
    })),
    more: hidden > 0 ? [{ text: t('words.more', { count: hidden }) }] : [],
    buttons: [commandButton(t, 'board'), commandButton(t, 'customers')],
  });
}
