import { channelOutsidersCard } from '../../cards/channel-outsiders.ts';
import { channelSetupCard, type ChannelSetupView } from '../../cards/channel-setup.ts';
import { calendarAsWritten, HOLIDAYS_LETTERS, planCalendarCard } from '../../cards/plan-calendar.ts';
import { NONE } from '../../cards/plan-choices.ts';
import { OPENS_CASE, planIncidentsCard } from '../../cards/plan-incidents.ts';
import { levelAsWritten, PEOPLE_LETTERS, planLevelCard } from '../../cards/plan-level.ts';
import { planLevelsCard, planPolicyCard } from '../../cards/plan-levels.ts';
import { planPartCard, type PlanPartView } from '../../cards/plan-part.ts';
import { planPolicyFormCard } from '../../cards/plan-policy.ts';
import { planRotaCard, rotaAsWritten } from '../../cards/plan-rota.ts';
import { planRouteCard, routeAsWritten } from '../../cards/plan-route.ts';
import { planTargetsCard, targetsAsWritten } from '../../cards/plan-targets.ts';
import { TYPED_PROBLEMS, type FormProblem } from '../../cards/plan-typed.ts';
import { planCard } from '../../cards/plan.ts';
import { setupCheckCard } from '../../cards/setup-check.ts';
import type { Customer } from '../../src/domain/customer.ts';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { EscalationLevel, EscalationPlan, EscalationRoute, SeverityPolicy } from '../../src/domain/escalation-plan.ts';
import { PLAN_PARTS } from '../../src/domain/plan-change.ts';
import { PLAN_PROBLEM_CODES } from '../../src/domain/plan-problem.ts';
import { SETUP_CHECKS, type SetupCheck, type SetupFinding } from '../../src/domain/setup-finding.ts';
import type { Sample } from './sample-cards.ts';
import * as data from './sample-data.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const ADELE = { id: 'a0a0a0a0-0000-4000-8000-000000000001', name: 'Adele Vance' };
const CHANNEL = { conversationId: '19:azureEscalations@thread.tacv2', teamName: 'CSP Operations', name: 'Azure escalations' };
const GENERAL = { conversationId: '19:northwindGeneral@thread.tacv2', teamName: undefined, name: undefined };

/** A plan whose every text is this one; each list as long as wanted. */
function planOf(text: string, many: number, levels = 2): EscalationPlan {
  const times = <T>(count: number, make: (n: number) => T): readonly T[] => Array.from({ length: count }, (_, n) => make(n));
  const name = (n: number): string => `${text.slice(0, 76)} ${n}`;
  const level = (n: number): EscalationLevel => ({
    afterMinutes: n * 15,
    repeat: n === 0 ? undefined : { everyMinutes: 5, times: 2 },
    call: [
      { rota: name(0) },
      { person: { ...ADELE, name: text.slice(0, 200) } },
      { channel: CHANNEL.conversationId },
      { channel: 'gone' },
      ...times(many > 10 ? 16 : 0, (at) => ({ person: { id: `p${at}`, name: text.slice(0, 200) } })),
    ],
  });
  const rules: SeverityPolicy = {
    acknowledgeMinutes: 15,
    firstResponseMinutes: 90,
    resolutionMinutes: 1445,
    warnAtPercentLeft: 25,
    hours: name(0),
    levels: times(levels, level),
  };
  const none: SeverityPolicy = {
    ...rules,
    acknowledgeMinutes: undefined,
    firstResponseMinutes: undefined,
    resolutionMinutes: undefined,
    levels: [],
  };
  const route = (n: number): EscalationRoute => ({
    products: ['azure', 'microsoft365'],
    severities: ['critical', 'moderate'],
    tenantIds: [data.customerNamed('Contoso').tenantId],
    tag: text.slice(0, 80),
    hours: { calendar: name(0), when: n % 2 === 0 ? 'inside' : 'outside' },
    channelId: n === 0 ? CHANNEL.conversationId : 'gone',
    policy: name(0),
  });
  return {
    version: 7,
    calendars: times(many, (n) => ({
      name: name(n),
      timeZone: n === 0 ? timeZone : text.slice(0, 80),
      week: times(7, (day) =>
        day < 5
          ? [
              { from: 480, to: 720 },
              { from: 780, to: 1440 },
            ]
          : [],
      ),
      holidays: ['2026-12-25', '2027-01-01'],
    })),
    rotas: times(many, (n) => ({
      name: name(n),
      timeZone,
      from: '2026-11-02',
      handOverAt: 540,
      turn: n === 1 ? 'calendar' : { days: n === 0 ? 7 : 3 },
      members: n === 1 ? [] : times(Math.min(many, 15), (at) => ({ ...ADELE, id: `p${at}`, name: text.slice(0, 200) })),
      channelId: CHANNEL.conversationId,
    })),
    policies: times(many, (n) => ({
      name: name(n),
      severities: { critical: rules, moderate: { ...rules, hours: undefined }, minimal: none },
      languageHours: { fr: name(0) },
    })),
    routes: [
      ...times(many, route),
      { products: [], severities: [], tenantIds: [], tag: undefined, hours: undefined, channelId: undefined, policy: name(0) },
    ],
    incidents: { openCase: 'high-impact', severity: 'critical' },
  };
}

