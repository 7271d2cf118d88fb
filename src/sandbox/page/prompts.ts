import type { Locale } from '../../domain/locale.ts';

/** A thing to ask the app, as the command lists of Teams offer it. */
export interface Prompt {
  /** What is typed. A final space: something has to follow. */
  readonly text: string;
  readonly about: string;
}

// Commands in English, which the app understands in every language; sentences in the person's own.
export const PROMPTS: Readonly<Record<Locale, readonly Prompt[]>> = {
  en: [
    { text: 'help', about: 'What the app can do for you' },
    { text: 'health Contoso', about: 'Service health of a customer' },
    { text: 'report Contoso can’t send mail since 9', about: 'Report a problem to Microsoft' },
    { text: 'customers', about: 'Find and choose a customer' },
    { text: 'board', about: 'All customers at a glance' },
    { text: 'incidents', about: 'Open incidents and advisories' },
    { text: 'watches', about: 'What this chat is told of, and when' },
    { text: 'watch Contoso', about: 'Be told of a customer’s incidents' },
    { text: 'admin Contoso', about: 'Portals of a customer, and repairs' },
    { text: 'access Contoso', about: 'What you may do for a customer' },
    { text: 'requests', about: 'Your open service requests' },
    { text: 'request ', about: 'One request by its number' },
    { text: 'whoami', about: 'Your roles and what you may do' },
    { text: 'language', about: 'Choose the app’s language' },
    { text: 'cancel', about: 'Stop what is under way' },
  ],
  fr: [
    { text: 'help', about: 'Ce que l’application peut faire pour vous' },
    { text: 'health Contoso', about: 'État des services d’un client' },
    { text: 'report Contoso n’envoie plus d’e-mails depuis 9 h', about: 'Signaler un problème à Microsoft' },
    { text: 'customers', about: 'Chercher et choisir un client' },
    { text: 'board', about: 'Tous les clients en un coup d’œil' },
    { text: 'incidents', about: 'Incidents et avis en cours' },
    { text: 'watches', about: 'De quoi cette discussion est informée, et quand' },
    { text: 'watch Contoso', about: 'Être informé des incidents d’un client' },
    { text: 'admin Contoso', about: 'Portails d’un client et dépannages' },
    { text: 'access Contoso', about: 'Ce que vous pouvez faire pour un client' },
    { text: 'requests', about: 'Vos demandes d’assistance ouvertes' },
    { text: 'request ', about: 'Une demande, par son numéro' },
    { text: 'whoami', about: 'Vos rôles et ce que vous pouvez faire' },
    { text: 'language', about: 'Choisir la langue de l’application' },
    { text: 'cancel', about: 'Abandonner ce qui est en cours' },
  ],
  ru: [
    { text: 'help', about: 'Что умеет приложение' },
    { text: 'health Contoso', about: 'Состояние служб клиента' },
    { text: 'report Contoso не может отправлять почту с 9 утра', about: 'Сообщить о проблеме в Microsoft' },
    { text: 'customers', about: 'Найти и выбрать клиента' },
    { text: 'board', about: 'Все клиенты сразу' },
    { text: 'incidents', about: 'Открытые инциденты и рекомендации' },
    { text: 'watches', about: 'О чём сообщается в этот чат и когда' },
    { text: 'watch Contoso', about: 'Узнавать об инцидентах клиента' },
    { text: 'admin Contoso', about: 'Порталы клиента и частые исправления' },
    { text: 'access Contoso', about: 'Что вам доступно у клиента' },
    { text: 'requests', about: 'Ваши открытые запросы' },
    { text: 'request ', about: 'Запрос по номеру' },
    { text: 'whoami', about: 'Ваши роли и возможности' },
    { text: 'language', about: 'Выбрать язык приложения' },
    { text: 'cancel', about: 'Прекратить начатое' },
  ],
};

/** How many of them are offered as chips in a chat where the person has not written yet. */
export const CHIPS = 4;
