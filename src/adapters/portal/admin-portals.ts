import type { Cloud } from '../../domain/cloud.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Product } from '../../domain/product.ts';
import type { PortalLink } from '../../domain/service-request.ts';
import type { AdminPortals } from '../../ports/admin-portals.ts';
import facts from './portal-links.json' with { type: 'json' };

type Portal = keyof typeof facts.portals;
type Target = keyof typeof facts.global;

/** Where a request about a product is opened. A publisher's product has no portal of Microsoft's (B39). */
const OPENED_IN: Readonly<Record<Product, readonly [Portal, Target] | undefined>> = {
  azure: ['azure', 'azureRequest'],
  microsoft365: ['admin', 'adminRequest'],
  dynamics365: ['admin', 'adminRequest'],
  ems: ['admin', 'adminRequest'],
  marketplace: undefined,
  commercial: ['partner', 'partnerRequest'],
};

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i;

/** Links of the cloud's portals. They work while the browser is signed in as a partner user with access to the customer (cloud-apis 8.3). */
export function adminPortals(cloud: Cloud): AdminPortals {
  const link = (customer: Pick<Customer, 'tenantId' | 'domain'>, [portal, target]: readonly [Portal, Target]): PortalLink | undefined => {
    const templates: readonly string[] = facts[cloud][target];
    const url = templates.map((template) => filled(template, customer)).find((made) => made !== undefined);
    return url === undefined ? undefined : { url, portal: facts.portals[portal] };
  };

  return {
    newRequest(customer, product) {
      const place = OPENED_IN[product];
      return place === undefined ? undefined : link(customer, place);
    },
    serviceHealth: (customer) => link(customer, ['admin', 'serviceHealth']),
  };
}

/** The template with what it asks for; undefined when that is not known or is not what it should be. Nothing is guessed from a name. */
function filled(template: string, { tenantId, domain }: Pick<Customer, 'tenantId' | 'domain'>): string | undefined {
  const wantsTenant = template.includes('{tid}');
  const wantsDomain = template.includes('{dom}');
  if (wantsTenant && !GUID.test(tenantId)) return undefined;
  if (wantsDomain && (domain === undefined || !HOST_NAME.test(domain))) return undefined;
  return template.replace('{tid}', encodeURIComponent(tenantId)).replace('{dom}', encodeURIComponent(domain ?? ''));
}
