import { azureTicketsCard, type AzureTicketsView } from '../../cards/azure-tickets.ts';
import type { AzureOffer } from '../../cards/report-azure.ts';
import { reportFormCard } from '../../cards/report-form.ts';
import { reportReviewCard } from '../../cards/report-review.ts';
import { reportHealthCard } from '../../cards/report-health.ts';
import { requestCard } from '../../cards/request.ts';
import { filingRoute } from '../../src/domain/filing-route.ts';
import type { AzureTicket } from '../../src/domain/azure-ticket.ts';
import type { FieldProblem } from '../../src/domain/report-problems.ts';
import { firstResponseTarget } from '../../src/domain/response-clock.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import { anAzureTicket } from '../support/azure-tickets.ts';
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
export const azureOffer = (some: Partial<AzureOffer> = {}): AzureOffer => ({
  subscriptions: [SUBSCRIPTION],
  readAt: now,
  failure: undefined,
  problem: undefined,
  candidates: [],
  byPortal: true,
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

export const azureForm = (l: Parameters<Sample['make']>[0], azure: AzureOffer, of = {}, problems: readonly FieldProblem[] = []) =>
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
export const azureReview = (l: Parameters<Sample['make']>[0], azure: AzureOffer, of = {}) =>
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

const PORTAL = { url: 'https://portal.azure.com/contoso.onmicrosoft.com', portal: 'Azure portal' };
const tickets = (l: Parameters<Sample['make']>[0], of: Partial<AzureTicketsView>) =>
  azureTicketsCard(l, {
    customer: CONTOSO,
    tickets: [],
    newer: false,
    older: false,
    gap: undefined,
    failure: undefined,
    portal: PORTAL,
    timeZone,
    ...of,
  });
const THEIRS = anAzureTicket({ number: '2611210050000001' });
const UNKNOWN = anAzureTicket({ number: '2611210050000002', severity: undefined, createdAt: undefined, status: 'closed' });
const LISTED = [
  { ticket: THEIRS, request: undefined, foreign: true },
  { ticket: anAzureTicket({ number: '2611210050000003', severity: 'critical' }), request: data.HANDED_OFF, foreign: false },
  { ticket: UNKNOWN, request: undefined, foreign: false },
];
const health = (l: Parameters<Sample['make']>[0], elsewhere: readonly AzureTicket[], of = {}, similar: readonly ServiceRequest[] = []) =>
  reportHealthCard(l, {
    draft: { ...draft, ...of },
    customer: CONTOSO,
    answer,
    issues: [],
    others: [],
    snapshot: undefined,
    failure: undefined,
    similar,
    elsewhere,
    now,
    timeZone,
    problems: [],
  });
const handOff = (l: Parameters<Sample['make']>[0], candidates: readonly AzureTicket[], of: Partial<ServiceRequest> = {}) =>
  requestCard(l, { request: { ...data.HANDED_OFF, ...of }, record: undefined, failure: undefined, candidates, timeZone, now });

const ordinary = (name: string, make: Sample['make']): Sample => ({ name, kind: 'ordinary', make });

export const AZURE_ORDINARY: readonly Sample[] = [
  ordinary('report form, Azure', (l) => azureForm(l, azureOffer())),
  ordinary('report form, Azure, answered', (l) => azureForm(l, azureOffer({ problem: PROBLEM }), answered)),
  ordinary('report form, Azure, nothing can be read', (l) =>
    azureForm(
      l,
      azureOffer({
        subscriptions: [],
        readAt: undefined,
        failure: { code: 'CONSENT_MISSING', errorId: 'k3v9p2' },
        byPortal: false,
        problemsKnown: false,
        country: undefined,
      }),
    ),
  ),
  ordinary('report form, Azure, no subscription', (l) => azureForm(l, azureOffer({ subscriptions: [] }))),
  ordinary('report form, Azure, old list, problems', (l) =>
    azureForm(
      l,
      azureOffer({ failure: { code: 'TIMED_OUT', errorId: 'k3v9p2' }, candidates: [PROBLEM, anAzureProblem('Storage', 'Access denied')] }),
      {},
      PROBLEMS,
    ),
  ),
  ordinary('report review, Azure', (l) => azureReview(l, azureOffer({ problem: { ...PROBLEM, consents: [] } }))),
  ordinary('report review, Azure, further consents', (l) => azureReview(l, azureOffer({ problem: PROBLEM }))),
  ordinary('report review, Azure, critical', (l) =>
    azureReview(l, azureOffer({ problem: PROBLEM }), { severity: 'critical', language: 'en' }),
  ),
  ordinary('request to Azure, accepted', (l) => request(l, { state: 'sending', operation: 'https://management.azure.com/operation' })),
  ordinary('request to Azure, uncertain', (l) =>
    request(l, { state: 'uncertain', failure: { code: 'TIMED_OUT', correlationId: undefined } }),
  ),
  ordinary('report health, open at Azure', (l) => health(l, [THEIRS, UNKNOWN, THEIRS, THEIRS], {}, [data.HANDED_OFF])),
  ordinary('request handed off, what it may be at Azure', (l) => handOff(l, [THEIRS, UNKNOWN])),
  ordinary('open at Azure', (l) => tickets(l, { tickets: LISTED, newer: true, older: true, gap: 'part' })),
  ordinary('open at Azure, none', (l) => tickets(l, {})),
  ordinary('open at Azure, not read', (l) =>
    tickets(l, { failure: { code: 'UNAVAILABLE', errorId: 'k3v9p2' }, gap: 'part', portal: undefined }),
  ),
  ...(['off', 'no-subscription', 'part'] as const).map((gap) => ordinary(`open at Azure, ${gap}`, (l) => tickets(l, { gap }))),
  ...['PLAN_NEEDED', 'FORBIDDEN', 'MISCONFIGURED'].map((code) =>
    ordinary(`request to Azure, refused with ${code}`, (l) => request(l, { state: 'failed', failure: { code, correlationId: 'c0ffee' } })),
  ),
];

/** Everything that Microsoft and people write, as this text; as much as a card may get. */
export function azureHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const problem = (index: number) => ({
    ...anAzureProblem(`${text} ${index}`, text),
    consents: Array.from({ length: 15 }, (_, each) => ({ type: `${text}${each}`, description: text })),
  });
  const azure = azureOffer({
    subscriptions: Array.from({ length: 60 }, (_, index) => ({
      id: `3c8b1e44-90a8-4f3a-9b6c-${String(index).padStart(12, '0')}`,
      name: text,
      trouble: 'past-due' as const,
    })),
    failure: { code: 'THROTTLED', errorId: text },
    problem: problem(0),
    candidates: Array.from({ length: 15 }, (_, index) => problem(index + 1)),
  });
  const of = { ...data.draftOf(text), product: 'azure', nature: 'break-fix' };
  const ticket = anAzureTicket({ number: text, title: text, description: text, severity: 'critical' });
  return [
    {
      name: `${kind} report health, open at Azure`,
      kind,
      make: (l) => health(l, [ticket, ticket, ticket], { ...of, tried: undefined }, [data.requestOf(text), data.requestOf(text)]),
    },
    {
      name: `${kind} request handed off, what it may be at Azure`,
      kind,
      make: (l) =>
        handOff(
          l,
          Array.from({ length: 5 }, () => ticket),
          { ...data.requestOf(text), state: 'handed-off', handOff: { link: PORTAL, text: 'To paste' } },
        ),
    },
    {
      name: `${kind} open at Azure`,
      kind,
      make: (l) =>
        tickets(l, {
          customer: { ...CONTOSO, name: text },
          tickets: Array.from({ length: 7 }, () => ({ ticket, request: data.requestOf(text), foreign: true })),
          newer: true,
          older: true,
          gap: 'part',
        }),
    },
    {
      name: `${kind} open at Azure, not read`,
      kind,
      make: (l) => tickets(l, { failure: { code: 'THROTTLED', errorId: text } }),
    },
    { name: `${kind} report form, Azure`, kind, make: (l) => azureForm(l, azure, of, PROBLEMS) },
    {
      name: `${kind} report review, Azure`,
      kind,
      make: (l) => azureReview(l, azure, { ...of, azureSubscriptionId: azure.subscriptions[0]?.id }),
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
