import { channelCaseCard, caseDetailsCard } from '../../cards/case.ts';
import { casesCard, type CasesView } from '../../cards/cases.ts';
import type { CaseRemark } from '../../cards/case-data.ts';
import { requesterCaseCard } from '../../cards/requester-case.ts';
import type { CaseOutlook, ChannelCaseView, RequesterCaseView } from '../../src/domain/case-view.ts';
import {
  CASE_CAUSES,
  CASE_EVENT_KINDS,
  CASE_REQUEST_STATES,
  CASE_TARGETS,
  type CaseEvent,
  type CaseRefusal,
  type SupportCase,
} from '../../src/domain/support-case.ts';
import type { Sample } from './sample-cards.ts';
import * as data from './sample-data.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const at = (time: string) => new Date(`2026-11-21T${time}:00Z`);

export const CASE: SupportCase = {
  id: 'ca5e0000-0000-4000-8000-000000000001',
  reference: 'CASE-7K3M9Q',
  version: 3,
  cycle: 1,
  tenantId: 'c0000000-0000-4000-8000-000000000001',
  customerName: 'Contoso',
  product: 'microsoft365',
  title: 'Users cannot send mail',
  description: 'Since nine nobody at Contoso can send mail, neither from Outlook nor from the browser.',
  tried: 'Restarted Outlook, looked at the connectors.',
  language: 'en',
  severity: 'critical',
  state: 'open',
  waitingFor: undefined,
  owner: undefined,
  requester: { id: 'a0a0a0a0-0000-4000-8000-000000000001', name: 'Adele Vance', locale: 'en', timeZone },
  requestId: undefined,
  issueId: undefined,
  planVersion: 1,
  policy: 'default',
  channelId: '19:azureEscalations@thread.tacv2',
  openedAt: at('08:30'),
  openSince: at('08:30'),
  takenAt: undefined,
  firstResponseAt: undefined,
  resolvedAt: undefined,
  cause: undefined,
  resolution: undefined,
  confirmedAt: undefined,
  updatedAt: now,
};
const MEI = { id: 'a0a0a0a0-0000-4000-8000-000000000004', name: 'Mei Tanaka' };
export const TAKEN: SupportCase = { ...CASE, state: 'taken', owner: MEI, takenAt: at('08:40'), severity: 'moderate' };
export const RESOLVED: SupportCase = {
  ...TAKEN,
  state: 'resolved',
  resolvedAt: at('09:20'),
  cause: 'fixed',
  resolution: 'The connector is back.',
};
const STATES: Readonly<Record<string, SupportCase>> = {
  open: CASE,
  taken: TAKEN,
  'waiting for the customer': { ...TAKEN, state: 'waiting', waitingFor: 'customer', issueId: 'EX842196' },
  'waiting for Microsoft': { ...TAKEN, state: 'waiting', waitingFor: 'microsoft', requestId: 'b0000000-0000-4000-8000-000000000001' },
  resolved: RESOLVED,
  confirmed: { ...RESOLVED, confirmedAt: at('09:25') },
  withdrawn: { ...RESOLVED, cause: 'withdrawn', owner: undefined, resolution: undefined },
  'of an incident': { ...CASE, requester: undefined, tenantId: undefined, customerName: undefined, tried: undefined, issueId: 'EX842196' },
  'without a channel': { ...CASE, channelId: undefined },
};

const OUTLOOK: CaseOutlook = {
  targets: [
    { target: 'acknowledge', dueAt: at('08:45'), state: 'missed' },
    { target: 'first-response', dueAt: at('10:30'), state: 'running' },
    { target: 'resolution', dueAt: undefined, state: 'paused' },
  ],
  nextCall: { level: 2, at: at('09:45') },
};
const QUIET: CaseOutlook = { targets: [{ target: 'acknowledge', dueAt: at('08:45'), state: 'met' }], nextCall: undefined };

