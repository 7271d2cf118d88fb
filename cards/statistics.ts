import { FIGURES_BY, type FiguresBy, type FiguresRow } from '../src/domain/case-figures.ts';
import type { Locale } from '../src/domain/locale.ts';
import { monthAfter } from '../src/domain/month.ts';
import { CASE_TARGETS } from '../src/domain/support-case.ts';
import { durationIn, monthIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import { severityName } from './severity-words.ts';
import layout from './statistics.json' with { type: 'json' };

export interface StatisticsView {
  readonly by: FiguresBy;
  /** `yyyy-MM`: the one shown, or by month the last of the year shown. */
  readonly month: string;
  readonly isPresent: boolean;
  /** What was typed and is no month. */
  readonly unknownMonth: string | undefined;
  readonly rows: readonly FiguresRow[];
  /** Only customers that this person has access to are counted. */
  readonly ofAccess: boolean;
  /** Teams gives bots no files everywhere. */
  readonly files: boolean;
}

const render = cardLayout(layout);

const ROWS_SHOWN = 8;
/** By month a year is shown. */
const MONTHS_SHOWN = 12;
const BARS_SHOWN = 12;

/** How the cases of a month went, all together or in groups: `statistics.show` with another month or other groups, `statistics.csv` for all of it. */
export function statisticsCard(locale: Locale, view: StatisticsView): AdaptiveCard {
  const t = words(locale);
  const { by, rows } = view;
  const title = titleOf(t, locale, view);
  const most = by === 'month' ? MONTHS_SHOWN : ROWS_SHOWN;
  return render(locale, {
    summary: t('words.labelled', { label: t('statistics.eyebrow'), text: title }),
    eyebrow: t('statistics.eyebrow'),
    title,
    remarks: remarks(t, view),
    factSets: by === 'all' ? rows.map((row) => ({ facts: allFacts(t, locale, row) })) : [],
    charts: by === 'all' || rows.length < 2 ? [] : [{ bars: bars(t, locale, rows) }],
    tables: by === 'all' || rows.length === 0 ? [] : [table(t, locale, view, rows.slice(0, most))],
    footnotes: footnotes(t, view, rows.length - most),
    groupings: FIGURES_BY.filter((other) => other !== by).map((other) =>
      button(t(`statistics.by.${other}`), 'statistics.show', { month: view.month, by: other }),
    ),
    buttons: buttons(t, locale, view),
  });
}

function titleOf(t: Words, locale: Locale, { by, month, isPresent }: StatisticsView): string {
  return t(by === 'month' ? 'statistics.months' : isPresent ? 'statistics.soFar' : 'statistics.of', { month: monthIn(locale, month) });
}

function remarks(t: Words, { rows, unknownMonth }: StatisticsView) {
  return [
    ...(unknownMonth === undefined ? [] : [{ text: t('statistics.noSuchMonth', { text: safe(unknownMonth, LIMITS.query) }) }]),
    ...(rows.length === 0 ? [{ text: t('statistics.none') }] : []),
  ];
}

function allFacts(t: Words, locale: Locale, row: FiguresRow) {
  const count = (key: 'opened' | 'resolved' | 'stillOpen' | 'reopened') => ({
    title: t(`statistics.figures.${key}`),
    value: `${row[key]}`,
  });
  const time = (key: 'toTake' | 'toFirstResponse' | 'toResolve', minutes: number | undefined) => ({
    title: t(`statistics.figures.${key}`),
    value: minutes === undefined ? '–' : duration(locale, minutes),
  });
  return [
    count('opened'),
    count('resolved'),
    count('stillOpen'),
    count('reopened'),
    time('toTake', row.minutesToTake),
    time('toFirstResponse', row.minutesToFirstResponse),
    time('toResolve', row.minutesToResolve),
    ...CASE_TARGETS.map((target) => ({ title: t(`statistics.figures.missed.${target}`), value: `${row.breaches[target]}` })),
  ];
}

function bars(t: Words, locale: Locale, rows: readonly FiguresRow[]) {
  return rows.slice(0, BARS_SHOWN).map((row) => ({ x: groupName(t, locale, row, plain), y: row.opened }));
}

function table(t: Words, locale: Locale, { by }: StatisticsView, rows: readonly FiguresRow[]) {
  return {
    headings: [t(`statistics.groups.${by}`), t('statistics.columns.cases'), t('statistics.columns.times')].map((text) => ({ text })),
    rows: rows.map((row) => {
      const missed = CASE_TARGETS.reduce((sum, target) => sum + row.breaches[target], 0);
      const counts = [
        ...(row.stillOpen > 0 ? [t('statistics.short.open', { count: row.stillOpen })] : []),
        ...(missed > 0 ? [t('statistics.short.missed', { count: missed })] : []),
      ];
      const opened = t('statistics.opened', { count: row.opened });
      const times = shortTimes(t, locale, row);
      return {
        group: `**${groupName(t, locale, row, safe)}**`,
        opened,
        counts: counts.length === 0 ? [] : [{ text: counts.join(' · '), color: missed > 0 ? 'Attention' : 'Default' }],
        times,
        line: [opened, ...counts, times].join(' · '),
      };
    }),
  };
}

function shortTimes(t: Words, locale: Locale, row: FiguresRow): string {
  const times = [
    ['taken', row.minutesToTake],
    ['answered', row.minutesToFirstResponse],
    ['resolved', row.minutesToResolve],
  ] as const;
  const known = times.flatMap(([key, minutes]) =>
    minutes === undefined ? [] : [t(`statistics.short.${key}`, { duration: duration(locale, minutes) })],
  );
  return known.length === 0 ? '–' : known.join(' · ');
}

function footnotes(t: Words, { rows, files, ofAccess }: StatisticsView, hidden: number) {
  return [
    ...(hidden > 0 ? [{ text: t(files ? 'statistics.more' : 'statistics.hidden', { count: hidden }) }] : []),
    ...(rows.length > 0 ? [{ text: t('statistics.clock') }] : []),
    ...(ofAccess ? [{ text: t('statistics.ofAccess') }] : []),
  ];
}

function buttons(t: Words, locale: Locale, { by, month, isPresent, files, rows }: StatisticsView): readonly Button[] {
  const step = by === 'month' ? MONTHS_SHOWN : 1;
  const other = (key: 'before' | 'after', count: number): Button => {
    const there = monthAfter(month, count);
    const name = monthIn(locale, there);
    return button(key === 'before' ? `◂ ${name}` : `${name} ▸`, 'statistics.show', { month: there, by });
  };
  return [
    other('before', -step),
    ...(isPresent ? [] : [other('after', step)]),
    ...(files && rows.length > 0 ? [button(t('csv.button'), 'statistics.csv', { month, by })] : []),
    commandButton(t, 'cases'),
  ];
}

/** What the cases of a row have in common, in words. `write`: for markdown or for plain text. */
export function groupName(t: Words, locale: Locale, { group }: FiguresRow, write: typeof safe): string {
  switch (group.by) {
    case 'all':
      return t('statistics.groups.all');
    case 'customer':
      return group.tenantId === undefined ? t('statistics.several') : write(group.name ?? group.tenantId, LIMITS.listedName);
    case 'product':
      return t(`products.${group.product}`);
    case 'severity':
      return severityName(t, group.severity);
    case 'month':
      return monthIn(locale, group.month);
    case 'cause':
      return t(group.cause === undefined ? 'statistics.unresolved' : `case.causes.${group.cause}`);
  }
}

function duration(locale: Locale, minutes: number): string {
  return durationIn(locale, minutes * 60_000);
}
