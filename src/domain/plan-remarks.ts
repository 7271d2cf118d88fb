import type { PlanContent } from './escalation-plan-schema.ts';
import { nameKey } from './escalation-routing.ts';
import type { PlanRemark } from './plan-problem.ts';
import { SEVERITIES } from './severity.ts';

/** What may be meant so, and is better said: what nothing uses, and cases that call nobody. In the order of the plan. */
export function planRemarks(plan: PlanContent): readonly PlanRemark[] {
  const rules = plan.policies.flatMap(({ severities }) => SEVERITIES.map((severity) => severities[severity]));
  const calendars = keys([
    ...rules.map(({ hours }) => hours),
    ...plan.policies.flatMap(({ languageHours }) => Object.values(languageHours)),
    ...plan.routes.map(({ hours }) => hours?.calendar),
  ]);
  const rotas = keys(
    rules.flatMap(({ levels }) => levels.flatMap(({ call }) => call.map((target) => ('rota' in target ? target.rota : undefined)))),
  );
  const policies = keys(plan.routes.map(({ policy }) => policy));
  return [
    ...unused('calendars', plan.calendars, calendars, 'unused-calendar'),
    ...unused('rotas', plan.rotas, rotas, 'unused-rota'),
    ...unused('policies', plan.policies, policies, 'unused-policy'),
    ...plan.policies.flatMap(({ severities }, index) =>
      SEVERITIES.flatMap((severity): PlanRemark[] =>
        severities[severity].levels.length > 0 ? [] : [{ code: 'nobody-called', at: ['policies', index, 'severities', severity] }],
      ),
    ),
    ...plan.routes.flatMap(({ channelId }, index): PlanRemark[] =>
      channelId === undefined ? [{ code: 'no-channel', at: ['routes', index] }] : [],
    ),
  ];
}

const keys = (names: readonly (string | undefined)[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => (name === undefined ? [] : [nameKey(name)])));

function unused(
  kind: string,
  all: readonly { readonly name: string }[],
  used: ReadonlySet<string>,
  code: PlanRemark['code'],
): readonly PlanRemark[] {
  return all.flatMap(({ name }, index) => (used.has(nameKey(name)) ? [] : [{ code, at: [kind, index] }]));
}
