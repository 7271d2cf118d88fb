import type { Locale } from '../../domain/locale.ts';

export interface SupportTopic {
  readonly id: number;
  readonly name: Readonly<Record<Locale, string>>;
  readonly description: Readonly<Record<Locale, string>>;
}

function topic(id: number, name: SupportTopic['name'], description: SupportTopic['description']): SupportTopic {
  return { id, name, description };
}

/** Invented, like the real list in number and kind: Microsoft changes it, clients must fetch it. */
export const SUPPORT_TOPICS: readonly SupportTopic[] = [
  topic(
    90000001,
    { en: 'Billing and invoices', fr: 'Facturation et factures', ru: 'Выставление счетов' },
    {
      en: 'Questions on invoices, credits and reconciliation files',
      fr: 'Questions sur les factures, les avoirs et les fichiers de rapprochement',
      ru: 'Вопросы по счетам, кредитам и файлам сверки',
    },
  ),
  topic(
    90000002,
    { en: 'Cannot manage my customer', fr: 'Impossible de gérer mon client', ru: 'Не удаётся управлять клиентом' },
    {
      en: 'Problems with customer relationships and delegated administration',
      fr: "Problèmes de relation client et d'administration déléguée",
      ru: 'Проблемы с отношениями с клиентом и делегированным администрированием',
    },
  ),
  topic(
    90000003,
    { en: 'Subscriptions: cancel or refund', fr: 'Abonnements : annulation ou remboursement', ru: 'Подписки: отмена или возврат' },
    {
      en: 'Cancel a subscription, ask for a credit',
      fr: 'Annuler un abonnement, demander un avoir',
      ru: 'Отменить подписку, запросить возврат средств',
    },
  ),
  topic(
    90000004,
    { en: 'Subscriptions: purchase fails', fr: "Abonnements : échec d'achat", ru: 'Подписки: ошибка покупки' },
    { en: 'Orders that fail or hang', fr: 'Commandes en échec ou bloquées', ru: 'Заказы с ошибкой или без движения' },
  ),
  topic(
    90000005,
    { en: 'Fraud and misuse', fr: 'Fraude et abus', ru: 'Мошенничество и злоупотребления' },
    {
      en: 'Unexpected usage, suspicious resources, stolen accounts',
      fr: 'Consommation inattendue, ressources suspectes, comptes volés',
      ru: 'Неожиданный расход, подозрительные ресурсы, украденные учётные записи',
    },
  ),
  topic(
    90000006,
    { en: 'Reseller relationships', fr: 'Relations de revendeur', ru: 'Отношения с посредниками' },
    {
      en: 'Invitations, indirect resellers, transfers of customers',
      fr: 'Invitations, revendeurs indirects, transferts de clients',
      ru: 'Приглашения, непрямые посредники, перенос клиентов',
    },
  ),
  topic(
    90000007,
    {
      en: 'Granular delegated admin privileges',
      fr: "Privilèges d'administration délégués granulaires",
      ru: 'Детализированные права администрирования',
    },
    { en: 'GDAP relationships and their roles', fr: 'Relations GDAP et leurs rôles', ru: 'Отношения GDAP и их роли' },
  ),
  topic(
    90000008,
    { en: 'Price lists and offers', fr: 'Tarifs et offres', ru: 'Прейскуранты и предложения' },
    { en: 'Prices, promotions, missing offers', fr: 'Prix, promotions, offres manquantes', ru: 'Цены, акции, недостающие предложения' },
  ),
  topic(
    90000009,
    { en: 'Incentives', fr: 'Incitations', ru: 'Поощрения' },
    { en: 'Earnings, payments, eligibility', fr: 'Gains, paiements, éligibilité', ru: 'Начисления, выплаты, право участия' },
  ),
  topic(
    90000010,
    { en: 'Azure plan and usage', fr: 'Plan Azure et consommation', ru: 'План Azure и расход' },
    {
      en: 'Azure budgets, rated usage, earned credit',
      fr: 'Budgets Azure, consommation tarifée, crédits',
      ru: 'Бюджеты Azure, тарифицированный расход, кредиты',
    },
  ),
  topic(
    90000011,
    { en: 'Marketplace purchases', fr: 'Achats sur la place de marché', ru: 'Покупки в Marketplace' },
    { en: 'Products of independent publishers', fr: "Produits d'éditeurs indépendants", ru: 'Продукты независимых издателей' },
  ),
  topic(
    90000012,
    { en: 'Partner account and profile', fr: 'Compte et profil du partenaire', ru: 'Учётная запись и профиль партнёра' },
    { en: 'Users, roles, legal data', fr: 'Utilisateurs, rôles, données légales', ru: 'Пользователи, роли, юридические данные' },
  ),
  topic(
    90000013,
    { en: 'Partner Center API', fr: "API de l'Espace partenaires", ru: 'API Центра партнёров' },
    { en: 'Errors and access of the API', fr: "Erreurs et accès à l'API", ru: 'Ошибки API и доступ к нему' },
  ),
  topic(
    90000014,
    { en: 'Something else', fr: 'Autre sujet', ru: 'Другое' },
    { en: 'None of the other topics fits', fr: 'Aucun autre sujet ne convient', ru: 'Ни одна другая тема не подходит' },
  ),
];
