import type { Customer } from '../../src/domain/customer.ts';
import type { FilingFacts } from '../../src/domain/filing-facts.ts';
import { filingRoute, ROUTE_NEEDS, type FilingAnswer } from '../../src/domain/filing-route.ts';
import { ROUTE_NOTES, type PlacedNote } from '../../src/domain/route-notes.ts';
import type { IncidentFollow } from '../../src/domain/incident-follow.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { HEALTH_STATUSES, type HealthIssue, type HealthSnapshot, type ServiceHealthOverview } from '../../src/domain/service-health.ts';
import { answersFor } from '../../src/domain/severity.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { USUAL_FILING } from '../support/filing-facts.ts';
import { aServiceRequest } from '../support/service-requests.ts';
import { aCustomer, aPerson } from '../support/use-case-fixtures.ts';

/** Everything a person or Microsoft could write that a card must survive. */
export const NASTY =
  '**bold** _it_ [click](https://evil.example) `code` # head ~~gone~~ <at>Adele Vance</at> </at> ${title} ${$root.x} {{DATE(2026-01-01)}} $t(words.back) {{name}} 🙂👩🏽‍💻 مرحبا \u202eRTL\u202c \u0007 "q" \\ \n- item\n1. one\n> quote';
export const LONG = 'Ünïcödé 🙂 words that go on and on. '.repeat(1500);

export const NOW = new Date('2026-11-21T09:30:00Z');
export const TIME_ZONE = 'Europe/Paris';
const at = (time: string) => new Date(`2026-11-21T${time}:00Z`);

export function customerNamed(name: string, domain: string | undefined = 'contoso.onmicrosoft.com'): Customer {
  return aCustomer({ name, domain, domains: domain === undefined ? [] : [domain] });
}

export function personNamed(displayName: string): Colleague {
  return aPerson({ displayName, phone: '+49305550101' });
}

export function issueTitled(title: string, over: Partial<HealthIssue> = {}): HealthIssue {
  return {
    id: 'EX842196',
    title,
    service: 'Exchange Online',
    classification: 'incident',
    status: 'serviceDegradation',
    rawStatus: 'serviceDegradation',
    startedAt: at('08:10'),
    modifiedAt: at('08:40'),
    impact: 'Users may be unable to send mail through any connection method. New messages stay in the outbox.',
    feature: 'Mail flow',
    highImpact: true,
    ...over,
  };
}

/** The same issue over all customers, with posts that say the same text. */
export function incidentOf(text: string, over: Partial<Incident> = {}): Incident {
  const times = ['06:50', '07:20', '07:50', '08:10', '08:30', '08:40'];
  return {
    ...issueTitled(text),
    impact: text,
    feature: text,
    featureGroup: text,
    endedAt: undefined,
    resolved: false,
    posts: times.map((time) => ({ at: at(time), text })),
    firstSeenAt: at('08:15'),
    resolvedAt: undefined,
    nextUpdateAt: at('10:00'),
    postsKnown: true,
    ...over,
  };
}

export function followOf(issueId: string, over: Partial<IncidentFollow> = {}): IncidentFollow {
  return {
    id: 'f0110000-0000-4000-8000-000000000001',
    issueId,
    tenantId: aCustomer().tenantId,
    personId: aPerson().id,
    locale: 'en',
    timeZone: TIME_ZONE,
    reason: 'watched',
    requestId: undefined,
    fields: undefined,
    createdAt: at('08:45'),
    askedAt: at('09:00'),
    answeredAt: undefined,
    answer: undefined,
    place: undefined,
    ...over,
  };
}

function service(name: string, status: ServiceHealthOverview['status'], issues: readonly HealthIssue[] = []): ServiceHealthOverview {
  return { id: name, service: name, status, rawStatus: status, issues };
}

export const TROUBLED: HealthSnapshot = {
  tenantId: aCustomer().tenantId,
  fetchedAt: at('09:27'),
  overviews: [
    service('Microsoft Teams', 'serviceOperational'),
    service('Exchange Online', 'serviceInterruption', [
      issueTitled('Users cannot send mail'),
      issueTitled('Some mailbox searches are slow', {
        id: 'EX842001',
        classification: 'advisory',
        status: 'investigating',
        rawStatus: 'investigating',
        highImpact: false,
      }),
    ]),
    service('SharePoint Online', 'serviceDegradation', [issueTitled('Uploads fail now and then', { id: 'SP900100', highImpact: false })]),
    service('Microsoft Intune', 'serviceOperational'),
    service('Microsoft Entra', 'falsePositive'),
  ],
};
export const HEALTHY: HealthSnapshot = {
  ...TROUBLED,
  overviews: [service('Exchange Online', 'serviceOperational'), service('Microsoft Teams', 'serviceRestored')],
};
export const EVERY_STATUS: HealthSnapshot = {
  ...TROUBLED,
  overviews: [
    ...HEALTH_STATUSES.map((status) => service(status, status)),
    { id: 'x', service: 'New', status: 'unknown', rawStatus: 'BrandNew ${x}', issues: [] },
  ],
};
export function healthOf(text: string): HealthSnapshot {
  return {
    ...TROUBLED,
    overviews: Array.from({ length: 40 }, () => ({
      id: text,
      service: text,
      status: 'unknown' as const,
      rawStatus: text,
      issues: Array.from({ length: 5 }, () => issueTitled(text, { impact: text, rawStatus: text, status: 'unknown' })),
    })),
  };
}

