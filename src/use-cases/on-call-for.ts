import { rulesFor } from '../domain/clock-rules.ts';
import { routeFor, type RoutedAbout } from '../domain/escalation-routing.ts';
import type { Locale } from '../domain/locale.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { WhoIsOnCall } from './who-is-on-call.ts';

/** Who has the duty now in the rotas that a case of this kind would call, those of the first level first: object ids in lower case, each once, few. */
export type OnCallFor = (about: Omit<RoutedAbout, 'tags'> & { readonly language: Locale }) => Promise<readonly string[]>;

/** The first levels have more than enough. */
const MOST_ROTAS = 6;

export function onCallFor(deps: {
  readonly plans: Pick<PlanStore, 'current'>;
  readonly tags: Pick<TagStore, 'of'>;
  readonly onCall: WhoIsOnCall;
  readonly clock: Clock;
}): OnCallFor {
  const { plans, tags, onCall, clock } = deps;
  return async ({ language, ...about }) => {
    const [plan, given] = await Promise.all([plans.current(), about.tenantId === undefined ? [] : tags.of(about.tenantId)]);
    const now = clock.now();
    const { policy } = rulesFor(plan, routeFor(plan, { ...about, tags: given }, now).policy, about.severity, language);
    const rotas = policy.levels.flatMap(({ call }) => call).flatMap((target) => ('rota' in target ? [target.rota] : []));
    const shifts = await Promise.all([...new Set(rotas)].slice(0, MOST_ROTAS).map((rota) => onCall(rota, now)));
    return [...new Set(shifts.flatMap((shift) => (shift === undefined ? [] : [shift.person.id.toLowerCase()])))];
  };
}
