import { FOLLOW_ANSWERS, type FollowUp } from '../../src/domain/incident-follow.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { ABILITIES, whoMay } from '../../src/domain/permissions.ts';
import { ERROR_CODES } from '../../src/domain/errors.ts';
import type { FieldProblem } from '../../src/domain/report-problems.ts';
import type { FilingAnswer } from '../../src/domain/filing-route.ts';
import type { Product } from '../../src/domain/product.ts';
import { firstResponseTarget } from '../../src/domain/response-clock.ts';
import { HEALTH_STATUSES } from '../../src/domain/service-health.ts';
import { NEWS_KINDS, REQUEST_ENDINGS, REQUEST_STATES } from '../../src/domain/service-request.ts';
import { customerCard } from '../../cards/customer.ts';
import { customersCard } from '../../cards/customers.ts';
import { errorCard } from '../../cards/error.ts';
import { healthCard } from '../../cards/health.ts';
import { helpCard } from '../../cards/help.ts';
import { incidentOverCard } from '../../cards/incident-over.ts';
import { incidentRequestsCard } from '../../cards/incident-requests.ts';
import { incidentTextCard } from '../../cards/incident-text.ts';
import { incidentCard, type IncidentView } from '../../cards/incident.ts';
import { languageCard } from '../../cards/language.ts';
import { noticeCard, type Notice } from '../../cards/notice.ts';
import { joinedRequestCard } from '../../cards/joined-request.ts';
import { numberReminderCard } from '../../cards/number-reminder.ts';
import type { AdaptiveCard } from '../../cards/render.ts';
import { reportFormCard } from '../../cards/report-form.ts';
import { reportHealthCard } from '../../cards/report-health.ts';
import { reportReviewCard } from '../../cards/report-review.ts';
import { reportSubjectCard } from '../../cards/report-subject.ts';
import { requestCard } from '../../cards/request.ts';
import { requestMessagesCard } from '../../cards/request-messages.ts';
import { requestNewsCard } from '../../cards/request-news.ts';
import { requestsCard } from '../../cards/requests.ts';
import { similarFoundCard } from '../../cards/similar-found.ts';
import { resumeDraftCard } from '../../cards/resume-draft.ts';
import { routeAdviceCard } from '../../cards/route-advice.ts';
import { welcomeCard } from '../../cards/welcome.ts';
import { whoAmICard } from '../../cards/who-am-i.ts';
import { ADMINISTER_ORDINARY, administerHostile } from './sample-administer.ts';
import { ACCESS_ORDINARY, accessHostile } from './sample-access.ts';
import { ADVICE_ORDINARY, adviceHostile } from './sample-advice.ts';
import { AZURE_ORDINARY, azureHostile } from './sample-azure.ts';
import { BOARD_ORDINARY, boardHostile } from './sample-board.ts';
import { CASES_ORDINARY, casesHostile } from './sample-cases.ts';
import { DIGEST_ORDINARY, digestHostile } from './sample-digest.ts';
import { ESCALATE_ORDINARY, escalateHostile } from './sample-escalate.ts';
import { NOTICE_ORDINARY, noticeHostile, totalsOf } from './sample-notice.ts';
import { STATISTICS_ORDINARY, statisticsHostile } from './sample-statistics.ts';
import { ON_CALL_ORDINARY, onCallHostile } from './sample-on-call.ts';
import { PLAN_ORDINARY, planHostile } from './sample-plan.ts';
import { PLAN_FILE_ORDINARY, planFileHostile } from './sample-plan-file.ts';
import * as data from './sample-data.ts';
import { TYPED_ORDINARY, typedHostile } from './sample-typed.ts';
import { WATCHES_ORDINARY, watchesHostile } from './sample-watches.ts';

/** What the card's texts are made of: `ordinary` ones, or what others could write to break it. */
type Kind = 'ordinary' | 'nasty' | 'long';

export interface Sample {
  readonly name: string;
  readonly kind: Kind;
  readonly make: (locale: Locale) => AdaptiveCard;
}

const CONTOSO = data.customerNamed('Contoso');
const { NOW: now, TIME_ZONE: timeZone } = data;
const ADDRESS: readonly FieldProblem[] = [
  { field: 'contactEmail', problem: 'address-of-customer' },
  { field: 'severityReason', problem: 'reason-needed' },
];
const FAILURE = { code: 'TIMED_OUT', errorId: 'k3v9p2' } as const;
const TARGET = firstResponseTarget('break-fix', 'moderate', 'en');
const TOPICS = [
  { id: 'topic-1', name: 'Billing and invoices', description: '' },
  { id: 'topic-2', name: 'Subscriptions', description: '' },
];
const RECORD = {
  number: '2611210050001234',
  title: 'Billed twice',
  status: 'attention-needed',
  severity: 'moderate',
  owner: 'Support engineer',
  updatedAt: now,
  notes: [
    { key: '1', from: 'microsoft', by: 'Microsoft Support', at: now, text: 'Please send the invoice number.' },
    { key: '2', from: 'partner', by: 'Adele Vance', at: undefined, text: 'E0300ABC, see the attachment.' },
  ],
} as const;

