import { administerCard } from '../../cards/administer.ts';
import { adminServiceCard } from '../../cards/admin-service.ts';
import { publisherCard } from '../../cards/publisher.ts';
import { publisherFormCard } from '../../cards/publisher-form.ts';
import { publishersCard } from '../../cards/publishers.ts';
import { repairCard } from '../../cards/repair.ts';
import { withoutRightsCard } from '../../cards/without-rights.ts';
import { adminPortals } from '../../src/adapters/portal/admin-portals.ts';
import type { AdminPortal } from '../../src/domain/admin-portal.ts';
import { ADMIN_SERVICES } from '../../src/domain/admin-service.ts';
import type { PublisherContact, PublisherProblem } from '../../src/domain/publisher-contact.ts';
import { REPAIR_IDS } from '../../src/domain/repair.ts';
import * as data from './sample-data.ts';
import type { Sample } from './sample-cards.ts';

const CONTOSO = data.customerNamed('Contoso');
const { NOW: now, TIME_ZONE: timeZone } = data;
const links = adminPortals('global');
const { templateDate } = links;
const TEMPLATES = links.ofServices({ tenantId: CONTOSO.tenantId, domain: CONTOSO.domain, own: false });
const AZURE = { url: 'https://portal.azure.com/contoso.onmicrosoft.com', portal: 'Azure portal' };

export const CONTACT: PublisherContact = {
  id: 'b0b0b0b0-0000-4000-8000-000000000001',
  version: 2,
  product: 'Fabrikam Sign',
  publisher: 'Fabrikam Software',
  page: 'https://support.fabrikam.example/sign',
  email: 'help@fabrikam.example',
  phone: '+49 30 5550199',
  changedBy: 'Camille Laurent',
  changedAt: now,
};
const PROBLEMS: readonly PublisherProblem[] = [
  { field: 'product', problem: 'known-already' },
  { field: 'page', problem: 'not-a-link' },
  { field: 'email', problem: 'not-an-address' },
  { field: 'phone', problem: 'not-a-phone' },
];
const KNOWN = { snapshot: data.TROUBLED, failure: undefined };
const UNKNOWN = { snapshot: undefined, failure: { code: 'TIMED_OUT', errorId: 'k3v9p2' } } as const;

function ordinary(name: string, make: Sample['make']): Sample {
  return { name, kind: 'ordinary', make };
}

