import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Outlook } from '../src/domain/watch-outlook.ts';
import type { JudgedReason, WatchPlace } from '../src/domain/watch.ts';
import { words, type Words } from '../src/locales/words.ts';
import { commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import layout from './watch-told.json' with { type: 'json' };
import { outcomeText } from './watch-words.ts';

/** A chat or channel, and what it would get. */
export interface ShownTold extends Outlook {
  readonly place: Pick<WatchPlace, 'scope' | 'personName' | 'label' | 'timeZone'>;
}

export interface WatchToldView {
  readonly customer: Customer;
  readonly counts: Readonly<Record<'ring' | JudgedReason, number>>;
  readonly channels: readonly ShownTold[];
  /** Undefined: the reader sees only how many there are. */
  readonly chats: readonly ShownTold[] | undefined;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const REASONS = ['quiet', 'silence', 'record-only', 'access'] as const satisfies readonly JudgedReason[];
/** Of both kinds together. */
const SHOWN = 10;

/** Who would be told if an incident hit this customer now, and how: before it happens (pitfall 27). */
export function watchToldCard(locale: Locale, view: WatchToldView): AdaptiveCard {
  const t = words(locale);
  const { customer, counts, channels, chats = [], timeZone } = view;
  const anybody = Object.values(counts).some((count) => count > 0);
  const shownChannels = channels.slice(0, SHOWN);
  const sections = [
    { heading: t('watches.who.channels'), rows: shownChannels.map((told) => row(t, locale, timeZone, told)) },
    { heading: t('watches.who.chats'), rows: chats.slice(0, SHOWN - shownChannels.length).map((told) => row(t, locale, timeZone, told)) },
  ];
  const title = counts.ring === 0 ? t('watches.who.nobody') : t('watches.who.title', { count: counts.ring });
  return render(locale, {
    fallbackText: t('words.labelled', { label: plain(customer.name, LIMITS.name), text: title }),
    eyebrow: `${t('watches.who.eyebrow')} · ${safe(customer.name, LIMITS.name)}`,
    title,
    remarks: anybody ? [] : [{ text: t('watches.who.nobodyText') }],
    counts: REASONS.filter((reason) => counts[reason] > 0).map((reason) => ({
      text: t(`watches.who.${reason}`, { count: counts[reason] }),
    })),
    sections: sections.filter(({ rows }) => rows.length > 0),
    counted: view.chats === undefined && anybody ? [{ text: t('watches.who.counted') }] : [],
    buttons: [
      { ...commandButton(t, 'watch', { tenantId: customer.tenantId }), title: t('watches.who.watch') },
      commandButton(t, 'watches'),
      commandButton(t, 'health', { tenantId: customer.tenantId }),
    ],
  });
}

function row(t: Words, locale: Locale, timeZone: string, { place, ...outlook }: ShownTold) {
  const person = safe(place.personName, LIMITS.listedName);
  const channel = place.label === undefined ? t('watches.who.channel', { person }) : safe(place.label, LIMITS.listedName);
  return {
    text: t('words.labelled', { label: place.scope === 'team' ? channel : person, text: outcomeText(t, locale, timeZone, outlook) }),
  };
}
