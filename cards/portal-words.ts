import type { AdminPortal } from '../src/domain/admin-portal.ts';
import type { AdminService } from '../src/domain/admin-service.ts';
import type { Locale } from '../src/domain/locale.ts';
import { words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import type { plain } from './safe-text.ts';

const english = words('en');

/** A service's portal in the person's language with the English name beside, since a portal may be in another language (B77). Our own words only. */
export function serviceLabel(locale: Locale, service: AdminService): string {
  const own = words(locale)(`administer.services.${service}`);
  const name = english(`administer.services.${service}`);
  return own === name ? own : `${own} (${name})`;
}

/** The same for any portal; one we do not know goes by Microsoft's name, made fit for its place by `shown`. */
export function portalLabel(locale: Locale, { service, name }: AdminPortal, shown: typeof plain): string {
  return service === undefined ? shown(name, LIMITS.listedName) : serviceLabel(locale, service);
}

/** Who told the link. */
export function portalSource(locale: Locale, { source }: AdminPortal): string {
  return words(locale)(source === 'template' ? 'administer.fromTable' : 'administer.fromList');
}
