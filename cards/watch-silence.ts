import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { LONGEST_SILENCE_DAYS, SILENCE_LENGTHS, type SilenceLength } from '../src/domain/silence-until.ts';
import type { WatchPlace } from '../src/domain/watch.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';
import layout from './watch-silence.json' with { type: 'json' };
import { choice, placeMark } from './watch-words.ts';

/** Why no silence began. */
export const SILENCE_PROBLEMS = ['no-moment', 'past', 'too-long'] as const;
export type SilenceProblem = (typeof SILENCE_PROBLEMS)[number];

export interface WatchSilenceView {
  readonly place: Pick<WatchPlace, 'id' | 'version' | 'timeZone'>;
  /** As it was written; undefined: all. */
  readonly customer: Customer | undefined;
  readonly service: string | undefined;
  readonly length: SilenceLength;
  /** `2026-11-21` and `18:30`, or empty. */
  readonly day: string;
  readonly time: string;
  /** What can be chosen. */
  readonly services: readonly string[];
  readonly problem: SilenceProblem | undefined;
}

const render = cardLayout(layout);

/** An input must have a value: this one stands for all services. */
export const ANY_SERVICE = '*';
const SERVICES_SHOWN = 25;

/** Nothing of a customer or a service for a while (`watch.silence`). */
export function watchSilenceCard(locale: Locale, view: WatchSilenceView): AdaptiveCard {
  const t = words(locale);
  const { place, customer, service, problem } = view;
  const services = [...new Set([...(service === undefined ? [] : [service]), ...view.services])].filter(
    (name) => name.length <= LIMITS.name,
  );
  return render(locale, {
    eyebrow: t('watches.eyebrow'),
    title: t('watches.silence.title'),
    hasProblems: problem !== undefined,
    problemsTitle: t('watches.problems'),
    problems: problem === undefined ? [] : [{ text: t(`watches.silence.${problem}`, { days: LONGEST_SILENCE_DAYS }) }],
    customer: customer?.tenantId ?? null,
    customers: customer === undefined ? [] : [choice(customer.name, customer.tenantId)],
    service: service ?? ANY_SERVICE,
    services: [
      choice(t('watches.silence.anyService'), ANY_SERVICE),
      ...services.slice(0, SERVICES_SHOWN).map((name) => choice(name, name)),
    ],
    length: view.length,
    lengths: SILENCE_LENGTHS.map((length) => choice(t(`watches.silence.${length}`), length)),
    day: view.day === '' ? null : plain(view.day, LIMITS.status),
    time: view.time === '' ? null : plain(view.time, LIMITS.status),
    timeLabel: t('watches.silence.time', { zone: plain(place.timeZone ?? 'UTC', LIMITS.listedName) }),
    data: { at: placeMark(place) },
    buttons: [button(t('watches.back'), 'watch.show', {})],
  });
}
