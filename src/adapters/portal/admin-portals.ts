import { ADMIN_SERVICES } from '../../domain/admin-service.ts';
import type { Cloud } from '../../domain/cloud.ts';
import type { Product } from '../../domain/product.ts';
import type { AdminPortals, LinkedCustomer } from '../../ports/admin-portals.ts';
import { portalLinks, type PortalLinks } from './portal-links.ts';

type Portal = keyof PortalLinks['portals'];
type Target = Exclude<keyof PortalLinks['global'], 'services' | 'ownServices'>;

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
const ISSUE = /^[A-Z]{2,5}\d{3,12}$/i;

/** Links of the cloud's portals. They work while the browser is signed in as a partner user with access to the customer (cloud-apis 8.3). */
export function adminPortals(cloud: Cloud, links: PortalLinks = portalLinks(undefined)): AdminPortals {
  const ofCloud = links[cloud];
  const link = (portal: Portal, target: Target, customer: LinkedCustomer, issueId?: string) => {
    const url = firstFilled(ofCloud[target], customer, issueId);
    return url === undefined ? undefined : { url, portal: links.portals[portal] };
  };

  return {
    newRequest(customer, product) {
      const place = OPENED_IN[product];
      return place === undefined ? undefined : link(...place, customer);
    },
    azureRequests: (customer) => link('azure', 'azureRequests', customer),
    requestsOf(route, customer) {
      if (route === 'partner-center') return link('partner', 'partnerRequests', customer);
      return route === 'azure-support' || route === 'azure-portal' ? link('azure', 'azureRequests', customer) : undefined;
    },
    serviceHealth: (customer) => link('admin', 'serviceHealth', customer),
    issue: (customer, issueId) => link('admin', 'issue', customer, issueId),
    azureHealth: (customer) => link('azure', 'azureHealth', customer),
    azureByDomain: (customer) => link('azure', 'azureByDomain', customer),

    ofServices({ own, ...customer }) {
      const templates = own ? ofCloud.ownServices : ofCloud.services;
      return ADMIN_SERVICES.flatMap((service) => {
        const url = firstFilled(templates[service] ?? [], customer);
        return url === undefined ? [] : [{ service, name: service, url, source: 'template' as const }];
      });
    },
    templateDate: links.date,
  };
}

function firstFilled(templates: readonly string[], customer: LinkedCustomer, issueId?: string): string | undefined {
  return templates.map((template) => filled(template, customer, issueId)).find((made) => made !== undefined);
}

/** The template with what it asks for; undefined when that is not known or is not what it should be. Nothing is guessed from a name. */
function filled(template: string, { tenantId, domain = '' }: LinkedCustomer, issueId = ''): string | undefined {
  if (template.includes('{tid}') && !GUID.test(tenantId)) return undefined;
  if (template.includes('{dom}') && !HOST_NAME.test(domain)) return undefined;
  if (template.includes('{issue}') && !ISSUE.test(issueId)) return undefined;
  return template
    .replaceAll('{tid}', encodeURIComponent(tenantId))
    .replaceAll('{dom}', encodeURIComponent(domain))
    .replaceAll('{issue}', encodeURIComponent(issueId));
}
