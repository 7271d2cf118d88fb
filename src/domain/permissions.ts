import type { CommandName } from './command.ts';
import type { Colleague, PartnerRole } from './roles.ts';

/** What a person may want to do; the columns of the permission matrix. */
export const ABILITIES = [
  'search-customers',
  'edit-customers',
  'see-health',
  'administer',
  'see-access',
  'watch',
  'see-requests',
  'report',
  'change-request',
  'escalate',
  'see-cases',
  'work-cases',
  'see-on-call',
  'change-on-call',
  'set-up-escalation',
] as const;
export type Ability = (typeof ABILITIES)[number];

const EVERYBODY: readonly PartnerRole[] = ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent', 'sales-agent'];
/** Sales agents hold no delegated administration (cloud-apis 6.1). */
const SUPPORT: readonly PartnerRole[] = ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent'];

/** Whoever answers for how the partner works: the plan of escalation calls people at night. */
const LEADS: readonly PartnerRole[] = ['global-administrator', 'admin-agent'];

/**
 * Who may do what (B2, B8; Partner Center's permissions page: admin agents see health and requests, helpdesk agents find a customer and
 * ask support on its behalf, sales agents view tickets).
 */
const MATRIX: Readonly<Record<Ability, readonly PartnerRole[]>> = {
  'search-customers': EVERYBODY,
  'edit-customers': SUPPORT,
  'see-health': EVERYBODY,
  administer: SUPPORT,
  'see-access': EVERYBODY,
  watch: EVERYBODY,
  'see-requests': EVERYBODY,
  report: SUPPORT,
  'change-request': SUPPORT,
  escalate: SUPPORT,
  'see-cases': EVERYBODY,
  'work-cases': SUPPORT,
  'see-on-call': EVERYBODY,
  'change-on-call': SUPPORT,
  'set-up-escalation': LEADS,
};

/** What each command asks for; undefined: it is for everybody with a role. Help shows the commands in this order. */
export const NEEDS: Readonly<Record<CommandName, Ability | undefined>> = {
  report: 'report',
  health: 'see-health',
  board: 'see-health',
  incidents: 'see-health',
  incident: 'see-health',
  admin: 'administer',
  access: 'see-access',
  watch: 'watch',
  watches: 'watch',
  unwatch: 'watch',
  customers: 'search-customers',
  customer: 'search-customers',
  requests: 'see-requests',
  request: 'see-requests',
  escalate: 'escalate',
  cases: 'see-cases',
  case: 'see-cases',
  oncall: 'see-on-call',
  escalation: 'see-on-call',
  statistics: 'see-cases',
  statement: undefined,
  setup: 'set-up-escalation',
  whoami: undefined,
  language: undefined,
  cancel: undefined,
  help: undefined,
};

export const COMMAND_NAMES = Object.keys(NEEDS) as CommandName[];

/** Whether a person's roles allow it; a guest may nothing. */
export function may(person: Colleague, ability: Ability): boolean {
  return !person.guest && person.roles.some((role) => MATRIX[ability].includes(role));
}

/** Who may, for the explanation to a person who may not (B8). */
export function whoMay(ability: Ability): readonly PartnerRole[] {
  return MATRIX[ability];
}
