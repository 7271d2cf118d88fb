import type { CommandName } from '../domain/command.ts';
import { LOCALES } from '../domain/locale.ts';
import { CATALOGUES } from './catalogues.ts';

/** What `requests` can be narrowed by, besides a customer's name; and `setup` of `escalation`. */
export type RequestFilter = keyof typeof CATALOGUES.en.filters;

/** Every way to type each command. All languages together: each is understood whatever the person's own is. */
export const COMMAND_WORDS: readonly { readonly name: CommandName; readonly words: readonly string[] }[] = (
  Object.keys(CATALOGUES.en.commands) as CommandName[]
).map((name) => ({ name, words: LOCALES.flatMap((locale) => CATALOGUES[locale].commands[name].words) }));

/** Every way to type each of them, all languages together. */
export const FILTER_WORDS: readonly { readonly filter: RequestFilter; readonly words: readonly string[] }[] = (
  Object.keys(CATALOGUES.en.filters) as RequestFilter[]
).map((filter) => ({ filter, words: LOCALES.flatMap((locale) => CATALOGUES[locale].filters[filter]) }));
