import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { pageButtons, pageRange, type PageShown } from './page-buttons.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import layout from './tag-group.json' with { type: 'json' };

export interface TagGroupView extends PageShown {
  readonly tag: string;
  readonly customers: readonly Customer[];
  /** Whether this person may change the group. */
  readonly editable: boolean;
  /** One that could not be added, since it has as many tags as it may have. */
  readonly full: Customer | undefined;
}

const render = cardLayout(layout);

/** The customers with one tag; from here to what hits them, and customers in and out. */
export function tagGroupCard(locale: Locale, view: TagGroupView): AdaptiveCard {
  const t = words(locale);
  const { tag, total, editable, full } = view;
  return render(locale, {
    eyebrow: `${t('tags.group.eyebrow')} · ${t('tags.group.count', { count: total })}`,
    title: safe(`#${tag}`, LIMITS.name),
    remarks: full === undefined ? [] : [{ text: t('tags.group.full', { customer: safe(full.name, LIMITS.name) }) }],
    none: total === 0 ? [{ text: t('tags.group.empty') }] : [],
    rows: view.customers.map((customer) => row(t, view, customer)),
    range: pageRange(t, view),
    adding: editable ? [{ data: { tag } }] : [],
    buttons: [
      ...pageButtons(t, 'tags.show', { tag }, view),
      ...(total === 0 ? [] : [button(t('tags.group.issues'), 'board.page', { tag })]),
      button(t('tags.group.all'), 'tags.list', {}),
    ],
  });
}

function row(t: Words, { tag, editable, offset }: TagGroupView, { tenantId, name }: Customer) {
  const act = (label: string, verb: string, data: object) => ({
    title: label,
    tooltip: t('words.labelled', { label, text: plain(name, LIMITS.listedName) }),
    verb,
    data,
  });
  return {
    name: safe(name, LIMITS.listedName),
    acts: [
      act(t('tags.group.choose'), 'customer.choose', { tenantId, goal: 'customer' }),
      ...(editable ? [act(t('tags.group.remove'), 'tags.remove', { tag, tenantId, offset })] : []),
    ],
  };
}
