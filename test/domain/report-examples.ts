import type { SupportPlan } from '../../src/domain/cloud.ts';
import type { Customer } from '../../src/domain/customer.ts';
import { filingRoute } from '../../src/domain/filing-route.ts';
import type { ReportDraft, ReportFields } from '../../src/domain/report-draft.ts';
import type { ReportFacts } from '../../src/domain/report-problems.ts';
import { answersFor } from '../../src/domain/severity.ts';
import { USUAL_FILING } from '../support/filing-facts.ts';

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
  ...answersFor('critical'),
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
  impact: 'little',
  severity: 'minimal',
  healthSeenAt: undefined,
  criterion: undefined,
  tried: undefined,
  topicId: 'topic-1',
};

/** Filed with Azure Support, with everything that it wants to know. */
export const AZURE: ReportFields = {
  ...COMPLETE,
  product: 'azure',
  azureSubscriptionId: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5',
  azureProblemId: '/providers/Microsoft.Support/services/a/problemClassifications/b',
  diagnosticConsent: false,
  contactCountry: 'FR',
  contactTimeZone: 'Europe/Paris',
};

export function factsOf(
  { product = 'microsoft365', nature = 'break-fix' }: ReportFields,
  customer: Customer = CONTOSO,
  plans: readonly SupportPlan[] = [],
): ReportFacts {
  const ownTenant = customer === OWN;
  const answer = filingRoute({ ...USUAL_FILING, product, nature, ownTenant, plans: ['advanced', ...plans] });
  return { customer, answer };
}

export function draftOf(fields: ReportFields, editing?: ReportDraft['editing']): ReportDraft {
  const at = new Date('2026-11-20T09:00:00Z');
  return { ...fields, id: 'd', version: 1, personId: 'p', conversationId: 'c', editing, createdAt: at, updatedAt: at };
}
