import type { AzureOffer } from '../../cards/report-azure.ts';
import { reportFormCard } from '../../cards/report-form.ts';
import { reportReviewCard } from '../../cards/report-review.ts';
import { requestCard } from '../../cards/request.ts';
import { filingRoute } from '../../src/domain/filing-route.ts';
import type { FieldProblem } from '../../src/domain/report-problems.ts';
import { firstResponseTarget } from '../../src/domain/response-clock.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import * as data from './sample-data.ts';
import type { Sample } from './sample-cards.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const CONTOSO = data.customerNamed('Contoso');
const SUBSCRIPTION = { id: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name: 'Production' };
const CONTACT = { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined };
const TARGET = firstResponseTarget('break-fix', 'critical', 'en');
const PROBLEM = anAzureProblem('Virtual Machine running Windows', 'Cannot connect by RDP', {
  consents: [{ type: 'memorydump', description: 'Allow Microsoft to collect a memory dump of the VM.' }],
});

const answer = filingRoute({
  product: 'azure',
  nature: 'break-fix',
  ownTenant: false,
  access: 'granted',
  roles: ['admin-agent'],
  partnerType: 'direct',
  plans: ['premier'],
  cloud: 'global',
  apiOffered: true,
  inSupportGroup: false,
  portalChosen: false,
  helpdeskFilesCommercial: true,
  criterion: 'service-down',
});
const offer = (some: Partial<AzureOffer> = {}): AzureOffer => ({
  subscriptions: [SUBSCRIPTION],
  readAt: now,
  failure: undefined,
  problem: undefined,
  candidates: [],
  problemsKnown: true,
  country: 'GB',
  timeZone,
  now,
  ...some,
});
const draft = { ...data.FULL_DRAFT, product: 'azure', nature: 'break-fix', topicId: undefined } as const;
const answered = { ...draft, azureSubscriptionId: SUBSCRIPTION.id, azureProblemId: PROBLEM.id, diagnosticConsent: true } as const;
const PROBLEMS: readonly FieldProblem[] = [
  { field: 'azureSubscriptionId', problem: 'gone' },
  { field: 'azureProblemId', problem: 'ambiguous' },
  { field: 'diagnosticConsent', problem: 'missing' },
  { field: 'contactCountry', problem: 'not-offered' },
];

const form = (l: Parameters<Sample['make']>[0], azure: AzureOffer, of = {}, problems: readonly FieldProblem[] = []) =>
  reportFormCard(l, {
    draft: { ...draft, ...of },
    customer: CONTOSO,
    answer,
    contact: CONTACT,
    topics: [],
    similar: [],
    timeZone,
    azure,
    problems,
  });
const review = (l: Parameters<Sample['make']>[0], azure: AzureOffer, of = {}) =>
  reportReviewCard(l, {
    draft: { ...answered, ...of },
    customer: CONTOSO,
    answer,
    target: TARGET,
    topicName: undefined,
    azure,
    problems: [],
  });

const request = (l: Parameters<Sample['make']>[0], of: Partial<ServiceRequest>) =>
  requestCard(l, {
    request: { ...data.FILED, route: 'azure-support', product: 'azure', number: undefined, ...of },
    record: undefined,
    failure: undefined,
    timeZone,
    now,
  });

const ordinary = (name: string, make: Sample['make']): Sample => ({ name, kind: 'ordinary', make });

export const AZURE_ORDINARY: readonly Sample[] = [
  ordinary('report form, Azure', (l) => form(l, offer())),
  ordinary('report form, Azure, answered', (l) => form(l, offer({ problem: PROBLEM }), answered)),
  ordinary('report form, Azure, nothing can be read', (l) =>
    form(
      l,
      offer({
        subscriptions: [],
        readAt: undefined,
        failure: { code: 'CONSENT_MISSING', errorId: 'k3v9p2' },
        problemsKnown: false,
        country: undefined,
      }),
    ),
  ),
  ordinary('report form, Azure, no subscription', (l) => form(l, offer({ subscriptions: [] }))),
  ordinary('report form, Azure, old list, problems', (l) =>
    form(
      l,
      offer({ failure: { code: 'TIMED_OUT', errorId: 'k3v9p2' }, candidates: [PROBLEM, anAzureProblem('Storage', 'Access denied')] }),
      {},
      PROBLEMS,
    ),
  ),
  ordinary('report review, Azure', (l) => review(l, offer({ problem: { ...PROBLEM, consents: [] } }))),
  ordinary('report review, Azure, further consents', (l) => review(l, offer({ problem: PROBLEM }))),
  ordinary('request to Azure, accepted', (l) => request(l, { state: 'sending', operation: 'https://management.azure.com/operation' })),
  ordinary('request to Azure, uncertain', (l) =>
    request(l, { state: 'uncertain', failure: { code: 'TIMED_OUT', correlationId: undefined } }),
  ),
  ...['PLAN_NEEDED', 'FORBIDDEN', 'MISCONFIGURED'].map((code) =>
    ordinary(`request to Azure, refused with ${code}`, (l) => request(l, { state: 'failed', failure: { code, correlationId: 'c0ffee' } })),
  ),
];

/** Everything that Microsoft and people write, as this text; as much as a card may get. */
export function azureHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const problem = (index: number) => ({
    ...anAzureProblem(`${text} ${index}`, text),
    consents: Array.from({ length: 8 }, (_, each) => ({ type: `${text}${each}`, description: text })),
  });
  const azure = offer({
    subscriptions: Array.from({ length: 60 }, (_, index) => ({
      id: `3c8b1e44-90a8-4f3a-9b6c-${String(index).padStart(12, '0')}`,
      name: text,
    })),
    failure: { code: 'THROTTLED', errorId: text },
    problem: problem(0),
    candidates: Array.from({ length: 15 }, (_, index) => problem(index + 1)),
  });
  const of = { ...data.draftOf(text), product: 'azure', nature: 'break-fix' };
  return [
    { name: `${kind} report form, Azure`, kind, make: (l) => form(l, azure, of, PROBLEMS) },
    {
      name: `${kind} report review, Azure`,
      kind,
      make: (l) => review(l, azure, { ...of, azureSubscriptionId: azure.subscriptions[0]?.id }),
    },
    {
      name: `${kind} request to Azure, refused`,
      kind,
      make: (l) =>
        request(l, {
          ...data.requestOf(text, { state: 'failed' }),
          route: 'azure-support',
          failure: { code: 'PLAN_NEEDED', correlationId: text },
        }),
    },
  ];
}
