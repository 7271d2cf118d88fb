import type { Customer, CustomerAccess } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { PortalLink } from '../src/domain/service-request.ts';
import { words } from '../src/locales/words.ts';
import { button, commandButton } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';
import layout from './without-rights.json' with { type: 'json' };

interface WithoutRightsView {
  readonly customer: Customer;
  readonly access: CustomerAccess;
  /** Whether nothing but Azure is known of the customer's subscriptions. */
  readonly azureOnly: boolean;
  /** The Azure portal by the customer's domain. */
  readonly link: PortalLink | undefined;
}

const render = cardLayout(layout);

const STEPS = ['1', '2', '3', '4'] as const;
const INTROS = { denied: 'notYou', 'no-relationship': 'nobody', granted: 'asked', unknown: 'asked' } as const;

/** The way to a customer's Azure subscription without admin rights on the customer: the two causes, the domain, the link, the steps (B37, B38). */
export function withoutRightsCard(locale: Locale, view: WithoutRightsView): AdaptiveCard {
  const t = words(locale);
  const { customer, access, azureOnly, link } = view;
  const { tenantId, domain } = customer;
  const onlyAzure = t('administer.withoutRights.azureOnly');
  return render(locale, {
    fallbackText: t('words.labelled', { label: t('administer.withoutRights.eyebrow'), text: plain(customer.name, LIMITS.name) }),
    eyebrow: t('administer.withoutRights.eyebrow'),
    title: safe(customer.name, LIMITS.name),
    intro: t(`administer.withoutRights.${INTROS[access]}`),
    causes: [
      { text: t('administer.withoutRights.neverAsked') },
      { text: azureOnly ? `${onlyAzure} ${t('administer.withoutRights.likely')}` : onlyAzure },
    ],
    steps: STEPS.map((step, index) => ({ text: `**${step}** · ${t(`administer.withoutRights.steps.${step}`)}`, separator: index === 0 })),
    domains: domain === undefined ? [] : [{ domain: plain(domain, LIMITS.domain) }],
    noDomain: domain === undefined ? [{ text: t('administer.withoutRights.noDomain') }] : [],
    links: link === undefined ? [] : [{ title: t('words.openPortal', { portal: t('administer.services.azure') }), url: link.url }],
    buttons: [
      commandButton(t, 'access', { tenantId }),
      commandButton(t, 'report', { tenantId }),
      button(t('words.changeCustomer'), 'command', { command: 'customers' }),
    ],
  });
}
