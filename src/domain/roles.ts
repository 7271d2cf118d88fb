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

/** What a person may want to do; the columns of the permission matrix. */
export const ABILITIES = ['search-customers', 'see-health', 'see-requests', 'report', 'change-request'] as const;
export type Ability = (typeof ABILITIES)[number];

/**
 * Who may do what (B2, B8; Partner Center's permissions page: admin agents see health and requests, helpdesk agents find a customer and
 * ask support on its behalf, sales agents view tickets).
 */
const MATRIX: Readonly<Record<Ability, readonly PartnerRole[]>> = {
  'search-customers': ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent', 'sales-agent'],
  'see-health': ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent', 'sales-agent'],
  'see-requests': ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent', 'sales-agent'],
  report: ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent'],
  'change-request': ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent'],
};

/** Whether a person's roles allow it; a guest may nothing. */
export function may(person: Colleague, ability: Ability): boolean {
  return !person.guest && person.roles.some((role) => MATRIX[ability].includes(role));
}

/** Who may, for the explanation to a person who may not (B8). */
export function whoMay(ability: Ability): readonly PartnerRole[] {
  return MATRIX[ability];
}