const PLAN = planOf('Gold', 3);
const problemsOf = (named: string): readonly FormProblem[] => [
  ...TYPED_PROBLEMS.map((name) => ({ name, named })),
  ...PLAN_PROBLEM_CODES.map((code) => ({
    code,
    named,
    at: ['policies', 0, 'severities', 'critical', 'levels', 1],
    content: planOf(named, 1),
  })),
];
/** Those that tell of channels, rotas or a calendar by name. */
const NAMING: ReadonlySet<SetupCheck> = new Set(['reach', 'audience', 'responses', 'rotas']);
const FINDINGS: readonly SetupFinding[] = SETUP_CHECKS.map((check) => ({ check, state: 'yes' }));
const MISSING: readonly SetupFinding[] = [
  { check: 'sign-in', state: 'no', code: 'SIGN_IN_NEEDED' },
  { check: 'roles', state: 'no', code: 'FORBIDDEN' },
  { check: 'owners', state: 'unknown', code: 'TIMED_OUT' },
  { check: 'customers', state: 'no', at: new Date('2026-11-20T09:00:00Z') },
  { check: 'access', state: 'yes', at: now },
  { check: 'health', state: 'yes', count: 2, at: now },
  { check: 'channels', state: 'no' },
  { check: 'reach', state: 'unknown' },
  { check: 'audience', state: 'no', names: ['CSP Operations / Tailspin migration', ''] },
  { check: 'routes', state: 'no', count: 1 },
  { check: 'rotas', state: 'no', names: [] },
  { check: 'responses', state: 'no', names: ['Paris'] },
  { check: 'clocks', state: 'no', at: undefined },
  { check: 'files', state: 'no' },
  { check: 'here', state: 'no' },
];

function channelView(text: string, over: Partial<ChannelSetupView['channel']> = {}): ChannelSetupView {
  const setUp = { kind: 'standard', locale: 'en', timeZone, outsidersAllowed: false, setUpBy: { name: text }, setUpAt: now } as const;
  return { channel: { ...CHANNEL, ...setUp, ...over }, plan: planOf(text, 3), remark: undefined, timeZone };
}

const ordinary = (name: string, make: Sample['make']): Sample => ({ name, kind: 'ordinary', make });
const SEEN: PlanPartView = { plan: PLAN, channels: [CHANNEL, GENERAL], mayChange: true, remark: undefined, problems: [] };
const EMPTY: EscalationPlan = { ...BUILT_IN_PLAN, policies: [], routes: [] };

