import type { Locale } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import type { Chat } from '../support/chat.ts';
import { pressControl } from './control-strip.ts';
import type { Onlooker } from './report-walk.ts';

/** First-line work in the bot that is no report, for the transcripts. */
export interface Walk {
  readonly name: string;
  readonly title: string;
  /** Key of the person, who speaks this language. */
  readonly as: string;
  readonly locale: Locale;
  /** Gives a last line for the page; empty for none. */
  readonly walk: (chat: Chat, onlooker: Onlooker, meet: (key: string) => Promise<Met>) => Promise<string>;
}

/** Somebody else, at a page of their own. */
interface Met {
  readonly chat: Chat;
  readonly onlooker: Onlooker;
}

const en = words('en');
const fr = words('fr');
const ru = words('ru');

export const WALKS: readonly Walk[] = [
  {
    name: 'health-to-follow',
    title: en('commands.health.title'),
    as: 'adele',
    locale: 'en',
    async walk(chat, onlooker) {
      await pressControl(chat, 'incident.start');
      const health = await ask(chat, 'health Boulangerie Lefèvre', onlooker);
      await press(chat, health, en('words.refresh'), onlooker, '_An outage begins._ ');
      const incident = await pressForCard(chat, health, 'EX1090017', onlooker);
      await pressForCard(chat, incident, en('incident.text.button'), onlooker);
      await press(chat, incident, en('incident.follow'), onlooker);
      await pressControl(chat, 'incident.resolve');
      const question = await pressForCard(chat, incident, en('words.refresh'), onlooker, '_The outage is over._ ');
      await press(chat, question, en('incident.followUp.gone'), onlooker);
      return '';
    },
  },
  {
    name: 'admin',
    title: fr('commands.admin.title'),
    as: 'camille',
    locale: 'fr',
    async walk(chat, onlooker) {
      await ask(chat, 'admin Contoso', onlooker);
      const service = await ask(chat, 'admin Contoso exchange', onlooker);
      await press(chat, service, fr('repairs.mail-not-arriving.title'), onlooker);
      await ask(chat, 'admin Fourth Coffee', onlooker);
      return '';
    },
  },
  {
    name: 'access',
    title: ru('commands.access.title'),
    as: 'dmitri',
    locale: 'ru',
    async walk(chat, onlooker) {
      await ask(chat, 'доступ Tailspin Toys', onlooker);
      const expired = await ask(chat, "доступ Munson's Pickles and Preserves", onlooker);
      await pressForCard(chat, expired, ru('access.withoutRights'), onlooker);
      await press(chat, expired, ru('access.endingSoon'), onlooker);
      return '';
    },
  },
];

type Card = Parameters<Onlooker>[1];

async function ask(chat: Chat, text: string, onlooker: Onlooker): Promise<Card> {
  const card = await chat.ask(text);
  await onlooker(`“${text}”`, card);
  return card;
}

async function press(chat: Chat, card: Card, name: string, onlooker: Onlooker, before = ''): Promise<void> {
  await chat.press(card, name);
  await onlooker(`${before}[ ${name} ]`, card);
}

async function pressForCard(chat: Chat, card: Card, name: string, onlooker: Onlooker, before = ''): Promise<Card> {
  const answer = chat.cardIn(await chat.pressForMessage(card, name));
  await onlooker(`${before}[ ${name} ]`, answer);
  return answer;
}
