import type { AdminPortal } from '../src/domain/admin-portal.ts';
import { healthOf, isSubscribed, type AdminService } from '../src/domain/admin-service.ts';
import type { CustomerEstate } from '../src/domain/customer-estate.ts';
import { isOwnTenant, type Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { repairsOf } from '../src/domain/repair.ts';
import { worstFirst } from '../src/domain/service-health.ts';
import type { PortalLink } from '../src/domain/service-request.ts';
import { ageIn, dayIn, momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import layout from './admin-service.json' with { type: 'json' };
import { button, commandButton } from './buttons.ts';
import type { KnownHealth } from './health.ts';
import { statusBadge } from './health-words.ts';
import { LIMITS } from './limits.ts';
import { portalSource, serviceLabel } from './portal-words.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

interface AdminServiceView {
  readonly customer: Customer;
  readonly service: AdminService;
  /** undefined: no link is known for this customer. */
  readonly portal: AdminPortal | undefined;
  readonly templateDate: string;
  readonly estate: CustomerEstate | undefined;
  /** Of all services. */
  readonly health: KnownHealth;
  readonly azureHealth: PortalLink | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const HEALTH_SHOWN = 5;

/** One service of a customer: its portal, its health, the common repairs (`admin.repair`). */
export function adminServiceCard(locale: Locale, view: AdminServiceView): AdaptiveCard {
  const t = words(locale);
  const { customer, service, portal, azureHealth, estate } = view;
  const { tenantId } = customer;
  const label = serviceLabel(locale, service);
  const repairs = repairsOf(service);
  return render(locale, {
    fallbackText: t('words.labelled', { label, text: plain(customer.name, LIMITS.name) }),
    eyebrow: t('words.customerInForce', { name: safe(customer.name, LIMITS.name) }),
    title: label,
    remarks: [
      ...(estate !== undefined && !isSubscribed(service, estate) ? [{ text: t('administer.notSubscribed') }] : []),
      ...(portal === undefined ? [{ text: t('administer.noLink') }] : []),
    ],
    ...healthOfService(t, locale, view),
    noRepairs: repairs.length === 0 ? [{ text: t('administer.noRepairs') }] : [],
    repairs: repairs.map(({ id }) => ({ title: t(`repairs.${id}.title`), data: { tenantId, repair: id } })),
    footnotes: portal === undefined ? [] : [{ text: linkNote(t, locale, portal, view) }],
    links: [
      ...(portal === undefined ? [] : [{ title: t('administer.openPortal'), url: portal.url }]),
      ...(service === 'azure' && azureHealth !== undefined ? [{ title: t('administer.azureHealth'), url: azureHealth.url }] : []),
    ],
    buttons: [
      button(t('administer.backToPortals'), 'admin.portals', { tenantId }),
      commandButton(t, 'health', { tenantId }),
      commandButton(t, 'report', { tenantId }),
    ],
  });
}

function linkNote(t: Words, locale: Locale, portal: AdminPortal, { templateDate, customer }: AdminServiceView): string {
  const date = portal.source === 'template' ? ` (${dayIn(locale, templateDate)})` : '';
  const origin = t('words.labelled', { label: t('administer.link'), text: `${portalSource(locale, portal)}${date}` });
  return `${origin}. ${t(isOwnTenant(customer) ? 'administer.ownTenant' : 'administer.signIn')}`;
}

function healthOfService(t: Words, locale: Locale, { service, health: { snapshot, failure }, now, timeZone }: AdminServiceView) {
  if (service === 'azure') return { health: [], healthRemarks: [{ text: t('administer.healthAzure') }] };
  if (snapshot === undefined) return { health: [], healthRemarks: [{ text: t('health.notKnown') }] };
  const overviews = worstFirst(healthOf(service, snapshot.overviews));
  const age = ageIn(locale, snapshot.fetchedAt, now);
  const told = t('words.updated', { age, moment: momentIn(locale, timeZone, snapshot.fetchedAt) });
  return {
    health: overviews.slice(0, HEALTH_SHOWN).map((overview) => ({
      name:
        overview.issues.length === 0
          ? safe(overview.service, LIMITS.listedName)
          : `${safe(overview.service, LIMITS.listedName)} · ${t('administer.issues', { count: overview.issues.length })}`,
      badge: statusBadge(t, overview),
    })),
    healthRemarks: [
      { text: overviews.length === 0 ? t('administer.healthNone') : told },
      ...(failure === undefined ? [] : [{ text: t('health.oldCopy', { age }) }]),
    ],
  };
}
