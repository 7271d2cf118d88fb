import type { PartnerGroups } from '../../config.ts';
import type { PartnerRole } from '../../domain/roles.ts';
import type { GraphClient } from './client.ts';
import { graphMisconfigured } from './graph-failure.ts';
import { Group } from './schema.ts';

interface AgentGroup {
  readonly role: PartnerRole;
  readonly displayName: string;
  readonly configured: string | undefined;
}

/** Partner Center keeps its agent roles as security groups of these names (cloud-apis 6.1); their ids differ by tenant. */
export function agentGroups(
  graph: GraphClient,
  configured: PartnerGroups,
): (signal: AbortSignal) => Promise<ReadonlyMap<string, PartnerRole>> {
  const groups: readonly AgentGroup[] = [
    { role: 'admin-agent', displayName: 'AdminAgents', configured: configured.adminAgents },
    { role: 'helpdesk-agent', displayName: 'HelpdeskAgents', configured: configured.helpdeskAgents },
    { role: 'sales-agent', displayName: 'SalesAgents', configured: configured.salesAgents },
  ];
  const known = new Map<string, string>();

  async function idOf({ displayName, configured: id }: AgentGroup, signal: AbortSignal): Promise<string | undefined> {
    if (id !== undefined) return id;
    const remembered = known.get(displayName);
    if (remembered !== undefined) return remembered;
    const filter = encodeURIComponent(`displayName eq '${displayName}'`);
    const found = await graph.list(
      Group,
      `/groups?$filter=${filter}&$select=id,displayName,securityEnabled`,
      { kind: 'application' },
      signal,
    );
    const matching = found.filter((group) => group.displayName?.toLowerCase() === displayName.toLowerCase());
    // Display names are not unique: anybody could make a second group of the name and give themselves the role.
    if (matching.length > 1) throw graphMisconfigured(`several groups are called ${displayName}; set its object id in the configuration`);
    const [only] = matching;
    if (only !== undefined) known.set(displayName, only.id);
    return only?.id;
  }

  /** Role by group id. A group that does not exist gives nobody its role. */
  return async (signal) => {
    const entries = await Promise.all(groups.map(async (group) => [await idOf(group, signal), group.role] as const));
    return new Map(entries.flatMap(([id, role]) => (id === undefined ? [] : [[id.toLowerCase(), role] as const])));
  };
}
