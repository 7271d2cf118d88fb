import type { Locale } from '../../domain/locale.ts';
import type { Theme } from './address.ts';
import type { PagePerson } from './wire.ts';

/** The page's own words; what the app says comes from the app. */
export interface Words {
  readonly demo: string;
  readonly chat: string;
  readonly teams: string;
  readonly app: string;
  readonly typeMessage: string;
  readonly startPost: string;
  readonly reply: string;
  readonly send: string;
  readonly back: string;
  readonly close: string;
  readonly card: string;
  readonly today: string;
  readonly yesterday: string;
  readonly newMessages: string;
  readonly earlier: string;
  readonly sent: string;
  readonly failed: string;
  readonly allowFile: string;
  readonly declineFile: string;
  readonly openFile: string;
  readonly noMatches: string;
  readonly searchFailed: string;
  readonly moreOptions: string;
  readonly reconnecting: string;
  readonly notSent: string;
  readonly unanswered: string;
  readonly settings: string;
  readonly language: string;
  readonly theme: string;
  readonly switchPerson: string;
  readonly attach: string;
  readonly prompts: string;
  readonly tryIt: string;
  readonly demoControls: string;
  readonly demoControlsHint: string;
  readonly incidents: string;
  readonly serviceHealth: string;
  readonly customers: string;
  readonly requests: string;
  readonly people: string;
  readonly faults: string;
  readonly you: string;
  readonly noRole: string;
  readonly guest: string;
  readonly noSuchPage: string;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly roles: Readonly<Record<PagePerson['roles'][number], string>>;
  unread(count: number): string;
  typing(name: string): string;
  notDelivered(name: string): string;
  thread(name: string, time: string): string;
  emptyChannel(name: string): string;
}

