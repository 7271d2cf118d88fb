import { planChangesCard, planFileEndCard } from '../../cards/plan-file.ts';
import { planFileProblemsCard, type ShownFileProblem } from '../../cards/plan-file-problems.ts';
import { planPreviewCard, type PlanPreviewView } from '../../cards/plan-preview.ts';
import { previewCalls } from '../../src/domain/escalation-preview.ts';
import type { EscalationPlan } from '../../src/domain/escalation-plan.ts';
import { PLAN_PROBLEM_CODES, PLAN_REMARK_CODES } from '../../src/domain/plan-problem.ts';
import { FILE_EXPECTATIONS } from '../../src/ports/plan-file.ts';
import { aLevel, aPlan, DMITRI, EXPERTS, expertsChannel, LEADS, MEI, someRules } from '../domain/plans.ts';
import type { Sample } from './sample-cards.ts';
import * as data from './sample-data.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const PLAN: EscalationPlan = { version: 12, ...aPlan() };
const ASKED = { product: 'azure', severity: 'critical', language: 'en', day: '2026-11-22', time: '02:30' } as const;
const CHANNELS = [expertsChannel(EXPERTS, 'Azure escalations'), expertsChannel(LEADS, undefined)];
const UPLOAD = 'd0000000-0000-4000-8000-000000000001';

function previewOf(plan: EscalationPlan, over: Partial<PlanPreviewView> = {}, onDuty: readonly (typeof MEI)[] = [MEI]): PlanPreviewView {
  const preview = previewCalls(plan, { ...ASKED, tenantId: undefined, tags: [] }, now, () => onDuty[0]);
  return { asked: ASKED, preview, routeNumber: 1, channels: CHANNELS, timeZone, ...over };
}

const preview = (name: string, view: PlanPreviewView, kind: Sample['kind'] = 'ordinary'): Sample => ({
  name: `plan preview, ${name}`,
  kind,
  make: (locale) => planPreviewCard(locale, view),
});

const busy = (text: string): EscalationPlan => {
  const call = [{ rota: text }, { person: { ...MEI, name: text } }, { channel: EXPERTS }, { channel: 'gone' }, { rota: text }];
  const rules = someRules({
    hours: text,
    levels: Array.from({ length: 20 }, (_, index) => aLevel(index * 60, { call, repeat: { everyMinutes: 5, times: 10 } })),
  });
  const routes = aPlan().routes.map((route) => ({ ...route, policy: text }));
  return {
    ...PLAN,
    policies: [{ name: text, severities: { critical: rules, moderate: rules, minimal: rules }, languageHours: {} }],
    rotas: aPlan().rotas.map((rota) => ({ ...rota, name: text })),
    routes,
  };
};

const fileProblems = (text: string, content = PLAN): readonly ShownFileProblem[] => [
  { code: 'too-large' },
  { code: 'no-yaml' },
  { code: 'too-many-aliases' },
  { code: 'unknown-key', key: text },
  { code: 'missing-key', key: text },
  ...FILE_EXPECTATIONS.map((expected) => ({ code: 'wrong-value', key: text, expected, choices: ['azure', text] }) as const),
  { code: 'wrong-value', key: '', expected: 'map', choices: [] },
  { code: 'wrong-value', key: text, expected: 'choice', choices: [] },
  { code: 'unknown-person', named: text },
  { code: 'not-staff', named: text },
  { code: 'people-untold', named: text },
  { code: 'too-many-people', most: 40 },
  { code: 'outdated', seen: 11, current: 12 },
  ...PLAN_PROBLEM_CODES.map((code) => ({
    code,
    at: ['policies', 0, 'severities', 'critical', 'levels', 1, 'call', 0],
    named: text,
    content,
  })),
  { code: 'unknown-calendar', at: ['calendars', 0], named: text, content },
  { code: 'unknown-rota', at: ['rotas', 0, 'members'], named: text, content },
  { code: 'no-fallback', at: ['routes', 1], named: '', content },
];

/** The cards show the first twenty. */
const shown = (name: string, problems: readonly ShownFileProblem[], kind: Sample['kind']): readonly Sample[] =>
  Array.from({ length: Math.ceil(problems.length / 20) }, (_, page) => ({
    name: `plan file, ${name} ${page + 1}`,
    kind,
    make: (locale) =>
      planFileProblemsCard(
        locale,
        problems.slice(page * 20).map((problem, index) => ({ line: page === 0 ? index + 1 : undefined, problem })),
      ),
  }));

const changes = (name: string, text: string, kind: Sample['kind']): Sample => ({
  name: `plan file, ${name}`,
  kind,
  make: (locale) =>
    planChangesCard(locale, {
      uploadId: UPLOAD,
      plan: busy(text),
      differences: [
        ...Array.from({ length: kind === 'ordinary' ? 1 : 50 }, () => ({ part: 'policies', name: text, change: 'changed' }) as const),
        { part: 'calendars', name: text, change: 'removed' },
        { part: 'rotas', name: text, change: 'added' },
        { part: 'routes', change: 'changed' },
        { part: 'incidents', change: 'changed' },
      ],
      remarks: PLAN_REMARK_CODES.map((code) => ({
        code,
        at: code === 'no-channel' ? ['routes', 1] : ['policies', 0, 'severities', 'minimal'],
      })),
    }),
});

/** What would happen when, and the plan as a file. */
export const PLAN_FILE_ORDINARY: readonly Sample[] = [
  preview('calls', previewOf(PLAN)),
  preview('nobody on call', previewOf(PLAN, {}, [])),
  preview(
    'nobody called',
    previewOf({
      ...PLAN,
      policies: PLAN.policies.map((policy) => ({ ...policy, severities: { ...policy.severities, critical: someRules({ levels: [] }) } })),
    }),
  ),
  preview('no moment', { ...previewOf(PLAN), preview: undefined, asked: { ...ASKED, day: '', time: 'half past two' } }),
  preview('many moments', previewOf(busy('Azure by night'), {}, [DMITRI])),
  ...shown('problem', fileProblems('afterwards'), 'ordinary'),
  changes('changes', 'usual', 'ordinary'),
  {
    name: 'plan file, no changes',
    kind: 'ordinary',
    make: (locale) => planChangesCard(locale, { uploadId: UPLOAD, plan: PLAN, differences: [], remarks: [] }),
  },
  ...([{ version: 13 }, 'discarded', 'gone', 'stale'] as const).map((end): Sample => ({
    name: `plan file, ${typeof end === 'string' ? end : 'saved'}`,
    kind: 'ordinary',
    make: (locale) => planFileEndCard(locale, end),
  })),
];

/** Texts that others could write to break it, in every place that shows one. */
export function planFileHostile(kind: 'nasty' | 'long', text: string): readonly Sample[] {
  const channels = [expertsChannel(EXPERTS, text, { teamName: text })];
  const onDuty = { ...MEI, name: text };
  return [
    preview('calls', previewOf(busy(text), { channels, asked: { ...ASKED, day: text, time: text } }, [onDuty]), kind),
    ...shown('problem', fileProblems(text, busy(text)), kind),
    changes('changes', text, kind),
  ];
}
