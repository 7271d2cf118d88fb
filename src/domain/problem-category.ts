/** The partner's five duties (B62), used as intake categories. Ours: mapped to a back end's own by its adapter, never sent. */
export const PROBLEM_CATEGORIES = ['billing-subscription', 'provisioning', 'performance-availability', 'updates', 'usage'] as const;
export type ProblemCategory = (typeof PROBLEM_CATEGORIES)[number];

/** Why a problem may go to Microsoft (B22). `none` means it should not: guidance or an expert instead. */
export const ESCALATION_CRITERIA = ['undocumented-fault', 'service-down', 'bug', 'network', 'regional', 'none'] as const;
export type EscalationCriterion = (typeof ESCALATION_CRITERIA)[number];
