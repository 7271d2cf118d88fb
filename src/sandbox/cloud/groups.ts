import { PARTNER, PEOPLE } from '../world.ts';
import type { PartnerRole } from '../../domain/roles.ts';

/** A security group of the partner's tenant; its members are people and other groups. */
interface WorldGroup {
  readonly id: string;
  readonly displayName: string;
  readonly members: readonly string[];
}

const ADMIN_AGENTS = '66666666-0000-4000-8000-000000000001';
const HELPDESK_AGENTS = '66666666-0000-4000-8000-000000000002';
const SALES_AGENTS = '66666666-0000-4000-8000-000000000003';
const GDAP_HELPDESK = '66666666-0000-4000-8000-000000000004';
const GDAP_TIER_2 = '66666666-0000-4000-8000-000000000005';
const EVERYBODY = '66666666-0000-4000-8000-000000000006';

/** Object ids of the groups that matter to access. */
export const GROUP_IDS = {
  adminAgents: ADMIN_AGENTS,
  helpdeskAgents: HELPDESK_AGENTS,
  salesAgents: SALES_AGENTS,
  /** Holds GDAP assignments; its member is the group of helpdesk agents. */
  gdapHelpdesk: GDAP_HELPDESK,
  /** Holds GDAP assignments; its member is the group of admin agents. */
  gdapTier2: GDAP_TIER_2,
} as const;

function peopleWith(role: PartnerRole): string[] {
  return PEOPLE.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
}

export const GROUPS: readonly WorldGroup[] = [
  { id: ADMIN_AGENTS, displayName: 'AdminAgents', members: [...peopleWith('admin-agent'), PARTNER.serviceAccountId] },
  { id: HELPDESK_AGENTS, displayName: 'HelpdeskAgents', members: peopleWith('helpdesk-agent') },
  { id: SALES_AGENTS, displayName: 'SalesAgents', members: peopleWith('sales-agent') },
  { id: GDAP_HELPDESK, displayName: 'GDAP Helpdesk', members: [HELPDESK_AGENTS] },
  { id: GDAP_TIER_2, displayName: 'GDAP Tier 2', members: [ADMIN_AGENTS] },
  { id: EVERYBODY, displayName: 'All staff', members: PEOPLE.filter(({ guest }) => !guest).map(({ id }) => id) },
];

/** Ids of every group a person or group is in, through other groups too. */
export function groupsOf(memberId: string): readonly string[] {
  const found = new Set<string>();
  const open = [memberId];
  for (let member = open.pop(); member !== undefined; member = open.pop()) {
    for (const group of GROUPS) {
      if (!group.members.includes(member) || found.has(group.id)) continue;
      found.add(group.id);
      open.push(group.id);
    }
  }
  return [...found];
}