export const PLAN_ORDINARY: readonly Sample[] = [
  ordinary('plan, built in, nobody who may change it', (l) =>
    planCard(l, { plan: BUILT_IN_PLAN, channels: [], mayChange: false, remark: undefined }),
  ),
  ordinary('plan', (l) => planCard(l, { ...SEEN, remark: 'saved' })),
  ordinary('plan, many of all', (l) => planCard(l, { ...SEEN, plan: planOf('Silver', 9), remark: 'stale' })),
  ...PLAN_PARTS.flatMap((part) => [
    ordinary(`plan, ${part}`, (l) =>
      planPartCard(l, { ...SEEN, part, offset: 0, customers: new Map([[0, { names: ['Contoso'], hidden: 1 }]]), remark: 'removed' }),
    ),
    ordinary(`plan, ${part}, second page, not saved`, (l) =>
      planPartCard(l, {
        ...SEEN,
        plan: planOf('Silver', 9),
        part,
        offset: 4,
        customers: new Map(),
        problems: problemsOf('Gold').slice(0, 1),
      }),
    ),
    ordinary(`plan, ${part}, none`, (l) =>
      planPartCard(l, { ...SEEN, plan: EMPTY, part, offset: 0, customers: new Map(), mayChange: false }),
    ),
    ordinary(`plan, ${part}, to look at`, (l) => planPartCard(l, { ...SEEN, part, offset: 0, customers: new Map(), mayChange: false })),
  ]),
  ordinary('plan, policy', (l) => planPolicyCard(l, { ...SEEN, plan: planOf('Gold', 1, 6), index: 0 })),
  ordinary('plan, levels', (l) => planLevelsCard(l, { ...SEEN, index: 0, severity: 'critical', offset: 0 })),
  ordinary('plan, no levels', (l) => planLevelsCard(l, { ...SEEN, index: 0, severity: 'minimal', offset: 0 })),
  ...[undefined, 0, 3].map((index) =>
    ordinary(`plan, route ${index ?? 'new'}`, (l) =>
      planRouteCard(l, {
        plan: PLAN,
        channels: [CHANNEL, GENERAL],
        index,
        written: routeAsWritten(PLAN, PLAN.routes[index ?? 3] ?? firstRoute()),
        listed: index === 0 ? [data.customerNamed('Contoso')] : [],
        hidden: index === 0 ? 2 : 0,
        problems: [],
      }),
    ),
  ),
  ...[undefined, 0].map((index) =>
    ordinary(`plan, policy form ${index ?? 'new'}`, (l) =>
      planPolicyFormCard(l, { plan: PLAN, index, name: index === 0 ? 'Gold' : '', hours: { en: NONE, fr: '0', ru: NONE }, problems: [] }),
    ),
  ),
  ordinary('plan, targets', (l) =>
    planTargetsCard(l, {
      plan: PLAN,
      index: 0,
      severity: 'critical',
      written: targetsAsWritten(l, PLAN, PLAN.policies[0]?.severities.critical ?? firstRules()),
      problems: problemsOf('2 moons').slice(0, 3),
    }),
  ),
  ordinary('plan, level', (l) =>
    planLevelCard(l, { ...formOf(PLAN), level: 1, written: levelAsWritten(l, PLAN, firstRules().levels[1] ?? firstLevel()) }),
  ),
  ordinary('plan, first level of a plan with nothing else', (l) =>
    planLevelCard(l, {
      ...formOf(BUILT_IN_PLAN),
      channels: [],
      level: undefined,
      written: { after: '', every: '', times: '', rotas: '', channels: '', people: '' },
    }),
  ),
  ...PLAN.rotas.map((rota, index) =>
    ordinary(`plan, rota ${index}`, (l) =>
      planRotaCard(l, {
        plan: PLAN,
        channels: [CHANNEL],
        index,
        written: rotaAsWritten(rota, rota.members),
        zones: [timeZone, 'UTC'],
        problems: [],
      }),
    ),
  ),
  ordinary('plan, new rota', (l) =>
    planRotaCard(l, {
      plan: PLAN,
      channels: [],
      index: undefined,
      written: { name: '', zone: 'UTC', from: '2026-11-21', handOver: '09:00', turn: '7', days: '', people: undefined, channel: NONE },
      zones: ['UTC'],
      problems: [],
    }),
  ),
  ...[undefined, 0].map((index) =>
    ordinary(`plan, calendar ${index ?? 'new, with many holidays'}`, (l) =>
      planCalendarCard(l, {
        plan: PLAN,
        index,
        written:
          index === 0 ? calendarAsWritten(PLAN.calendars[0] ?? firstCalendar()) : { name: '', zone: 'UTC', week: [], holidays: undefined },
        zones: [timeZone],
        problems: [],
      }),
    ),
  ),
  ...OPENS_CASE.map((openCase) =>
    ordinary(`plan, incidents ${openCase}`, (l) =>
      planIncidentsCard(l, { plan: PLAN, rule: { openCase, severity: 'critical' }, problems: [] }),
    ),
  ),
  ordinary('experts’ channel', (l) => channelSetupCard(l, { ...channelView('Adele Vance'), remark: 'brought' })),
  ordinary('experts’ channel, nothing leads there, outsiders', (l) =>
    channelSetupCard(l, {
      ...channelView('Adele Vance', { ...GENERAL, kind: 'shared', outsidersAllowed: true }),
      plan: BUILT_IN_PLAN,
      remark: 'stale',
    }),
  ),
  ordinary('experts’ channel with outsiders', (l) => channelOutsidersCard(l)),
  ordinary('setup check, all there', (l) => setupCheckCard(l, { findings: FINDINGS, scope: 'team', now })),
  ordinary('setup check, something missing', (l) => setupCheckCard(l, { findings: MISSING, scope: 'personal', now })),
  ordinary('setup check, all missing', (l) =>
    setupCheckCard(l, { findings: SETUP_CHECKS.map((check) => ({ check, state: 'no' })), scope: 'team', now }),
  ),
  ordinary('setup check, nothing known', (l) =>
    setupCheckCard(l, { findings: SETUP_CHECKS.map((check) => ({ check, state: 'unknown', code: 'TIMED_OUT' })), scope: 'team', now }),
  ),
];

