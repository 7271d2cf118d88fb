import type { Customer } from '../../src/domain/customer.ts';
import { filingRoute } from '../../src/domain/filing-route.ts';
import type { ReportDraft, ReportFields } from '../../src/domain/report-draft.ts';
import type { ReportFacts } from '../../src/domain/report-problems.ts';

export const CONTOSO: Customer = {
  tenantId: 'c0c0c0c0-0000-4000-8000-000000000001',
  name: 'Contoso',
  domain: 'contoso.onmicrosoft.com',
  domains: ['contoso.onmicrosoft.com', 'contoso.example', 'bücher.example'],
  sources: ['partner-center'],
};

export const OWN: Customer = { ...CONTOSO, sources: ['own-tenant'] };

/** Everything a technical report needs. */
export const COMPLETE: ReportFields = {
  tenantId: CONTOSO.tenantId,
  product: 'microsoft365',
  nature: 'break-fix',
  category: 'performance-availability',
  healthSeenAt: new Date('2026-11-20T09:00:00Z'),
  criterion: 'service-down',
  tried: 'Restarted Outlook',
  impact: 'stopped',
  severity: 'critical',
  title: 'Mail is down',
  description: 'Nobody can send mail',
  contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined },
  language: 'en',
};

export const COMMERCIAL: ReportFields = {
  ...COMPLETE,
  product: 'commercial',
  nature: 'billing',
  category: 'billing-subscription',
  healthSeenAt: undefined,
  criterion: undefined,
  tried: undefined,
  topicId: 'topic-1',
};

export function factsOf({ product = 'microsoft365', nature = 'break-fix' }: ReportFields, customer: Customer = CONTOSO): ReportFacts {
  const ownTenant = customer === OWN;
  const answer = filingRoute({
    product,
    nature,
    ownTenant,
    access: 'granted',
    roles: ['admin-agent'],
    partnerType: 'direct',
    plans: [],
  });
  return { customer, answer };
}

export function draftOf(fields: ReportFields, editing?: ReportDraft['editing']): ReportDraft {
  const at = new Date('2026-11-20T09:00:00Z');
  return { ...fields, id: 'd', version: 1, personId: 'p', conversationId: 'c', editing, createdAt: at, updatedAt: at };
}