const OVER = { ...data.incidentOf('Users cannot send mail'), resolved: true, resolvedAt: now, endedAt: now, nextUpdateAt: undefined };
const INCIDENT_VIEW: IncidentView = {
  incident: data.incidentOf('Users cannot send mail'),
  hit: { customers: [CONTOSO, data.customerNamed('Fabrikam')], total: 12 },
  inForce: { customer: CONTOSO, hit: true },
  about: CONTOSO,
  following: false,
  reader: undefined,
  readAt: now,
  failure: undefined,
  remark: undefined,
  portal: { url: 'https://admin.microsoft.com/', portal: 'Microsoft 365 admin center' },
  now,
  timeZone,
};
const IN_ADMIN_CENTER = { ...data.HANDED_OFF, state: 'filed', route: 'admin-center', number: '12345678' } as const;
const FOLLOW_UP: FollowUp = { follow: data.followOf(OVER.id), incident: OVER, customer: CONTOSO, request: undefined };

const NOTICES: readonly Notice[] = [
  { name: 'sent-file-unknown' },
  { name: 'sent-file-gone' },
  { name: 'sent-file-unreadable' },
  { name: 'calendar-no-rota' },
  { name: 'calendar-nobody' },
  { name: 'calendar-empty' },
  { name: 'no-shifts-to-swap' },
  { name: 'calendar-no-calendar' },
  { name: 'calendar-too-large' },
  { name: 'calendar-unknown-zone' },
  { name: 'calendar-unsupported' },
  ...(['guest', 'no-role', 'unknown-person', 'other-tenant', 'busy', 'personal-or-team-only', 'nothing-to-cancel'] as const).map(
    (name) => ({ name }),
  ),
  ...(
    [
      'language-set',
      'old-card',
      'draft-gone',
      'customers-loading',
      'report-continues-in-chat',
      'see-below',
      'report-needs-personal-chat',
      'outsiders-here',
      'outsiders-here-no-chat',
      'readers-unknown',
      'readers-unknown-no-chat',
    ] as const
  ).map((name) => ({ name })),
  { name: 'cancelled', draft: data.FULL_DRAFT },
  { name: 'cancelled-another', draft: data.EMPTY_DRAFT, another: data.FULL_DRAFT },
  { name: 'question', query: 'how do I add a licence', customer: CONTOSO },
  { name: 'did-you-mean', query: 'helth Contoso', near: { command: 'health', text: 'Contoso', line: 'health Contoso' } },
  { name: 'number-taken', number: '2611210050001234' },
  { name: 'number-taken-by', number: '2611210050001234', reference: 'PSR-7K3M9Q' },
  ...(['unknown-input', 'no-customer-found', 'no-such-request', 'no-such-incident', 'no-such-case', 'no-watch-target'] as const).map(
    (name) => ({
      name,
      query: 'contosso',
    }),
  ),
  { name: 'hand-over-nobody' },
  { name: 'portal-not-for-helpdesk', request: { requestId: 'r0r0r0r0', version: 3 } },
  { name: 'route-changed', before: { route: 'partner-center', cost: 'none' }, now: data.ADMIN_CENTER },
  { name: 'route-left-azure', before: { route: 'azure-support', cost: 'support-contract' }, now: data.ADMIN_CENTER },
  {
    name: 'request-way-closed',
    now: data.ADMIN_CENTER,
    tenantId: CONTOSO.tenantId,
    requestId: 'r0r0r0r0',
    portal: { requestId: 'r0r0r0r0', version: 3 },
  },
  { name: 'request-way-closed-uncertain', now: data.ADMIN_CENTER, requestId: 'r0r0r0r0' },
  ...(['handed-over', 'handed-over-unsure', 'hand-over-unreachable', 'hand-over-unknown', 'handed-back'] as const).map((name) => ({
    name,
    colleague: 'Mei Tanaka',
  })),
  { name: 'hand-over-refused', customer: CONTOSO, colleague: 'Mei Tanaka' },
  { name: 'not-permitted', ability: 'report', who: whoMay('report') },
  ...(['access-denied', 'access-unknown', 'no-relationship'] as const).map((name) => ({ name, customer: CONTOSO })),
  ...(['escalate-continues-in-chat', 'escalate-needs-personal-chat', 'escalate-dropped'] as const).map((name) => ({ name })),
  { name: 'case-has-request', reference: 'PSR-7K3M9Q', caseReference: 'CASE-7K3M9Q' },
  ...(['case-unfinished', 'case-no-colleague'] as const).map((name) => ({ name })),
  ...(['case-colleague-denied', 'case-colleague-unknown'] as const).map((name) => ({ name, customer: CONTOSO, colleague: 'Mei Tanaka' })),
  { name: 'linked-to-issue', issueId: 'EX842196', followId: 'f0000000-0000-4000-8000-000000000001', customer: CONTOSO },
  ...(['setup-in-channel', 'channel-readers-unknown', 'channel-in-use', 'channel-not-set-up', 'channel-removed'] as const).map((name) => ({
    name,
  })),
  ...(['channel-not-owner', 'channel-owner-unknown'] as const).map((name) => ({ name, who: whoMay('set-up-escalation') })),
  { name: 'watches-without-view' },
  ...(['file-in-own-chat', 'file-no-chat', 'file-empty', 'file-declined'] as const).map((name) => ({ name })),
  { name: 'file-not-saved', errorId: 'k3v9p2', again: { verb: 'board.csv', data: { tag: 'Gold' } } },
];