export const ADMINISTER_ORDINARY: readonly Sample[] = [
  ordinary('administer, templates', (l) =>
    administerCard(l, {
      customer: CONTOSO,
      portals: TEMPLATES,
      readAt: undefined,
      failure: { code: 'TIMED_OUT', errorId: 'k3v9p2' },
      templateDate,
      health: KNOWN,
      unknownService: 'viva',
      now,
      timeZone,
    }),
  ),
  ordinary('administer, listed, well', (l) =>
    administerCard(l, {
      customer: CONTOSO,
      portals: TEMPLATES.slice(0, 4).map((portal) => ({ ...portal, source: 'graph' as const })),
      readAt: new Date('2026-11-21T08:00:00Z'),
      failure: undefined,
      templateDate,
      health: { snapshot: data.HEALTHY, failure: undefined },
      unknownService: undefined,
      now,
      timeZone,
    }),
  ),
  ordinary('administer, own tenant, nothing known', (l) =>
    administerCard(l, {
      customer: { ...CONTOSO, sources: ['own-tenant'] },
      portals: [],
      readAt: undefined,
      failure: undefined,
      templateDate,
      health: UNKNOWN,
      unknownService: undefined,
      now,
      timeZone,
    }),
  ),
  ...ADMIN_SERVICES.map((service) =>
    ordinary(`admin service ${service}`, (l) =>
      adminServiceCard(l, {
        customer: CONTOSO,
        service,
        portal: TEMPLATES.find((portal) => portal.service === service),
        templateDate,
        estate: { readAt: now, subscriptions: [{ name: 'Azure plan', product: 'azure', active: true }] },
        health: KNOWN,
        azureHealth: AZURE,
        now,
        timeZone,
      }),
    ),
  ),
  ordinary('admin service, nothing known', (l) =>
    adminServiceCard(l, {
      customer: CONTOSO,
      service: 'exchange',
      portal: undefined,
      templateDate,
      estate: undefined,
      health: UNKNOWN,
      azureHealth: undefined,
      now,
      timeZone,
    }),
  ),
  ...REPAIR_IDS.map((repair) => ordinary(`repair ${repair}`, (l) => repairCard(l, { customer: CONTOSO, repair, portal: TEMPLATES[0] }))),
  ...(['denied', 'no-relationship', 'granted'] as const).map((access) =>
    ordinary(`without rights, ${access}`, (l) =>
      withoutRightsCard(l, { customer: CONTOSO, access, azureOnly: access === 'no-relationship', link: AZURE }),
    ),
  ),
  ordinary('without rights, no domain', (l) =>
    withoutRightsCard(l, { customer: { ...CONTOSO, domain: undefined }, access: 'denied', azureOnly: false, link: undefined }),
  ),
  ordinary('publishers, found', (l) => publishersCard(l, { product: 'sign', contacts: [CONTACT], mayEdit: true })),
  ordinary('publishers, none', (l) => publishersCard(l, { product: 'sign', contacts: [], mayEdit: false })),
  ordinary('publishers, empty', (l) => publishersCard(l, { product: '', contacts: [], mayEdit: true })),
  ordinary('publisher', (l) => publisherCard(l, { contact: CONTACT, mayEdit: true, timeZone })),
  ordinary('publisher, one way', (l) =>
    publisherCard(l, { contact: { ...CONTACT, page: undefined, email: undefined }, mayEdit: false, timeZone }),
  ),
  ordinary('publisher form, new', (l) =>
    publisherFormCard(l, {
      contact: undefined,
      fields: { product: 'Sign', publisher: '', page: undefined, email: undefined, phone: undefined },
      problems: [],
      changedMeanwhile: false,
      timeZone,
    }),
  ),
  ordinary('publisher form, problems', (l) =>
    publisherFormCard(l, { contact: CONTACT, fields: CONTACT, problems: PROBLEMS, changedMeanwhile: true, timeZone }),
  ),
];

export function administerHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const customer = data.customerNamed(text, text);
  const longLink = `https://portal.office.com/Partner/BeginClientSession.aspx?CTID=${CONTOSO.tenantId}&CSDEST=Exchange&InitialDomain=${'x'.repeat(165)}`;
  const portals: readonly AdminPortal[] = Array.from({ length: 40 }, () => ({
    service: undefined,
    name: text,
    url: longLink,
    source: 'template',
  }));
  const failure = { code: 'THROTTLED', errorId: text } as const;
  const health = { snapshot: data.healthOf(text), failure };
  const contact: PublisherContact = { ...CONTACT, product: text, publisher: text, email: text, phone: text, changedBy: text };
  const sample = (name: string, make: Sample['make']): Sample => ({ name: `${kind} ${name}`, kind, make });
  return [
    sample('administer', (l) =>
      administerCard(l, {
        customer,
        portals,
        readAt: now,
        failure,
        templateDate,
        health,
        unknownService: text,
        now,
        timeZone,
      }),
    ),
    sample('admin service', (l) =>
      adminServiceCard(l, {
        customer,
        service: 'exchange',
        portal: { service: 'exchange', name: text, url: longLink, source: 'graph' },
        templateDate,
        estate: undefined,
        health: {
          snapshot: { ...data.healthOf(text), overviews: data.healthOf(text).overviews.map((one) => ({ ...one, id: 'exchange' })) },
          failure,
        },
        azureHealth: undefined,
        now,
        timeZone,
      }),
    ),
    sample('repair', (l) => repairCard(l, { customer, repair: 'mail-not-arriving', portal: portals[0] })),
    sample('without rights', (l) => withoutRightsCard(l, { customer, access: 'denied', azureOnly: false, link: AZURE })),
    sample('publishers', (l) => publishersCard(l, { product: text, contacts: Array.from({ length: 30 }, () => contact), mayEdit: true })),
    sample('publisher', (l) => publisherCard(l, { contact, mayEdit: true, timeZone })),
    sample('publisher form', (l) =>
      publisherFormCard(l, { contact, fields: contact, problems: PROBLEMS, changedMeanwhile: true, timeZone }),
    ),
  ];
}