export const EMPTY_DRAFT: ReportDraft = {
  id: 'd0d0d0d0-0000-4000-8000-000000000001',
  version: 1,
  personId: 'a0a0a0a0-0000-4000-8000-000000000001',
  conversationId: 'a:conversation',
  editing: undefined,
  createdAt: at('09:00'),
  updatedAt: at('09:05'),
};
export const FULL_DRAFT: ReportDraft = {
  ...EMPTY_DRAFT,
  version: 7,
  tenantId: aCustomer().tenantId,
  product: 'microsoft365',
  nature: 'break-fix',
  category: 'performance-availability',
  healthSeenAt: at('09:10'),
  criterion: 'service-down',
  tried: 'Other browser, other network, licence checked.',
  ...answersFor('moderate'),
  impact: 'impaired',
  severity: 'moderate',
  title: 'Mail cannot be sent since 9',
  description: 'Outlook and the web client both show 550 5.7.1.\nTwelve people in Lyon.',
  since: 'today at 9',
  peopleHit: 12,
  contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: '+49305550101' },
  language: 'en',
  topicId: 'topic-1',
};
export function draftOf(text: string): ReportDraft {
  return {
    ...FULL_DRAFT,
    title: text,
    description: text,
    tried: text,
    since: text,
    severity: 'critical',
    severityReason: text,
    contact: { givenName: text, surname: text, email: text, phone: text },
  };
}

const everyNote = (place: PlacedNote['at']): readonly PlacedNote[] =>
  ROUTE_NOTES.map((note, index) => ({ note, kind: (['note', 'important', 'tip'] as const)[index % 3] ?? 'note', at: place }));

export const EVERY_NOTE: FilingAnswer = {
  route: 'azure-portal',
  reason: 'azure-csp-plan',
  kind: 'hand-off',
  cost: 'azure-plan',
  needs: [...ROUTE_NEEDS],
  next: 'fill-form',
  needsTopic: false,
  needsAzure: false,
  notes: [...everyNote('answer'), ...everyNote('form')],
};
/** What the table says of Azure that fails, and of what differs from that. */
export function answerFor(some: Partial<FilingFacts>): FilingAnswer {
  return filingRoute({ ...USUAL_FILING, product: 'azure', ...some });
}

export const COMMERCIAL: FilingAnswer = answerFor({ product: 'commercial', nature: 'billing' });
export const ADMIN_CENTER: FilingAnswer = answerFor({ product: 'microsoft365' });
export const PUBLISHER: FilingAnswer = answerFor({ product: 'marketplace' });
export const OWN_PLAN: FilingAnswer = answerFor({ ownTenant: true });

export const FILED: ServiceRequest = aServiceRequest({
  reference: 'PSR-7K3M9Q',
  version: 4,
  state: 'filed',
  number: '2611210050001234',
  deskStatus: 'open',
  createdAt: at('08:00'),
  updatedAt: at('09:00'),
  product: 'microsoft365',
  title: 'Billed twice for a cancelled subscription',
  description: 'Invoice E0300ABC lists the licence twice.',
  since: 'last month',
  peopleHit: 3,
});
export const HANDED_OFF: ServiceRequest = {
  ...FILED,
  state: 'handed-off',
  route: 'azure-portal',
  product: 'azure',
  nature: 'break-fix',
  severity: 'critical',
  number: undefined,
  deskStatus: undefined,
  handOff: {
    link: { url: 'https://portal.azure.com/contoso.onmicrosoft.com', portal: 'Azure portal' },
    text: 'PSR-7K3M9Q Virtual machines do not start\n\nImpact: production is stopped\nSince: today at 9',
  },
};
export function requestOf(text: string, over: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    ...FILED,
    title: text,
    customerName: text,
    personName: text,
    since: text,
    number: text,
    linkedIssueId: text,
    failure: { code: text, correlationId: text },
    ...over,
  };
}
