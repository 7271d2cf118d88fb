import type { EscalationPlan, SeverityPolicy } from './escalation-plan.ts';

/** Nobody can be called yet: warnings and missed targets ring in the case's thread, by the policy of any plan. */
const TARGETS = { warnAtPercentLeft: 25, hours: undefined, levels: [] } satisfies Partial<SeverityPolicy>;

/**
 * What holds before anything was set up, and what a first set-up begins with: targets around the clock and a route that leads to no channel yet. First
 * responses are due in Microsoft's own times for A, B and C (B55–B57), the rest is our proposal.
 */
export const BUILT_IN_PLAN: EscalationPlan = {
  version: 0,
  calendars: [],
  rotas: [],
  policies: [
    {
      name: 'default',
      severities: {
        critical: { ...TARGETS, acknowledgeMinutes: 15, firstResponseMinutes: 120, resolutionMinutes: 480 },
        moderate: { ...TARGETS, acknowledgeMinutes: 60, firstResponseMinutes: 240, resolutionMinutes: 1440 },
        minimal: { ...TARGETS, acknowledgeMinutes: 240, firstResponseMinutes: 480, resolutionMinutes: 4320 },
      },
      languageHours: {},
    },
  ],
  routes: [{ products: [], severities: [], tenantIds: [], tag: undefined, hours: undefined, channelId: undefined, policy: 'default' }],
  incidents: { openCase: 'never', severity: 'critical' },
};
