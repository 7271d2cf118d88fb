import type { Customer } from '../src/domain/customer.ts';
import { ENDS_SOON_DAYS } from '../src/domain/delegated-access.ts';
import type { Locale } from '../src/domain/locale.ts';
import { ageIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { untilText } from './access-words.ts';
import { button, type Button } from './buttons.ts';
import layout from './ending-access.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface EndingAccessView {
  /** `told`: nobody asked for it, it is the weekly message to an admin agent. */
  readonly occasion: 'asked' | 'told';
  /** Those of the page. */
  readonly rows: readonly { readonly customer: Customer; readonly endsAt: Date; readonly autoExtends: boolean }[];
  /** On all pages. */
  readonly total: number;
  /** From 0. */
  readonly page: number;
  /** When the list of all relationships was read; undefined: never. */
  readonly readAt: Date | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

/** Rows of a page. */
export const ENDING_SHOWN = 8;

const render = cardLayout(layout);

/** Relationships that end soon, soonest first, with a check (`command` access) for each; pages by `access.ending`. */
export function endingAccessCard(locale: Locale, view: EndingAccessView): AdaptiveCard {
  const t = words(locale);
  const { rows, total, page, readAt, now } = view;
  const first = page * ENDING_SHOWN;
  const title = total === 0 ? t('access.endingSoon') : t('access.ending.title', { count: total });
  return render(locale, {
    eyebrow: t('access.ending.eyebrow'),
    title,
    intro: intro(t, view).map((text) => ({ text })),
    rows: rows.slice(0, ENDING_SHOWN).map(({ customer, endsAt, autoExtends }) => ({
      customer: safe(customer.name, LIMITS.listedName),
      line: `${untilText(t, locale, endsAt, now)} · ${t(`access.ending.extends.${autoExtends ? 'yes' : 'no'}`)}`,
      tooltip: t('words.labelled', { label: t('access.ending.check'), text: plain(customer.name, LIMITS.listedName) }),
      data: { command: 'access', tenantId: customer.tenantId },
    })),
    remarks: [
      ...(rows.length > 0 && total > rows.length
        ? [{ text: t('access.ending.page', { from: first + 1, to: first + rows.length, total }) }]
        : []),
      ...(readAt === undefined
        ? []
        : [{ text: t('words.updated', { age: ageIn(locale, readAt, now), moment: momentIn(locale, view.timeZone, readAt) }) }]),
    ],
    buttons: buttons(t, view),
  });
}

/** That nothing ends is said only when the list was read. */
function intro(t: Words, { occasion, total, readAt }: EndingAccessView): readonly string[] {
  if (readAt === undefined) return [t('access.ending.notRead')];
  if (total === 0) return [t('access.ending.none', { days: ENDS_SOON_DAYS })];
  const what = t('access.ending.intro', { days: ENDS_SOON_DAYS });
  return occasion === 'told' ? [what, t('access.ending.weekly')] : [what];
}

function buttons(t: Words, { occasion, total, page }: EndingAccessView): readonly Button[] {
  if (occasion === 'told') return [button(t('access.ending.show'), 'access.ending', { page: 0 })];
  return [
    ...(page > 0 ? [button(t('access.ending.earlier'), 'access.ending', { page: page - 1 })] : []),
    ...((page + 1) * ENDING_SHOWN < total ? [button(t('access.ending.later'), 'access.ending', { page: page + 1 })] : []),
    button(t('access.checkOther'), 'access.choose', {}),
  ];
}
