/**
 * Which customers a list over many may show to a person (design.md 7, "no confused deputy"): all of them, none, or those in whose delegated
 * administration one of the person's groups holds an active assignment, and the partner's own tenant.
 */
export type CustomerView = 'all' | 'none' | { readonly groupIds: readonly string[]; readonly at: Date };
