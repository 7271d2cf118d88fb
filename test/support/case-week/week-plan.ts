import type { BusinessCalendar } from '../../../src/domain/business-calendar.ts';
import type { EscalationLevel, EscalationPlan, SeverityPolicy } from '../../../src/domain/escalation-plan.ts';

const OFFICE = [
  { from: 540, to: 720 },
  { from: 780, to: 1080 },
];
const week = (weekday: BusinessCalendar['week'][number], weekend: BusinessCalendar['week'][number]) =>
  [weekday, weekday, weekday, weekday, weekday, weekend, weekend] as const;

/** Office hours with a break and a holiday, nights over every change of the clocks, a zone that changes on another day, one that never does. */
export const CALENDARS: readonly BusinessCalendar[] = [
  { name: 'paris', timeZone: 'Europe/Paris', week: week(OFFICE, []), holidays: ['2026-10-23', '2027-03-26'] },
  {
    name: 'nights',
    timeZone: 'Europe/Paris',
    week: week(
      [
        { from: 0, to: 360 },
        { from: 1320, to: 1440 },
      ],
      [{ from: 0, to: 1440 }],
    ),
    holidays: [],
  },
  { name: 'seattle', timeZone: 'America/Los_Angeles', week: week([{ from: 60, to: 1020 }], [{ from: 90, to: 600 }]), holidays: [] },
  { name: 'kolkata', timeZone: 'Asia/Kolkata', week: week([{ from: 570, to: 1110 }], []), holidays: [] },
];

const level = (afterMinutes: number, repeat?: readonly [everyMinutes: number, times: number], channel?: string): EscalationLevel => ({
  afterMinutes,
  repeat: repeat && { everyMinutes: repeat[0], times: repeat[1] },
  call: channel === undefined ? [{ rota: 'experts' }] : [{ rota: 'experts' }, { channel }],
});

const policy = (
  targets: readonly [acknowledge: number | undefined, first: number | undefined, resolution: number | undefined],
  warnAtPercentLeft: number,
  hours: string | undefined,
  levels: readonly EscalationLevel[],
): SeverityPolicy => ({
  acknowledgeMinutes: targets[0],
  firstResponseMinutes: targets[1],
  resolutionMinutes: targets[2],
  warnAtPercentLeft,
  hours,
  levels,
});

/** Two policies that differ in everything a clock goes by. All figures give whole minutes. */
export const WEEK_PLAN: EscalationPlan = {
  version: 1,
  calendars: CALENDARS,
  rotas: [],
  policies: [
    {
      name: 'default',
      severities: {
        critical: policy([20, 60, 240], 25, undefined, [level(0), level(10, [5, 2]), level(30, [20, 3], '19:managers')]),
        moderate: policy([60, 240, 960], 50, 'nights', [level(20, [15, 9]), level(90)]),
        minimal: policy([240, 480, undefined], 0, 'paris', [level(60), level(180, [60, 1])]),
      },
      languageHours: { fr: 'paris' },
    },
    {
      name: 'azure',
      severities: {
        critical: policy([40, 120, 480], 20, 'seattle', [level(5), level(25)]),
        moderate: policy([undefined, 200, 1000], 25, 'kolkata', []),
        minimal: policy([100, undefined, 2000], 10, undefined, [level(100, [50, 2])]),
      },
      languageHours: { ru: 'kolkata' },
    },
  ],
  routes: [
    { products: ['azure'], severities: [], tenantIds: [], tag: undefined, hours: undefined, channelId: '19:azure', policy: 'azure' },
    { products: [], severities: [], tenantIds: [], tag: undefined, hours: undefined, channelId: '19:experts', policy: 'default' },
  ],
  incidents: { openCase: 'never', severity: 'critical' },
};