const ABILITY_ROWS = ABILITIES.map((ability, index) => ({ ability, may: index < 3, who: whoMay(ability) }));

function ordinary(name: string, make: Sample['make']): Sample {
  return { name, kind: 'ordinary', make };
}

const ALL_REQUESTS = { stand: 'all', customer: undefined, product: undefined, severity: undefined, ownTicket: undefined } as const;
const FOLLOWERS = [
  { personId: 'p1', personName: 'Camille Laurent', locale: 'fr', timeZone },
  { personId: 'p2', personName: 'Dmitri Sokolov', locale: 'ru', timeZone },
] as const;
/** Every way that ends in advice. */
const ADVICE: readonly (readonly [string, FilingAnswer, Product])[] = [
  ['isv', data.PUBLISHER, 'marketplace'],
  ['own plan', data.OWN_PLAN, 'dynamics365'],
  ['ask provider', data.answerFor({ access: 'no-relationship', partnerType: 'indirect-reseller' }), 'azure'],
  ['ask admin agent, no access', data.answerFor({ access: 'denied' }), 'azure'],
  ['ask admin agent, helpdesk in Azure', data.answerFor({ roles: ['helpdesk-agent'] }), 'azure'],
  ['partner first', data.answerFor({ criterion: 'none' }), 'azure'],
  ['not entitled, contract', data.answerFor({ product: 'dynamics365', plans: [] }), 'dynamics365'],
  ['not entitled, relationship', data.answerFor({ product: 'ems', access: 'no-relationship' }), 'ems'],
];
const five = (name: string) => Array.from({ length: 5 }, () => data.personNamed(name));

