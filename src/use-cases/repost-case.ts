import { routeFor } from '../domain/escalation-routing.ts';
import type { SupportCase } from '../domain/support-case.ts';
import type { CasePostStore } from '../ports/case-post-store.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { EscalationChannels } from '../ports/escalation-channels.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { TagStore } from '../ports/tag-store.ts';

/**
 * Has the card of a case posted (again), where it is not there. One that has no channel, or whose channel is not set up any more, goes where the newest plan
 * leads. Gives the case as it is then; undefined when there is nothing to post, or still nowhere to post it.
 */
export type RepostCase = (caseId: string, actor: string) => Promise<SupportCase | undefined>;

export function repostCase(deps: {
  readonly cases: Pick<CaseStore, 'byId'>;
  readonly posts: Pick<CasePostStore, 'repost'>;
  readonly plans: Pick<PlanStore, 'current'>;
  readonly channels: Pick<EscalationChannels, 'byId'>;
  readonly tags: Pick<TagStore, 'of'>;
  readonly clock: Clock;
}): RepostCase {
  const { cases, posts, plans, channels, tags, clock } = deps;

  async function channelOf({ channelId, tenantId, product, severity }: SupportCase): Promise<string | undefined> {
    if (channelId !== undefined && (await channels.byId(channelId)) !== undefined) return channelId;
    const tagged = tenantId === undefined ? [] : await tags.of(tenantId);
    return routeFor(await plans.current(), { product, severity, tenantId, tags: tagged }, clock.now()).channelId;
  }

  return async (caseId, actor) => {
    const c = await cases.byId(caseId);
    const channelId = c && (await channelOf(c));
    if (channelId === undefined || !(await posts.repost(caseId, channelId, actor, clock.now()))) return undefined;
    return cases.byId(caseId);
  };
}
