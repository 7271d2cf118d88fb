/** Roles of partner staff: Partner Center groups and the directory roles that matter to support (B2). */
export const PARTNER_ROLES = ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent', 'sales-agent'] as const;
export type PartnerRole = (typeof PARTNER_ROLES)[number];

/** A person of the partner tenant as the directory knows them. */
export interface Colleague {
  /** Entra object id. */
  readonly id: string;
  readonly displayName: string;
  readonly givenName: string | undefined;
  readonly surname: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly guest: boolean;
  readonly roles: readonly PartnerRole[];
  /** Object ids of every security group the person is in, transitively. */
  readonly groupIds: readonly string[];
}

/** A colleague who can do what is asked of somebody. */
export interface AbleColleague extends Colleague {
  /** Has the duty now in a rota that is called for such matters. */
  readonly onCall: boolean;
}

/** The roles for technical support beside the helpdesk's (B2): each may file in the Azure portal. */
const ABOVE_HELPDESK: readonly PartnerRole[] = ['global-administrator', 'user-administrator', 'admin-agent'];

/** A helpdesk agent with no role that may file in the Azure portal (B6). */
export function isOnlyHelpdesk(roles: readonly PartnerRole[]): boolean {
  return roles.includes('helpdesk-agent') && !roles.some((role) => ABOVE_HELPDESK.includes(role));
}