const ORDINARY: readonly Sample[] = [
  ordinary('welcome, personal', (l) => welcomeCard(l, { scope: 'personal', told: true })),
  ordinary('welcome, team', (l) => welcomeCard(l, { scope: 'team', told: false })),
  ordinary('help', (l) => helpCard(l, { scope: 'personal', abilities: ABILITIES, customer: CONTOSO })),
  ordinary('help, sales agent in a team', (l) =>
    helpCard(l, { scope: 'team', abilities: ['search-customers', 'see-health', 'see-requests'], customer: undefined }),
  ),
  ordinary('who am i', (l) => whoAmICard(l, { person: data.personNamed('Adele Vance'), customer: CONTOSO, abilities: ABILITY_ROWS })),
  ordinary('language', (l) => languageCard(l)),
  ...NOTICES.map((notice) => ordinary(`notice ${notice.name}`, (l) => noticeCard(l, notice))),
  ...ERROR_CODES.map((code) =>
    ordinary(`error ${code}`, (l) =>
      errorCard(l, { code, backEnd: 'graph', errorId: 'k3v9p2', correlationId: 'c0ffee00-0000-4000-8000-000000000001' }),
    ),
  ),
  ...(['granted', 'denied', 'no-relationship', 'unknown'] as const).map((access) =>
    ordinary(`customer, ${access}`, (l) =>
      customerCard(l, { customer: CONTOSO, access, favourite: access === 'granted', tags: ['Gold', 'VIP'], mayTag: access !== 'denied' }),
    ),
  ),
  ordinary('customers, recent', (l) =>
    customersCard(l, {
      query: '',
      matches: [],
      recent: [CONTOSO, data.customerNamed('Fabrikam Holding', undefined)],
      favourites: [data.customerNamed('Tailspin Toys', 'tailspin.onmicrosoft.com')],
      inForce: CONTOSO,
      tags: new Map([[CONTOSO.tenantId, ['Gold', 'VIP']]]),
      refreshedAt: new Date(now.getTime() - 7_200_000),
      now,
      goal: 'customer',
    }),
  ),
  ...[0, 1, 3, 5].map((count) =>
    ordinary(`customers, ${count} found`, (l) =>
      customersCard(l, {
        query: 'conto',
        matches: Array.from({ length: count }, (_, index) => data.customerNamed(`Contoso ${index}`)),
        recent: [],
        favourites: [],
        inForce: undefined,
        tags: new Map(),
        refreshedAt: undefined,
        now,
        goal: 'health',
      }),
    ),
  ),
  ordinary('health, trouble', (l) =>
    healthCard(l, {
      customer: CONTOSO,
      snapshot: data.TROUBLED,
      failure: undefined,
      incidents: [data.incidentOf('Users cannot send mail')],
      portal: { url: 'https://admin.microsoft.com/', portal: 'Microsoft 365 admin center' },
      azure: { url: 'https://portal.azure.com/', portal: 'Azure portal' },
      now,
      timeZone,
    }),
  ),
  ordinary('health, all well', (l) =>
    healthCard(l, {
      customer: CONTOSO,
      snapshot: data.HEALTHY,
      failure: undefined,
      incidents: [],
      portal: undefined,
      azure: undefined,
      now,
      timeZone,
    }),
  ),
  ordinary('health, every status', (l) =>
    healthCard(l, {
      customer: CONTOSO,
      snapshot: data.EVERY_STATUS,
      failure: undefined,
      incidents: [],
      portal: undefined,
      azure: undefined,
      now,
      timeZone,
    }),
  ),
  ordinary('health, no services', (l) =>
    healthCard(l, {
      customer: CONTOSO,
      snapshot: { ...data.HEALTHY, overviews: [] },
      failure: undefined,
      incidents: [],
      portal: undefined,
      azure: undefined,
      now,
      timeZone,
    }),
  ),
  ordinary('health, old copy', (l) =>
    healthCard(l, {
      customer: CONTOSO,
      snapshot: { ...data.HEALTHY, fetchedAt: new Date('2026-11-19T09:00:00Z') },
      failure: FAILURE,
      incidents: [],
      portal: undefined,
      azure: undefined,
      now,
      timeZone,
    }),
  ),
  ordinary('health, not known', (l) =>
    healthCard(l, {
      customer: CONTOSO,
      snapshot: undefined,
      failure: FAILURE,
      incidents: [],
      portal: undefined,
      azure: undefined,
      now,
      timeZone,
    }),
  ),
  ordinary('report subject, empty', (l) =>
    reportSubjectCard(l, { draft: data.EMPTY_DRAFT, customer: undefined, closed: false, recent: [CONTOSO], problems: [] }),
  ),
  ordinary('report subject, filled, problems', (l) =>
    reportSubjectCard(l, {
      draft: data.FULL_DRAFT,
      customer: CONTOSO,
      closed: true,
      recent: [CONTOSO, { ...data.customerNamed('Fabrikam'), tenantId: 'other' }],
      problems: [{ field: 'category', problem: 'missing' }],
    }),
  ),
  ordinary('report health, issues of other services', (l) =>
    reportHealthCard(l, {
      draft: data.FULL_DRAFT,
      customer: CONTOSO,
      answer: data.answerFor({ product: 'microsoft365' }),
      issues: [],
      others: data.TROUBLED.overviews.flatMap(({ issues }) => issues),
      snapshot: data.TROUBLED,
      failure: undefined,
      similar: [],
      now,
      timeZone,
      problems: [],
    }),
  ),
  ordinary('report health, issues', (l) =>
    reportHealthCard(l, {
      draft: data.FULL_DRAFT,
      customer: CONTOSO,
      answer: data.answerFor({ product: 'dynamics365', cloud: 'usgov' }),
      issues: data.TROUBLED.overviews.flatMap(({ issues }) => issues),
      others: [],
      snapshot: data.TROUBLED,
      failure: undefined,
      similar: [data.HANDED_OFF, { ...data.FILED, personId: data.FULL_DRAFT.personId }],
      now,
      timeZone,
      problems: [],
    }),
  ),
  ordinary('report health, no issue', (l) =>
    reportHealthCard(l, {
      draft: { ...data.EMPTY_DRAFT, product: 'microsoft365', title: 'Office 365 and Azure AD fail' },
      customer: CONTOSO,
      answer: data.ADMIN_CENTER,
      issues: [],
      others: [],
      snapshot: data.HEALTHY,
      failure: undefined,
      similar: [],
      now,
      timeZone,
      problems: [],
    }),
  ),
  ordinary('report health, not known', (l) =>
    reportHealthCard(l, {
      draft: data.EMPTY_DRAFT,
      customer: CONTOSO,
      answer: data.answerFor({ access: 'unknown', plans: [], partnerType: 'indirect-reseller' }),
      issues: [],
      others: [],
      snapshot: undefined,
      failure: FAILURE,
      similar: [],
      now,
      timeZone,
      problems: [{ field: 'criterion', problem: 'missing' }],
    }),
  ),
  ordinary('report form, commercial', (l) =>
    reportFormCard(l, {
      draft: { ...data.FULL_DRAFT, nature: 'billing', affected: undefined, impact: undefined, severity: undefined, description: undefined },
      customer: CONTOSO,
      answer: data.COMMERCIAL,
      contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined },
      topics: TOPICS,
      similar: [data.FILED],
      timeZone,
      problems: [],
    }),
  ),
  ordinary('report form, problems, every note', (l) =>
    reportFormCard(l, {
      draft: { ...data.FULL_DRAFT, severity: 'critical' },
      customer: CONTOSO,
      answer: data.EVERY_NOTE,
      contact: { givenName: '', surname: '', email: 'info@contoso.example', phone: undefined },
      topics: [],
      similar: [],
      timeZone,
      problems: ADDRESS,
    }),
  ),
  ordinary('report form, topics not there', (l) =>
    reportFormCard(l, {
      draft: data.EMPTY_DRAFT,
      customer: CONTOSO,
      answer: data.COMMERCIAL,
      contact: { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined },
      topics: [],
      similar: [],
      timeZone,
      problems: [],
    }),
  ),
  ordinary('report review, files', (l) =>
    reportReviewCard(l, {
      draft: data.FULL_DRAFT,
      customer: CONTOSO,
      answer: data.COMMERCIAL,
      target: TARGET,
      topicName: 'Billing',
      problems: [],
    }),
  ),
  ordinary('report review, hand-off', (l) =>
    reportReviewCard(l, {
      draft: data.FULL_DRAFT,
      customer: CONTOSO,
      answer: data.ADMIN_CENTER,
      target: TARGET,
      topicName: undefined,
      problems: ADDRESS,
    }),
  ),
  ordinary('report review, almost empty', (l) =>
    reportReviewCard(l, {
      draft: data.EMPTY_DRAFT,
      customer: CONTOSO,
      answer: data.COMMERCIAL,
      target: TARGET,
      topicName: undefined,
      problems: [],
    }),
  ),
  ...REQUEST_STATES.map((state) =>
    ordinary(`request ${state}`, (l) =>
      requestCard(l, {
        request:
          state === 'handed-off'
            ? data.HANDED_OFF
            : {
                ...data.FILED,
                state,
                failure: state === 'failed' ? { code: 'FORBIDDEN', correlationId: 'c0ffee' } : undefined,
                number: state === 'filed' ? data.FILED.number : undefined,
              },
        record: undefined,
        failure: undefined,
        timeZone,
        now,
      }),
    ),
  ),
  ordinary('request filed, severity asked for', (l) =>
    requestCard(l, { request: data.FILED, record: RECORD, failure: undefined, timeZone, now, remark: 'severity-asked' }),
  ),
  ordinary('request handed off, what was typed is no number', (l) =>
    requestCard(l, {
      request: data.HANDED_OFF,
      record: undefined,
      failure: undefined,
      typed: { number: 'soon', problem: 'form' },
      timeZone,
      now,
    }),
  ),
  ordinary('report review, naming another customer still', (l) =>
    reportReviewCard(l, {
      draft: data.FULL_DRAFT,
      customer: CONTOSO,
      answer: data.COMMERCIAL,
      target: TARGET,
      topicName: 'Billing',
      stillNamed: data.customerNamed('Fabrikam Residences'),
      problems: [],
    }),
  ),
  ordinary('request filed, with notes', (l) => requestCard(l, { request: data.FILED, record: RECORD, failure: undefined, timeZone, now })),
  ordinary('request filed, closed', (l) =>
    requestCard(l, { request: { ...data.FILED, deskStatus: 'closed' }, record: undefined, failure: FAILURE, timeZone, now }),
  ),
  ordinary('request whose first response is late', (l) =>
    requestCard(l, {
      request: { ...data.FILED, route: 'azure-support', filedAt: now, responseDueAt: now },
      record: undefined,
      failure: undefined,
      timeZone,
      now,
    }),
  ),
  ...NEWS_KINDS.map((kind) =>
    ordinary(`news of a request: ${kind}`, (l) =>
      requestNewsCard(l, { request: { ...data.FILED, responseDueAt: now }, news: { kind, key: kind }, timeZone }),
    ),
  ),
  ...(['handed-off', 'number-found'] as const).map((kind) =>
    ordinary(`news of a request of a customer whom the reader may not see: ${kind}`, (l) =>
      requestNewsCard(l, { request: data.FILED, news: { kind, key: kind }, timeZone, bare: true }),
    ),
  ),
  ordinary('request handed off to the admin center', (l) =>
    requestCard(l, {
      request: { ...data.HANDED_OFF, route: 'admin-center', product: 'dynamics365' },
      record: undefined,
      failure: undefined,
      timeZone,
      now,
    }),
  ),
  ordinary('requests, mine', (l) =>
    requestsCard(l, {
      filter: { ...ALL_REQUESTS, stand: 'mine-open' },
      requests: [
        { ...data.FILED, ownTicket: 'INC-4711', responseDueAt: new Date(now.getTime() + 3_600_000) },
        { ...data.FILED, deskStatus: undefined, responseDueAt: new Date(now.getTime() - 3_600_000) },
        data.HANDED_OFF,
      ],
      newer: true,
      older: true,
      unchecked: true,
      files: true,
      now,
      timeZone,
    }),
  ),
  ordinary('requests, none of a customer', (l) =>
    requestsCard(l, {
      filter: { stand: 'waiting', customer: CONTOSO, product: 'azure', severity: 'critical', ownTicket: undefined },
      requests: [],
      newer: false,
      older: false,
      unchecked: false,
      files: false,
      now,
      timeZone,
    }),
  ),
  ordinary('requests with one number of our own', (l) =>
    requestsCard(l, {
      filter: { ...ALL_REQUESTS, ownTicket: 'INC-4711' },
      requests: [data.FILED, data.HANDED_OFF],
      newer: false,
      older: false,
      unchecked: false,
      files: true,
      now,
      timeZone,
    }),
  ),
  ordinary('request, followed', (l) =>
    requestCard(l, {
      request: { ...data.FILED, ownTicket: 'INC-4711' },
      record: undefined,
      failure: undefined,
      followers: FOLLOWERS,
      following: true,
      timeZone,
      now,
    }),
  ),
  ...REQUEST_ENDINGS.map((ended) =>
    ordinary(`request off our list: ${ended}`, (l) =>
      requestCard(l, {
        request: { ...(ended === 'solved' ? IN_ADMIN_CENTER : data.HANDED_OFF), ended, deskStatus: 'closed' },
        record: undefined,
        failure: undefined,
        timeZone,
        now,
      }),
    ),
  ),
  ordinary('request in a portal that cannot be read, of a colleague who has left', (l) =>
    requestCard(l, {
      request: { ...IN_ADMIN_CENTER, unheard: true },
      record: undefined,
      failure: undefined,
      following: false,
      timeZone,
      now,
    }),
  ),
  ordinary('messages of a request', (l) => requestMessagesCard(l, { request: data.FILED, record: RECORD, timeZone })),
  ordinary('messages of a request, none', (l) => requestMessagesCard(l, { request: data.FILED, record: { notes: [] }, timeZone })),
  ordinary('joined request', (l) => joinedRequestCard(l, { request: data.FILED, text: 'Nobody can send mail.\n\nRestarted Outlook.' })),
  ordinary('joined request, handed off', (l) => joinedRequestCard(l, { request: data.HANDED_OFF, text: 'Nobody can send mail.' })),
  ordinary('similar request found', (l) => similarFoundCard(l, { draft: data.FULL_DRAFT, similar: [data.FILED], timeZone })),
  ordinary('incident', (l) => incidentCard(l, INCIDENT_VIEW)),
  ordinary('incident, with cases', (l) =>
    incidentCard(l, { ...INCIDENT_VIEW, cases: Array.from({ length: 7 }, (_, index) => `CASE-7K3M9${index}`) }),
  ),
  ...[0, 1, 2, 5].map((each) =>
    ordinary(`incident, ${each} told in each state`, (l) =>
      incidentCard(l, { ...INCIDENT_VIEW, told: { totals: totalsOf(each), listed: true } }),
    ),
  ),
  ...[undefined, 'Adele Vance'].map((reader) =>
    ordinary(`incident, followed by ${reader ?? 'the only reader'}`, (l) => incidentCard(l, { ...INCIDENT_VIEW, following: true, reader })),
  ),
  ...(['choose-customer', 'not-hit', 'no-chat'] as const).map((name) =>
    ordinary(`incident, ${name}`, (l) =>
      incidentCard(l, { ...INCIDENT_VIEW, inForce: undefined, about: undefined, remark: { name, customer: 'Contoso' } }),
    ),
  ),
  ordinary('incident, nothing known', (l) =>
    incidentCard(l, {
      ...INCIDENT_VIEW,
      incident: {
        ...data.incidentOf('Mail is slow'),
        posts: [],
        postsKnown: false,
        impact: '',
        nextUpdateAt: new Date('2026-11-21T09:00:00Z'),
      },
      hit: { customers: [], total: 0 },
      inForce: { customer: CONTOSO, hit: false },
      about: undefined,
      readAt: undefined,
      failure: FAILURE,
      portal: undefined,
    }),
  ),
  ...(['postIncidentReviewPublished', 'serviceDegradation'] as const).map((status) =>
    ordinary(`incident over, ${status}`, (l) => incidentCard(l, { ...INCIDENT_VIEW, incident: { ...OVER, status } })),
  ),
  ...HEALTH_STATUSES.flatMap((status) =>
    LOCALES.map((textLocale) =>
      ordinary(`incident text, ${status}, ${textLocale}`, (l) =>
        incidentTextCard(l, { incident: { ...data.incidentOf('Mail is slow'), status }, customer: CONTOSO, textLocale, now, timeZone }),
      ),
    ),
  ),
  ordinary('incident text, over', (l) => incidentTextCard(l, { incident: OVER, customer: CONTOSO, textLocale: 'fr', now, timeZone })),
  ordinary('incident requests', (l) =>
    incidentRequestsCard(l, { issueId: 'EX842196', requests: [data.FILED, data.HANDED_OFF], unchecked: true }),
  ),
  ordinary('incident requests, none', (l) => incidentRequestsCard(l, { issueId: 'EX842196', requests: [], unchecked: false })),
  ordinary('incident over, asked', (l) => incidentOverCard(l, FOLLOW_UP)),
  ...FOLLOW_ANSWERS.flatMap((answer) =>
    [undefined, data.FILED].map((request) =>
      ordinary(`incident over, ${answer}, ${request === undefined ? 'no request' : 'request'}`, (l) =>
        incidentOverCard(l, { ...FOLLOW_UP, follow: { ...FOLLOW_UP.follow, answer, answeredAt: now }, request }),
      ),
    ),
  ),
  ordinary('number reminder', (l) => numberReminderCard(l, { request: data.HANDED_OFF })),
  ordinary('resume draft', (l) => resumeDraftCard(l, { draft: data.FULL_DRAFT, customer: CONTOSO, now, timeZone })),
  ordinary('resume draft, nothing in it', (l) => resumeDraftCard(l, { draft: data.EMPTY_DRAFT, customer: undefined, now, timeZone })),
  ...ADVICE.map(([name, answer, product]) =>
    ordinary(`advice ${name}`, (l) =>
      routeAdviceCard(l, {
        draft: { ...data.FULL_DRAFT, product },
        customer: CONTOSO,
        answer,
        colleagues: [
          { ...data.personNamed('Mei Tanaka'), onCall: true },
          { ...data.personNamed('Camille Laurent'), onCall: false },
        ],
        health: {
          snapshot: product === 'azure' ? undefined : data.TROUBLED,
          failure: undefined,
          issues: product === 'azure' ? [] : data.TROUBLED.overviews.flatMap(({ issues }) => issues),
          others: [],
          azureHealth: { url: 'https://portal.azure.com/', portal: 'Azure portal' },
        },
        similar: [data.FILED],
        mayAskExperts: answer.reason !== 'no-access',
        now,
        timeZone,
      }),
    ),
  ),
];

