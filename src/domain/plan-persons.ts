import type { PlanContent } from './escalation-plan-schema.ts';
import type { PlanPerson, SeverityPolicy } from './escalation-plan.ts';
import type { PlanPlace } from './plan-problem.ts';
import { SEVERITIES } from './severity.ts';

/** Everybody who is named in a plan, with the place, in the order of the plan. */
export function personsOf(plan: PlanContent): readonly { readonly person: PlanPerson; readonly at: PlanPlace }[] {
  return [
    ...plan.rotas.flatMap(({ members }, rota) => members.map((person, index) => ({ person, at: ['rotas', rota, 'members', index] }))),
    ...plan.policies.flatMap(({ severities }, policy) =>
      SEVERITIES.flatMap((severity) =>
        severities[severity].levels.flatMap(({ call }, level) =>
          call.flatMap((target, index) =>
            'person' in target
              ? [{ person: target.person, at: ['policies', policy, 'severities', severity, 'levels', level, 'call', index] }]
              : [],
          ),
        ),
      ),
    ),
  ];
}

/** The plan with each person in place of whom `known` gives for it. */
export function withPersons(plan: PlanContent, known: (person: PlanPerson) => PlanPerson): PlanContent {
  const rules = (of: SeverityPolicy): SeverityPolicy => ({
    ...of,
    levels: of.levels.map((level) => ({
      ...level,
      call: level.call.map((target) => ('person' in target ? { person: known(target.person) } : target)),
    })),
  });
  return {
    ...plan,
    rotas: plan.rotas.map((rota) => ({ ...rota, members: rota.members.map(known) })),
    policies: plan.policies.map(({ severities: { critical, moderate, minimal }, ...policy }) => ({
      ...policy,
      severities: { critical: rules(critical), moderate: rules(moderate), minimal: rules(minimal) },
    })),
  };
}
