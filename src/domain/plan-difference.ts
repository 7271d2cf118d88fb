import { PlanDocument, type PlanContent } from './escalation-plan-schema.ts';
import { nameKey } from './escalation-routing.ts';

/** What one plan has and another has not. */
export type PlanDifference =
  | { readonly part: 'calendars' | 'rotas' | 'policies'; readonly name: string; readonly change: 'added' | 'removed' | 'changed' }
  | { readonly part: 'routes' | 'incidents'; readonly change: 'changed' };

/** What would change from one plan to another, in the order of the plan. */
export function planDifference(before: PlanContent, after: PlanContent): readonly PlanDifference[] {
  const [old, fresh] = [PlanDocument.parse(before), PlanDocument.parse(after)];
  return [
    ...(['calendars', 'rotas', 'policies'] as const).flatMap((part) =>
      named(old[part], fresh[part]).map((one): PlanDifference => ({ part, ...one })),
    ),
    ...(['routes', 'incidents'] as const).flatMap((part): PlanDifference[] =>
      isSame(old[part], fresh[part]) ? [] : [{ part, change: 'changed' }],
    ),
  ];
}

type Named = readonly { readonly name: string }[];

interface NamedChange {
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
}

function named(before: Named, after: Named): readonly NamedChange[] {
  const old = new Map(before.map((one) => [nameKey(one.name), one]));
  const fresh = new Set(after.map(({ name }) => nameKey(name)));
  return [
    ...after.flatMap((one): NamedChange[] => {
      const known = old.get(nameKey(one.name));
      if (known === undefined) return [{ name: one.name, change: 'added' }];
      return isSame(known, one) ? [] : [{ name: one.name, change: 'changed' }];
    }),
    ...before.filter(({ name }) => !fresh.has(nameKey(name))).map(({ name }) => ({ name, change: 'removed' as const })),
  ];
}

/** Both come from the same schema, which puts their members in the same order. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
