import type { Locale } from '../../domain/locale.ts';
import type { Connection } from './connection.ts';
import type { Store } from './store.ts';
import type { PageState } from './wire.ts';
import type { Words } from './words.ts';

/** What every part of an open page shares. */
export interface Session {
  readonly state: PageState;
  readonly store: Store;
  readonly connection: Connection;
  readonly lang: Locale;
  readonly words: Words;
}

/** The name of who wrote a message. */
export function nameOf({ state }: Session, from: string): string {
  return from === 'bot' ? state.bot.name : (state.people.find(({ key }) => key === from)?.name ?? from);
}

/** Who may be mentioned in a channel, the app first. */
export function mentionable({ state }: Session): readonly { readonly id: string; readonly name: string }[] {
  const others = state.people.filter(({ key, guest }) => key !== state.me.key && !guest);
  return [state.bot, ...others.map(({ id, name }) => ({ id, name }))];
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** Times are those of the person's own zone, not of the machine the page happens to run on. */
export function clockTime({ state, lang }: Session, at: string): string {
  return new Intl.DateTimeFormat(lang, { ...CLOCK, timeZone: state.me.timeZone }).format(new Date(at));
}

/** `Today`, `Yesterday`, or the date. */
export function dayName({ state, lang, words }: Session, at: string, now = new Date()): string {
  const format = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'long', year: 'numeric', timeZone: state.me.timeZone });
  const day = format.format(new Date(at));
  if (day === format.format(now)) return words.today;
  if (day === format.format(new Date(now.getTime() - 86_400_000))) return words.yesterday;
  return day;
}
