import type { FilingRoute } from '../../src/domain/filing-route.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { SITUATIONS, type Situation } from './situations.ts';

/** A situation in one language, reported to the bot from one free sentence to its end. */
export interface Story extends Omit<Situation, 'told' | 'criterion' | 'details'> {
  readonly locale: Locale;
  readonly sentence: string;
  /** What the second card is answered, where it is asked. */
  readonly reasons?: { readonly criterion: NonNullable<Situation['criterion']>; readonly tried: string };
  readonly details?: NonNullable<Situation['details']> & { readonly description?: string };
}

export function storyIn(locale: Locale, { told, criterion, number, ...situation }: Situation): Story {
  const { sentence, tried = '' } = told[locale];
  return {
    ...situation,
    locale,
    sentence,
    ...(criterion === undefined ? {} : { reasons: { criterion, tried } }),
    // Microsoft gives each of them a number of its own.
    ...(number === undefined ? {} : { number: `${number}${LOCALES.indexOf(locale)}` }),
  };
}

/** Whose story is told in which language: three people, each in their own. */
const OWN_LANGUAGE: Readonly<Record<string, Locale>> = { adele: 'en', camille: 'fr', dmitri: 'ru' };

/** @throws when there is none: a route written in a test. */
export function storyOf(route: FilingRoute): Story {
  const situation = SITUATIONS.find((each) => each.name === route);
  if (situation === undefined) throw new Error(`No situation is named after the route ${route}`);
  return storyIn(OWN_LANGUAGE[situation.as] ?? 'en', situation);
}
