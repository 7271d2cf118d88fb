import { escalatedCard } from '../../cards/escalated.ts';
import { escalateFormCard, type EscalateFormView } from '../../cards/escalate-form.ts';
import type { CaseProspect } from '../../src/domain/case-prospect.ts';
import { SEVERITIES } from '../../src/domain/severity.ts';
import { CASE } from './sample-cases.ts';
import type { Sample } from './sample-cards.ts';
import * as data from './sample-data.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const CONTOSO = data.customerNamed('Contoso');
const REQUEST = { id: 'b0000000-0000-4000-8000-000000000001', reference: 'PSR-7K3M9Q' };

const PROSPECT: CaseProspect = {
  severity: 'critical',
  channel: { teamName: 'Experts', name: 'Azure escalations' },
  firstCall: { at: now, atOnce: true, people: ['Mei Tanaka'], nobodyOn: [] },
};
const PROSPECTS: Readonly<Record<string, CaseProspect>> = {
  'called at once': PROSPECT,
  'called later': { ...PROSPECT, channel: { teamName: undefined, name: undefined }, firstCall: { ...called('Mei Tanaka'), atOnce: false } },
  'nobody on call': { ...PROSPECT, firstCall: { ...called(), nobodyOn: ['Azure night'] } },
  'nobody called': { ...PROSPECT, firstCall: undefined },
  'no channel': { ...PROSPECT, channel: undefined, firstCall: undefined },
};

function called(...people: readonly string[]) {
  return { at: now, atOnce: true, people, nobodyOn: [] };
}

function formOf(over: Partial<EscalateFormView> = {}): EscalateFormView {
  return {
    about: { caseId: CASE.id, request: undefined, issueId: undefined },
    fields: { language: 'en' },
    customer: undefined,
    confirmCustomer: false,
    offered: [CONTOSO],
    prospects: undefined,
    similar: [],
    problems: [],
    now,
    timeZone,
    ...over,
  };
}

const WHOLE = {
  tenantId: CONTOSO.tenantId,
  product: 'azure',
  impact: 'stopped',
  severity: 'critical',
  title: 'Virtual machines do not start',
  description: 'None of the machines in West Europe starts since nine.',
  tried: 'Started them one by one, looked at the quotas.',
  language: 'en',
} as const;

const form = (name: string, over: Partial<EscalateFormView>, kind: Sample['kind'] = 'ordinary'): Sample => ({
  name,
  kind,
  make: (locale) => escalateFormCard(locale, formOf(over)),
});

/** The form from nothing known to everything known, and what came of it. */
export const ESCALATE_ORDINARY: readonly Sample[] = [
  form('escalate form, nothing known', {}),
  form('escalate form, customer to be confirmed', {
    fields: { ...WHOLE, impact: undefined, severity: undefined },
    customer: CONTOSO,
    confirmCustomer: true,
    prospects: SEVERITIES.map((severity, index) => ({ ...PROSPECT, severity, channel: index === 0 ? PROSPECT.channel : undefined })),
  }),
  form('escalate form, of a request', {
    about: { caseId: CASE.id, request: REQUEST, issueId: 'EX842196' },
    fields: WHOLE,
    customer: CONTOSO,
    prospects: [PROSPECT],
  }),
  form('escalate form, another severity', {
    fields: { ...WHOLE, severity: 'minimal', severityReason: undefined },
    customer: CONTOSO,
    prospects: [PROSPECT],
    problems: [{ field: 'severityReason', problem: 'reason-needed' }],
  }),
  form('escalate form, similar cases', {
    fields: WHOLE,
    customer: CONTOSO,
    prospects: [PROSPECT],
    similar: [CASE, { ...CASE, state: 'waiting', owner: { id: 'x', name: 'Mei Tanaka' } }],
  }),
  ...Object.entries(PROSPECTS).map(([name, prospect]) =>
    form(`escalate form, ${name}`, { fields: WHOLE, customer: CONTOSO, prospects: [prospect] }),
  ),
  ...Object.entries(PROSPECTS).map(([name, prospect]): Sample => ({
    name: `escalated, ${name}`,
    kind: 'ordinary',
    make: (l) =>
      escalatedCard(l, {
        case: prospect.channel === undefined ? { ...CASE, channelId: undefined } : CASE,
        how: 'opened',
        prospect,
        timeZone,
      }),
  })),
  {
    name: 'escalated, opened before',
    kind: 'ordinary',
    make: (l) =>
      escalatedCard(l, { case: { ...CASE, tenantId: undefined, customerName: undefined }, how: 'opened', prospect: undefined, timeZone }),
  },
  {
    name: 'escalated, joined',
    kind: 'ordinary',
    make: (l) => escalatedCard(l, { case: CASE, how: 'joined', prospect: undefined, timeZone }),
  },
];

/** Texts that others could write to break it, in every place that shows one. */
export function escalateHostile(kind: 'nasty' | 'long', text: string): readonly Sample[] {
  const channel = { teamName: text, name: text };
  const prospect: CaseProspect = { severity: 'critical', channel, firstCall: { ...called(text, text, text), nobodyOn: [text] } };
  const customer = { ...data.customerNamed(text), tenantId: CONTOSO.tenantId };
  const other = { ...CASE, title: text, customerName: text, owner: { id: 'x', name: text }, state: 'waiting' } as const;
  const fields = { ...WHOLE, severity: 'minimal', severityReason: text, title: text, description: text, tried: text } as const;
  const more = {
    customer,
    offered: Array.from({ length: 6 }, () => customer),
    prospects: SEVERITIES.map((severity) => ({ ...prospect, severity })),
  };
  return [
    form(`${kind} escalate form`, { fields, ...more, similar: Array.from({ length: 9 }, () => other) }, kind),
    { name: `${kind} escalated`, kind, make: (l) => escalatedCard(l, { case: other, how: 'opened', prospect, timeZone }) },
  ];
}
