import type { FilingRoute } from '../../src/domain/filing-route.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { EscalationCriterion } from '../../src/domain/problem-category.ts';
import type { Impact } from '../../src/domain/severity.ts';

/** A problem as a helpdesk gets it, reported to the bot from one free sentence to its end. */
export interface Story {
  readonly route: FilingRoute;
  /** Key of the person. */
  readonly as: string;
  readonly locale: Locale;
  readonly customer: string;
  /** Said first: names the customer and what is wrong. */
  readonly sentence: string;
  /** What the second card is answered, where it is asked. */
  readonly reasons?: { readonly criterion: Exclude<EscalationCriterion, 'none'>; readonly tried: string };
  /** What the form is answered; the rest was said in the sentence. */
  readonly details?: { readonly impact: Impact; readonly description?: string; readonly topicId?: string; readonly peopleHit?: number };
  /** The number that the portal gave, brought back to the bot. */
  readonly number?: string;
}

/** One for each route; three people, each in their own language. */
export const STORIES: readonly Story[] = [
  {
    route: 'partner-center',
    as: 'camille',
    locale: 'fr',
    customer: 'Fabrikam',
    sentence: 'Fabrikam a été facturé deux fois pour le même abonnement en octobre',
    details: { impact: 'little', topicId: '90000001' },
  },
  {
    route: 'admin-center',
    as: 'adele',
    locale: 'en',
    customer: 'Contoso',
    sentence: 'Contoso can’t send mail since 9, 40 users are affected',
    reasons: {
      criterion: 'service-down',
      tried: 'Sent from Outlook on the web and from a phone: the same error. Licences and connectors are fine.',
    },
    details: { impact: 'stopped' },
    number: '2611210040001234',
  },
  {
    route: 'azure-portal',
    as: 'dmitri',
    locale: 'ru',
    customer: 'Trey Research',
    sentence: 'У Trey Research с утра не запускаются виртуальные машины в Azure',
    reasons: { criterion: 'undocumented-fault', tried: 'Перезапуск и перенос на другой узел не помогли, квоты в порядке.' },
    details: { impact: 'impaired', peopleHit: 12 },
    number: '2611210050005678',
  },
  {
    route: 'isv',
    as: 'adele',
    locale: 'en',
    customer: 'Wingtip Toys',
    sentence: 'The marketplace backup app of Wingtip Toys does not work',
  },
  {
    route: 'own-plan',
    as: 'camille',
    locale: 'fr',
    customer: 'Northwind Cloud Partners',
    sentence: 'Chez Northwind Cloud Partners, Exchange ne fonctionne plus',
  },
];

/** @throws when there is none: a route written in a test. */
export function storyOf(route: FilingRoute): Story {
  const story = STORIES.find((each) => each.route === route);
  if (story === undefined) throw new Error(`No story takes the route ${route}`);
  return story;
}
