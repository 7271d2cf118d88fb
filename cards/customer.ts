import { isOwnTenant, type Customer, type CustomerAccess } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { badge, type Tone } from './badge.ts';
import { button, commandButton } from './buttons.ts';
import { tagLine } from './customer-tags.ts';
import layout from './customer.json' with { type: 'json' };
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface CustomerView {
  readonly customer: Customer;
  readonly access: CustomerAccess;
  readonly favourite: boolean;
  readonly tags: readonly string[];
  /** Whether this person may change the tags. */
  readonly mayTag: boolean;
}

const render = cardLayout(layout);

/** How the access to a customer looks. */
export const ACCESS_TONES: Readonly<Record<CustomerAccess, Tone>> = {
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
    badge: own ? badge(t('customer.ownTenant'), 'accent') : badge(t(`customer.access.${access}`), ACCESS_TONES[access]),
    accessText: own ? t('customer.ownTenantText') : t(`customer.accessText.${access}`),
    facts: [
      { title: t('words.domain'), value: customer.domain === undefined ? t('words.unknown') : safe(customer.domain, LIMITS.domain) },
      { title: t('words.tenantId'), value: safe(tenantId, LIMITS.line) },
      { title: t('tags.title'), value: tagLine(view.tags) || t('tags.none') },
    ],
    buttons: [
      commandButton(t, 'report', { tenantId }, { style: 'positive' }),
      // Without access the health would be refused: the way out of that is the next thing to see.
      commandButton(t, own || access === 'granted' ? 'health' : 'access', { tenantId }),
      commandButton(t, 'admin', { tenantId }),
      commandButton(t, 'requests', { tenantId }),
      button(t('words.changeCustomer'), 'command', { command: 'customers' }),
      commandButton(t, 'escalate', { tenantId }, { mode: 'secondary' }),
    ],
    labels: [
      button(t(favourite ? 'customer.notFavourite' : 'customer.favourite'), 'customer.favourite', { tenantId, on: !favourite }),
      ...(view.mayTag ? [button(t('tags.edit'), 'tags.edit', { tenantId })] : []),
    ],
  });
}