function hostile(kind: Kind, text: string): readonly Sample[] {
  const customer = data.customerNamed(text, text);
  const draft = data.draftOf(text);
  const contact = draft.contact ?? { givenName: text, surname: text, email: text, phone: text };
  const many = Array.from({ length: 30 }, () => customer);
  const record = {
    ...RECORD,
    owner: text,
    notes: Array.from({ length: 30 }, (_, n) => ({ key: String(n), from: 'microsoft' as const, by: text, at: now, text })),
  };
  const portal = { url: 'https://portal.example/', portal: text };
  const topics = Array.from({ length: 30 }, (_, index) => ({ id: String(index), name: text, description: text }));
  const sample = (name: string, make: Sample['make']): Sample => ({ name: `${kind} ${name}`, kind, make });
  return [
    sample('help', (l) => helpCard(l, { scope: 'personal', abilities: ABILITIES, customer })),
    sample('who am i', (l) => whoAmICard(l, { person: { ...data.personNamed(text), email: text }, customer, abilities: ABILITY_ROWS })),
    sample('notice unknown-input', (l) => noticeCard(l, { name: 'unknown-input', query: text })),
    sample('notice linked-to-issue', (l) =>
      noticeCard(l, { name: 'linked-to-issue', issueId: text, followId: 'f0000000-0000-4000-8000-000000000001', customer }),
    ),
    sample('error', (l) => errorCard(l, { code: 'INTERNAL', backEnd: undefined, errorId: text, correlationId: text })),
    sample('customer', (l) =>
      customerCard(l, {
        customer,
        access: 'granted',
        favourite: true,
        tags: Array.from({ length: 20 }, () => text.slice(0, 30)),
        mayTag: true,
      }),
    ),
    sample('customers', (l) =>
      customersCard(l, {
        query: '',
        matches: [],
        recent: many,
        favourites: many,
        inForce: customer,
        tags: new Map([[customer.tenantId, Array.from({ length: 20 }, () => text.slice(0, 30))]]),
        refreshedAt: now,
        now,
        goal: 'report',
      }),
    ),
    sample('customers found', (l) =>
      customersCard(l, {
        query: text,
        matches: many,
        recent: many,
        favourites: many,
        inForce: customer,
        tags: new Map([[customer.tenantId, Array.from({ length: 20 }, () => text.slice(0, 30))]]),
        refreshedAt: now,
        now,
        goal: 'report',
      }),
    ),
    sample('health', (l) =>
      healthCard(l, {
        customer,
        snapshot: data.healthOf(text),
        failure: { code: 'THROTTLED', errorId: text },
        incidents: [data.incidentOf(text)],
        portal,
        azure: portal,
        now,
        timeZone,
      }),
    ),
    sample('incident', (l) =>
      incidentCard(l, {
        ...INCIDENT_VIEW,
        told: { totals: totalsOf(9999), listed: true },
        incident: data.incidentOf(text),
        hit: { customers: many, total: 9999 },
        inForce: { customer, hit: true },
        about: undefined,
        following: true,
        reader: text,
        remark: { name: 'not-hit', customer: text },
        failure: { code: 'THROTTLED', errorId: text },
        portal,
      }),
    ),
    sample('incident text', (l) => incidentTextCard(l, { incident: data.incidentOf(text), customer, textLocale: l, now, timeZone })),
    sample('incident requests', (l) =>
      incidentRequestsCard(l, { issueId: text, requests: Array.from({ length: 30 }, () => data.requestOf(text)), unchecked: true }),
    ),
    sample('incident over', (l) =>
      incidentOverCard(l, {
        ...FOLLOW_UP,
        incident: { ...OVER, id: text, title: text, service: text },
        customer,
        request: data.requestOf(text),
      }),
    ),
    sample('report subject', (l) => reportSubjectCard(l, { draft, customer, closed: true, recent: many, problems: [] })),
    sample('report health', (l) =>
      reportHealthCard(l, {
        draft,
        customer,
        answer: data.ADMIN_CENTER,
        issues: data.healthOf(text).overviews.flatMap(({ issues }) => issues),
        others: [],
        snapshot: data.healthOf(text),
        failure: { code: 'THROTTLED', errorId: text },
        similar: Array.from({ length: 2 }, () => data.requestOf(text)),
        now,
        timeZone,
        problems: [],
      }),
    ),
    sample('report form', (l) =>
      reportFormCard(l, {
        draft,
        customer,
        answer: data.COMMERCIAL,
        contact,
        topics,
        similar: Array.from({ length: 2 }, () => data.requestOf(text)),
        stillNamed: customer,
        timeZone,
        problems: ADDRESS,
      }),
    ),
    sample('report review', (l) =>
      reportReviewCard(l, {
        draft,
        customer,
        answer: data.COMMERCIAL,
        target: TARGET,
        topicName: text,
        stillNamed: customer,
        problems: ADDRESS,
      }),
    ),
    sample('request filed', (l) =>
      requestCard(l, { request: data.requestOf(text), record, failure: { code: 'THROTTLED', errorId: text }, timeZone, now }),
    ),
    sample('news of a request', (l) =>
      requestNewsCard(l, {
        request: { ...data.requestOf(text), desk: { severity: 'critical', owner: text, noteKeys: [] } },
        news: { kind: 'owner', key: text },
        timeZone,
      }),
    ),
    sample('request failed', (l) =>
      requestCard(l, { request: data.requestOf(text, { state: 'failed' }), record: undefined, failure: undefined, timeZone, now }),
    ),
    sample('request handed off', (l) =>
      requestCard(l, {
        request: data.requestOf(text, { state: 'handed-off', route: 'azure-portal', handOff: { link: portal, text } }),
        record: undefined,
        failure: undefined,
        typed: { number: text, problem: 'not-its-own' },
        timeZone,
        now,
      }),
    ),
    sample('requests', (l) =>
      requestsCard(l, {
        filter: { stand: 'all', customer, product: 'microsoft365', severity: 'critical', ownTicket: undefined },
        requests: Array.from({ length: 30 }, () => ({ ...data.requestOf(text), ownTicket: text, responseDueAt: now })),
        newer: true,
        older: true,
        unchecked: true,
        files: true,
        now,
        timeZone,
      }),
    ),
    sample('requests with an own number', (l) =>
      requestsCard(l, {
        filter: { ...ALL_REQUESTS, ownTicket: text.slice(0, 50) },
        requests: [data.requestOf(text)],
        newer: false,
        older: false,
        unchecked: false,
        files: true,
        now,
        timeZone,
      }),
    ),
    sample('request followed', (l) =>
      requestCard(l, {
        request: { ...data.requestOf(text), ownTicket: text },
        record,
        failure: undefined,
        followers: Array.from({ length: 30 }, (_, n) => ({ personId: `p${n}`, personName: text, locale: l, timeZone })),
        following: true,
        timeZone,
        now,
      }),
    ),
    sample('request in a portal that cannot be read', (l) =>
      requestCard(l, {
        request: data.requestOf(text, { state: 'filed', route: 'admin-center' }),
        record: undefined,
        failure: { code: 'THROTTLED', errorId: text },
        followers: Array.from({ length: 30 }, (_, n) => ({ personId: `p${n}`, personName: text, locale: l, timeZone })),
        following: false,
        timeZone,
        now,
      }),
    ),
    sample('messages of a request', (l) =>
      requestMessagesCard(l, {
        request: data.requestOf(text),
        record: { notes: Array.from({ length: 30 }, () => record.notes).flat() },
        page: 1,
        timeZone,
      }),
    ),
    sample('joined request', (l) => joinedRequestCard(l, { request: data.requestOf(text), text })),
    sample('similar request found', (l) =>
      similarFoundCard(l, { draft, similar: Array.from({ length: 2 }, () => data.requestOf(text)), timeZone }),
    ),
    sample('number reminder', (l) => numberReminderCard(l, { request: data.requestOf(text, { handOff: { link: portal, text } }) })),
    sample('resume draft', (l) => resumeDraftCard(l, { draft, customer, now, timeZone })),
    sample('advice', (l) =>
      routeAdviceCard(l, {
        draft,
        customer,
        answer: data.answerFor({ access: 'denied' }),
        colleagues: five(text).map((one) => ({ ...one, onCall: true })),
        health: {
          snapshot: data.healthOf(text),
          failure: undefined,
          issues: data.healthOf(text).overviews.flatMap(({ issues }) => issues),
          others: [],
        },
        similar: Array.from({ length: 2 }, () => data.requestOf(text)),
        elsewhere: [],
        mayAskExperts: true,
        now,
        timeZone,
      }),
    ),
  ];
}

