import { rulesFor } from '../domain/clock-rules.ts';
import { nameKey } from '../domain/escalation-routing.ts';
import type { PlanPerson } from '../domain/escalation-plan.ts';
import type { CaseLineView } from '../domain/case-view.ts';
import type { SupportCase } from '../domain/support-case.ts';
import type { ConversationStore } from '../ports/conversation-store.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { WhoIsOnCall } from './who-is-on-call.ts';

/** Whom a level of a case's policy calls at a moment: everybody once, and the rotas that have nobody then. */
export type WhoIsCalled = (c: SupportCase, level: number, at: Date) => Promise<Pick<CaseLineView, 'mentions' | 'nobodyOn'>>;

/** The level is that of the plan the case was opened under; who is on call is asked of the newest. @throws {BackEndError} of the database */
export function whoIsCalled(deps: {
  readonly plans: Pick<PlanStore, 'current' | 'version'>;
  readonly onCall: WhoIsOnCall;
  readonly conversations: Pick<ConversationStore, 'accountOf'>;
}): WhoIsCalled {
  const { plans, onCall, conversations } = deps;

  return async (c, level, at) => {
    const plan = (await plans.version(c.planVersion)) ?? (await plans.current());
    const { policy } = rulesFor(plan, c.policy, c.severity, c.language);
    const people = new Map<string, PlanPerson>();
    const nobodyOn = new Map<string, string>();
    for (const target of policy.levels[level - 1]?.call ?? []) {
      if ('channel' in target) continue; // gets a post of its own
      const person = 'rota' in target ? (await onCall(target.rota, at))?.person : target.person;
      if (person !== undefined) people.set(person.id.toLowerCase(), people.get(person.id.toLowerCase()) ?? person);
      else if ('rota' in target) nobodyOn.set(nameKey(target.rota), target.rota);
    }
    const mentions = [...people.values()].map(async (person) => ({
      ...person,
      accountId: (await conversations.accountOf(person.id))?.accountId ?? person.id,
    }));
    return { mentions: await Promise.all(mentions), nobodyOn: [...nobodyOn.values()] };
  };
}
