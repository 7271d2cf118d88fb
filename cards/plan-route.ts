import type { EscalationPlan, EscalationRoute } from '../src/domain/escalation-plan.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { PRODUCTS } from '../src/domain/product.ts';
import { SEVERITIES } from '../src/domain/severity.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { channelChoices, indexOf, namedChoices, NONE, type PlanFormView } from './plan-choices.ts';
import { planFormCard, type Field } from './plan-form.ts';
import { problemTexts } from './plan-typed.ts';
import type { NamedChannel } from './plan-words.ts';
import type { AdaptiveCard } from './render.ts';
import { plain } from './safe-text.ts';
import { severityName } from './severity-words.ts';
import { choice } from './watch-words.ts';

/** A route as it stands in the form. */
export interface WrittenRoute {
  /** Joined by commas. */
  readonly products: string;
  readonly severities: string;
  readonly tag: string;
  /** Index of a calendar, or none. */
  readonly calendar: string;
  readonly when: 'inside' | 'outside';
  readonly channel: string;
  /** Index of a policy. */
  readonly policy: string;
}

export interface PlanRouteView extends PlanFormView {
  readonly channels: readonly NamedChannel[];
  /** Undefined: a new one. */
  readonly index: number | undefined;
  readonly written: WrittenRoute;
  /** Customers of the route that the reader may see, and how many others. */
  readonly listed: readonly Customer[];
  readonly hidden: number;
}

export function routeAsWritten(plan: EscalationPlan, route: EscalationRoute): WrittenRoute {
  const { products, severities, tag, hours, channelId, policy } = route;
  return {
    products: products.join(','),
    severities: severities.join(','),
    tag: tag ?? '',
    calendar: indexOf(plan.calendars, hours?.calendar),
    when: hours?.when ?? 'inside',
    channel: channelId ?? NONE,
    policy: indexOf(plan.policies, policy),
  };
}

/** How many customers a card has room for; the others of a route stay as they are. */
export const CUSTOMERS_SHOWN = 15;

/** Which cases go to which channel, under which policy (`plan.saveRoute`). The fallback takes everything: it has no conditions. */
export function planRouteCard(locale: Locale, view: PlanRouteView): AdaptiveCard {
  const t = words(locale);
  const { plan, channels, index, written, listed, hidden, problems } = view;
  const isFallback = index === plan.routes.length - 1;
  const conditions: readonly Field[] = [
    {
      kind: 'several',
      id: 'products',
      label: t('plan.inputs.products'),
      value: written.products,
      choices: PRODUCTS.map((product) => choice(t(`products.${product}`), product)),
    },
    {
      kind: 'several',
      id: 'severities',
      label: t('plan.inputs.severities'),
      value: written.severities,
      choices: SEVERITIES.map((severity) => choice(severityName(t, severity), severity)),
    },
    ...(listed.length === 0
      ? []
      : [
          {
            kind: 'several' as const,
            id: 'listed',
            label: t('plan.inputs.listed'),
            value: listed
              .slice(0, CUSTOMERS_SHOWN)
              .map(({ tenantId }) => tenantId)
              .join(','),
            choices: listed
              .slice(0, CUSTOMERS_SHOWN)
              .map(({ tenantId, name }) => ({ title: plain(name, LIMITS.status + 16), value: tenantId })),
          },
        ]),
    {
      kind: 'search',
      id: 'customer',
      label: t('plan.inputs.customer'),
      hint: t('customers.placeholder'),
      value: '',
      choices: [],
      dataset: 'customers',
    },
    { kind: 'text', id: 'tag', label: t('plan.inputs.tag'), value: plain(written.tag, LIMITS.name), most: LIMITS.name },
    {
      kind: 'one',
      id: 'calendar',
      label: t('plan.inputs.routeHours'),
      value: written.calendar,
      choices: [choice(t('plan.inputs.anyTime'), NONE), ...namedChoices(plan.calendars, written.calendar)],
    },
    {
      kind: 'one',
      id: 'when',
      label: t('plan.inputs.when'),
      value: written.when,
      choices: [choice(t('plan.inputs.inside'), 'inside'), choice(t('plan.inputs.outside'), 'outside')],
    },
  ];
  const shownOf = Math.min(listed.length, CUSTOMERS_SHOWN);
  return planFormCard(locale, {
    title: isFallback
      ? t('plan.route.everything')
      : t(index === undefined ? 'plan.add.routes' : 'plan.route.title', { number: (index ?? 0) + 1 }),
    problems: problemTexts(t, problems),
    notes: [
      t(isFallback ? 'plan.route.fallbackNote' : 'plan.route.note'),
      ...(hidden > 0 ? [t('plan.route.hidden', { count: hidden })] : []),
      ...(listed.length > shownOf ? [t('words.more', { count: listed.length - shownOf })] : []),
    ],
    fields: [
      ...(isFallback ? [] : conditions),
      {
        kind: 'one',
        id: 'channel',
        label: t('plan.inputs.channel'),
        value: written.channel,
        choices: [choice(t('plan.noChannel'), NONE), ...channelChoices(t, channels, written.channel)],
      },
      {
        kind: 'one',
        id: 'policy',
        label: t('plan.inputs.policy'),
        value: written.policy,
        choices: namedChoices(plan.policies, written.policy),
      },
    ],
    verb: 'plan.saveRoute',
    data: { version: plan.version, ...(index !== undefined && { index }) },
    buttons: [button(t('plan.parts.routes'), 'plan.list', { part: 'routes' })],
  });
}
