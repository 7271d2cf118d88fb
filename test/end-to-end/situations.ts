import type { FilingRoute } from '../../src/domain/filing-route.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { EscalationCriterion } from '../../src/domain/problem-category.ts';
import type { Impact } from '../../src/domain/severity.ts';
import type { Words } from '../../src/locales/words.ts';
import { DEMO_PLANS } from '../../src/sandbox/bot-environment.ts';

/** How the partner stands to Microsoft, as variables of the bot. */
export const PARTNERS = {
  /** A direct partner without any support plan. */
  plain: {},
  /** With a plan that entitles to file with Azure by its API. */
  unified: DEMO_PLANS,
  /** The same, in a cloud whose Azure Support takes nothing by its API. */
  withoutApi: { ...DEMO_PLANS, AZURE_SUPPORT_API: 'false' },
  /** Leaves commercial requests to those with a higher role. */
  byAdmins: { HELPDESK_FILES_COMMERCIAL: 'false' },
  /** Sells through a provider. */
  reseller: { PARTNER_TYPE: 'indirect-reseller' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What only Azure asks for. */
export interface AzureDetails {
  /** As it is called; left out where the customer has one only. */
  readonly subscription?: string;
  /** What is typed to find the problem, and the beginning of the row that is taken. */
  readonly search: string;
  readonly problem: string;
  readonly consent: 'yes' | 'no';
}

/** What a person says of it. */
interface Told {
  /** Said first: names the customer and what is wrong. */
  readonly sentence: string;
  readonly tried?: string;
}

/** A problem as a helpdesk gets it, whatever its way to Microsoft; told in three languages. */
export interface Situation {
  /** Of its transcript. */
  readonly name: string;
  readonly route: FilingRoute;
  readonly partner: keyof typeof PARTNERS;
  /** Key of the person. */
  readonly as: string;
  readonly customer: string;
  readonly told: Readonly<Record<Locale, Told>>;
  /** Why it needs Microsoft, where that is asked. */
  readonly criterion?: EscalationCriterion;
  /** What the form is answered; the rest was said in the sentence. */
  readonly details?: {
    readonly impact?: Impact;
    readonly ongoing?: 'yes' | 'no';
    readonly topicId?: string;
    readonly peopleHit?: number;
    readonly azure?: AzureDetails;
  };
  /** A switch of the control strip that is on from the beginning. */
  readonly troubledBy?: string;
  /** A switch of the control strip that is on while it is sent, so that it is refused. */
  readonly refusedBy?: string;
  /** What follows then: it goes by the portal, unless it is sent again once the switch is off. */
  readonly sentAgain?: true;
  /** The number that the portal gave, brought back to the bot. */
  readonly number?: string;
  /** Pressed at the end, one after the other. */
  readonly after?: readonly ((t: Words) => string)[];
}

export const SITUATIONS: readonly Situation[] = [
  {
    name: 'azure-support',
    route: 'azure-support',
    partner: 'unified',
    as: 'adele',
    customer: 'Contoso',
    told: {
      en: {
        sentence: 'Contoso can’t reach its virtual machines in Azure since 9',
        tried: 'Started them again and on another host: the same error.',
      },
      fr: {
        sentence: 'Contoso n’accède plus à ses machines virtuelles dans Azure depuis 9 h',
        tried: 'Redémarrées, aussi sur un autre hôte : même erreur.',
      },
      ru: {
        sentence: 'У Contoso с 9 утра недоступны виртуальные машины в Azure',
        tried: 'Перезапуск и перенос на другой узел не помогли.',
      },
    },
    criterion: 'service-down',
    details: {
      impact: 'stopped',
      azure: { subscription: 'Production', search: 'restarted', problem: 'Virtual Machine running Windows', consent: 'yes' },
    },
  },
  {
    name: 'azure-refused',
    route: 'azure-support',
    partner: 'unified',
    as: 'camille',
    customer: 'Trey Research',
    told: {
      en: {
        sentence: 'Trey Research can’t reach its storage in Azure since this morning',
        tried: 'Other network, new keys: the same error.',
      },
      fr: {
        sentence: 'Trey Research n’accède plus à son stockage dans Azure depuis ce matin',
        tried: 'Autre réseau, nouvelles clés : même erreur.',
      },
      ru: {
        sentence: 'У Trey Research с утра недоступно хранилище в Azure',
        tried: 'Другая сеть и новые ключи не помогли.',
      },
    },
    criterion: 'undocumented-fault',
    details: { impact: 'impaired', azure: { search: 'latency', problem: 'Storage', consent: 'no' } },
    refusedBy: 'azure.refuses-plan',
    number: '261121005000246',
  },
  {
    name: 'azure-portal',
    route: 'azure-portal',
    partner: 'plain',
    as: 'dmitri',
    customer: 'Trey Research',
    told: {
      en: {
        sentence: 'Virtual machines of Trey Research in Azure do not start since this morning',
        tried: 'Started them again and moved them to another host; quotas are fine.',
      },
      fr: {
        sentence: 'Depuis ce matin, les machines virtuelles de Trey Research ne démarrent plus dans Azure',
        tried: 'Redémarrées et déplacées sur un autre hôte ; les quotas sont bons.',
      },
      ru: {
        sentence: 'У Trey Research с утра не запускаются виртуальные машины в Azure',
        tried: 'Перезапуск и перенос на другой узел не помогли, квоты в порядке.',
      },
    },
    criterion: 'undocumented-fault',
    details: { impact: 'impaired', peopleHit: 12 },
    number: '261121005000567',
  },
  {
    name: 'azure-portal-by-domain',
    route: 'azure-portal-by-domain',
    partner: 'plain',
    as: 'camille',
    customer: 'Fourth Coffee',
    told: {
      en: {
        sentence: 'Fourth Coffee can’t open its web app in Azure since 8',
        tried: 'Restarted it, deployed it anew: the same error.',
      },
      fr: {
        sentence: 'Fourth Coffee n’accède plus à son application web dans Azure depuis 8 h',
        tried: 'Redémarrée, puis redéployée : même erreur.',
      },
      ru: {
        sentence: 'У Fourth Coffee с 8 утра не работает веб-приложение в Azure',
        tried: 'Перезапуск и повторное развёртывание не помогли.',
      },
    },
    criterion: 'bug',
    details: { impact: 'stopped' },
    number: '261121005000891',
  },
  {
    name: 'helpdesk-in-azure',
    route: 'ask-admin-agent',
    partner: 'plain',
    as: 'adele',
    customer: 'City Power & Light',
    told: {
      en: { sentence: 'City Power & Light can’t reach its database in Azure since 10' },
      fr: { sentence: 'City Power & Light n’accède plus à sa base de données dans Azure depuis 10 h' },
      ru: { sentence: 'У City Power & Light с 10 утра недоступна база данных в Azure' },
    },
    after: [(t) => t('report.advice.inSupportGroup')],
  },
  {
    name: 'partner-center',
    route: 'partner-center',
    partner: 'plain',
    as: 'camille',
    customer: 'Fabrikam',
    told: {
      en: { sentence: 'Fabrikam was billed twice for the same subscription in October' },
      fr: { sentence: 'Fabrikam a été facturé deux fois pour le même abonnement en octobre' },
      ru: { sentence: 'Fabrikam дважды выставили счёт за одну подписку в октябре' },
    },
    details: { topicId: '90000001' },
  },
  {
    name: 'admin-center',
    route: 'admin-center',
    partner: 'plain',
    as: 'adele',
    customer: 'Contoso',
    told: {
      en: {
        sentence: 'Contoso can’t send mail since 9, 40 users are affected',
        tried: 'Sent from Outlook on the web and from a phone: the same error. Licences and connectors are fine.',
      },
      fr: {
        sentence: 'Contoso ne peut plus envoyer de courriels depuis 9 h, 40 utilisateurs sont touchés',
        tried: 'Envoi depuis Outlook sur le web et depuis un téléphone : même erreur. Licences et connecteurs en ordre.',
      },
      ru: {
        sentence: 'Contoso не может отправлять почту с 9 утра, затронуто 40 пользователей',
        tried: 'Отправка из Outlook в браузере и с телефона: та же ошибка. Лицензии и соединители в порядке.',
      },
    },
    criterion: 'service-down',
    details: { impact: 'stopped' },
    number: '261121004000123',
  },
  {
    name: 'ask-provider',
    route: 'ask-provider',
    partner: 'reseller',
    as: 'adele',
    customer: 'Fourth Coffee',
    told: {
      en: { sentence: 'Fourth Coffee can’t send mail since 9' },
      fr: { sentence: 'Fourth Coffee ne peut plus envoyer de courriels depuis 9 h' },
      ru: { sentence: 'Fourth Coffee не может отправлять почту с 9 утра' },
    },
    after: [(t) => t('advice.text.ask-provider.button')],
  },
  {
    name: 'ask-admin-agent',
    route: 'ask-admin-agent',
    partner: 'plain',
    as: 'adele',
    customer: 'Humongous Insurance',
    told: {
      en: { sentence: 'Humongous Insurance can’t send mail since 9' },
      fr: { sentence: 'Humongous Insurance ne peut plus envoyer de courriels depuis 9 h' },
      ru: { sentence: 'Humongous Insurance не может отправлять почту с 9 утра' },
    },
    after: [() => 'Camille Laurent'],
  },
  {
    name: 'own-plan',
    route: 'own-plan',
    partner: 'plain',
    as: 'camille',
    customer: 'Northwind Cloud Partners',
    told: {
      en: { sentence: 'At Northwind Cloud Partners, Exchange does not work any more' },
      fr: { sentence: 'Chez Northwind Cloud Partners, Exchange ne fonctionne plus' },
      ru: { sentence: 'У Northwind Cloud Partners не работает Exchange' },
    },
  },
  {
    name: 'isv',
    route: 'isv',
    partner: 'plain',
    as: 'adele',
    customer: 'Wingtip Toys',
    told: {
      en: { sentence: 'The marketplace backup app of Wingtip Toys does not work' },
      fr: { sentence: 'L’application de sauvegarde de Wingtip Toys, achetée sur la place de marché, ne fonctionne plus' },
      ru: { sentence: 'У Wingtip Toys не работает приложение резервного копирования из магазина Marketplace' },
    },
  },
  {
    name: 'partner-first',
    route: 'partner-first',
    partner: 'plain',
    as: 'adele',
    customer: 'Litware',
    told: {
      en: {
        sentence: 'Litware can’t open a shared folder in SharePoint since yesterday',
        tried: 'One person only; the owner of the folder has to invite her again.',
      },
      fr: {
        sentence: 'Litware n’arrive plus à ouvrir un dossier partagé dans SharePoint depuis hier',
        tried: 'Une seule personne ; le propriétaire du dossier doit l’inviter de nouveau.',
      },
      ru: {
        sentence: 'Litware со вчерашнего дня не может открыть общую папку в SharePoint',
        tried: 'Только у одного человека; владелец папки должен снова его пригласить.',
      },
    },
    criterion: 'none',
  },
  {
    name: 'dynamics-contract',
    route: 'not-entitled',
    partner: 'plain',
    as: 'adele',
    customer: 'Fabrikam',
    told: {
      en: { sentence: 'Fabrikam can’t save orders in Dynamics 365 since this morning' },
      fr: { sentence: 'Fabrikam n’arrive plus à enregistrer de commandes dans Dynamics 365 depuis ce matin' },
      ru: { sentence: 'Fabrikam с утра не может сохранять заказы в Dynamics 365' },
    },
  },
  {
    name: 'no-relationship',
    route: 'not-entitled',
    partner: 'plain',
    as: 'adele',
    customer: 'Fourth Coffee',
    told: {
      en: { sentence: 'Fourth Coffee can’t send mail since 9' },
      fr: { sentence: 'Fourth Coffee ne peut plus envoyer de courriels depuis 9 h' },
      ru: { sentence: 'Fourth Coffee не может отправлять почту с 9 утра' },
    },
  },
  {
    name: 'azure-through-provider',
    route: 'azure-portal',
    partner: 'reseller',
    as: 'camille',
    customer: 'Trey Research',
    told: {
      en: {
        sentence: 'The database of Trey Research in Azure cannot be reached since 10',
        tried: 'Started it again, on another host too: the same error.',
      },
      fr: {
        sentence: 'Trey Research n’accède plus à sa base de données dans Azure depuis 10 h',
        tried: 'Redémarrée, aussi sur un autre hôte : même erreur.',
      },
      ru: {
        sentence: 'У Trey Research с 10 утра недоступна база данных в Azure',
        tried: 'Перезапуск и перенос на другой узел не помогли.',
      },
    },
    criterion: 'undocumented-fault',
    details: { impact: 'impaired' },
    number: '261121005000912',
  },
  {
    name: 'azure-api-not-offered',
    route: 'azure-portal',
    partner: 'withoutApi',
    as: 'dmitri',
    customer: 'Trey Research',
    told: {
      en: {
        sentence: 'The web app of Trey Research in Azure answers with error 502 since 8',
        tried: 'Started it again, on another host too: the same error.',
      },
      fr: {
        sentence: 'L’application web de Trey Research dans Azure répond par l’erreur 502 depuis 8 h',
        tried: 'Redémarrée, aussi sur un autre hôte : même erreur.',
      },
      ru: {
        sentence: 'У Trey Research с 8 утра веб-приложение в Azure отвечает ошибкой 502',
        tried: 'Перезапуск и перенос на другой узел не помогли.',
      },
    },
    criterion: 'bug',
    details: { impact: 'stopped' },
    number: '261121005000934',
  },
  {
    name: 'azure-access-unknown',
    route: 'azure-portal',
    partner: 'unified',
    as: 'dmitri',
    customer: 'Lucerne Publishing',
    told: {
      en: {
        sentence: 'Lucerne Publishing can’t reach its storage in Azure since 9',
        tried: 'Started it again, on another host too: the same error.',
      },
      fr: {
        sentence: 'Lucerne Publishing n’accède plus à son stockage dans Azure depuis 9 h',
        tried: 'Redémarrée, aussi sur un autre hôte : même erreur.',
      },
      ru: {
        sentence: 'У Lucerne Publishing с 9 утра недоступно хранилище в Azure',
        tried: 'Перезапуск и перенос на другой узел не помогли.',
      },
    },
    criterion: 'service-down',
  },
  {
    name: 'azure-portal-chosen',
    route: 'azure-portal',
    partner: 'unified',
    as: 'dmitri',
    customer: 'City Power & Light',
    troubledBy: 'azure.fails',
    told: {
      en: {
        sentence: 'City Power & Light can’t start its virtual machines in Azure since this morning',
        tried: 'Started it again, on another host too: the same error.',
      },
      fr: {
        sentence: 'City Power & Light n’arrive plus à démarrer ses machines virtuelles dans Azure depuis ce matin',
        tried: 'Redémarrée, aussi sur un autre hôte : même erreur.',
      },
      ru: {
        sentence: 'У City Power & Light с утра не запускаются виртуальные машины в Azure',
        tried: 'Перезапуск и перенос на другой узел не помогли.',
      },
    },
    criterion: 'undocumented-fault',
    after: [(t) => t('azure.byPortal')],
  },
  {
    name: 'azure-no-rights',
    route: 'azure-support',
    partner: 'unified',
    as: 'camille',
    customer: 'Trey Research',
    told: {
      en: {
        sentence: 'Trey Research can’t reach its storage account in Azure since noon',
        tried: 'Started it again, on another host too: the same error.',
      },
      fr: {
        sentence: 'Trey Research n’accède plus à son compte de stockage dans Azure depuis midi',
        tried: 'Redémarrée, aussi sur un autre hôte : même erreur.',
      },
      ru: {
        sentence: 'У Trey Research с полудня недоступна учётная запись хранения в Azure',
        tried: 'Перезапуск и перенос на другой узел не помогли.',
      },
    },
    criterion: 'undocumented-fault',
    details: { impact: 'impaired', azure: { search: 'latency', problem: 'Storage', consent: 'no' } },
    refusedBy: 'azure.no-rights',
    number: '261121005000278',
  },
  {
    name: 'azure-sign-in-needed',
    route: 'azure-support',
    partner: 'unified',
    as: 'dmitri',
    customer: 'Trey Research',
    told: {
      en: {
        sentence: 'The storage of Trey Research in Azure is very slow since yesterday',
        tried: 'Started it again, on another host too: the same error.',
      },
      fr: {
        sentence: 'Le stockage de Trey Research dans Azure est très lent depuis hier',
        tried: 'Redémarrée, aussi sur un autre hôte : même erreur.',
      },
      ru: {
        sentence: 'У Trey Research со вчерашнего дня очень медленное хранилище в Azure',
        tried: 'Перезапуск и перенос на другой узел не помогли.',
      },
    },
    criterion: 'undocumented-fault',
    details: { impact: 'impaired', azure: { search: 'latency', problem: 'Storage', consent: 'no' } },
    refusedBy: 'entra.mfa-asked',
    sentAgain: true,
  },
  {
    name: 'partner-center-refused',
    route: 'partner-center',
    partner: 'plain',
    as: 'adele',
    customer: 'Litware',
    told: {
      en: { sentence: 'Litware was billed for a subscription that it cancelled in August' },
      fr: { sentence: 'Litware a été facturé pour un abonnement résilié en août' },
      ru: { sentence: 'Litware выставили счёт за подписку, отменённую в августе' },
    },
    details: { topicId: '90000001' },
    refusedBy: 'partner-center.refuses',
    sentAgain: true,
  },
  {
    name: 'fraud',
    route: 'partner-center',
    partner: 'plain',
    as: 'camille',
    customer: 'Woodgrove Bank',
    told: {
      en: { sentence: 'Fraud at Woodgrove Bank: somebody ordered 400 licences with a stolen account' },
      fr: { sentence: 'Fraude chez Woodgrove Bank : quelqu’un a commandé 400 licences avec un compte volé' },
      ru: { sentence: 'Мошенничество у Woodgrove Bank: кто-то заказал 400 лицензий с украденной учётной записи' },
    },
    details: { ongoing: 'yes', topicId: '90000005' },
  },
  {
    name: 'commercial-by-setting',
    route: 'ask-admin-agent',
    partner: 'byAdmins',
    as: 'adele',
    customer: 'Fabrikam',
    told: {
      en: { sentence: 'Fabrikam was billed twice for a subscription in September' },
      fr: { sentence: 'Fabrikam a été facturé deux fois pour un abonnement en septembre' },
      ru: { sentence: 'Fabrikam дважды выставили счёт за подписку в сентябре' },
    },
    after: [() => 'Camille Laurent'],
  },
  {
    name: 'dynamics-of-provider',
    route: 'ask-provider',
    partner: 'reseller',
    as: 'adele',
    customer: 'Fabrikam',
    told: {
      en: { sentence: 'Fabrikam can’t save contacts in Dynamics 365 since this morning' },
      fr: { sentence: 'Fabrikam n’arrive plus à enregistrer de contacts dans Dynamics 365 depuis ce matin' },
      ru: { sentence: 'Fabrikam с утра не может сохранять контакты в Dynamics 365' },
    },
    after: [(t) => t('advice.text.ask-provider.button')],
  },
];
