import type { PartnerGroups } from '../../config.ts';
import { BackEndError } from '../../domain/errors.ts';
import type { PartnerRole } from '../../domain/roles.ts';
import type { RoleDirectory } from '../../ports/role-directory.ts';
import { agentGroups } from './agent-groups.ts';
import type { GraphClient } from './client.ts';
import { DirectoryRole, MemberGroups, User } from './schema.ts';

const USER_FIELDS = 'id,displayName,givenName,surname,mail,userPrincipalName,businessPhones,mobilePhone,userType';

/** Template ids of the Entra roles that count as partner roles (cloud-apis 6.3). */
const DIRECTORY_ROLES: Readonly<Record<string, PartnerRole>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'global-administrator',
  'fe930be7-5e62-47db-91af-98c3a49a38b1': 'user-administrator',
};

/** People of the partner tenant, their groups and roles, read as the application. */
export function graphRoleDirectory(graph: GraphClient, options: { readonly groups: PartnerGroups }): RoleDirectory {
  const rolesOfGroups = agentGroups(graph, options.groups);
  const identity = { kind: 'application' } as const;

  return {
    async colleague(personId, signal) {
      const path = `/users/${encodeURIComponent(personId)}`;
      try {
        const [user, groups, roles, byGroup] = await Promise.all([
          graph.get(User, `${path}?$select=${USER_FIELDS}`, identity, signal),
          graph.ask(MemberGroups, `${path}/getMemberGroups`, { securityEnabledOnly: true }, identity, signal),
          graph.list(DirectoryRole, `${path}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,roleTemplateId`, identity, signal),
          rolesOfGroups(signal),
        ]);
        const groupIds = groups.value.map((id) => id.toLowerCase());
        const ofGroups = groupIds.map((id) => byGroup.get(id));
        const ofDirectory = roles.map(({ roleTemplateId }) => DIRECTORY_ROLES[roleTemplateId?.toLowerCase() ?? '']);
        return {
          id: user.id,
          displayName: user.displayName ?? user.userPrincipalName ?? user.id,
          givenName: user.givenName ?? undefined,
          surname: user.surname ?? undefined,
          email: user.mail ?? undefined,
          phone: user.businessPhones?.[0] ?? user.mobilePhone ?? undefined,
          guest: user.userType?.toLowerCase() === 'guest',
          roles: [...new Set([...ofDirectory, ...ofGroups].filter((role) => role !== undefined))],
          groupIds,
        };
      } catch (error) {
        if (error instanceof BackEndError && error.code === 'NOT_FOUND') return undefined;
        throw error;
      }
    },
  };
}