export function anEvent(kind: CaseEvent['kind'], over: Partial<CaseEvent> = {}): CaseEvent {
  return { id: 1, caseId: CASE.id, version: 2, at: at('08:50'), actor: MEI, kind, detail: {}, text: undefined, ...over };
}
const NOTES = [anEvent('note', { text: 'The connector points\nto the old address.' }), anEvent('note', { actor: 'system', text: '' })];
/** Everything that can be written down of a case, as fully as it can be. */
export const TRAIL: readonly CaseEvent[] = CASE_EVENT_KINDS.map((kind, index) =>
  anEvent(kind, {
    id: index + 1,
    actor: index % 3 === 0 ? 'system' : MEI,
    detail: {
      before: { state: 'taken', owner: 'a', ownerName: 'Adele Vance' },
      after: { state: 'taken', owner: MEI.id, ownerName: MEI.name, severity: 'minimal' },
      waitingFor: 'microsoft',
      cause: 'fixed',
      issueId: 'EX842196',
      incidentChange: 'worse',
      requestState: 'filed',
      number: '2611210050001234',
      target: 'first-response',
      level: 2,
      round: 2,
      lateSeconds: 3700,
      dueAt: at('08:45').toISOString(),
    },
    text: kind === 'note' || kind === 'severity' ? 'The whole office stands still.' : undefined,
  }),
);
const BARE = CASE_EVENT_KINDS.map((kind) => anEvent(kind));
const SINGLE = (['worse', 'resolved', 'reopened', 'post'] as const).map((incidentChange) =>
  anEvent('incident', { detail: { incidentChange } }),
);
const REQUESTS = CASE_REQUEST_STATES.map((requestState) => anEvent('request', { actor: 'system', detail: { requestState } }));
const CLOCKED = CASE_TARGETS.flatMap((target) =>
  (['warning', 'breach'] as const).map((kind) => anEvent(kind, { actor: 'system', detail: { target, dueAt: at('08:45').toISOString() } })),
);

export const CHANNEL_VIEW: ChannelCaseView = { case: CASE, outlook: OUTLOOK, notes: NOTES, locale: 'en', timeZone, now };
export const REQUESTER_VIEW: RequesterCaseView = { ...CHANNEL_VIEW, channelName: 'Azure escalations', stranded: undefined };
const REFUSALS: readonly CaseRefusal[] = ['taken', 'resolved', 'not-resolved', 'not-taken', 'not-owner', 'not-requester', 'already'];
const REMARKS: readonly CaseRemark[] = [...REFUSALS.map((refusal) => ({ refusal })), 'posting', 'not-posted'];

export const CASES_VIEW: CasesView = {
  filter: 'open',
  cases: [
    { case: CASE, outlook: OUTLOOK },
    { case: TAKEN, outlook: QUIET },
    ...Object.values(STATES).map((one) => ({ case: one, outlook: OUTLOOK })),
  ].slice(0, 8),
  offset: 0,
  limit: 8,
  more: true,
  unchecked: true,
  timeZone,
};

function ordinary(name: string, make: Sample['make']): Sample {
  return { name, kind: 'ordinary', make };
}

