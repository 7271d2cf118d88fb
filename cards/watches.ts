import type { Locale } from '../src/domain/locale.ts';
import { MOST_SILENCES, MOST_WATCHES, TRUSTED_MS, type WatchPlace } from '../src/domain/watch.ts';
import { momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, type Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { pageButtons, pageRange, type PageShown } from './page-buttons.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import { outlookLines } from './watch-preview.ts';
import { customersText, placeMark, silenceText, watchText, type ShownSilence, type ShownWatch } from './watch-words.ts';
import layout from './watches.json' with { type: 'json' };

/** What was done just now, or why it was not. */
export type WatchRemark =
  /** `filter`: what shows these issues in a list, where a list can. */
  | { readonly name: 'added'; readonly open: number; readonly filter: Button['data'] | undefined; readonly untagged: string | undefined }
  | { readonly name: 'silenced'; readonly until: Date }
  | {
      readonly name: 'exists' | 'changed' | 'removed' | 'stillTold' | 'notNamed' | 'set' | 'unsilenced' | 'stale' | 'full' | 'silencesFull';
    };

export interface WatchesView extends PageShown {
  readonly place: WatchPlace;
  /** This page of them. */
  readonly watches: readonly ShownWatch[];
  /** Those in force. */
  readonly silences: readonly ShownSilence[];
  readonly remark: WatchRemark | undefined;
  /** Asks whether really nothing shall be told any more. */
  readonly stopping: boolean;
  readonly now: Date;
}

const render = cardLayout(layout);

const REFUSALS: ReadonlySet<WatchRemark['name']> = new Set(['notNamed', 'stale', 'full', 'silencesFull']);

/** What a chat or channel is told of, each watch to change or take away; what is silent; what happens when. */
export function watchesCard(locale: Locale, view: WatchesView): AdaptiveCard {
  const t = words(locale);
  const { place, total, silences, now } = view;
  const zone = place.timeZone ?? 'UTC';
  const at = { at: placeMark(place) };
  const title = total === 0 ? t('watches.none') : t('watches.title', { count: total });
  return render(locale, {
    fallbackText: t('words.labelled', { label: t('watches.eyebrow'), text: title }),
    eyebrow: t('watches.eyebrow'),
    title,
    remarks: view.remark === undefined ? [] : [remarkBlock(t, locale, zone, view.remark)],
    warnings: warnings(t, place, now),
    stops: view.stopping ? [stopBlock(t, total, at)] : [],
    view: place.scope === 'team' && total > 0 ? [{ text: t('watches.view', { person: safe(place.personName, LIMITS.name) }) }] : [],
    none: total === 0 ? [{ text: t('watches.noneText') }] : [],
    rows: view.watches.map((watch) => row(t, at, watch)),
    range: pageRange(t, view),
    silenced: silences.length > 0,
    silences: silences.slice(0, MOST_SILENCES).map((silence) => silenceRow(t, locale, zone, at, silence)),
    lines: outlookLines(t, locale, place, now),
    buttons: [
      total === 0
        ? button(t('watches.begin'), 'watch.begin', at, { style: 'positive' })
        : button(t('watches.digestNow'), 'digest.now', {}, { mode: 'secondary' }),
      button(t('watches.add'), 'watch.form', at),
      button(t('watches.settings'), 'watch.settings', at),
      button(t('watches.mute'), 'watch.mute', at),
      ...pageButtons(t, 'watch.show', {}, view),
    ],
  });
}

type At = { readonly at: string };

function row(t: Words, at: At, watch: ShownWatch) {
  const name = customersText(t, watch, plain);
  const act = (label: string, verb: string) => ({
    title: label,
    tooltip: t('words.labelled', { label, text: plain(name, LIMITS.status) }),
    verb,
    data: { ...at, watchId: watch.id },
  });
  return {
    name: customersText(t, watch),
    text: watchText(t, watch),
    acts: [act(t('watches.edit'), 'watch.form'), act(t('watches.remove'), 'watch.remove')],
  };
}

function silenceRow(t: Words, locale: Locale, zone: string, at: At, silence: ShownSilence) {
  return { text: silenceText(t, locale, zone, silence), title: t('watches.silences.end'), data: { ...at, silenceId: silence.id } };
}

/** Why nothing is told in spite of the watches. */
function warnings(t: Words, { personName, watches, mayWatch, checkedAt }: WatchPlace, now: Date) {
  const person = safe(personName, LIMITS.name);
  if (watches.length === 0) return [];
  if (checkedAt === undefined || now.getTime() - checkedAt.getTime() > TRUSTED_MS) return [{ text: t('watches.viewUnknown', { person }) }];
  return mayWatch ? [] : [{ text: t('watches.viewLost', { person }) }];
}

function remarkBlock(t: Words, locale: Locale, zone: string, remark: WatchRemark) {
  const refused = REFUSALS.has(remark.name);
  return {
    style: refused ? 'warning' : 'good',
    text: `${refused ? '⚠' : '✓'} ${remarkText(t, locale, zone, remark)}`,
    acts: remark.name === 'added' && remark.open > 0 ? [openIssues(t, remark.open, remark.filter)] : [],
  };
}

function openIssues(t: Words, open: number, filter: Button['data'] | undefined) {
  const title = t('watches.openIssues', { count: open });
  return filter === undefined ? { title, verb: 'command', data: { command: 'incidents' } } : { title, verb: 'board.page', data: filter };
}

function remarkText(t: Words, locale: Locale, zone: string, remark: WatchRemark): string {
  switch (remark.name) {
    case 'added': {
      const { open, untagged } = remark;
      const told = open === 0 ? t('watches.remarks.addedNone') : t('watches.remarks.added', { count: open });
      return untagged === undefined ? told : `${told} ${t('watches.remarks.untagged', { tag: safe(`#${untagged}`, LIMITS.listedName) })}`;
    }
    case 'silenced':
      return t('watches.remarks.silenced', { moment: momentIn(locale, zone, remark.until) });
    case 'full':
      return t('watches.remarks.full', { most: MOST_WATCHES });
    case 'silencesFull':
      return t('watches.remarks.silencesFull', { most: MOST_SILENCES });
    default:
      return t(`watches.remarks.${remark.name}`);
  }
}

function stopBlock(t: Words, count: number, at: At) {
  return { title: t('watches.stop.title'), text: t('watches.stop.text', { count }), data: at };
}
