import { isOwnTenant, type Customer, type CustomerAccess } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { badge, type Tone } from './badge.ts';
import { button, commandButton } from './buttons.ts';
import layout from './customer.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface CustomerView {
  readonly customer: Customer;
  readonly access: CustomerAccess;
  readonly favourite: boolean;
}

const render = cardLayout(layout);

const TONES: Readonly<Record<CustomerAccess, Tone>> = {
  granted: 'good',
  denied: 'attention',
  'no-relationship': 'warning',
  unknown: 'plain',
};

/** The customer in force: who it is, whether this person has access, and what to do next. */
export function customerCard(locale: Locale, view: CustomerView): AdaptiveCard {
  const t = words(locale);
  const { customer, access, favourite } = view;
  const { tenantId } = customer;
  const own = isOwnTenant(customer);
  return render(locale, {
    fallbackText: t('words.customerInForce', { name: plain(customer.name, LIMITS.name) }),
    eyebrow: favourite ? `${t('customer.eyebrow')} · ${t('customer.isFavourite')}` : t('customer.eyebrow'),
    title: safe(customer.name, LIMITS.name),
    badge: own ? badge(t('customer.ownTenant'), 'accent') : badge(t(`customer.access.${access}`), TONES[access]),
    accessText: own ? t('customer.ownTenantText') : t(`customer.accessText.${access}`),
    facts: [
      { title: t('words.domain'), value: customer.domain === undefined ? t('words.unknown') : safe(customer.domain, LIMITS.domain) },
      { title: t('words.tenantId'), value: safe(tenantId, LIMITS.line) },
    ],
    buttons: [
      commandButton(t, 'report', { tenantId }, { style: 'positive' }),
      commandButton(t, 'health', { tenantId }),
      commandButton(t, 'requests', { tenantId }),
      button(t('words.changeCustomer'), 'command', { command: 'customers' }),
      button(
        t(favourite ? 'customer.notFavourite' : 'customer.favourite'),
        'customer.favourite',
        { tenantId, on: !favourite },
        { mode: 'secondary' },
      ),
    ],
  });
}
