import type { Locale } from '../src/domain/locale.ts';
import { ageIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import layout from './board.json' with { type: 'json' };
import { button } from './buttons.ts';
import { incidentRows, type ListedIncident } from './incident-rows.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';

export interface BoardView {
  /** Customers by what is known of them. */
  readonly counts: {
    readonly troubled: number;
    readonly well: number;
    readonly unknown: number;
    /** Those whose last reading failed. */
    readonly failing: number;
    readonly oldestReadAt: Date | undefined;
  };
  /** Only customers that this person has access to are counted. */
  readonly ofAccess: boolean;
  /** The worst, and how many there are. */
  readonly incidents: readonly ListedIncident[];
  readonly total: number;
  /** Teams gives bots no files everywhere. */
  readonly files: boolean;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const ROWS_SHOWN = 7;

/** All customers in one look: how many have trouble, what the trouble is, worst first, and how old that knowledge is. */
export function boardCard(locale: Locale, view: BoardView): AdaptiveCard {
  const t = words(locale);
  const { counts, incidents, total } = view;
  const rows = incidentRows(t, locale, view.timeZone, incidents.slice(0, ROWS_SHOWN));
  const anybody = counts.troubled + counts.well + counts.unknown > 0;
  return render(locale, {
    eyebrow: t('board.eyebrow'),
    title: heading(t, view, anybody),
    remarks: remarks(t, view, anybody),
    counted: anybody ? [{ counts: numbers(t, view) }] : [],
    ages: ages(t, locale, view, anybody),
    listed: rows.length > 0,
    rows,
    buttons: [
      button(t('words.refresh'), 'board.refresh', {}),
      ...(total > 0 ? [button(t('board.showAll', { count: total }), 'command', { command: 'incidents' })] : []),
      ...(counts.failing > 0 ? [button(t('board.showFailing', { count: counts.failing }), 'board.failing', {})] : []),
      button(t('board.groups'), 'tags.list', {}),
      ...(view.files && total > 0 ? [button(t('csv.button'), 'board.csv', {})] : []),
    ],
  });
}

function heading(t: Words, { counts }: BoardView, anybody: boolean): string {
  if (!anybody) return t('board.nobody');
  return counts.troubled === 0 ? t('board.noTrouble') : t('board.trouble', { count: counts.troubled });
}

function remarks(t: Words, { counts, total }: BoardView, anybody: boolean) {
  if (!anybody) return [{ text: t('board.nobodyText') }];
  return total === 0 && counts.oldestReadAt !== undefined ? [{ text: t('board.noIssues') }] : [];
}

/** The words tell what the colours only repeat. */
function numbers(t: Words, { counts: { troubled, well, unknown } }: BoardView) {
  return [
    { number: `${troubled}`, label: t('board.troubled'), color: troubled > 0 ? 'Attention' : 'Default' },
    { number: `${well}`, label: t('board.well'), color: well > 0 ? 'Good' : 'Default' },
    { number: `${unknown}`, label: t('board.unknown'), color: unknown > 0 ? 'Warning' : 'Default' },
  ];
}

function ages(t: Words, locale: Locale, { counts, ofAccess, now }: BoardView, anybody: boolean) {
  if (!anybody) return [];
  const age = counts.oldestReadAt === undefined ? t('board.notRead') : t('board.oldest', { age: ageIn(locale, counts.oldestReadAt, now) });
  return [{ text: ofAccess ? `${age} · ${t('board.ofAccess')}` : age }];
}