/** Cards whose texts somebody else wrote, as badly or as long as possible. */
export function planHostile(kind: 'nasty' | 'long', text: string): readonly Sample[] {
  const sample = (name: string, make: Sample['make']): Sample => ({ name: `${kind} ${name}`, kind, make });
  const plan = planOf(text, 30, 20);
  const channels = Array.from({ length: 40 }, (_, n) => ({ conversationId: `19:channel${n}@thread.tacv2`, teamName: text, name: text }));
  const customer: Customer = data.customerNamed(text);
  const seen: PlanPartView = { plan, channels, mayChange: true, remark: 'stale', problems: problemsOf(text) };
  const [route, calendar, rota, policy] = [
    plan.routes[0] ?? firstRoute(),
    plan.calendars[0] ?? firstCalendar(),
    plan.rotas[0],
    plan.policies[0],
  ];
  const rules = policy?.severities.critical ?? firstRules();
  const problems = problemsOf(text);
  return [
    sample('plan', (l) => planCard(l, seen)),
    ...PLAN_PARTS.map((part) =>
      sample(`plan, ${part}`, (l) =>
        planPartCard(l, {
          ...seen,
          part,
          offset: 4,
          customers: new Map([4, 5, 6, 7].map((n) => [n, { names: Array.from({ length: 30 }, () => text), hidden: 9 }])),
        }),
      ),
    ),
    sample('plan, policy', (l) => planPolicyCard(l, { ...seen, index: 0 })),
    sample('plan, levels', (l) => planLevelsCard(l, { ...seen, index: 0, severity: 'critical', offset: 4 })),
    sample('plan, route', (l) =>
      planRouteCard(l, {
        plan,
        channels,
        index: 0,
        written: routeAsWritten(plan, route),
        listed: Array.from({ length: 40 }, (_, n) => ({ ...customer, tenantId: `${customer.tenantId.slice(0, -2)}${n + 10}` })),
        hidden: 40,
        problems,
      }),
    ),
    sample('plan, policy form', (l) =>
      planPolicyFormCard(l, { plan, index: 0, name: text, hours: { en: NONE, fr: '0', ru: '29' }, problems }),
    ),
    sample('plan, targets', (l) =>
      planTargetsCard(l, {
        plan,
        index: 0,
        severity: 'critical',
        written: { acknowledge: text, firstResponse: text, resolution: text, warn: text, calendar: '0' },
        problems,
      }),
    ),
    sample('plan, level', (l) =>
      planLevelCard(l, {
        ...formOf(plan),
        channels,
        level: 0,
        written: { ...levelAsWritten(l, plan, rules.levels[0] ?? firstLevel()), people: text.slice(0, PEOPLE_LETTERS), after: text },
        problems,
      }),
    ),
    ...(rota === undefined
      ? []
      : [
          sample('plan, rota', (l) =>
            planRotaCard(l, {
              plan,
              channels,
              index: 0,
              written: { ...rotaAsWritten({ ...rota, name: text }, []), people: text.slice(0, PEOPLE_LETTERS) },
              zones: [text],
              problems,
            }),
          ),
        ]),
    sample('plan, calendar', (l) =>
      planCalendarCard(l, {
        plan,
        index: 0,
        written: {
          ...calendarAsWritten({ ...calendar, name: text }),
          week: Array.from({ length: 7 }, () => text),
          holidays: text.slice(0, HOLIDAYS_LETTERS),
        },
        zones: [text],
        problems,
      }),
    ),
    sample('experts’ channel', (l) => channelSetupCard(l, { ...channelView(text, { teamName: text, name: text }), plan })),
    sample('setup check', (l) =>
      setupCheckCard(l, {
        findings: SETUP_CHECKS.map((check) => ({
          check,
          state: 'no',
          code: 'FORBIDDEN',
          names: NAMING.has(check) ? Array.from({ length: 9 }, () => text) : undefined,
          at: now,
        })),
        scope: 'team',
        now,
      }),
    ),
  ];
}

function formOf(plan: EscalationPlan) {
  return { plan, channels: [CHANNEL, GENERAL], index: 0, severity: 'critical', problems: [] as readonly FormProblem[] } as const;
}

const firstRules = (): SeverityPolicy => planOf('Gold', 1).policies[0]?.severities.critical ?? missing();
const firstRoute = (): EscalationRoute => planOf('Gold', 1).routes[0] ?? missing();
const firstCalendar = () => planOf('Gold', 1).calendars[0] ?? missing();
const firstLevel = (): EscalationLevel => firstRules().levels[0] ?? missing();

function missing(): never {
  throw new Error('The sample has one');
}