const english: Words = {
  demo: 'demo',
  chat: 'Chat',
  teams: 'Teams',
  app: 'App',
  typeMessage: 'Type a message',
  startPost: 'Start a post',
  reply: 'Reply',
  send: 'Send',
  back: 'Back to the list',
  close: 'Close',
  card: 'Card',
  today: 'Today',
  yesterday: 'Yesterday',
  newMessages: 'New',
  earlier: 'Show earlier messages',
  sent: 'Your response was sent to the app',
  failed: 'Something went wrong. Please try again.',
  allowFile: 'Allow',
  declineFile: 'Decline',
  openFile: 'Open',
  noMatches: 'No matches',
  searchFailed: 'Search failed. Type to try again.',
  moreOptions: 'More options',
  reconnecting: 'Connection lost. Reconnecting…',
  notSent: 'The message was not sent. Try again.',
  unanswered: 'The app did not answer.',
  settings: 'Language and theme',
  language: 'Language',
  theme: 'Theme',
  switchPerson: 'Switch person',
  attach: 'Send a file',
  prompts: 'What you can ask',
  tryIt: 'Try',
  demoControls: 'Demo controls',
  demoControlsHint: 'This panel is not part of Teams: it moves the cloud behind the demo.',
  incidents: 'Incident',
  serviceHealth: 'Service health',
  customers: 'Customers',
  requests: 'Requests',
  people: 'People',
  faults: 'Faults',
  you: 'you',
  noRole: 'No role',
  guest: 'Guest',
  noSuchPage: 'This page could not be loaded. Check the address, or reload once the demo is running.',
  themes: { light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  roles: {
    'global-administrator': 'Global administrator',
    'user-administrator': 'User administrator',
    'admin-agent': 'Admin agent',
    'helpdesk-agent': 'Helpdesk agent',
    'sales-agent': 'Sales agent',
  },
  unread: (count) => `${count} unread`,
  typing: (name) => `${name} is typing`,
  notDelivered: (name) => `${name} only sees posts that mention it: start with @${name}.`,
  thread: (name, time) => `Thread by ${name}, ${time}`,
  emptyChannel: (name) => `Nobody has posted here yet. Mention @${name} to ask it something.`,
};

const french: Words = {
  demo: 'démonstration',
  chat: 'Discussion',
  teams: 'Équipes',
  app: 'Application',
  typeMessage: 'Tapez un message',
  startPost: 'Commencer une publication',
  reply: 'Répondre',
  send: 'Envoyer',
  back: 'Retour à la liste',
  close: 'Fermer',
  card: 'Carte',
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  newMessages: 'Nouveau',
  earlier: 'Afficher les messages précédents',
  sent: 'Votre réponse a été envoyée à l’application',
  failed: 'Un problème est survenu. Réessayez.',
  allowFile: 'Autoriser',
  declineFile: 'Refuser',
  openFile: 'Ouvrir',
  noMatches: 'Aucun résultat',
  searchFailed: 'La recherche a échoué. Tapez pour réessayer.',
  moreOptions: 'Plus d’options',
  reconnecting: 'Connexion perdue. Reconnexion…',
  notSent: 'Le message n’a pas été envoyé. Réessayez.',
  unanswered: 'L’application n’a pas répondu.',
  settings: 'Langue et thème',
  language: 'Langue',
  theme: 'Thème',
  switchPerson: 'Changer de personne',
  attach: 'Envoyer un fichier',
  prompts: 'Ce que vous pouvez demander',
  tryIt: 'Essayez',
  demoControls: 'Commandes de la démo',
  demoControlsHint: 'Ce volet ne fait pas partie de Teams : il agit sur le cloud de la démonstration.',
  incidents: 'Incident',
  serviceHealth: 'État des services',
  customers: 'Clients',
  requests: 'Demandes',
  people: 'Personnes',
  faults: 'Pannes',
  you: 'vous',
  noRole: 'Aucun rôle',
  guest: 'Compte invité',
  noSuchPage: 'Cette page n’a pas pu être chargée. Vérifiez l’adresse, ou rechargez-la une fois la démo démarrée.',
  themes: { light: 'Clair', dark: 'Sombre', contrast: 'Contraste élevé' },
  roles: {
    'global-administrator': 'Administrateur général',
    'user-administrator': 'Administrateur des utilisateurs',
    'admin-agent': 'Agent d’administration',
    'helpdesk-agent': 'Agent du support technique',
    'sales-agent': 'Agent commercial',
  },
  unread: (count) => (count === 1 ? '1 non lu' : `${count} non lus`),
  typing: (name) => `${name} est en train d’écrire`,
  notDelivered: (name) => `${name} ne voit que les publications qui le mentionnent : commencez par @${name}.`,
  thread: (name, time) => `Fil de ${name}, ${time}`,
  emptyChannel: (name) => `Personne n’a encore publié ici. Mentionnez @${name} pour l’interroger.`,
};

const russian: Words = {
  demo: 'демонстрация',
  chat: 'Чат',
  teams: 'Команды',
  app: 'Приложение',
  typeMessage: 'Введите сообщение',
  startPost: 'Создать публикацию',
  reply: 'Ответить',
  send: 'Отправить',
  back: 'Назад к списку',
  close: 'Закрыть',
  card: 'Карточка',
  today: 'Сегодня',
  yesterday: 'Вчера',
  newMessages: 'Новые',
  earlier: 'Показать предыдущие сообщения',
  sent: 'Ваш ответ отправлен приложению',
  failed: 'Что-то пошло не так. Повторите попытку.',
  allowFile: 'Разрешить',
  declineFile: 'Отклонить',
  openFile: 'Открыть',
  noMatches: 'Ничего не найдено',
  searchFailed: 'Поиск не удался. Введите текст, чтобы повторить.',
  moreOptions: 'Другие действия',
  reconnecting: 'Связь потеряна. Переподключение…',
  notSent: 'Сообщение не отправлено. Повторите попытку.',
  unanswered: 'Приложение не ответило.',
  settings: 'Язык и тема',
  language: 'Язык',
  theme: 'Тема',
  switchPerson: 'Сменить пользователя',
  attach: 'Отправить файл',
  prompts: 'Что можно спросить',
  tryIt: 'Попробуйте',
  demoControls: 'Управление демонстрацией',
  demoControlsHint: 'Эта панель не часть Teams: она управляет облаком демонстрации.',
  incidents: 'Инцидент',
  serviceHealth: 'Работоспособность служб',
  customers: 'Клиенты',
  requests: 'Обращения',
  people: 'Люди',
  faults: 'Сбои',
  you: 'вы',
  noRole: 'Без роли',
  guest: 'Гость',
  noSuchPage: 'Не удалось загрузить страницу. Проверьте адрес или обновите страницу, когда демонстрация запустится.',
  themes: { light: 'Светлая', dark: 'Тёмная', contrast: 'Высокий контраст' },
  roles: {
    'global-administrator': 'Глобальный администратор',
    'user-administrator': 'Администратор пользователей',
    'admin-agent': 'Агент по администрированию',
    'helpdesk-agent': 'Агент службы технической поддержки',
    'sales-agent': 'Агент по продажам',
  },
  unread: (count) => {
    const few = new Intl.PluralRules('ru').select(count) === 'one' ? 'непрочитанное' : 'непрочитанных';
    return `${count} ${few}`;
  },
  typing: (name) => `${name} печатает`,
  notDelivered: (name) => `${name} видит только публикации с упоминанием: начните с @${name}.`,
  thread: (name, time) => `Ветка: ${name}, ${time}`,
  emptyChannel: (name) => `Здесь ещё никто не писал. Упомяните @${name}, чтобы задать вопрос.`,
};

export const WORDS: Readonly<Record<Locale, Words>> = { en: english, fr: french, ru: russian };

/** What a person is in the partner's organisation, in a few words. */
export function personTitle(words: Words, person: PagePerson): string {
  if (person.guest) return words.guest;
  const [role] = person.roles;
  return role === undefined ? words.noRole : words.roles[role];
}
