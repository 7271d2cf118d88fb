import type { Locale } from '../src/domain/locale.ts';
import { DIGESTS, type WatchPlace } from '../src/domain/watch.ts';
import { clockTime, weekdayIn } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';
import layout from './watch-settings.json' with { type: 'json' };
import { choice, placeMark } from './watch-words.ts';

/** Why settings were not saved. */
export const SETTING_PROBLEMS = ['quiet', 'no-zone', 'no-time'] as const;
export type SettingProblem = (typeof SETTING_PROBLEMS)[number];

export interface WatchSettingsView {
  /** As it is set, or as somebody wants it. */
  readonly place: WatchPlace;
  /** Zones that are offered before one is typed. */
  readonly zones: readonly string[];
  readonly problem: SettingProblem | undefined;
}

const render = cardLayout(layout);

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** When and how a chat or channel is told (`watch.set`). */
export function watchSettingsCard(locale: Locale, { place, zones, problem }: WatchSettingsView): AdaptiveCard {
  const t = words(locale);
  const { quiet, digestAt } = place;
  const zone = place.timeZone ?? 'UTC';
  return render(locale, {
    eyebrow: t('watches.eyebrow'),
    title: t('watches.settings'),
    hasProblems: problem !== undefined,
    problemsTitle: t('watches.problems'),
    problems: problem === undefined ? [] : [{ text: t(`watches.set.${problem}`) }],
    quietFrom: quiet === undefined ? null : clockTime(quiet.from),
    quietTo: quiet === undefined ? null : clockTime(quiet.to),
    highImpact: `${place.highImpactRings}`,
    zone: plain(zone, LIMITS.name),
    zones: [...new Set([zone, ...zones])].map((one) => choice(one, one)),
    digest: place.digest,
    digests: DIGESTS.map((one) => choice(t(`watches.set.digests.${one}`), one)),
    digestTime: clockTime(digestAt.minute),
    weekday: `${digestAt.weekday}`,
    weekdays: WEEKDAYS.map((one) => choice(weekdayIn(locale, one), `${one}`)),
    channel: place.scope === 'team',
    unseen: `${place.toldOfUnseen}`,
    data: { at: placeMark(place) },
    buttons: [button(t('watches.back'), 'watch.show', {})],
  });
}
