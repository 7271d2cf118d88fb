import type { PlanContent } from '../../domain/escalation-plan-schema.ts';
import { nameKey } from '../../domain/escalation-routing.ts';
import type { SeverityPolicy } from '../../domain/escalation-plan.ts';
import type { EscalationChannel } from '../../ports/escalation-channels.ts';

/** What people call a channel in the file; undefined where its name is not known. */
function called({ teamName, name }: EscalationChannel): string | undefined {
  // Teams gives a team's first channel no name, and shows this one.
  return teamName === undefined ? undefined : `${teamName} / ${name ?? 'General'}`;
}

/** The name of each channel by its conversation; those that share a name have none. */
export function channelNames(channels: readonly EscalationChannel[]): ReadonlyMap<string, string> {
  const named = Map.groupBy(channels, (channel) => nameKey(called(channel) ?? ''));
  return new Map(
    [...named].flatMap(([key, [channel, other]]) => {
      const name = channel && called(channel);
      return key === '' || name === undefined || channel === undefined || other !== undefined
        ? []
        : [[channel.conversationId, name] as const];
    }),
  );
}

/** The plan with its channels' conversations in place of their names; a name that nobody knows stays. */
export function channelIds(plan: PlanContent, channels: readonly EscalationChannel[]): PlanContent {
  const byName = new Map([...channelNames(channels)].map(([id, name]) => [nameKey(name), id]));
  const idOf = (name: string): string => byName.get(nameKey(name.replace(/\s*\/\s*/g, ' / '))) ?? name;
  const maybeIdOf = (name: string | undefined): string | undefined => (name === undefined ? undefined : idOf(name));
  const rules = (of: SeverityPolicy): SeverityPolicy => ({
    ...of,
    levels: of.levels.map((level) => ({
      ...level,
      call: level.call.map((target) => ('channel' in target ? { channel: idOf(target.channel) } : target)),
    })),
  });
  return {
    ...plan,
    rotas: plan.rotas.map((rota) => ({ ...rota, channelId: maybeIdOf(rota.channelId) })),
    policies: plan.policies.map(({ severities: { critical, moderate, minimal }, ...policy }) => ({
      ...policy,
      severities: { critical: rules(critical), moderate: rules(moderate), minimal: rules(minimal) },
    })),
    routes: plan.routes.map((route) => ({ ...route, channelId: maybeIdOf(route.channelId) })),
  };
}
