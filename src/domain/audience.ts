/** Somebody in a conversation, as far as it matters who reads along. What the channel did not say is undefined. */
export interface Reader {
  /** The Entra tenant of the account. */
  readonly tenantId: string | undefined;
  /** Guests of our tenant have `#EXT#` in theirs. */
  readonly userPrincipalName: string | undefined;
  /** The channel's word for the kind of member, such as `user`, `guest` or `anonymous`. */
  readonly role: string | undefined;
}

/** Who reads along: the partner's own people only, somebody from outside too, or it could not be told. */
const AUDIENCES = ['own', 'outsiders', 'unknown'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Roles of people who are not staff, whatever their account looks like. */
const OUTSIDE_ROLES: ReadonlySet<string> = new Set(['guest', 'anonymous']);

/** What one reader makes of the audience. Nobody counts as own for want of facts. */
export function audienceOf({ tenantId, userPrincipalName, role }: Reader, ownTenantId: string): Audience {
  if (tenantId !== undefined && tenantId.toLowerCase() !== ownTenantId.toLowerCase()) return 'outsiders';
  if (role !== undefined && OUTSIDE_ROLES.has(role.toLowerCase())) return 'outsiders';
  if (userPrincipalName?.toUpperCase().includes('#EXT#') === true) return 'outsiders';
  return tenantId === undefined || userPrincipalName === undefined ? 'unknown' : 'own';
}
