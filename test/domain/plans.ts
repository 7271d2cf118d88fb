import type { PlanContent } from '../../src/domain/escalation-plan-schema.ts';
import type { EscalationLevel, EscalationRoute, SeverityPolicy } from '../../src/domain/escalation-plan.ts';
import type { EscalationChannel } from '../../src/ports/escalation-channels.ts';

export const EXPERTS = '19:experts@thread.tacv2';
export const LEADS = '19:leads@thread.tacv2';
export const CHANNELS: ReadonlySet<string> = new Set([EXPERTS, LEADS]);

export const DMITRI = { id: 'a0a0a0a0-0000-4000-8000-000000000003', name: 'Dmitri Sokolov' };
export const MEI = { id: 'a0a0a0a0-0000-4000-8000-000000000004', name: 'Mei Tanaka' };

export const aLevel = (afterMinutes: number, changed: Partial<EscalationLevel> = {}): EscalationLevel => ({
  afterMinutes,
  repeat: undefined,
  call: [{ rota: 'azure' }],
  ...changed,
});

export const someRules = (changed: Partial<SeverityPolicy> = {}): SeverityPolicy => ({
  acknowledgeMinutes: 15,
  firstResponseMinutes: 60,
  resolutionMinutes: undefined,
  warnAtPercentLeft: 20,
  hours: undefined,
  levels: [aLevel(10)],
  ...changed,
});

export const aRoute = (changed: Partial<EscalationRoute> = {}): EscalationRoute => ({
  products: [],
  severities: [],
  tenantIds: [],
  tag: undefined,
  hours: undefined,
  channelId: EXPERTS,
  policy: 'usual',
  ...changed,
});

const OFFICE = [{ from: 540, to: 1080 }];

/** A plan without problems, in which every part is used. */
export function aPlan(changed: Partial<PlanContent> = {}): PlanContent {
  return {
    calendars: [
      { name: 'office', timeZone: 'Europe/Paris', week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []], holidays: ['2026-12-25'] },
    ],
    rotas: [
      {
        name: 'azure',
        timeZone: 'Europe/Paris',
        from: '2026-11-16',
        handOverAt: 540,
        turn: { days: 7 },
        members: [DMITRI, MEI],
        channelId: EXPERTS,
      },
    ],
    policies: [
      {
        name: 'usual',
        severities: {
          critical: someRules({
            levels: [aLevel(5, { repeat: { everyMinutes: 5, times: 2 } }), aLevel(20, { call: [{ person: MEI }, { channel: LEADS }] })],
          }),
          moderate: someRules(),
          minimal: someRules({ hours: 'office' }),
        },
        languageHours: { fr: 'office' },
      },
    ],
    routes: [aRoute({ products: ['azure'], hours: { calendar: 'office', when: 'outside' }, channelId: LEADS }), aRoute()],
    incidents: { openCase: 'high-impact', severity: 'critical' },
    ...changed,
  };
}

/** A channel that was set up in the team of the sandbox. */
export const expertsChannel = (
  conversationId: string,
  name: string | undefined,
  changed: Partial<EscalationChannel> = {},
): EscalationChannel => ({
  conversationId,
  teamId: '19:northwindGeneral@thread.tacv2',
  teamName: 'CSP Operations',
  name,
  kind: 'standard',
  locale: 'en',
  timeZone: 'Europe/London',
  outsidersAllowed: false,
  setUpBy: { id: 'a0a0a0a0-0000-4000-8000-000000000002', name: 'Camille Laurent' },
  setUpAt: new Date('2026-11-16T12:00:00Z'),
  ...changed,
});
