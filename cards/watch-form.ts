import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { MOST_LISTED, type Watch, type WatchPlace } from '../src/domain/watch.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';
import layout from './watch-form.json' with { type: 'json' };
import { choice, placeMark } from './watch-words.ts';

/** Why a watch was not saved. */
export const WATCH_PROBLEMS = ['no-customer', 'no-tag', 'no-such-customer', 'too-many'] as const;
export type WatchProblem = (typeof WATCH_PROBLEMS)[number];

/** A watch as it is written in the form, in any state. */
export interface WrittenWatch extends Pick<Watch, 'services' | 'classification' | 'mode' | 'askSeen'> {
  readonly customers: Watch['customers']['kind'];
  readonly tag: string | undefined;
  /** On the list, by name. */
  readonly listed: readonly Customer[];
}

export interface WatchFormView {
  readonly place: Pick<WatchPlace, 'id' | 'version'>;
  /** Undefined: a new one. */
  readonly watchId: string | undefined;
  readonly written: WrittenWatch;
  /** Customers on the list that the reader may not see. */
  readonly hidden: number;
  /** What can be chosen. */
  readonly services: readonly string[];
  readonly tags: readonly string[];
  readonly problem: WatchProblem | undefined;
}

const render = cardLayout(layout);

/** An input must have a value: this one stands for "none". */
export const NO_TAG = '*';
const KINDS = ['all', 'tag', 'list'] as const;
const CLASSIFICATIONS = ['incident', 'advisory', 'all'] as const;
const MODES = ['ring', 'record'] as const;
const TAGS_SHOWN = 15;
const SERVICES_SHOWN = 14;

/** Adds or changes a watch (`watch.save`; `watch.more` puts the customer on the list and goes on). Values of several choices are separated by commas. */
export function watchFormCard(locale: Locale, view: WatchFormView): AdaptiveCard {
  const t = words(locale);
  const { place, watchId, written, hidden, problem } = view;
  const data = { at: placeMark(place), ...(watchId !== undefined && { watchId }) };
  return render(locale, {
    eyebrow: t('watches.eyebrow'),
    title: t(watchId === undefined ? 'watches.form.new' : 'watches.form.change'),
    hasProblems: problem !== undefined,
    problemsTitle: t('watches.problems'),
    problems: problem === undefined ? [] : [{ text: t(`watches.form.${problem}`, { most: MOST_LISTED }) }],
    whom: written.customers,
    kinds: KINDS.map((kind) => choice(t(`watches.form.${kind}`), kind)),
    tag: written.tag ?? NO_TAG,
    tags: [choice(t('watches.form.noTag'), NO_TAG), ...offered(view.tags, written.tag === undefined ? [] : [written.tag], TAGS_SHOWN)],
    hasListed: written.listed.length > 0,
    listed: written.listed.map(({ tenantId }) => tenantId).join(','),
    listedChoices: written.listed.map(({ tenantId, name }) => ({ title: plain(name, LIMITS.status), value: tenantId })),
    hidden: hidden > 0 ? [{ text: t('watches.form.hidden', { count: hidden }) }] : [],
    servicesFolded: written.services.length === 0,
    servicesShown: written.services.length > 0,
    services: written.services.join(','),
    serviceChoices: offered(view.services, written.services, SERVICES_SHOWN),
    classification: written.classification,
    classifications: CLASSIFICATIONS.map((one) => choice(t(`watches.kinds.${one}`), one)),
    mode: written.mode,
    modes: MODES.map((one) => choice(t(`watches.modes.${one}`), one)),
    askSeen: `${written.askSeen}`,
    data,
    buttons: [button(t('watches.back'), 'watch.show', {})],
  });
}

/** What is chosen already comes first. A comma would part a value in two. */
function offered(names: readonly string[], chosen: readonly string[], most: number) {
  return [...new Set([...chosen, ...names])]
    .filter((name) => name.length <= LIMITS.name && !name.includes(','))
    .slice(0, most)
    .map((name) => choice(name, name));
}