export const CASES_ORDINARY: readonly Sample[] = [
  ...Object.entries(STATES).flatMap(([name, one]) => [
    ordinary(`case ${name}`, (l) => channelCaseCard(l, { ...CHANNEL_VIEW, case: one })),
    ordinary(`case ${name}, details`, (l) =>
      caseDetailsCard(l, { ...CHANNEL_VIEW, case: one, trail: TRAIL, ofRequester: true, remark: undefined }),
    ),
    ordinary(`case ${name}, of the requester`, (l) => requesterCaseCard(l, { ...REQUESTER_VIEW, case: one })),
  ]),
  ...(['filed', 'handed-off', 'failed', 'uncertain'] as const).map((state) =>
    ordinary(`case, request ${state}`, (l) =>
      channelCaseCard(l, { ...CHANNEL_VIEW, case: TAKEN, filing: { state, number: state === 'filed' ? '2611210050001234' : undefined } }),
    ),
  ),
  ordinary('case without notes, nobody to be called', (l) => channelCaseCard(l, { ...CHANNEL_VIEW, notes: [], outlook: QUIET })),
  ...[BARE, SINGLE, REQUESTS, CLOCKED, []].map((trail, n) =>
    ordinary(`case, trail ${n}`, (l) => caseDetailsCard(l, { ...CHANNEL_VIEW, trail, ofRequester: false, remark: undefined })),
  ),
  ...REMARKS.flatMap((remark, n) => [
    ordinary(`case, remark ${n}`, (l) => channelCaseCard(l, { ...CHANNEL_VIEW, case: TAKEN }, remark)),
    ordinary(`case, remark ${n}, nobody has it`, (l) => requesterCaseCard(l, REQUESTER_VIEW, remark)),
  ]),
  ...(['no-channel', 'gone', 'failed', 'outsiders', 'uncertain'] as const).map((stranded) =>
    ordinary(`case of the requester, ${stranded}`, (l) => requesterCaseCard(l, { ...REQUESTER_VIEW, stranded, channelName: undefined })),
  ),
  ...CASE_CAUSES.map((cause) => ordinary(`case, ${cause}`, (l) => channelCaseCard(l, { ...CHANNEL_VIEW, case: { ...RESOLVED, cause } }))),
  ordinary('cases', (l) => casesCard(l, CASES_VIEW)),
  ordinary('cases, mine, last page', (l) =>
    casesCard(l, { ...CASES_VIEW, filter: 'mine', cases: CASES_VIEW.cases.slice(0, 1), offset: 8, more: false, unchecked: false }),
  ),
  ordinary('cases, none of a customer', (l) =>
    casesCard(l, { ...CASES_VIEW, filter: { customer: data.customerNamed('Contoso') }, cases: [], more: false, unchecked: false }),
  ),
  ordinary('cases, none that may be seen', (l) => casesCard(l, { ...CASES_VIEW, filter: 'all', cases: [] })),
];

export function casesHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const sample = (name: string, make: Sample['make']): Sample => ({ name: `${kind} ${name}`, kind, make });
  const person = { id: MEI.id, name: text };
  const customer = data.customerNamed(text);
  const of: SupportCase = {
    ...TAKEN,
    severity: 'critical',
    customerName: text,
    title: text,
    description: text,
    tried: text,
    issueId: text.slice(0, 100),
    owner: person,
    requester: { id: 'r', name: text, locale: 'fr', timeZone },
  };
  const resolved: SupportCase = { ...of, state: 'resolved', resolvedAt: now, cause: 'question-answered', resolution: text };
  const notes = Array.from({ length: 8 }, () => anEvent('note', { actor: person, text }));
  const trail = TRAIL.map((event): CaseEvent => ({
    ...event,
    actor: person,
    text,
    detail: { ...event.detail, after: { state: 'taken', ownerName: text }, issueId: text, number: text },
  }));
  const outlook: CaseOutlook = { ...OUTLOOK, targets: OUTLOOK.targets.map((target) => ({ ...target, dueAt: now })) };
  const view: ChannelCaseView = { ...CHANNEL_VIEW, outlook, notes, filing: { state: 'filed', number: text } };
  return [of, resolved].flatMap((one) => [
    sample(`case ${one.state}`, (l) => channelCaseCard(l, { ...view, case: one }, { refusal: 'not-owner' })),
    sample(`case ${one.state}, details`, (l) =>
      caseDetailsCard(l, { ...view, case: one, trail, ofRequester: true, stranded: 'no-channel', remark: { refusal: 'not-owner' } }),
    ),
    sample(`case ${one.state}, of the requester`, (l) =>
      requesterCaseCard(l, { ...view, case: one, channelName: text, stranded: 'no-channel' }, { refusal: 'not-owner' }),
    ),
    sample(`cases, ${one.state}`, (l) =>
      casesCard(l, {
        ...CASES_VIEW,
        filter: { customer },
        cases: Array.from({ length: 8 }, () => ({ case: one, outlook })),
        offset: 8,
      }),
    ),
  ]);
}
