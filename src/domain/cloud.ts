/** The Microsoft clouds this bot can serve. China and DoD are refused, Germany closed on 29 October 2021. */
export const CLOUDS = ['global', 'usgov'] as const;
export type Cloud = (typeof CLOUDS)[number];

/** How the partner sells: decides what it may file (B3–B5). */
export const PARTNER_TYPES = ['direct', 'indirect-provider', 'indirect-reseller'] as const;
export type PartnerType = (typeof PARTNER_TYPES)[number];

/** Support plans a partner may hold (B26; today's names, cloud-apis 7.3). */
export const SUPPORT_PLANS = ['partner-cloud-support', 'advanced', 'premier', 'unified', 'azure-professional-direct'] as const;
export type SupportPlan = (typeof SUPPORT_PLANS)[number];
