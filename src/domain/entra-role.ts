import facts from './facts/entra-roles.json' with { type: 'json' };

/** What of a role matters to support work in a customer's tenant. */
export type RoleAbility = 'read-health' | 'open-requests';

const ROLES: ReadonlyMap<string, { readonly name: string; readonly allows: readonly string[] }> = new Map(
  facts.roles.map(({ id, name, allows }) => [id, { name, allows }]),
);

/** The day of Microsoft's role reference that the facts come from. */
export const ROLES_AS_OF = facts.date;

/** Microsoft's English name of an Entra role by its template id; the id itself when it is none that we know. */
export function roleName(roleId: string): string {
  return ROLES.get(roleId)?.name ?? roleId;
}

/** Template ids of the roles to ask for: those that allow least beside it; any of them will do. */
export function leastRoles(ability: RoleAbility | 'consent'): readonly string[] {
  return facts.least[ability];
}

/** Whether one of the roles allows it, and which. `unknown`: none that we know does, but there are some that we do not know. */
export function allowedBy(
  roleIds: readonly string[],
  ability: RoleAbility,
): { readonly allowed: 'yes' | 'no' | 'unknown'; readonly roles: readonly string[] } {
  const allowing = roleIds.filter((id) => ROLES.get(id)?.allows.includes(ability));
  if (allowing.length > 0) return { allowed: 'yes', roles: allowing };
  const strange = roleIds.filter((id) => !ROLES.has(id));
  return strange.length > 0 ? { allowed: 'unknown', roles: strange } : { allowed: 'no', roles: roleIds };
}