/** Every card in its states, with ordinary texts and with hostile ones. */
export const SAMPLES: readonly Sample[] = [
  ...ORDINARY,
  ...ADMINISTER_ORDINARY,
  ...BOARD_ORDINARY,
  ...CASES_ORDINARY,
  ...AZURE_ORDINARY,
  ...DIGEST_ORDINARY,
  ...ESCALATE_ORDINARY,
  ...PLAN_FILE_ORDINARY,
  ...NOTICE_ORDINARY,
  ...ON_CALL_ORDINARY,
  ...STATISTICS_ORDINARY,
  ...ACCESS_ORDINARY,
  ...ADVICE_ORDINARY,
  ...WATCHES_ORDINARY,
  ...PLAN_ORDINARY,
  ...TYPED_ORDINARY,
  ...hostile('nasty', data.NASTY),
  ...typedHostile('nasty', data.NASTY),
  ...accessHostile('nasty', data.NASTY),
  ...adviceHostile('nasty', data.NASTY),
  ...watchesHostile('nasty', data.NASTY),
  ...planHostile('nasty', data.NASTY),
  ...administerHostile('nasty', data.NASTY),
  ...boardHostile('nasty', data.NASTY),
  ...casesHostile('nasty', data.NASTY),
  ...azureHostile('nasty', data.NASTY),
  ...digestHostile('nasty', data.NASTY),
  ...escalateHostile('nasty', data.NASTY),
  ...planFileHostile('nasty', data.NASTY),
  ...noticeHostile('nasty', data.NASTY),
  ...onCallHostile('nasty', data.NASTY),
  ...statisticsHostile('nasty', data.NASTY),
  ...hostile('long', data.LONG),
  ...typedHostile('long', data.LONG),
  ...accessHostile('long', data.LONG),
  ...adviceHostile('long', data.LONG),
  ...watchesHostile('long', data.LONG),
  ...planHostile('long', data.LONG),
  ...administerHostile('long', data.LONG),
  ...boardHostile('long', data.LONG),
  ...casesHostile('long', data.LONG),
  ...azureHostile('long', data.LONG),
  ...digestHostile('long', data.LONG),
  ...escalateHostile('long', data.LONG),
  ...planFileHostile('long', data.LONG),
  ...noticeHostile('long', data.LONG),
  ...onCallHostile('long', data.LONG),
  ...statisticsHostile('long', data.LONG),
];
